"""The anchors that headings get where READMEs are shown."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def slugs(headings: Iterable[str]) -> frozenset[str]:
    """The anchor of each heading; equal ones are numbered."""
    seen: Counter[str] = Counter()
    taken: set[str] = set()
    for heading in headings:
        slug = plain = _slug(heading)
        while slug in taken:
            seen[plain] += 1
            slug = f"{plain}-{seen[plain]}"
        taken.add(slug)
    return frozenset(taken)


def _slug(heading: str) -> str:
    kept = (character for character in heading.strip().lower() if _stays(character))
    return "".join(kept).replace(" ", "-")


def _stays(character: str) -> bool:
    return (
        character in "-_ "
        or character.isalnum()
        or unicodedata.category(character) in {"Mn", "Mc", "Me", "Pc"}
    )
