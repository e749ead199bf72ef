"""Expressions written out on one line, for people to read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from release_tool.terraform.syntax import (
    Bool,
    Call,
    Expression,
    ListValue,
    Null,
    Number,
    ObjectValue,
    Other,
    Reference,
    Template,
    Text,
)
from release_tool.terraform.values import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from release_tool.terraform.syntax import Entry


def written_expression(value: Expression) -> str:
    """The expression much as Terraform's formatter would write it, on one line."""
    match value:
        case Null():
            return "null"
        case Bool(value=truth):
            return "true" if truth else "false"
        case Number(value=number):
            return plain(number)
        case Text(value=text):
            return _quoted(text)
        case Template(parts=parts):
            return f'"{"".join(_in_template(part) for part in parts)}"'
        case ListValue(items=items):
            return f"[{_listed(items)}]"
        case ObjectValue(entries=entries):
            inner = ", ".join(_entry(entry) for entry in entries)
            return f"{{ {inner} }}" if inner else "{}"
        case Call(name=name, arguments=arguments, expanded=expanded):
            return f"{name}({_listed(arguments)}{'...' if expanded else ''})"
        case Reference(steps=steps):
            return "".join(_step(step) for step in steps).removeprefix(".")
        case Other(kind="splat", parts=parts):
            return "".join(_part(part) for part in parts)
        case Other(kind="step", parts=(operand, step)):
            return f"{_part(operand)}{_step(step)}"
        case Other(kind="unary_operation" | "get_attr", parts=parts):
            return "".join(_part(part) for part in parts)
        case Other(parts=parts):
            return " ".join(_part(part) for part in parts)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _listed(items: Iterable[Expression]) -> str:
    return ", ".join(written_expression(item) for item in items)


def _entry(entry: Entry) -> str:
    key = entry.key
    if isinstance(key, Text) and key.value.isidentifier():
        return f"{key.value} = {written_expression(entry.value)}"
    return f"{written_expression(key)} = {written_expression(entry.value)}"


def _part(part: str | Expression) -> str:
    return part if isinstance(part, str) else written_expression(part)


def _step(step: str | Expression) -> str:
    return f".{step}" if isinstance(step, str) else f"[{written_expression(step)}]"


def _in_template(part: str | Expression) -> str:
    if isinstance(part, str):
        return _quoted(part)[1:-1]
    return f"${{{written_expression(part)}}}"
