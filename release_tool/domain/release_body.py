"""The text of a release: the part between two markers is the tool's, all else is people's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from release_tool.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    Cut = Callable[[str, int], str]
    """Markdown and a number of characters to Markdown of at most that many."""

BEGIN = "<!-- release:begin: text up to release:end is replaced, write your own outside of it -->"
END = "<!-- release:end -->"

_MARKER = re.compile(r"<!--(?=\s*release:(?:begin|end))")
_BLOCK = re.compile(
    r"<!--\s*release:begin(?:(?!<!--\s*release:begin).)*?<!--\s*release:end\s*-->", re.DOTALL
)
_UNSENDABLE = re.compile("[\x00\ud800-\udfff]")
_LEAST_ROOM = 1000
"""Fewer characters than this do not surely hold the link that ends notes which were cut."""


def merged_body(existing: str, notes: str, limit: int | None, cut: Cut) -> str:
    """*existing* with its marked part replaced by *notes*, which is *cut* so that all of it fits.

    Without a marked part the notes follow the text that is there. Raises RefusedError where that
    text alone fills the *limit*.
    """
    existing = sendable(existing)
    blocks = list(_BLOCK.finditer(existing))
    before = existing[: blocks[0].start()] if blocks else _with_gap(existing)
    after = _BLOCK.sub("", existing[blocks[0].end() :]) if blocks else ""
    notes = _harmless(notes)
    if limit is not None:
        room = limit - len(f"{before}{BEGIN}\n\n{END}{after}")
        if room < min(_LEAST_ROOM, len(notes)):
            raise RefusedError(
                "the text that people wrote leaves no room for the notes",
                f"shorten the text of the release, at most {limit} characters fit",
            )
        notes = notes if len(notes) <= room else cut(notes, room)
    return f"{before}{BEGIN}\n{notes}\n{END}{after}"


def same_text(one: str, other: str) -> bool:
    """Whether two bodies say the same: a web form's line ends and outer blanks do not count."""
    return _normal(one) == _normal(other)


def sendable(text: str) -> str:
    """*text* without what JSON and a database cannot hold: lone surrogates and NUL."""
    return _UNSENDABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _harmless(notes: str) -> str:
    # A marker inside the notes would end them early, and the rest would stay for ever.
    return _MARKER.sub("&lt;!--", sendable(notes).strip())


def _with_gap(text: str) -> str:
    return f"{text.rstrip()}\n\n" if text.strip() else ""


def _normal(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
