"""Untrusted text as Markdown that shows exactly that text and does nothing.

Two things act on Markdown. The parser obeys a backslash. The forge afterwards turns what it
finds in the text into mentions, issue and commit links, addresses and emoji, and does not know
of backslashes: there, a zero-width space parts the mark from what it marks.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from release_tool.notes.plain_text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BREAK = "\u200b"
"""The zero-width space; `plain` removes it, so that each one in the result is from here."""

_MARK = re.compile(
    r"@(?=\S)"  # mentions, teams, mail addresses, user@commit
    r"|#(?=[0-9])|GH-(?=[0-9])"  # issues, also owner/name#12
    r"|:(?=//)|www(?=\.)"  # addresses
    r"|:(?=[\w+-]+:)",  # emoji short codes
    re.IGNORECASE,
)
_COMMIT_ID = re.compile(r"(?<![0-9A-Za-z])[0-9a-fA-F]{7,}(?![0-9A-Za-z])")
_LONGEST_NO_ID = 6

_ACTIVE = re.compile(
    r"[\\`*\[\]<~|]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore inside a word is harmless
    r"|&(?=#?\w+;)"
)
_AT_START = re.compile(r"\A(?:(?=[#>+-])|([0-9]+)(?=[.)]))")
_CLOSING_HASHES = re.compile(r"(?<= )(?=#+\Z)")
_BACKTICKS = re.compile("`+")
_DOLLAR = r"\$"
_DOLLAR_APART = r"<span>\$</span>"
"""The forge reads a formula between two dollar signs of a line, unless each is an element."""


def inert(text: str) -> str:
    """Markdown for one line, anywhere in a paragraph, a heading or a list item.

    Balanced inline code stays code.
    """
    prose, code = _prose_and_code(plain(text))
    alone = sum(piece.count("$") for piece in prose) == 1
    return _joined(prose, code, _DOLLAR if alone else _DOLLAR_APART)


def inert_name(name: str) -> str:
    """As `inert`, for what shares its line with another text."""
    prose, code = _prose_and_code(plain(name))
    return _joined(prose, code, _DOLLAR_APART)


def _prose_and_code(text: str) -> tuple[list[str], list[str]]:
    """The text between pieces of inline code, and these; there is one piece of code less."""
    prose: list[str] = []
    code: list[str] = []
    position = 0
    for start, end in _code_spans(text):
        prose.append(text[position:start])
        code.append(text[start:end])
        position = end
    return [*prose, text[position:]], code


def _joined(prose: Sequence[str], code: Sequence[str], dollar: str) -> str:
    safe = [_inert_prose(piece).replace("$", dollar) for piece in prose]
    result = "".join(piece for pair in zip_longest(safe, code, fillvalue="") for piece in pair)
    result = _AT_START.sub(r"\1\\", result)
    return _CLOSING_HASHES.sub(r"\\", result)


def _code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where inline code begins and ends, marks included, as CommonMark pairs the backticks."""
    runs = [match.span() for match in _BACKTICKS.finditer(text)]
    following: dict[int, int] = {}
    closer: list[int | None] = []
    for index in reversed(range(len(runs))):
        length = runs[index][1] - runs[index][0]
        closer.append(following.get(length))
        following[length] = index
    closer.reverse()
    index = 0
    while index < len(runs):
        end = closer[index]
        if end is None or not _shown_as_written(text[runs[index][1] : runs[end][0]]):
            index += 1
        else:
            yield runs[index][0], runs[end][1]
            index = end + 1


def _shown_as_written(code: str) -> bool:
    # The runner of a workflow takes `##[` for a command, wherever in a line of the log.
    return not (code.startswith(" ") or code.endswith(" ") or "##[" in code)


def _inert_prose(text: str) -> str:
    parted = _MARK.sub(lambda match: match[0] + BREAK, text)
    parted = _COMMIT_ID.sub(_in_short_parts, parted)
    return _ACTIVE.sub(lambda match: "\\" + match[0], parted)


def _in_short_parts(match: re.Match[str]) -> str:
    word = match[0]
    starts = range(0, len(word), _LONGEST_NO_ID)
    return BREAK.join(word[start : start + _LONGEST_NO_ID] for start in starts)
