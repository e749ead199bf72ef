"""A universe of types and values, and Terraform's verdict on each of them with each other.

`python -m tests.terraform.type_verdicts` asks Terraform again and rewrites the recorded verdicts.
"""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tests.terraform.oracle import Answer, ask

if TYPE_CHECKING:
    from collections.abc import Sequence

RECORDED = Path(__file__).parent / "data" / "type_verdicts.json"

TYPES = (
    "any",
    "string",
    "number",
    "bool",
    "list(any)",
    "list(string)",
    "list(number)",
    "list(bool)",
    "set(any)",
    "set(string)",
    "set(number)",
    "map(any)",
    "map(string)",
    "map(number)",
    "map(bool)",
    "tuple([])",
    "tuple([string])",
    "tuple([number])",
    "tuple([string, number])",
    "tuple([any])",
    "object({})",
    "object({a = any})",
    "object({a = string})",
    "object({a = number})",
    "object({a = optional(string)})",
    'object({a = optional(string, "x")})',
    'object({a = optional(string, "y")})',
    "object({a = optional(number)})",
    "object({a = string, b = number})",
    "object({a = string, b = optional(number)})",
    "object({a = list(string)})",
    "object({a = set(string)})",
    "object({a = map(string)})",
    "object({a = object({b = string})})",
    "object({a = object({b = optional(number)})})",
    "object({a = optional(object({b = string}))})",
    "object({a = optional(object({b = optional(number, 1)}), {})})",
    "list(object({a = string}))",
    "list(object({a = optional(string)}))",
    "list(object({a = number}))",
    "set(object({a = string}))",
    "map(object({a = string}))",
    "map(object({a = optional(string)}))",
    "list(list(string))",
    "list(set(string))",
    "list(list(number))",
    "list(map(string))",
    "map(list(string))",
    "list(tuple([string]))",
)

VALUES = (
    '"x"',
    '"1"',
    '"0"',
    '"true"',
    "1",
    "1.5",
    "true",
    "[]",
    '["x"]',
    '["1"]',
    '["true"]',
    "[1]",
    "[true]",
    "[true, 1]",
    '["x", 1]',
    '["x", "2"]',
    '["x", "y"]',
    '["x", true]',
    '["b", "a", "a"]',
    "[2, 1, 1]",
    '[1, "2"]',
    '[true, "false"]',
    '["1", "0"]',
    "[null]",
    "[[]]",
    '[["x"]]',
    "[[1]]",
    '[["x"], [1]]',
    '[["b", "a", "a"]]',
    "[[true], [1]]",
    "[[1], []]",
    '[["x", []]]',
    "{}",
    '{ a = "x" }',
    "{ a = 1 }",
    '{ a = "1" }',
    "{ a = true }",
    "{ a = null }",
    "{ a = [] }",
    '{ a = ["x"] }',
    '{ a = ["b", "a", "a"] }',
    "{ a = {} }",
    '{ a = { b = "x" } }',
    "{ a = { b = 1 } }",
    '{ a = { b = "1" } }',
    "{ a = { b = [] } }",
    '{ a = { b = "x", c = [] } }',
    '{ a = "1", b = "0" }',
    '{ a = "true", b = "1" }',
    '{ a = { b = "1", c = [] } }',
    "{ a = { b = 1, c = [] } }",
    '{ a = "x", b = 1, c = [] }',
    '{ a = "x", c = [] }',
    "{ a = 1, c = [] }",
    '{ b = "x" }',
    "{ b = 1 }",
    "{ b = [] }",
    "{ a = true, b = 1 }",
    '{ a = "x", b = 1 }',
    '{ a = "x", b = "2" }',
    '{ a = "x", b = "y" }',
    '{ a = "x", b = [] }',
    "{ a = 1, b = [] }",
    '{ a = ["x"], b = "y" }',
    '{ a = { b = "x" }, c = [] }',
    "{ a = { b = 1 }, c = [] }",
    "[{}]",
    '[{ a = "x" }]',
    "[{ a = 1 }]",
    '[{ a = "1" }]',
    "[{ a = true }, { a = 1 }]",
    '[{ a = "x" }, { a = "x" }]',
    '[{ a = "y" }, { a = "x" }]',
    '[{ a = "x" }, { b = [] }]',
    '[{ a = "x", b = [] }]',
    '[{ a = "x" }, { a = "y", b = [] }]',
    "[{ a = 1, b = [] }]",
    "[{ b = [] }]",
    "[{ a = 1 }, { a = 1, b = [] }]",
    '{ a = { a = "x", b = "y" } }',
    '{ x = { a = "y" } }',
    "{ x = { a = 1 } }",
    "{ x = {} }",
    "{ x = { a = true }, y = { a = 1 } }",
    '{ x = { a = "y", b = [] } }',
    "{ x = { b = [] } }",
    '{ a = { a = "x" } }',
    "{ a = { a = 1 } }",
    '{ a = { a = "x" }, b = { a = "y" } }',
    '[[["x"]]]',
    '{ x = ["y"] }',
    "{ x = [1], y = [true] }",
)


Verdicts = dict[str, dict[str, Answer]]


def judged(folder: Path, types: Sequence[str] = TYPES) -> Verdicts:
    """Terraform's verdicts, by type and then by value."""
    rows = ask(types, VALUES, folder)
    return {
        kind: dict(zip(VALUES, row, strict=True)) for kind, row in zip(types, rows, strict=True)
    }


def recorded() -> Verdicts:
    """The verdicts as they were recorded."""
    data: dict[str, Any] = json.loads(RECORDED.read_text())
    return {
        kind: {
            value: Answer(accepted=True, arrives=json.loads(data[kind][value]))
            if value in data[kind]
            else Answer(accepted=False)
            for value in VALUES
        }
        for kind in TYPES
    }


def record(verdicts: Verdicts) -> None:
    """Keeps what each type makes of the values that it takes; what is missing is refused."""
    data = {
        kind: {
            value: json.dumps(answer.arrives) for value, answer in row.items() if answer.accepted
        }
        for kind, row in verdicts.items()
    }
    RECORDED.write_text(json.dumps(data, indent=1) + "\n")


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        record(judged(Path(place)))
