"""A Markdown body shortened to what a forge accepts."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from release_tool.notes.fences import fence_after

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_UNSAFE = str.maketrans({char: f"%{ord(char):02X}" for char in " ()<>\\\n"})


def cut(body: str, limit: int, full: str) -> str:
    """*body* if it has at most *limit* characters; else its first lines and a link to *full*.

    It ends after a whole line that is no heading, outside code fences and HTML comments. Raises
    ValueError if *limit* leaves no room for the link.
    """
    if len(body) <= limit:
        return body
    lines = body.split("\n")
    room = limit - len(_ending(_changes(lines), full))
    if room < 0:
        raise ValueError(f"a body of {limit} characters has no room for the link to the full list")
    # Each line counts with the newline that ends it.
    lengths = list(accumulate(len(line) + 1 for line in lines))
    kept = max((end for end in _ends(lines) if lengths[end - 1] - 1 <= room), default=0)
    ending = _ending(_changes(lines[kept:]), full)
    return "\n".join(lines[:kept]) + (ending if kept else ending.lstrip("\n"))


def _ending(left_out: int, full: str) -> str:
    what = f"{left_out} more in the" if left_out else "The"
    return f"\n\n*{what} [full list]({full.translate(_UNSAFE)}).*\n"


def _changes(lines: Sequence[str]) -> int:
    return sum(1 for line in lines if line.startswith("- "))


def _ends(lines: Sequence[str]) -> Iterator[int]:
    """How many lines may be kept so that nothing is left open."""
    fence = ""
    commented = False
    for end, line in enumerate(lines, start=1):
        if commented:
            commented = "-->" not in line
        else:
            fence = fence_after(fence, line)
            commented = not fence and line.rfind("<!--") > line.rfind("-->")
        if not (fence or commented or line.startswith("#") or not line.strip()):
            yield end
