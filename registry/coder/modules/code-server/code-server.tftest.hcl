run "no_folder_opens_the_start_page" {
  command = plan

  variables {
    agent_id = "agent"
  }

  assert {
    condition     = output.url == "http://localhost:13337/"
    error_message = "Without a folder the address should have no query."
  }
}

run "folder_is_escaped_in_the_address" {
  command = plan

  variables {
    agent_id = "agent"
    folder   = "/srv/my site"
  }

  assert {
    condition     = output.url == "http://localhost:13337/?folder=%2Fsrv%2Fmy+site"
    error_message = "The folder should be escaped."
  }
}

run "privileged_port_is_refused" {
  command = plan

  variables {
    agent_id = "agent"
    port     = 80
  }

  expect_failures = [var.port]
}
