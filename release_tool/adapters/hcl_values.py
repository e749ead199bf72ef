"""The nodes of a syntax tree, as values.

The grammar drops the blanks around literal text, so text is always cut from the bytes between
its neighbours, never taken from a node.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from release_tool.terraform.heredocs import dedented
from release_tool.terraform.syntax import (
    Attribute,
    Block,
    Body,
    Bool,
    Call,
    Entry,
    Expression,
    Fault,
    ListValue,
    Null,
    Number,
    ObjectValue,
    Other,
    Reference,
    Span,
    Template,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tree_sitter import Node

Part = str | Expression
Unescape = Callable[[str], str]

_WRAPPERS = frozenset(
    {"expression", "literal_value", "collection_value", "template_expr", "operation", "for_expr"}
)
_POSTFIX = frozenset({"get_attr", "index", "splat"})
_DIRECTIVES = frozenset({"template_directive", "template_if", "template_for"})
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\", "b": "\b", "f": "\f", "/": "/"}
_SURROGATES = re.compile(r"[\ud800-\udbff][\udc00-\udfff]")


class Reading:
    """Turns the nodes of one file into values, and gathers the faults that only values show."""

    def __init__(self, source: bytes, at: Span | None = None) -> None:
        self.source = source
        self.at = at
        self.faults: list[Fault] = []

    def span(self, node: Node) -> Span:
        return self.at or Span(node.start_byte, node.end_byte, node.start_point.row + 1)

    def text(self, start: int, end: int) -> str:
        return self.source[start:end].decode()

    def word(self, node: Node) -> str:
        return self.text(node.start_byte, node.end_byte)

    def body(self, node: Node) -> Body:
        attributes: dict[str, Attribute] = {}
        blocks: list[Block] = []
        for child in node.children:
            if child.type == "block":
                blocks.append(self.block(child))
            elif child.type == "attribute" and not child.has_error:
                attribute = self.attribute(child)
                if attribute.name in attributes:
                    line = attribute.span.line
                    self.faults.append(Fault(line, f"{attribute.name} is set twice"))
                attributes[attribute.name] = attribute
        return Body(tuple(attributes.values()), tuple(blocks))

    def attribute(self, node: Node) -> Attribute:
        children = [child for child in node.children if child.type != "comment"]
        return Attribute(self.word(children[0]), self.expression(children[-1]), self.span(node))

    def block(self, node: Node) -> Block:
        words: list[str] = []
        body = Body()
        for child in node.children:
            if child.type == "identifier":
                words.append(self.word(child))
            elif child.type == "string_lit":
                words.append("".join(_texts(self.template_parts(child))))
            elif child.type == "body":
                body = self.body(child)
        kind, *labels = words or [""]
        return Block(kind, tuple(labels), body, self.span(node))

    def expression(self, node: Node) -> Expression:
        kind = node.type
        if kind in _WRAPPERS:
            return self.unwrapped(node)
        match kind:
            case "numeric_lit" | "bool_lit" | "null_lit":
                return self.literal(node)
            case "variable_expr" | "identifier":
                return self.named(node)
            case "tuple":
                items = tuple(_expressions(self.parts(node.named_children)))
                return ListValue(items, self.span(node))
            case "object":
                return self.object(node)
            case "function_call":
                return self.call(node)
            case "heredoc_template":
                return self.heredoc(node)
            case "quoted_template" | "string_lit":
                return self.template(list(self.template_parts(node)), node)
            case "unary_operation":
                return self.unary(node)
        return Other(kind, tuple(self.parts(node.children)), self.span(node))

    def literal(self, node: Node) -> Expression:
        match node.type:
            case "bool_lit":
                return Bool(self.word(node) == "true", self.span(node))
            case "null_lit":
                return Null(self.span(node))
        return self.number(node)

    def unwrapped(self, node: Node) -> Expression:
        children = node.children
        if len(children) == 1:
            return self.expression(children[0])
        parts = list(self.parts(children))
        if len(parts) == 1 and not isinstance(parts[0], str):
            return parts[0]
        return Other(node.type, tuple(parts), self.span(node))

    def parts(self, nodes: Iterable[Node]) -> Iterator[Part]:
        """The operands, operators and keywords; an operand takes the steps behind it with it."""
        operand: Expression | None = None
        parenthesised = False
        for node in nodes:
            kind = node.type
            if kind == "comment":
                continue
            if kind in _POSTFIX and operand is not None:
                operand = self.stepped(operand, node)
                continue
            if operand is not None:
                yield operand
                operand = None
            if kind == "(":
                parenthesised = True
            elif kind == ")" and parenthesised:
                parenthesised = False
            elif node.is_named and kind not in {"ellipsis", "strip_marker"}:
                if kind not in {"tuple_start", "tuple_end", "object_start", "object_end"}:
                    operand = self.expression(node)
            else:
                yield self.word(node)
        if operand is not None:
            yield operand

    def stepped(self, operand: Expression, node: Node) -> Expression:
        span = (
            operand.span if self.at else Span(operand.span.start, node.end_byte, operand.span.line)
        )
        step = self.step(node)
        if isinstance(operand, Reference) and step is not None:
            return Reference((*operand.steps, step), span)
        if step is not None:
            return Other("step", (operand, step), span)
        return Other("splat", (operand, *self.parts(node.children[0].children)), span)

    def step(self, node: Node) -> str | Expression | None:
        """The attribute's name or the index; None for a splat."""
        if node.type == "get_attr":
            return self.word(node.children[-1])
        if node.type == "splat":
            return None
        index = node.children[0]
        if index.type == "legacy_index":
            digits = self.word(index).removeprefix(".").strip()
            return Number(Decimal(digits), self.span(index))
        return self.unwrapped_index(index)

    def unwrapped_index(self, node: Node) -> Expression:
        inner = [child for child in node.named_children if child.type != "comment"]
        return self.expression(inner[0])

    def number(self, node: Node) -> Expression:
        try:
            return Number(Decimal(self.word(node)), self.span(node))
        except InvalidOperation:
            return Other("number", (self.word(node),), self.span(node))

    def named(self, node: Node) -> Expression:
        word = self.word(node)
        return self.number(node) if word[0].isdigit() else Reference((word,), self.span(node))

    def unary(self, node: Node) -> Expression:
        parts = list(self.parts(node.children))
        match parts:
            case ["-", Number(value=value)]:
                return Number(-value, self.span(node))
        return Other("unary_operation", tuple(parts), self.span(node))

    def object(self, node: Node) -> Expression:
        entries: list[Entry] = []
        for element in node.children:
            if element.type != "object_elem":
                continue
            sides = [child for child in element.named_children if child.type != "comment"]
            entries.append(Entry(self.key(sides[0]), self.expression(sides[-1])))
        return ObjectValue(tuple(entries), self.span(node))

    def key(self, node: Node) -> Expression:
        key = self.expression(node)
        bare = not node.children or node.children[0].type != "("
        match key:
            case Reference(steps=(str(name),)) if bare:
                return Text(name, key.span)
        return key

    def call(self, node: Node) -> Expression:
        name = self.word(node.children[0])
        arguments: tuple[Expression, ...] = ()
        expanded = False
        for child in node.named_children:
            if child.type == "function_arguments":
                arguments = tuple(_expressions(self.parts(child.children)))
                expanded = any(each.type == "ellipsis" for each in child.children)
        return Call(name, arguments, expanded, self.span(node))

    def template(self, parts: list[Part], node: Node) -> Expression:
        texts = list(_texts(parts))
        if len(texts) == len(parts):
            return Text("".join(texts), self.span(node))
        match parts:
            case [str()] | []:
                return Text("".join(texts), self.span(node))
            case [Other(kind="template_if" | "template_for")]:
                return Template(tuple(parts), self.span(node))
            case [single] if not isinstance(single, str):
                return single  # "${x}" is x
        return Template(tuple(parts), self.span(node))

    def template_parts(self, node: Node) -> Iterator[Part]:
        """Literal text, unescaped, and interpolations of a quoted string."""

        def unquoted(text: str) -> str:
            if "\n" in text:
                line = node.start_point.row + 1
                self.faults.append(Fault(line, "a quoted string goes over the end of its line"))
            return _unescaped_quoted(text)

        opening, *inner, closing = node.children
        yield from self.pieces(inner, opening.end_byte, closing.start_byte, unquoted)

    def heredoc(self, node: Node) -> Expression:
        opening, closing = node.children[1], node.children[-1]
        start = self.source.find(b"\n", opening.end_byte) + 1
        end = self.source.rfind(b"\n", 0, closing.start_byte) + 1
        parts = list(self.pieces(node.children[2:-1], start, max(start, end), _unescaped))
        if node.children[0].children[0].type == "<<-":
            parts = dedented(parts)
        return self.template(parts, node)

    def pieces(
        self, nodes: Iterable[Node], start: int, end: int, unescape: Unescape
    ) -> Iterator[Part]:
        cursor = start
        trimming = False
        for node in nodes:
            if node.type in {"template_literal", "comment"}:
                continue
            text = unescape(self.text(cursor, node.start_byte))
            marks = [child.type == "strip_marker" for child in node.children]
            yield from _trimmed(text, left=trimming, right=len(marks) > 1 and marks[1])
            yield self.piece(node, unescape)
            trimming = len(marks) > 1 and marks[-2]
            cursor = node.end_byte
        yield from _trimmed(unescape(self.text(cursor, end)), left=trimming, right=False)

    def piece(self, node: Node, unescape: Unescape) -> Expression:
        if node.type == "template_interpolation":
            inner = [child for child in node.named_children if child.type == "expression"]
            return self.expression(inner[0]) if inner else Text("", self.span(node))
        if node.type in _DIRECTIVES:
            parts = tuple(self.pieces(node.children, node.start_byte, node.end_byte, unescape))
            if node.type == "template_directive" and len(parts) == 1:
                return (
                    parts[0] if not isinstance(parts[0], str) else Text(parts[0], self.span(node))
                )
            return Other(node.type, parts, self.span(node))
        return Other(node.type, tuple(self.parts(node.children)), self.span(node))


def _texts(parts: Iterable[Part]) -> Iterator[str]:
    return (part for part in parts if isinstance(part, str))


def _expressions(parts: Iterable[Part]) -> Iterator[Expression]:
    return (part for part in parts if not isinstance(part, str))


def _trimmed(text: str, *, left: bool, right: bool) -> Iterator[str]:
    """The text without the blanks that `~` takes away: those up to the end of its line."""
    if left:
        head, newline, tail = text.partition("\n")
        text = head.lstrip() + newline + tail if head.strip() else tail
    if right:
        tail, newline, head = text.rpartition("\n")
        text = tail + newline + head.rstrip()
    if text:
        yield text


def _unescaped(text: str) -> str:
    return text.replace("$${", "${").replace("%%{", "%{")


def _unescaped_quoted(text: str) -> str:
    if "\\" in text:
        text = _SURROGATES.sub(_joined, _ESCAPE.sub(_character, text))
    return _unescaped(text)


def _character(escape: re.Match[str]) -> str:
    digits = escape[1] or escape[2]
    if digits:
        return chr(int(digits, 16))
    return _ESCAPED.get(escape[3], escape[0])


def _joined(pair: re.Match[str]) -> str:
    """The one character that JSON writes as a pair of escapes."""
    return pair[0].encode("utf-16", "surrogatepass").decode("utf-16")
