"""Terraform's two syntaxes, HCL and JSON, read into plain values."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from release_tool.adapters.hcl_grammar import parse
from release_tool.adapters.hcl_values import Reading
from release_tool.terraform.json_syntax import body_of_json
from release_tool.terraform.reading import read_interface as interface_of
from release_tool.terraform.syntax import Body, Expression, Fault, Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tree_sitter import Node

    from release_tool.terraform.interface import Interface

_EXPONENT = re.compile(rb"(?<![\w.])\d+[eE][+-]?\d+\b")


def read_interface(files: Mapping[str, bytes]) -> Interface:
    """The interface of a module, from all files of its folder, by POSIX path relative to it."""
    return interface_of(files, read_source)


def read_source(name: str, source: bytes) -> Source:
    """What a `.tf` or `.tf.json` file says, with the places in it that could not be read."""
    try:
        source.decode()
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        return Source(Body(), (Fault(line, "the file is not UTF-8 text"),))
    return _read_json(source) if name.endswith(".json") else _read_hcl(source)


def _read_hcl(source: bytes) -> Source:
    root = parse(source).root_node
    if root.has_error:
        root = parse(_EXPONENT.sub(_as_a_word, source)).root_node
    reading = Reading(source)
    bodies = [child for child in root.children if child.type == "body"]
    body = reading.body(bodies[0]) if bodies else Body()
    return Source(body, (*_faults(root), *reading.faults))


def _as_a_word(number: re.Match[bytes]) -> bytes:
    """A word of the same length: the grammar knows no exponent without a fraction.

    Only the tree is made from it. What a node says is always read from the source itself.
    """
    return b"e" * len(number[0])


def _read_json(source: bytes) -> Source:
    try:
        json.loads(source.decode("utf-8-sig"))
    except ValueError as error:
        return Source(Body(), (Fault(getattr(error, "lineno", 1), f"not JSON: {error}"),))
    # A JSON value is also an HCL expression, and HCL's tree knows where each value stands.
    prefix = b"json = "
    root = parse(prefix + source.removeprefix(b"\xef\xbb\xbf")).root_node
    if root.has_error:
        return Source(Body(), tuple(_faults(root)))
    reading = Reading(prefix + source.removeprefix(b"\xef\xbb\xbf"))
    value = reading.body(root.children[0]).attributes[0].value
    return body_of_json(value, _expression_in_json)


def _expression_in_json(text: str, span: Span) -> Expression | None:
    """The expression that a JSON string holds, placed where the string stands."""
    source = b"json = " + text.encode()
    root = parse(source).root_node
    if root.has_error or not root.children:
        return None
    reading = Reading(source, at=span)
    return reading.body(root.children[0]).attributes[0].value


def _faults(root: Node) -> Iterator[Fault]:
    if not root.has_error:
        return
    if root.type == "ERROR" or root.is_missing:
        what = f"expected {root.type}" if root.is_missing else "not valid HCL"
        yield Fault(root.start_point.row + 1, what)
        return
    for child in root.children:
        yield from _faults(child)
