"""Fenced code blocks of a Markdown file, with the place of every byte, read with pulldown-cmark."""

from __future__ import annotations

import codecs
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, cast

import pyromark
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

# One ASCII character for each byte that is not UTF-8, so that every offset stays true.
codecs.register_error(
    "one-for-one",
    lambda error: ("?" * (cast("UnicodeDecodeError", error).end - error.start), error.end),  # type: ignore[attr-defined]
)


class Fence(Struct, frozen=True):
    """A fenced code block: *code* without the indentation and quote marks around it.

    *info* is the info string as written; *start* is the offset in the file of the opening mark.
    """

    info: str
    code: bytes
    start: int
    pieces: tuple[int, ...]
    """Where each run of *code* begins, in the code …"""
    offsets: tuple[int, ...]
    """… and in the file."""

    def offset_in_file(self, offset: int) -> int:
        """The place in the file of a byte of the code."""
        index = bisect_right(self.pieces, offset) - 1
        return self.offsets[index] + offset - self.pieces[index]


def fences(content: bytes) -> Iterator[Fence]:
    """The fenced code blocks of *content*, wherever lists and quotes have moved them."""
    # The parser takes a byte-order mark for text, and so a fence behind it for a paragraph.
    lead = len(codecs.BOM_UTF8) if content.startswith(codecs.BOM_UTF8) else 0
    events = pyromark.events_with_range(content[lead:].decode("utf-8", "one-for-one"))
    info: str | None = None
    start = 0
    runs: list[tuple[int, int]] = []
    for event, place in events:
        if not isinstance(event, dict):
            continue
        if info is not None and "Text" in event:
            runs.append((lead + place["start"], lead + place["end"]))
        elif "Start" in event:
            info = _info_string(event["Start"])
            start, runs = lead + place["start"], []
        elif info is not None:
            yield _fence(content, info, start, runs)
            info = None


def _info_string(tag: object) -> str | None:
    match tag:
        case {"CodeBlock": {"Fenced": str(info)}}:
            return info
    return None


def _fence(content: bytes, info: str, start: int, runs: list[tuple[int, int]]) -> Fence:
    pieces = accumulate((end - begin for begin, end in runs), initial=0)
    return Fence(
        info,
        b"".join(content[begin:end] for begin, end in runs),
        start,
        tuple(pieces)[: len(runs)],
        tuple(begin for begin, _ in runs),
    )
