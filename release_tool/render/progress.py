"""What is going on, on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.render.table import width
from release_tool.render.terminal import Style, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from release_tool.activity import Activity
    from release_tool.render.terminal import Palette

_MINUTE = 60


def progress_line(
    under_way: Iterable[Activity], seconds: int, columns: int, colours: Palette
) -> str:
    """What is *under_way* and since how many *seconds*, in less than *columns* of a terminal."""
    said = visible(": ".join(map(_said, under_way)) or "working")
    room = max(0, columns - 1)  # a line that fills a terminal is two on some
    waited = f" ({_duration(seconds)})"[:room]
    return colours.paint(Style.QUIET, _cut(said, room - len(waited)) + waited)


def _said(activity: Activity) -> str:
    if not activity.done:
        return activity.what
    if not activity.total:
        return f"{activity.what}, {activity.done:,}"
    return f"{activity.what}, {activity.done:,} of {activity.total:,}"


def _duration(seconds: int) -> str:
    minutes, rest = divmod(seconds, _MINUTE)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _cut(text: str, room: int) -> str:
    if width(text) <= room:
        return text
    if text.isascii():
        return text[:room]
    from rich.cells import set_cell_size

    return set_cell_size(text, room, unicode_version="latest")
