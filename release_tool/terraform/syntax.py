"""What Terraform source says, as plain values: bodies, blocks, attributes and expressions.

Spans and lines take no part in equality, so two expressions are equal when they say the same,
wherever they stand and however they are laid out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.terraform.placed import Placed

if TYPE_CHECKING:
    from decimal import Decimal


class Span(Struct, frozen=True):
    """A half-open range of bytes of one file, and the line (from 1) on which it starts."""

    start: int
    end: int
    line: int


class Null(Placed, frozen=True):
    span: Span


class Bool(Placed, frozen=True):
    value: bool
    span: Span


class Number(Placed, frozen=True):
    value: Decimal
    span: Span


class Text(Placed, frozen=True):
    """A string or heredoc without interpolation; `value` is what Terraform would read."""

    value: str
    span: Span


class Template(Placed, frozen=True):
    """A string or heredoc with interpolations or directives; a `str` part is literal text."""

    parts: tuple[str | Expression, ...]
    span: Span


class ListValue(Placed, frozen=True):
    items: tuple[Expression, ...]
    span: Span


class Entry(Struct, frozen=True):
    """One `key = value` of an object; a bare identifier is a `Text` key."""

    key: Expression
    value: Expression


class ObjectValue(Placed, frozen=True):
    entries: tuple[Entry, ...]
    span: Span


class Call(Placed, frozen=True):
    """A function call; `expanded` when the last argument ends in `...`."""

    name: str
    arguments: tuple[Expression, ...]
    expanded: bool
    span: Span


class Reference(Placed, frozen=True):
    """A traversal such as `var.a["b"].c`; a step is an attribute's name or an index."""

    steps: tuple[str | Expression, ...]
    span: Span


class Other(Placed, frozen=True):
    """Any other expression: operators, conditionals, `for`, splats, directives of templates.

    `kind` is the grammar's name of it, `parts` its operands, operators and keywords in order.
    """

    kind: str
    parts: tuple[str | Expression, ...]
    span: Span


Expression = (
    Null | Bool | Number | Text | Template | ListValue | ObjectValue | Call | Reference | Other
)


class Attribute(Placed, frozen=True):
    name: str
    value: Expression
    span: Span


class Block(Placed, frozen=True):
    kind: str
    labels: tuple[str, ...]
    body: Body
    span: Span


class Body(Struct, frozen=True):
    attributes: tuple[Attribute, ...] = ()
    blocks: tuple[Block, ...] = ()

    def attribute(self, name: str) -> Expression | None:
        """The value of the attribute, or None where the body does not set it."""
        for attribute in self.attributes:
            if attribute.name == name:
                return attribute.value
        return None

    def blocks_of(self, kind: str) -> Iterator[Block]:
        """The blocks of this kind that stand directly in the body, in order."""
        return (block for block in self.blocks if block.kind == kind)


class Fault(Struct, frozen=True):
    """A place that could not be read, and what is wrong with it."""

    line: int
    reason: str


class Source(Struct, frozen=True):
    """One file as it was read; where `faults` is not empty, `body` may lack what stands there."""

    body: Body
    faults: tuple[Fault, ...] = ()


Reader = Callable[[str, bytes], Source]
"""Reads a file, given its name (which says whether it is HCL or JSON) and its bytes."""


def inside(node: Expression | str) -> Iterator[Expression]:
    """The expression and every expression in it, outermost first."""
    if isinstance(node, str):
        return
    yield node
    for child in _children(node):
        yield from inside(child)


def _children(node: Expression) -> tuple[str | Expression, ...]:
    match node:
        case Template(parts=parts) | Other(parts=parts):
            return parts
        case ListValue(items=items):
            return items
        case ObjectValue(entries=entries):
            return tuple(side for entry in entries for side in (entry.key, entry.value))
        case Call(arguments=arguments):
            return arguments
        case Reference(steps=steps):
            return steps
        case Null() | Bool() | Number() | Text():
            return ()


def expressions(body: Body) -> Iterator[Expression]:
    """Every expression of the body and of the blocks in it, at any depth."""
    for attribute in body.attributes:
        yield from inside(attribute.value)
    for block in body.blocks:
        yield from expressions(block.body)
