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
  description = "The agent that Claude Code is installed for."
}

variable "anthropic_api_key" {
  type        = string
  description = "The key for Anthropic's API. Empty leaves the login to the user."
  default     = ""
  sensitive   = true
}

variable "anthropic_base_url" {
  type        = string
  description = "The address of a gateway to use in place of Anthropic's API."
  default     = ""
}

variable "claude_code_version" {
  type        = string
  description = "The release of Claude Code to install: a version, `stable` or `latest`."
  default     = "latest"

  validation {
    condition     = can(regex("^(latest|stable|[0-9]+\\.[0-9]+\\.[0-9]+)$", var.claude_code_version))
    error_message = "The version must be latest, stable or three numbers."
  }
}

variable "model" {
  type        = string
  description = "The model to use. Empty leaves the choice to Claude Code."
  default     = ""
}

variable "permissions" {
  type = object({
    allow = optional(list(string), [])
    deny  = optional(list(string), [])
  })
  description = "What may run without asking, and what may never run."
  default     = {}
}

variable "post_install_script" {
  type        = string
  description = "A shell script to run after the installation."
  default     = null
}

locals {
  environment = {
    ANTHROPIC_BASE_URL = var.anthropic_base_url
    ANTHROPIC_MODEL    = var.model
  }
}

resource "coder_env" "settings" {
  for_each = { for name, value in local.environment : name => value if value != "" }

  agent_id = var.agent_id
  name     = each.key
  value    = each.value
}

resource "coder_env" "api_key" {
  count = nonsensitive(var.anthropic_api_key != "") ? 1 : 0

  agent_id = var.agent_id
  name     = "ANTHROPIC_API_KEY"
  value    = var.anthropic_api_key
}

resource "coder_script" "install" {
  agent_id     = var.agent_id
  display_name = "Install Claude Code"
  icon         = "/icon/claude.svg"
  run_on_start = true

  script = templatefile("${path.module}/run.sh", {
    VERSION      = var.claude_code_version
    SETTINGS     = base64encode(jsonencode({ permissions = var.permissions }))
    POST_INSTALL = base64encode(coalesce(var.post_install_script, " "))
  })
}

output "environment_names" {
  description = "The environment variables that the module sets, apart from the key."
  value       = keys(coder_env.settings)
}
