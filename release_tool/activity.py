"""What is going on, said by whoever does it. What becomes of that is not known here.

It costs half a microsecond, so that whatever may take its time can say so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

T = TypeVar("T")


class Activity:
    """Something that goes on while its context is open.

    *what* says it without its end (`reading READMEs`); *done* counts, of *total* where that is
    known; 0 is not said.
    """

    __slots__ = ("done", "total", "what")

    def __init__(self, what: str, total: int) -> None:
        self.what = what
        self.done = 0
        self.total = total

    def __enter__(self) -> Self:
        _under_way.append(self)
        return self

    def __exit__(self, *_: object) -> None:
        # Not the last one: a generator that is dropped ends after what began later.
        _under_way.remove(self)


_under_way: list[Activity] = []


def doing(what: str, total: int = 0) -> Activity:
    return Activity(what, total)


def each(what: str, items: Collection[T]) -> Iterator[T]:
    """The *items*; the one that is worked on is said by its number."""
    return counted(what, items, len(items))


def counted(what: str, items: Iterable[T], total: int) -> Iterator[T]:
    """As `each`, for items that are not there yet."""
    with doing(what, total) as activity:
        for item in items:
            activity.done += 1
            yield item


def under_way() -> tuple[Activity, ...]:
    """What goes on at this moment, each inside the one before."""
    return tuple(_under_way)
