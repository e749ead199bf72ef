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
  description = "The agent that runs the editor."
}

variable "port" {
  type        = number
  description = "The port that the editor listens on."
  default     = 13337

  validation {
    condition     = var.port >= 1024 && var.port <= 65535
    error_message = "The port must be between 1024 and 65535."
  }
}

variable "folder" {
  type        = string
  description = "The folder to open. Empty opens none."
  default     = ""
}

variable "install_version" {
  type        = string
  description = "The code-server release to install. Empty takes the newest."
  default     = ""
}

variable "install_prefix" {
  type        = string
  description = "The folder that code-server is installed to."
  default     = "/tmp/code-server"
}

variable "extensions" {
  type        = set(string)
  description = "Extensions to install, as publisher.name."
  default     = []
}

variable "settings" {
  type        = any
  description = <<-EOT
    User settings of the editor.
    They are written once: a settings file that exists is left alone.
  EOT
  default     = {}
}

variable "app" {
  type = object({
    display_name = optional(string, "code-server")
    slug         = optional(string, "code-server")
    share        = optional(string, "owner")
    order        = optional(number)
  })
  description = "How the editor appears on the dashboard."
  default     = {}
}

locals {
  query = var.folder == "" ? "" : "?folder=${urlencode(var.folder)}"
}

resource "coder_script" "code_server" {
  agent_id     = var.agent_id
  display_name = var.app.display_name
  icon         = "/icon/code.svg"
  run_on_start = true

  script = templatefile("${path.module}/run.sh", {
    PORT       = var.port
    VERSION    = base64encode(var.install_version)
    PREFIX     = base64encode(var.install_prefix)
    EXTENSIONS = base64encode(join("\n", sort(var.extensions)))
    SETTINGS   = base64encode(jsonencode(var.settings))
  })
}

resource "coder_app" "code_server" {
  agent_id     = var.agent_id
  slug         = var.app.slug
  display_name = var.app.display_name
  icon         = "/icon/code.svg"
  url          = "http://localhost:${var.port}/${local.query}"
  share        = var.app.share
  order        = var.app.order

  healthcheck {
    url       = "http://localhost:${var.port}/healthz"
    interval  = 5
    threshold = 6
  }
}

output "url" {
  description = "The editor's address inside the workspace."
  value       = coder_app.code_server.url
}
