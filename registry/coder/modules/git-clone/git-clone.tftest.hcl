run "folder_comes_from_the_url" {
  command = plan

  variables {
    agent_id = "agent"
    url      = "https://example.com/team/website.git"
  }

  assert {
    condition     = output.folder_name == "website"
    error_message = "The folder should be the last part of the url without .git."
  }

  assert {
    condition     = output.repo_dir == "~/website"
    error_message = "The clone should go to the home folder by default."
  }
}

run "folder_comes_from_a_short_ssh_url" {
  command = plan

  variables {
    agent_id = "agent"
    url      = "git@example.com:website"
    base_dir = "/srv/"
  }

  assert {
    condition     = output.repo_dir == "/srv/website"
    error_message = "The host should not be part of the folder."
  }
}

run "folder_name_wins_over_the_url" {
  command = plan

  variables {
    agent_id    = "agent"
    url         = "https://example.com/team/website"
    folder_name = "www"
  }

  assert {
    condition     = output.folder_name == "www"
    error_message = "A given folder name should be used as it is."
  }
}

run "address_without_a_scheme_is_refused" {
  command = plan

  variables {
    agent_id = "agent"
    url      = "example.com/team/website"
  }

  expect_failures = [var.url]
}
