terraform {
  required_version = ">= 1.9"

  required_providers {
    coder = {
      source  = "coder/coder"
      version = ">= 2.5"
    }
  }
}

variable "agent_id" {
  type        = string
  description = "The agent that makes the clone."
}

variable "url" {
  type        = string
  description = "Where to clone from: an https, ssh or git@ address."

  validation {
    condition     = can(regex("^(https?://|ssh://|git@).*[^/:]", var.url))
    error_message = "The url must start with https://, http://, ssh:// or git@."
  }
}

variable "base_dir" {
  type        = string
  description = "The folder that receives the clone."
  default     = "~"
}

variable "folder_name" {
  type        = string
  description = "The name of the clone's folder. Empty takes it from the url."
  default     = ""
}

variable "branch_name" {
  type        = string
  description = "The branch to check out. Empty leaves the choice to the remote."
  default     = ""
}

variable "extra_args" {
  type        = list(string)
  description = "More options for `git clone`, one element for each."
  default     = []
  nullable    = false
}

variable "post_clone_script" {
  type        = string
  description = "A shell script to run inside a fresh clone."
  default     = null
}

locals {
  url_folder = regex("([^/:]+?)(?:\\.git)?/*$", var.url)[0]
  folder     = var.folder_name != "" ? var.folder_name : local.url_folder
  path       = "${trimsuffix(var.base_dir, "/")}/${local.folder}"

  clone_args = concat(
    var.branch_name != "" ? ["--branch=${var.branch_name}"] : [],
    var.extra_args,
  )
}

resource "coder_script" "git_clone" {
  agent_id           = var.agent_id
  display_name       = "Clone ${local.folder}"
  icon               = "/icon/git.svg"
  run_on_start       = true
  start_blocks_login = true

  script = templatefile("${path.module}/run.sh", {
    URL        = base64encode(var.url)
    CLONE_PATH = base64encode(local.path)
    CLONE_ARGS = base64encode(join("\n", local.clone_args))
    POST_CLONE = base64encode(coalesce(var.post_clone_script, " "))
  })
}

output "repo_dir" {
  description = "Where the clone is."
  value       = local.path
}

output "folder_name" {
  description = "The name of the clone's folder."
  value       = local.folder
}
