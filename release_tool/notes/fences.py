"""Fenced code blocks in Markdown that is read line by line."""

from __future__ import annotations

import re

_MARK = re.compile(r" {0,3}(?P<mark>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)")


def fence_after(opened: str, line: str) -> str:
    """The mark of the fence that is open after *line*, given the one before; "" for none."""
    match = _MARK.match(line)
    if not match:
        return opened
    if not opened:
        return match["mark"]
    closes = match["mark"].startswith(opened) and not match["info"].strip()
    return "" if closes else opened
