"""Text as Markdown code, which shows it exactly: no mention, link, reference or formula in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from release_tool.render.terminal import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

_BACKTICKS = re.compile(r"`+")


def code_span(text: str) -> str:
    """*text* as code, for the inside of a line."""
    shown = visible(text)
    fence = "`" * (_longest_run(shown) + 1)
    # Markdown takes one space from each end, if both have one and there is anything between.
    if shown.strip(" ") and (shown.startswith((" ", "`")) or shown.endswith((" ", "`"))):
        shown = f" {shown} "
    return f"{fence}{shown}{fence}"


def code_block(lines: Iterable[str], language: str) -> str:
    """*lines* as a block of code."""
    block = "".join(f"{visible(line)}\n" for line in lines)
    fence = "`" * max(3, _longest_run(block) + 1)
    return f"{fence}{language}\n{block}{fence}\n"


def _longest_run(text: str) -> int:
    return max((len(run) for run in _BACKTICKS.findall(text)), default=0)
