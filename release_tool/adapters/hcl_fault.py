"""Where HCL cannot be read: by its grammar, and by the line breaks that the grammar forgets."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from release_tool.adapters.hcl_grammar import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node


def first_fault(code: bytes) -> int | None:
    """The offset of the first thing that Terraform's formatter would refuse, None if it is fine."""
    root = parse(code).root_node
    if root.has_error:
        return _first_error(root).start_byte
    return min((node.start_byte for node in _misplaced(root)), default=None)


def _first_error(node: Node) -> Node:
    """The innermost node, from the left, that could not be read."""
    while below := next((one for one in node.children if one.has_error), None):
        node = below
    return node


def _misplaced(root: Node) -> Iterator[Node]:
    """The arguments and blocks below *root* that want a line or a name of their own."""
    left = [root]  # no recursion: blocks nest as deep as their author likes
    while left:
        for child in left.pop().named_children:
            if child.type == "body":
                yield from _repeated(child)
                yield from _in_one_line(child)
                left.append(child)
            elif child.type == "block":
                yield from _beside_braces(child)
                left.append(child)


def _statements(body: Node) -> list[Node]:
    return [node for node in body.named_children if node.type in {"attribute", "block"}]


def _repeated(body: Node) -> Iterator[Node]:
    names: set[bytes | None] = set()
    for node in _statements(body):
        if node.type == "attribute":
            name = node.named_children[0].text
            if name in names:
                yield node
            names.add(name)


def _in_one_line(body: Node) -> Iterator[Node]:
    for before, node in pairwise(_statements(body)):
        if node.start_point.row == _last_row(before):
            yield node


def _beside_braces(block: Node) -> Iterator[Node]:
    """What stands in the line of a brace, unless it is all that the block has, in one line."""
    opening, closing = (
        next((node for node in block.named_children if node.type == kind), None)
        for kind in ("block_start", "block_end")
    )
    body = next((node for node in block.named_children if node.type == "body"), None)
    statements = [] if body is None else _statements(body)
    if opening is None or closing is None or not statements:
        return
    first, last = statements[0], statements[-1]
    if first.start_point.row == opening.start_point.row:
        if first.type == "block" or closing.start_point.row != opening.start_point.row:
            yield first
    elif _last_row(last) == closing.start_point.row:
        yield closing


def _last_row(node: Node) -> int:
    """The row of the last character, which for a heredoc is the line break after its end."""
    return node.end_point.row - (node.end_point.column == 0)
