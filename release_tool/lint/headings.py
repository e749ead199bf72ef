"""Headings: one title first, and levels that go down one at a time."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from release_tool.domain.edits import Edit, Span
from release_tool.lint.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.domain.lines import Line
    from release_tool.lint.page import Page

_DEEPEST = 6
_HASHES = re.compile(rb"(#+)([ \t]*)(.*)")
_WORD = re.compile(rb"[A-Za-z]")


def headings(page: Page) -> Iterator[Fault]:
    yield from _title(page)
    for heading in [one for one in page.outline.top if one.level == 1][1:]:
        message = f"a second title, {_shown(heading.text)!r}"
        yield Fault("h1-repeated", page.lines.place(heading.start), message)
    for before, heading in pairwise(page.outline.top):
        if heading.level > before.level + 1:
            message = f"level {heading.level} follows level {before.level}"
            yield Fault("heading-skipped", page.lines.place(heading.start), message)
    yield from malformed(page)


def _title(page: Page) -> Iterator[Fault]:
    first = next((line for line in page.lines.below(page.bounds.body) if line.text.strip()), None)
    if first is None and page.bounds.yaml is not None:
        end = page.lines.place(len(page.content))
        yield Fault("body-missing", end, "there is nothing below the frontmatter")
    elif first is not None and not first.text.startswith(b"# "):
        message = "the text does not begin with a title"
        yield Fault("h1-first", page.lines.place(first.start), message)


def malformed(page: Page) -> Iterator[Fault]:
    """The lines that begin with hashes and are no headings."""
    blank_before = True
    for line in page.outline.prose(page.lines, page.bounds.body):
        if (match := _HASHES.match(line.text)) is not None:
            hashes, space, text = match.groups()
            if len(hashes) > _DEEPEST:
                message = f"{len(hashes)} hashes: there are only {_DEEPEST} levels"
                yield Fault("heading-malformed", page.lines.place(line.start), message)
            elif not text:
                message = "this heading has no text"
                yield Fault("heading-malformed", page.lines.place(line.start), message)
            elif not space:
                alone = blank_before and _is_blank_below(page, line)
                edit = _spaced(line, len(hashes)) if alone and _WORD.match(text) else None
                message = "there is no space between the hashes and the text"
                place = page.lines.place(line.start)
                yield Fault("heading-malformed", place, message, edit=edit)
        blank_before = not line.text.strip()


def _is_blank_below(page: Page, line: Line) -> bool:
    below = next(page.lines.below(line.end), None)
    return below is None or not below.text.strip()


def _spaced(line: Line, hashes: int) -> Edit:
    """A space after the hashes. Only where a heading is meant: a paragraph may begin with `#12`."""
    start = line.start + hashes
    return Edit(Span(start, start), b"", b" ")


def _shown(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"  # noqa: PLR2004 - a line of a report
