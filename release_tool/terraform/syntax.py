"""What Terraform source says, as plain values: bodies, blocks, attributes and expressions.

Spans and lines take no part in equality, so two expressions are equal when they say the same,
wherever they stand and however they are laid out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of bytes of one file, and the line (from 1) on which it starts."""

    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Null:
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Bool:
    value: bool
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Number:
    value: Decimal
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Text:
    """A string or heredoc without interpolation; `value` is what Terraform would read."""

    value: str
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Template:
    """A string or heredoc with interpolations or directives; a `str` part is literal text."""

    parts: tuple[str | Expression, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class ListValue:
    items: tuple[Expression, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """One `key = value` of an object; a bare identifier is a `Text` key."""

    key: Expression
    value: Expression


@dataclass(frozen=True, slots=True)
class ObjectValue:
    entries: tuple[Entry, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function call; `expanded` when the last argument ends in `...`."""

    name: str
    arguments: tuple[Expression, ...]
    expanded: bool
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """A traversal such as `var.a["b"].c`; a step is an attribute's name or an index."""

    steps: tuple[str | Expression, ...]
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Other:
    """Any other expression: operators, conditionals, `for`, splats, directives of templates.

    `kind` is the grammar's name of it, `parts` its operands, operators and keywords in order.
    """

    kind: str
    parts: tuple[str | Expression, ...]
    span: Span = field(compare=False)


Expression = (
    Null | Bool | Number | Text | Template | ListValue | ObjectValue | Call | Reference | Other
)


@dataclass(frozen=True, slots=True)
class Attribute:
    name: str
    value: Expression
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Block:
    kind: str
    labels: tuple[str, ...]
    body: Body
    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Body:
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


@dataclass(frozen=True, slots=True)
class Fault:
    """A place that could not be read, and what is wrong with it."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Source:
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
