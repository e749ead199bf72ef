"""The footers of a commit message, and which lines of a body its author wrote as message.

Bodies quote: release notes of what was upgraded, templates of pull requests, the messages of
commits that were squashed. A footer that is quoted is not this commit's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.notes.fences import fence_after

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FOOTER = re.compile(
    r"(?P<token>BREAKING[ -]CHANGE(?=:)|[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*)"
    r"(?::(?=\s|$)| (?=#))\s*(?P<value>.*)"
)
_BREAKING = frozenset({"BREAKING CHANGE", "BREAKING-CHANGE"})
_SEPARATOR = re.compile(r"-{3,}\s*")
_SQUASHED = "* "
_STRUCTURE = ("#", ">", "<", "*", "|", "+", "~", "=", "`")


class Footer(Struct, frozen=True):
    """*value* may have several lines."""

    token: str
    value: str

    @property
    def is_breaking(self) -> bool:
        return self.token in _BREAKING


def footers(body: str) -> tuple[Footer, ...]:
    """The footers at the end of *body*, in order.

    The area begins at the first paragraph that opens with a footer and has only footers after
    it; explanations may follow a breaking change. Headings, lists with `*`, quotes, HTML, code
    and the list of squashed commits end it.
    """
    paragraphs = list(_paragraphs(body))
    return tuple(_parse(paragraphs[_start_of_area(paragraphs) :]))


def own_lines(body: str) -> Iterator[str]:
    """The lines of *body* without HTML comments; of a code fence only its opening mark."""
    fence = ""
    for raw in _without_comments(body).split("\n"):
        line = raw.rstrip("\r")
        inside, fence = fence, fence_after(fence, line)
        if not inside:
            yield line


def _without_comments(text: str) -> str:
    kept: list[str] = []
    rest = text
    while rest:
        before, _, after = rest.partition("<!--")
        kept.append(before)
        _, _, rest = after.partition("-->")
    return " ".join(kept)


def _paragraphs(body: str) -> Iterator[list[str]]:
    paragraph: list[str] = []
    for line in own_lines(body):
        if line.strip():
            paragraph.append(line)
        elif paragraph:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def _start_of_area(paragraphs: Sequence[list[str]]) -> int:
    end = len(paragraphs)
    start = end
    for index in reversed(range(_end_of_squashed(paragraphs), end)):
        first = paragraphs[index][0]
        footer = _FOOTER.match(first)
        adjoins = start == index + 1
        if (footer and (adjoins or footer["token"] in _BREAKING)) or (
            adjoins and _SEPARATOR.fullmatch(first)
        ):
            start = index
        elif first.startswith(_STRUCTURE):
            break
    return start


def _end_of_squashed(paragraphs: Sequence[list[str]]) -> int:
    """The paragraph after the messages that a forge lists when it squashes; 0 without such a list.

    The list's items each stand alone; a line of dashes parts it from the footers.
    """
    items = [paragraph[0].startswith(_SQUASHED) for paragraph in paragraphs]
    if sum(items) < 2 or not items[0]:  # noqa: PLR2004 - one item is a list that a person wrote
        return 0
    separators = [i for i, lines in enumerate(paragraphs) if _SEPARATOR.fullmatch(lines[0])]
    return separators[-1] + 1 if separators else len(paragraphs)


def _parse(paragraphs: Sequence[list[str]]) -> Iterator[Footer]:
    token = ""
    value: list[str] = []
    for paragraph in paragraphs:
        for line in paragraph:
            match = _FOOTER.match(line)
            if match:
                if token:
                    yield Footer(token, "\n".join(value).strip())
                token, value = match["token"], [match["value"]]
            elif not _SEPARATOR.fullmatch(line):
                value.append(line)
        value.append("")
    if token:
        yield Footer(token, "\n".join(value).strip())
