"""Where the frontmatter of a README ends and its text begins."""

from __future__ import annotations

import codecs
import re

from msgspec import Struct

from release_tool.domain.edits import Span
from release_tool.domain.lines import Lines

_MARK = b"---"
_BLANK = re.compile(rb"[ \t\r\n\v\f]*")


class Bounds(Struct, frozen=True):
    """*yaml* is between the two marks, None without both; *body* is where the text begins."""

    yaml: Span | None
    body: int
    problem: str = ""
    """Why there is no frontmatter."""


def bounds(content: bytes) -> Bounds:
    """Lines that are exactly `---` hold frontmatter, if nothing but space is before the first."""
    blank = _BLANK.match(content)
    first = blank.end() if blank else 0
    if first == len(content):
        return Bounds(None, first, "the file is empty")
    if content.startswith(codecs.BOM_UTF8):
        return Bounds(None, len(codecs.BOM_UTF8), "a byte-order mark stands before it")
    opening: int | None = None
    for line in Lines(content).below(content.rfind(b"\n", 0, first) + 1):
        mark = line.text == _MARK
        if opening is None:
            if not mark:
                break
            opening = _next_line(content, line.end)
        elif mark:
            return Bounds(Span(opening, line.start), _next_line(content, line.end))
    if opening is not None:
        return Bounds(None, len(content), "it has no end")
    return Bounds(None, 0, "the first line is not ---")


def _next_line(content: bytes, end: int) -> int:
    newline = content.find(b"\n", end)
    return len(content) if newline < 0 else newline + 1
