"""What the Markdown of a README consists of, each part with the offset of its first byte."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.domain.edits import Span
    from release_tool.domain.lines import Line, Lines


class Heading(Struct, frozen=True):
    """*text* is what is read: without emphasis, with the text of links. *nested*: in a list."""

    level: int
    text: str
    start: int
    nested: bool = False


class CodeFence(Struct, frozen=True):
    """*fault* is the offset of what Terraform's grammar does not explain, in a Terraform fence."""

    info: str
    span: Span
    closed: bool
    nested: bool
    fault: int | None = None


class Link(Struct, frozen=True):
    """Of a link or an image, in Markdown or in HTML."""

    target: str
    start: int


class Outline(Struct, frozen=True, dict=True):
    """*literal* are the code blocks and the blocks of HTML, where Markdown means nothing."""

    headings: tuple[Heading, ...] = ()
    fences: tuple[CodeFence, ...] = ()
    links: tuple[Link, ...] = ()
    anchors: frozenset[str] = frozenset()
    """The ids that HTML gives."""
    literal: tuple[Span, ...] = ()

    @cached_property
    def top(self) -> tuple[Heading, ...]:
        """The headings that stand in no list and no quote."""
        return tuple(heading for heading in self.headings if not heading.nested)

    def prose(self, lines: Lines, start: int) -> Iterator[Line]:
        """The lines from *start* on that are no code and no HTML."""
        spans = iter(self.literal)
        span = next(spans, None)
        for line in lines.below(start):
            while span is not None and span.end <= line.start:
                span = next(spans, None)
            if span is None or span.start > line.end:
                yield line
