"""Alerts: quotes whose first line is `[!NOTE]` or another type."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from release_tool.domain.edits import Edit, Span
from release_tool.lint.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.domain.lines import Line
    from release_tool.lint.page import Page

_TYPES = (b"NOTE", b"IMPORTANT", b"CAUTION", b"WARNING", b"TIP")
_ALERT = re.compile(rb">([ \t]*)\[!(\w+)\]([ \t]*)(.*)")


def alerts(page: Page) -> Iterator[Fault]:
    inside = False
    for line in page.outline.prose(page.lines, page.bounds.body):
        inside = inside and line.text.startswith(b">")
        match = _ALERT.match(line.text)
        if match is None:
            continue
        if inside:
            message = "an alert begins inside another one"
            yield Fault("alert-nested", page.lines.place(line.start), message)
            continue
        inside = True
        yield from _first_line(page, line, match)
        if not match[4] and not _has_text(page, line):
            yield Fault("alert-empty", page.lines.place(line.start), "this alert has no text")


def _first_line(page: Page, line: Line, match: re.Match[bytes]) -> Iterator[Fault]:
    def fault(rule: str, group: int, message: str, better: bytes | None = None) -> Fault:
        begin, end = (line.start + offset for offset in match.span(group))
        edit = None if better is None else Edit(Span(begin, end), match[group], better)
        return Fault(rule, page.lines.place(begin), message, edit=edit)

    space, kind, rest, text = match.groups()
    if space != b" ":
        yield fault("alert-malformed", 1, "there must be one space before the type", b" ")
    if kind.upper() not in _TYPES:
        yield fault("alert-type", 2, f"there is no alert of the type {kind.decode()}")
    elif kind != kind.upper():
        yield fault("alert-case", 2, f"{kind.decode()} is not in capitals", kind.upper())
    if text:
        yield fault("alert-malformed", 4, "text follows the type on the same line")
    elif rest:
        yield fault("alert-malformed", 3, "space follows the type at the end of the line", b"")


def _has_text(page: Page, first: Line) -> bool:
    """Whether a line below the *first* one of an alert continues it with something."""
    for line in page.lines.below(first.end):
        if not line.text.startswith(b">"):
            return bool(line.text.strip())
        if line.text.lstrip(b"> \t"):
            return True
    return False
