"""README bytes in, module blocks out: the one reader of usage examples."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from release_tool.adapters.hcl_grammar import parse
from release_tool.adapters.markdown import Fence, fences
from release_tool.domain.edits import Span
from release_tool.domain.examples import ModuleBlock, Pin, Readme, UnreadableFence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

_LANGUAGES = frozenset({"tf", "terraform", "hcl", "tofu", "opentofu"})
_LANGUAGE = re.compile(r"[{.\s]*([^\s{},.]*)")
_HEREDOC = re.compile(rb"<<-?[ \t]*([A-Za-z_][\w-]*)[ \t]*\r?\n")
_ELLIPSIS = re.compile(rb"(?m)^([ \t]*)(\.\.\.|\xe2\x80\xa6)([ \t]*\r?)$")


def read_readme(path: str, content: bytes) -> Readme:
    """The module blocks of *content* in the order of the file; *path* is only carried along."""
    blocks: list[ModuleBlock] = []
    unreadable: list[UnreadableFence] = []
    if b"module" in content:
        places = _Places(content)
        for fence in fences(content):
            if _is_terraform(fence.info) and b"module" in fence.code:
                for item in _read_fence(fence, places):
                    (blocks if isinstance(item, ModuleBlock) else unreadable).append(item)  # type: ignore[arg-type]
    return Readme(path, content, tuple(blocks), tuple(unreadable))


class _Places:
    """Line and column, from 1, of an offset; columns count characters."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    @cached_property
    def _newlines(self) -> list[int]:
        return [match.start() for match in re.finditer(rb"\n", self._content)]

    def of(self, offset: int) -> tuple[int, int]:
        index = bisect_left(self._newlines, offset)
        begin = self._newlines[index - 1] + 1 if index else 0
        text = self._content[begin:offset].decode("utf-8", "one-for-one")
        return index + 1, len(text.removeprefix("\ufeff")) + 1


def _is_terraform(info: str) -> bool:
    match = _LANGUAGE.match(info)
    return match is not None and match[1].lower() in _LANGUAGES


def _read_fence(fence: Fence, places: _Places) -> Iterator[ModuleBlock | UnreadableFence]:
    code = _tolerated(fence.code)
    root = parse(code).root_node
    if root.has_error and code != fence.code:
        code = fence.code
        root = parse(code).root_node
    if root.has_error:
        yield _unreadable(fence.code, fence.start, places)
        return
    for body in root.named_children:
        for block in body.named_children:
            if block.type == "block" and _text(block.named_children[0], code) == "module":
                yield _read_block(block, code, fence, places)


def _tolerated(code: bytes) -> bytes:
    """*code*, equally long, without what people write in examples and Terraform refuses.

    A comment behind a heredoc's terminator, which would hide what follows up to the next
    terminator of that name, and a line `...` that stands for more arguments.
    """
    code = _ELLIPSIS.sub(lambda match: match[1] + b" " * len(match[2]) + match[3], code)
    position = 0
    while opening := _HEREDOC.search(code, position):
        terminator = re.compile(
            rb"(?m)^[ \t]*" + re.escape(opening[1]) + rb"([ \t]*(?:#|//)[^\r\n]*)?\r?$"
        )
        closing = terminator.search(code, opening.end())
        if closing is None:
            break
        begin, end = closing.span(1)
        if begin >= 0:
            code = code[:begin] + b" " * (end - begin) + code[end:]
        position = closing.end()
    return code


def _unreadable(code: bytes, offset: int, places: _Places) -> UnreadableFence:
    line, column = places.of(offset)
    return UnreadableFence(line, column, code.decode("utf-8", "replace"))


def _read_block(
    block: Node, code: bytes, fence: Fence, places: _Places
) -> ModuleBlock | UnreadableFence:
    label, source, version = "", "", None
    for node in block.named_children:
        if node.type == "string_lit":
            label = label or _text(node, code).strip('"')
        elif node.type == "body":
            arguments = _arguments(node, code)
            if len(arguments["source"]) > 1 or len(arguments["version"]) > 1:
                text = code[block.start_byte : block.end_byte]
                return _unreadable(text, fence.offset_in_file(block.start_byte), places)
            source = next((_literal(value, code) or "" for value in arguments["source"]), "")
            version = next(iter(arguments["version"]), None)
    line, column = places.of(fence.offset_in_file(block.start_byte))
    pin = None if version is None else _pin(version, code, fence, places)
    return ModuleBlock(label, source, pin, line, column)


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


def _pin(expression: Node, code: bytes, fence: Fence, places: _Places) -> Pin:
    literal = _literal(expression, code)
    quote = 0 if literal is None else 1
    start = fence.offset_in_file(expression.start_byte + quote)
    end = fence.offset_in_file(expression.end_byte - 1) + 1 - quote
    line, column = places.of(start)
    text = _text(expression, code) if literal is None else literal
    return Pin(text, Span(start, end), line, column, literal is not None)


def _text(node: Node, code: bytes) -> str:
    return code[node.start_byte : node.end_byte].decode("utf-8", "replace")
