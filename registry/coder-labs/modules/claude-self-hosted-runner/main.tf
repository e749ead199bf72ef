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
  description = "The agent that the runner works on."
}

variable "name" {
  type        = string
  description = "The runner's name. Each runner has a queue of its own."
  default     = "default"

  validation {
    condition     = can(regex("^[a-z0-9-]+$", var.name))
    error_message = "The name may hold lowercase letters, digits and hyphens."
  }
}

variable "queue_dir" {
  type        = string
  description = "The folder that holds the queues, below the home folder."
  default     = "claude-queue"
}

variable "claude_code_version" {
  type        = string
  description = "The release of Claude Code to install."
  default     = "latest"
}

variable "max_turns" {
  type        = number
  description = "How many turns one job may take."
  default     = 20
}

variable "poll_seconds" {
  type        = number
  description = "How long to wait before looking for the next job."
  default     = 10
}

module "claude_code" {
  source              = "registry.coder.com/coder/claude-code/coder"
  version             = "5.1.0"
  agent_id            = var.agent_id
  claude_code_version = var.claude_code_version
}

resource "coder_script" "runner" {
  agent_id     = var.agent_id
  display_name = "Claude runner ${var.name}"
  icon         = "/icon/claude.svg"
  run_on_start = true

  script = templatefile("${path.module}/run.sh", {
    QUEUE        = base64encode("${var.queue_dir}/${var.name}")
    MAX_TURNS    = var.max_turns
    POLL_SECONDS = var.poll_seconds
  })
}

output "queue" {
  description = "The folder that takes this runner's jobs."
  value       = "~/${var.queue_dir}/${var.name}"
}
