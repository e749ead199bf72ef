"""The indentation of `<<-` heredocs, taken away as Terraform takes it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from release_tool.terraform.syntax import Expression


def dedented(parts: Sequence[str | Expression]) -> list[str | Expression]:
    """The parts without the indentation that all lines share; blank lines stay as they are."""
    margin = min(_indents(parts), default=0)
    return [part for part in _without(parts, margin) if part != ""]


def _line_starts(parts: Sequence[str | Expression]) -> Iterable[tuple[str | Expression, bool]]:
    """Each line of literal text (with its end) or interpolation, and whether it opens a line."""
    opens = True
    for part in parts:
        if not isinstance(part, str):
            yield part, opens
            opens = False
            continue
        for line in part.splitlines(keepends=True):
            yield line, opens
            opens = line.endswith("\n")


def _indents(parts: Sequence[str | Expression]) -> Iterable[int]:
    for piece, opens in _line_starts(parts):
        if not opens:
            continue
        if not isinstance(piece, str):
            yield 0
        elif piece.strip() or not piece.endswith("\n"):
            yield len(piece) - len(piece.lstrip())


def _without(parts: Sequence[str | Expression], margin: int) -> Iterable[str | Expression]:
    text = ""
    for piece, opens in _line_starts(parts):
        if not isinstance(piece, str):
            yield text
            yield piece
            text = ""
        elif opens and (piece.strip() or not piece.endswith("\n")):
            blanks = len(piece) - len(piece.lstrip(" \t"))
            text += piece[min(margin, blanks) :]
        else:
            text += piece
    yield text
