"""Where output goes: results to stdout, everything else to stderr; and in which colours.

Nothing else in this folder writes or asks: the progress on the terminal has to make room first.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

import typer

from release_tool.cli.progress import silent

if TYPE_CHECKING:
    from release_tool.render.terminal import Palette


def emit(text: str) -> None:
    """A result."""
    with silent():
        sys.stdout.write(text)


def emit_bytes(data: bytes) -> None:
    """A result that another program reads to the byte."""
    with silent():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.flush()


def tell(text: str) -> None:
    """What goes with a result and is none: lines that were made for the terminal."""
    with silent():
        sys.stderr.write(text)


def note(text: str) -> None:
    """Something worth knowing that is no result."""
    from release_tool.render.terminal import Style

    tell(f"{palette(sys.stderr).paint(Style.NOTICE, 'note:')} {_visible(text)}\n")


def complain(message: str, hint: str = "") -> None:
    """An error and what to do about it."""
    from release_tool.render.terminal import Style

    colours = palette(sys.stderr)
    tell(f"{colours.paint(Style.ERROR, 'error:')} {_visible(message)}\n")
    if hint:
        tell(f"{colours.paint(Style.NOTICE, 'hint:')} {_visible(hint)}\n")


def confirm(question: str) -> bool:
    """A person's answer. Raises typer.Abort when there is none."""
    with silent():
        try:
            return typer.confirm(question, err=True)
        except typer.Abort:  # Ctrl-C leaves the cursor behind the question
            sys.stderr.write("\n")
            raise


def require_yes(question: str) -> None:
    """Raises typer.Abort for any other answer."""
    if not confirm(question):
        raise typer.Abort


def palette(stream: TextIO) -> Palette:
    """Colours on a terminal that wants them (https://no-color.org)."""
    from release_tool.render.terminal import ANSI, PLAIN

    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return PLAIN
    return ANSI if stream.isatty() or os.environ.get("FORCE_COLOR") else PLAIN


def _visible(text: str) -> str:
    from release_tool.render.terminal import visible

    return visible(text)
