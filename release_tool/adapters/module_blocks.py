"""HCL in, module blocks out: the one reader of them, for fences of READMEs and Terraform files."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from release_tool.adapters.hcl_grammar import parse
from release_tool.adapters.markdown import Fence
from release_tool.domain.edits import Span
from release_tool.domain.examples import ModuleBlock, Pin, Readme, UnreadableFence
from release_tool.domain.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node


def read_terraform(path: str, content: bytes) -> Readme:
    """The module blocks of a `.tf` file, as of a README that is nothing but one fence.

    Terraform's JSON is read as something that cannot be read: it has no blocks.
    """
    if b"module" not in content:
        return Readme(path, content, (), ())
    if path.endswith(".json"):
        return Readme(path, content, (), (unreadable(content, 0, Lines(content)),))
    lead = len(codecs.BOM_UTF8) if content.startswith(codecs.BOM_UTF8) else 0
    whole = Fence("tf", content[lead:], 0, (0,), (lead,))
    lines = Lines(content)
    root = parse(whole.code).root_node
    if root.has_error:
        place = whole.offset_in_file(_first_error(root))
        return Readme(path, content, (), (unreadable(whole.code, place, lines),))
    blocks: list[ModuleBlock] = []
    others: list[UnreadableFence] = []
    for item in module_blocks(root, whole.code, whole, lines):
        (blocks if isinstance(item, ModuleBlock) else others).append(item)  # type: ignore[arg-type]
    return Readme(path, content, tuple(blocks), tuple(others))


def _first_error(node: Node) -> int:
    """Where the first thing stands that the grammar does not explain."""
    for child in node.children:
        if child.type == "ERROR" or child.is_missing:
            return child.start_byte
        if child.has_error:
            return _first_error(child)
    return node.start_byte


def module_blocks(
    root: Node, code: bytes, fence: Fence, lines: Lines
) -> Iterator[ModuleBlock | UnreadableFence]:
    """The module blocks of *code*, whose tree is *root*, at their places in the file of *fence*."""
    for body in root.named_children:
        for block in body.named_children:
            if block.type == "block" and _text(block.named_children[0], code) == "module":
                yield _read_block(block, code, fence, lines)


def unreadable(code: bytes, offset: int, lines: Lines) -> UnreadableFence:
    """What could not be read, from the byte *offset* of the file on."""
    place = lines.place(offset)
    return UnreadableFence(place.line, place.column, code.decode("utf-8", "replace"))


def _read_block(
    block: Node, code: bytes, fence: Fence, lines: Lines
) -> ModuleBlock | UnreadableFence:
    label, source, version = "", None, None
    for node in block.named_children:
        if node.type == "string_lit":
            label = label or _text(node, code).strip('"')
        elif node.type == "body":
            arguments = _arguments(node, code)
            if len(arguments["source"]) > 1 or len(arguments["version"]) > 1:
                text = code[block.start_byte : block.end_byte]
                return unreadable(text, fence.offset_in_file(block.start_byte), lines)
            source = next(iter(arguments["source"]), None)
            version = next(iter(arguments["version"]), None)
    place = lines.place(fence.offset_in_file(block.start_byte))
    pin = None if version is None else _pin(version, code, fence, lines)
    address = _literal(source, code) if source is not None else None
    # Only a source that holds its own pin is ever looked into again.
    pinned = source is not None and address is not None and "ref=" in address
    source_at = _pin(source, code, fence, lines) if source is not None and pinned else None
    return ModuleBlock(label, address or "", pin, place.line, place.column, source_at)


def _arguments(body: Node, code: bytes) -> dict[str, list[Node]]:
    """The expressions of the block's own `source` and `version`, nested blocks left alone."""
    found: dict[str, list[Node]] = {"source": [], "version": []}
    for node in body.named_children:
        if node.type == "attribute":
            name, *_, value = node.named_children
            if (values := found.get(_text(name, code))) is not None:
                values.append(value)
    return found


def _literal(expression: Node, code: bytes) -> str | None:
    """The text of a plain quoted string, None for any other expression."""
    text = _text(expression, code)
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':  # noqa: PLR2004 - two quotes
        return None
    inner = text[1:-1]
    return None if any(mark in inner for mark in ('"', "\\", "${", "%{", "\n")) else inner


def _pin(expression: Node, code: bytes, fence: Fence, lines: Lines) -> Pin:
    literal = _literal(expression, code)
    quote = 0 if literal is None else 1
    start = fence.offset_in_file(expression.start_byte + quote)
    end = fence.offset_in_file(expression.end_byte - 1) + 1 - quote
    place = lines.place(start)
    text = _text(expression, code) if literal is None else literal
    return Pin(text, Span(start, end), place.line, place.column, literal is not None)


def _text(node: Node, code: bytes) -> str:
    return code[node.start_byte : node.end_byte].decode("utf-8", "replace")
