"""Where output goes: results to stdout, everything else to stderr; and in which colours."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from release_tool.render.terminal import Palette


def emit(text: str) -> None:
    """A result."""
    sys.stdout.write(text)


def note(text: str) -> None:
    """Something worth knowing that is no result."""
    from release_tool.render.terminal import Style

    sys.stderr.write(f"{palette(sys.stderr).paint(Style.NOTICE, 'note:')} {_visible(text)}\n")


def complain(message: str, hint: str = "") -> None:
    """An error and what to do about it."""
    from release_tool.render.terminal import Style

    colours = palette(sys.stderr)
    sys.stderr.write(f"{colours.paint(Style.ERROR, 'error:')} {_visible(message)}\n")
    if hint:
        sys.stderr.write(f"{colours.paint(Style.NOTICE, 'hint:')} {_visible(hint)}\n")


def palette(stream: TextIO) -> Palette:
    """Colours on a terminal that wants them (https://no-color.org)."""
    from release_tool.render.terminal import ANSI, PLAIN

    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return PLAIN
    return ANSI if stream.isatty() or os.environ.get("FORCE_COLOR") else PLAIN


def _visible(text: str) -> str:
    from release_tool.render.terminal import visible

    return visible(text)
