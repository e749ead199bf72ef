"""Terraform's JSON syntax."""

from __future__ import annotations

import json

import pytest

from release_tool.adapters.hcl import read_interface
from release_tool.terraform.interface import Place

NATIVE = """
terraform {
  required_version = ">= 1.0"
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      version               = "~> 5.0"
      configuration_aliases = [aws.a]
    }
  }
}
variable "a" {
  type    = list(object({ b = optional(string, "x") }))
  default = [{ b = "y" }]
  validation {
    condition     = length(var.a) > 0
    error_message = "No."
  }
}
output "o" {
  value     = "${var.a[0].b}!"
  sensitive = true
}
resource "aws_s3_bucket" "b" {
  count = 2
  lifecycle {
    prevent_destroy = true
  }
}
moved {
  from = aws_s3_bucket.a
  to   = aws_s3_bucket.b
}
"""
JSON = {
    "//": "a comment",
    "terraform": {
        "required_version": ">= 1.0",
        "required_providers": {
            "aws": {
                "source": "hashicorp/aws",
                "version": "~> 5.0",
                "configuration_aliases": ["aws.a"],
            }
        },
    },
    "variable": {
        "a": {
            "type": 'list(object({ b = optional(string, "x") }))',
            "default": [{"b": "y"}],
            "validation": {"condition": "${length(var.a) > 0}", "error_message": "No."},
        }
    },
    "output": {"o": {"value": "${var.a[0].b}!", "sensitive": True}},
    "resource": {"aws_s3_bucket": {"b": {"count": 2, "lifecycle": [{"prevent_destroy": True}]}}},
    "moved": [{"from": "aws_s3_bucket.a", "to": "aws_s3_bucket.b"}],
}


def test_json_syntax_says_the_same_as_the_native_one() -> None:
    one = read_interface({"main.tf": NATIVE.encode()}).root
    two = read_interface({"main.tf.json": json.dumps(JSON, indent=2).encode()}).root
    assert one.unreadable == two.unreadable == ()
    assert (one.variables, one.outputs, one.providers) == (
        two.variables,
        two.outputs,
        two.providers,
    )
    assert (one.terraform_version, one.moved) == (two.terraform_version, two.moved)
    assert (
        one.resources["aws_s3_bucket.b"].repetition == two.resources["aws_s3_bucket.b"].repetition
    )
    assert two.resources["aws_s3_bucket.b"].prevent_destroy
    assert two.variables["a"].place == Place("main.tf.json", 16)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        pytest.param("{", "not JSON", id="the object is not closed"),
        pytest.param("[]", "object", id="it is a list"),
        pytest.param('{"variables": {}}', "unknown block", id="a block is unknown"),
        pytest.param('{"variable": {"a": {"type": "list("}}}', "expression", id="a type is broken"),
    ],
)
def test_json_that_terraform_would_not_read_is_reported(source: str, reason: str) -> None:
    module = read_interface({"main.tf.json": source.encode()}).root
    assert [reason in each.reason for each in module.unreadable][:1] == [True]
