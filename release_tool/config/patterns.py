"""File patterns: the part of .gitignore's language that has no surprises.

`*` and `?` stand for characters of one name, `**` for any folders. `*.png` is a file's name at any
depth, `testdata/` a folder at any depth with all that is in it, and a pattern with a slash before
its end (`docs/*.svg`, `/logo.png`) counts from the module's folder.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ANY_DEPTH = "(?:.*/)?"
_MOST_DEEP_STARS = 2


def fault_of(pattern: str) -> str:
    """What is wrong with *pattern*, `""` if nothing is."""
    if not pattern.strip("/"):
        return "is empty"
    if wrong := re.search(r"[\[\]{}!\\]", pattern):
        return f"has {wrong[0]!r}, which has no meaning here"
    parts = pattern.strip("/").split("/")
    if not all(parts) or {".", ".."} & set(parts):
        return "leads nowhere"
    if any("**" in part and part != "**" for part in parts):
        return "has ** beside other characters"
    if parts.count("**") > _MOST_DEEP_STARS:
        return f"has ** more than {_MOST_DEEP_STARS} times"
    return ""


@lru_cache(maxsize=32)
def compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One expression whose full match says that a path fits one of *patterns*."""
    anywhere = [one for one in patterns if "/" not in one.removesuffix("/")]
    anchored = [one for one in patterns if "/" in one.removesuffix("/")]
    alternatives = [_path(one.removeprefix("/")) for one in anchored]
    if anywhere:
        alternatives.append(_ANY_DEPTH + _either(_path(one) for one in anywhere))
    return re.compile(_either(alternatives) if alternatives else r"(?!)", re.DOTALL)


def _either(expressions: Iterable[str]) -> str:
    return f"(?:{'|'.join(expressions)})"


def _path(pattern: str) -> str:
    """The expression for a path; a slash at the end takes in all that is below."""
    folder = pattern.endswith("/")
    *folders, last = pattern.removesuffix("/").split("/")
    above = "".join(_ANY_DEPTH if one == "**" else f"{_name(one)}/" for one in folders)
    below = "/.+" if folder else ""
    return above + (".+" if last == "**" else _name(last) + below)


def _name(pattern: str) -> str:
    """The expression for one name.

    Each `*` but the last takes the nearest fit and keeps it: no pattern makes matching slow.
    """
    first, *others = (re.escape(part).replace(r"\?", "[^/]") for part in pattern.split("*"))
    if not others:
        return first
    middle = "".join(f"(?>[^/]*?{part})" for part in others[:-1])
    return f"{first}{middle}[^/]*{others[-1]}"
