"""Terraform's JSON syntax: which property is a block and which an attribute, as values.

JSON does not say it, the place does: `variable` holds one block a name, `resource` two levels of
names. Inside a block, only the blocks that matter to a module's interface are told apart; any
other property stays an attribute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from release_tool.terraform.syntax import (
    Attribute,
    Block,
    Body,
    Entry,
    Expression,
    Fault,
    ListValue,
    ObjectValue,
    Source,
    Span,
    Text,
)

ReadExpression = Callable[[str, Span], Expression | None]

_LABELS = {
    "variable": 1,
    "output": 1,
    "resource": 2,
    "data": 2,
    "ephemeral": 2,
    "module": 1,
    "provider": 1,
    "check": 1,
    "terraform": 0,
    "locals": 0,
    "moved": 0,
    "removed": 0,
    "import": 0,
}
_NESTED = {
    "variable": ("validation",),
    "output": ("precondition",),
    "resource": ("lifecycle", "connection", "provisioner"),
    "data": ("lifecycle",),
    "ephemeral": ("lifecycle",),
    "terraform": ("required_providers", "backend", "cloud"),
    "removed": ("lifecycle",),
    "lifecycle": ("precondition", "postcondition"),
}
_BARE = {
    "variable": ("type",),
    "moved": ("from", "to"),
    "removed": ("from",),
    "import": ("to",),
}


def body_of_json(value: Expression, read: ReadExpression) -> Source:
    """The blocks that the value of a whole `.tf.json` file stands for."""
    if not isinstance(value, ObjectValue):
        return Source(Body(), (Fault(value.span.line, "a Terraform JSON file holds an object"),))
    conversion = _Conversion(read)
    blocks = tuple(
        block
        for kind, content in _properties(value)
        if kind != "//"
        for block in conversion.blocks(kind, content)
    )
    return Source(Body((), blocks), tuple(conversion.faults))


class _Conversion:
    def __init__(self, read: ReadExpression) -> None:
        self.read = read
        self.faults: list[Fault] = []

    def blocks(self, kind: str, content: Expression) -> Iterator[Block]:
        if kind not in _LABELS:
            self.faults.append(Fault(content.span.line, f"unknown block {kind}"))
            return
        yield from self.labelled(kind, (), content, _LABELS[kind])

    def labelled(
        self, kind: str, labels: tuple[str, ...], content: Expression, depth: int
    ) -> Iterator[Block]:
        for each in _one_or_many(content):
            if not isinstance(each, ObjectValue):
                self.faults.append(Fault(each.span.line, f"{kind} wants an object"))
            elif depth == 0:
                yield Block(kind, labels, self.body(kind, each), each.span)
            else:
                for name, inner in _properties(each):
                    if name != "//":
                        yield from self.labelled(kind, (*labels, name), inner, depth - 1)

    def body(self, kind: str, content: ObjectValue) -> Body:
        attributes: list[Attribute] = []
        blocks: list[Block] = []
        for name, value in _properties(content):
            if name == "//":
                continue
            if name in _NESTED.get(kind, ()):
                depth = 1 if name in {"backend", "provisioner"} else 0
                blocks.extend(self.labelled(name, (), value, depth))
            else:
                attributes.append(Attribute(name, self.value(kind, name, value), value.span))
        return Body(tuple(attributes), tuple(blocks))

    def value(self, kind: str, name: str, value: Expression) -> Expression:
        if name in _BARE.get(kind, ()) and isinstance(value, Text):
            expression = self.read(value.value, value.span)
            if expression is None:
                self.faults.append(Fault(value.span.line, f"{name} is not an expression"))
                return value
            return expression
        if kind == "required_providers":
            return self.provider(value)
        return value

    def provider(self, value: Expression) -> Expression:
        """A provider requirement, with the aliases in it read as references."""
        if not isinstance(value, ObjectValue):
            return value
        entries = [
            Entry(entry.key, self.aliases(entry.value))
            if entry.key == Text("configuration_aliases", entry.key.span)
            else entry
            for entry in value.entries
        ]
        return replace(value, entries=tuple(entries))

    def aliases(self, value: Expression) -> Expression:
        if not isinstance(value, ListValue):
            return value
        items = (
            (self.read(item.value, item.span) or item) if isinstance(item, Text) else item
            for item in value.items
        )
        return replace(value, items=tuple(items))


def _properties(value: ObjectValue) -> Iterator[tuple[str, Expression]]:
    for entry in value.entries:
        if isinstance(entry.key, Text):
            yield entry.key.value, entry.value


def _one_or_many(value: Expression) -> Iterable[Expression]:
    return value.items if isinstance(value, ListValue) else (value,)
