"""Addresses in `moved` and `removed` blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.terraform.interface import Address
from release_tool.terraform.syntax import Expression, Number, Reference, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

Step = str | Expression


def address_of(expression: Expression | None) -> Address | None:
    """The address that the expression stands for; None where it is no address of a resource."""
    if not isinstance(expression, Reference):
        return None
    steps: Sequence[Step] = expression.steps
    calls: list[str] = []
    while steps[:1] == ("module",):
        match steps:
            case (_, str(name), Number() | Text(), *_):
                steps = steps[3:]
            case (_, str(name), *_):
                steps = steps[2:]
            case _:
                return None
        calls.append(name)
    match steps:
        case ():
            return Address(tuple(calls), None)
        case (str(kind), str(name)) | (str(kind), str(name), Number() | Text()):
            return Address(tuple(calls), f"{kind}.{name}")
    return None


def written_address(expression: Expression) -> str:
    """The address as Terraform writes it, instance keys included."""
    if not isinstance(expression, Reference):
        return ""
    return "".join(_written(step) for step in expression.steps).removeprefix(".")


def _written(step: Step) -> str:
    match step:
        case str():
            return f".{step}"
        case Number(value=value):
            return f"[{value}]"
        case Text(value=value):
            return f'["{value}"]'
    return "[…]"
