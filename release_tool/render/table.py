"""Rows in aligned columns.

Our own because the table of a whole registry has to appear at once, and a general one takes half a
second for it. How wide a character is stays a library's work.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.render.terminal import Style, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from release_tool.render.terminal import Palette

_GAP = "  "


class Align(StrEnum):
    LEFT = "left"
    RIGHT = "right"


class Column(Struct, frozen=True):
    header: str
    align: Align = Align.LEFT


class Cell(Struct, frozen=True):
    text: str
    style: Style = Style.PLAIN


def table(columns: Sequence[Column], rows: Iterable[Sequence[Cell | str]], palette: Palette) -> str:
    """A header and *rows*, a line each; every row has as many cells as there are columns."""
    header = [Cell(column.header, Style.STRONG) for column in columns]
    aligns = [column.align for column in columns]
    lines = aligned([header, *rows], aligns, palette)
    return "".join(f"{line}\n" for line in lines)


def aligned(
    rows: Iterable[Sequence[Cell | str]], aligns: Sequence[Align], palette: Palette
) -> list[str]:
    """A line for each row, without its line feed and without spaces at its end."""
    cells = [[cell if isinstance(cell, Cell) else Cell(cell) for cell in row] for row in rows]
    if not cells:
        return []
    columns = [
        _column(column, align, palette)
        for column, align in zip(zip(*cells, strict=True), aligns, strict=True)
    ]
    return [_GAP.join(line).rstrip(" ") for line in zip(*columns, strict=True)]


def _column(cells: Sequence[Cell], align: Align, palette: Palette) -> list[str]:
    """Every cell as wide as the widest."""
    widths = [width(visible(cell.text)) for cell in cells]
    widest = max(widths)
    padded = []
    for cell, taken in zip(cells, widths, strict=True):
        # Spaces stay outside the colours, so that a line's end can lose them.
        painted, spaces = palette.paint(cell.style, cell.text), " " * (widest - taken)
        padded.append(spaces + painted if align is Align.RIGHT else painted + spaces)
    return padded


def width(text: str) -> int:
    """How many columns of a terminal *text* takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text, unicode_version="latest")
