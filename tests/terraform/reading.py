"""Small pieces of Terraform source, read for a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.adapters.hcl import read_source
from release_tool.terraform.types import parse_type

if TYPE_CHECKING:
    from release_tool.terraform.syntax import Expression
    from release_tool.terraform.types import Type


def expression_of(text: str) -> Expression:
    """The expression that the text is."""
    source = read_source("test.tf", f"it = {text}\n".encode())
    assert not source.faults, text
    return source.body.attributes[0].value


def type_of(text: str) -> Type:
    """The type that the text is."""
    return parse_type(expression_of(text))
