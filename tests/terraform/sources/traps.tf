# Everything that readers of HCL have tripped over. Terraform reads this file.
variable "heredoc_with_braces" {
  type    = string
  default = <<EOT
variable "not_one" {
}
  # no comment
"quotes" and \n stay
$${escaped} %%{escaped}
EOT
}

variable "indented" {
  description = <<-EOT
      Two more than the margin.

        
  
    The margin.
    	A tab behind it.
    EOT
  default     = /* here */ "a" # and there
}
variable "terminator_with_comment" {
  default = <<EOT
EOT # is text, not the end
  EOT is text as well
EOT
}
variable "one_line" { type = string }
variable "empty_body" {
}
variable "escapes" {
  default = "tab\tquote\" backslash\\ newline\n unicode \u00e9 \U0001F600 dollar $ percent % $${x} %%{x}"
}
variable "nested" {
  type = map(object({
    # a comment inside a type
    ports   = list(number), // and another
    "quoted" = optional(string, "a \"b\" # c")
    deep    = optional(object({
      on = optional(bool, true)
    }), {})
  }))
  default = {
    plain        = { ports = [80, 443,], quoted = "x" },
    "with dash-" : { ports = [], deep = { on = false } }
    "c" = { ports = [-1, 1.5e3, 0.10] }
  }
}
variable "lists" {
  type    = any
  default = [[], {}, [{ a = [1, 2] }], null, true, "", 1e2, -0.5]
}
variable "validated" {
  type      = string
  nullable  = false
  sensitive = true
  validation {
    condition     = can(regex("^[a-z}{]+$", var.validated)) # }
    error_message = <<-EOT
      No } braces { please, ${"not \"${"even"}\" nested"}.
    EOT
  }
  validation {
    condition     = length(var.validated) < 10
    error_message = "Too long."
  }
}
/* a block comment
variable "commented_out" {}
*/
locals {
  script = templatefile("${path.module}/run.sh", { A = "}" })
  nested = <<-OUTER
    %{ for name in ["a", "b"] ~}
    ${jsonencode({ text = <<INNER
    inner ${name} }
INNER
    })}
    %{ endfor ~}
    %{ if true }yes%{ else }no%{ endif }
  OUTER
  splat  = var.lists[*].a.*.b[0]["c"].0
  many   = { for k, v in var.nested : upper(k) => v... if v != null }
}
output "plain" { value = "${var.indented}" }
output "object" {
  value     = { for k, v in var.nested : k => v if length(v.ports) > 0 }
  sensitive = true
}
resource "terraform_data" "one" {
  count = var.validated == "}" ? 1 : 0
  input = "a${"b${"c"}"}d"

  lifecycle {
    prevent_destroy = true
  }
}
resource "terraform_data" "two" {
  for_each = toset(["a"])
  input    = <<EOT

 spaces stay  
EOT
}
data "external" "it" { program = ["true"] }
module "call" {
  source  = "./modules/call"
  version = "~> 1.0"
}
