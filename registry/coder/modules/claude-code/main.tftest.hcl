run "nothing_is_set_by_default" {
  command = plan

  variables {
    agent_id = "agent"
  }

  assert {
    condition     = length(output.environment_names) == 0
    error_message = "No environment variable should be set without an input."
  }

  assert {
    condition     = length(coder_env.api_key) == 0
    error_message = "An empty key should not be set."
  }
}

run "gateway_and_key_are_set" {
  command = plan

  variables {
    agent_id           = "agent"
    anthropic_api_key  = "not-a-key"
    anthropic_base_url = "https://gateway.example.com"
  }

  assert {
    condition     = contains(output.environment_names, "ANTHROPIC_BASE_URL")
    error_message = "The gateway's address should be set."
  }

  assert {
    condition     = coder_env.api_key[0].name == "ANTHROPIC_API_KEY"
    error_message = "The key should be set."
  }
}

run "unknown_channel_is_refused" {
  command = plan

  variables {
    agent_id            = "agent"
    claude_code_version = "newest"
  }

  expect_failures = [var.claude_code_version]
}
