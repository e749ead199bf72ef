"""Text from commits as one harmless line: what a person would see of it, and nothing that acts."""

from __future__ import annotations

import re

# A string command (title, link) ends with BEL or ST; one without an end is kept as visible text.
_TERMINAL_COMMAND = re.compile(
    "\x1b[\\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\\\|\x9c)"
    "|(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"
    "|\x1b[ -/]*[0-OQ-WYZ\\\\`-~]"
)
_WHITE_SPACE = re.compile(r"\s+")
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    r"\ud800-\uf8ff\ufeff\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
"""Controls, marks of the direction of writing, private use. Not the two joiners: emoji and several
scripts are misspelt without them. Written out, so that every Python agrees."""


def plain(text: str) -> str:
    """*text* as one line without terminal commands, control characters or invisible ones.

    Runs of white space become one space; there is none at the ends.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    spaced = _WHITE_SPACE.sub(" ", _TERMINAL_COMMAND.sub("", text))
    return " ".join(_UNSEEN.sub("", spaced).split())
