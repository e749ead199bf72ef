"""Things of two versions of a module, told apart by name: kept, gone, new, and renamed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

from msgspec import Struct

Thing = TypeVar("Thing")
Likeness = Callable[[Thing, Thing], float]
"""How alike two things are, from 0 (no match) upwards."""


class Match(Struct, Generic[Thing], frozen=True):
    kept: tuple[tuple[Thing, Thing], ...]
    renamed: tuple[tuple[Thing, Thing], ...]
    removed: tuple[Thing, ...]
    """Gone, and nothing new looks like it."""
    added: tuple[Thing, ...]
    """New, and nothing gone looks like it."""


def matched(
    before: Mapping[str, Thing], after: Mapping[str, Thing], alike: Likeness[Thing]
) -> Match[Thing]:
    """The things of both versions; what is alike under two names is renamed, one to one."""
    gone = {name: thing for name, thing in before.items() if name not in after}
    new = {name: thing for name, thing in after.items() if name not in before}
    names = list(_pairs(gone, new, alike))
    olds = {old for old, _ in names}
    news = {name for _, name in names}
    return Match(
        kept=tuple((before[name], after[name]) for name in before if name in after),
        renamed=tuple((before[old], after[name]) for old, name in names),
        removed=tuple(thing for name, thing in gone.items() if name not in olds),
        added=tuple(thing for name, thing in new.items() if name not in news),
    )


def _pairs(
    gone: Mapping[str, Thing], new: Mapping[str, Thing], alike: Likeness[Thing]
) -> Iterator[tuple[str, str]]:
    scores = [
        (-score, old, name)
        for old, before in gone.items()
        for name, after in new.items()
        if (score := alike(before, after)) > 0
    ]
    olds: set[str] = set()
    news: set[str] = set()
    for _, old, name in sorted(scores):
        if old not in olds and name not in news:
            olds.add(old)
            news.add(name)
            yield old, name


def plain_name(name: str) -> str:
    """The name without the marks that people change most: dashes, underscores and case."""
    return name.replace("-", "").replace("_", "").casefold()
