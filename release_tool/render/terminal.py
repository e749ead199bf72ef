"""Text that a terminal, or a workflow's log, cannot take for anything but text; and its colours.

Nothing here looks at the environment: the command line picks a palette.
"""

from __future__ import annotations

import re
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping

STEERING = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    r"\ufeff\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    r"\ud800-\udfff]"
)
"""Characters that do something, or that nobody can see. The two joiners are not among them: many
scripts and emoji need them. Written out, not looked up, so that every Python agrees."""

# What makes a line of a log a command to the workflow's runner: two colons at its start, after
# anything that cannot be seen, or the older form anywhere.
_COMMAND = re.compile(r"^([^\w!-~]*):|(?<=#)#(?=\[)")


class Style(StrEnum):
    """What a piece of text is; a palette says how that looks. Severities have their own names."""

    PLAIN = "plain"
    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"
    GOOD = "good"
    STRONG = "strong"
    QUIET = "quiet"
    ADDED = "added"
    REMOVED = "removed"


class Palette(Struct, frozen=True):
    """The colour of each style, as the parameters of an ANSI `SGR` sequence; none: as it is."""

    colours: Mapping[Style, str] = field(default_factory=dict)

    def paint(self, style: Style, text: str) -> str:
        """*text* in the look of *style*, on one line and harmless."""
        colour = self.colours.get(style)
        harmless = visible(text)
        return f"\x1b[{colour}m{harmless}\x1b[0m" if colour and harmless else harmless


PLAIN = Palette()
ANSI = Palette(
    MappingProxyType(
        {
            Style.ERROR: "1;31",
            Style.WARNING: "1;33",
            Style.NOTICE: "1;36",
            Style.GOOD: "32",
            Style.STRONG: "1",
            Style.QUIET: "2",
            Style.ADDED: "32",
            Style.REMOVED: "31",
        }
    )
)


def visible(text: str) -> str:
    """*text* on one line, with whatever could steer a terminal or a runner written as an escape."""
    # Nearly all text is plain, and a table asks for thousands of cells.
    if (
        text.isascii()
        and text.isprintable()
        and "##[" not in text
        and not text.lstrip().startswith(":")
    ):
        return text
    return _COMMAND.sub(_escaped_command, STEERING.sub(_escaped, text))


def visible_lines(text: str) -> str:
    """*text* made harmless line by line: its line feeds and tabs stay, nothing else that acts."""
    return "\n".join(
        _COMMAND.sub(_escaped_command, "\t".join(STEERING.sub(_escaped, part) for part in parts))
        for parts in (line.split("\t") for line in text.split("\n"))
    )


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    if "\udc80" <= character <= "\udcff":  # how Python carries a byte that is not UTF-8
        character = chr(ord(character) - 0xDC00)
    return character.encode("unicode_escape").decode("ascii")


def _escaped_command(match: re.Match[str]) -> str:
    return r"\x23" if match[0] == "#" else rf"{match[1]}\x3a"
