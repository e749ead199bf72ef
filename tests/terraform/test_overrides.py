"""Override files, merged into what they override."""

from __future__ import annotations

import pytest

from release_tool.adapters.hcl import read_interface
from release_tool.terraform.interface import Place

BUCKET = 'resource "aws_s3_bucket" "a" {\n'


@pytest.mark.parametrize(
    ("plain", "override", "same"),
    [
        pytest.param(
            'variable "a" {\n  type    = string\n  default = "x"\n}\n',
            'variable "a" {\n  default = "y"\n}\n',
            'variable "a" {\n  type    = string\n  default = "y"\n}\n',
            id="a setting is replaced, the others stay",
        ),
        pytest.param(
            'variable "a" {\n  validation {\n    condition = var.a == 1\n  }\n}\n',
            'variable "a" {\n  validation {\n    condition = var.a == 2\n  }\n}\n',
            'variable "a" {\n  validation {\n    condition = var.a == 2\n  }\n}\n',
            id="all blocks of a kind are replaced",
        ),
        pytest.param(
            f"{BUCKET}  count = 1\n}}\n",
            f"{BUCKET}  for_each = toset([])\n}}\n",
            f"{BUCKET}  for_each = toset([])\n}}\n",
            id="a for_each takes the place of a count",
        ),
        pytest.param(
            f"{BUCKET}  lifecycle {{\n    prevent_destroy = true\n  }}\n}}\n",
            f"{BUCKET}  lifecycle {{\n    create_before_destroy = true\n  }}\n}}\n",
            f"{BUCKET}  lifecycle {{\n    prevent_destroy       = true\n"
            "    create_before_destroy = true\n  }\n}\n",
            id="lifecycle settings are replaced one by one",
        ),
        pytest.param(
            f"{BUCKET}}}\n",
            f"{BUCKET}  lifecycle {{\n    prevent_destroy = true\n  }}\n}}\n",
            f"{BUCKET}  lifecycle {{\n    prevent_destroy = true\n  }}\n}}\n",
            id="lifecycle settings come with the override",
        ),
        pytest.param(
            'provider "aws" {\n  alias = "a"\n}\nprovider "aws" {\n  alias = "b"\n}\n',
            'provider "aws" {\n  alias  = "b"\n  region = "eu"\n}\n',
            'provider "aws" {\n  alias = "a"\n}\nprovider "aws" {\n  alias  = "b"\n'
            '  region = "eu"\n}\n',
            id="providers are told apart by their alias",
        ),
        pytest.param(
            'terraform {\n  required_providers {\n    aws = "1.0"\n    http = "1.0"\n  }\n}\n',
            'terraform {\n  required_providers {\n    aws = "2.0"\n  }\n}\n',
            'terraform {\n  required_providers {\n    aws = "2.0"\n    http = "1.0"\n  }\n}\n',
            id="providers are required one by one",
        ),
        pytest.param(
            'terraform {\n  required_version = ">= 1.0"\n}\n',
            'terraform {\n  required_version = ">= 1.5"\n}\n',
            'terraform {\n  required_version = ">= 1.5"\n}\n',
            id="the version of Terraform is replaced",
        ),
    ],
)
def test_an_override_file_is_merged_as_terraform_merges_it(
    plain: str, override: str, same: str
) -> None:
    merged = read_interface({"main.tf": plain.encode(), "main_override.tf": override.encode()})
    assert merged.root == read_interface({"main.tf": same.encode()}).root


def test_an_override_of_nothing_is_reported() -> None:
    module = read_interface({"override.tf": b'variable "a" {}\n'}).root
    assert [(each.subject, each.place) for each in module.unreadable] == [
        ("variable.a", Place("override.tf", 1))
    ]
