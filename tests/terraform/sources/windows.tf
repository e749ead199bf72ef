variable "with_bom" {
  type = string
  default = <<EOT
one

two
EOT
}
output "last" { value = 1 }