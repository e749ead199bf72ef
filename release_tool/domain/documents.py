"""A document that a person wrote, as plain values that know where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping

Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]
"""What JSON can say."""

Path = tuple[str | int, ...]
"""The way to a value: keys, and indexes from 0."""


class Place(Struct, frozen=True):
    """A line and a column in characters, both from 1."""

    line: int
    column: int


class Document(Struct, frozen=True):
    """*keys* and *values* say where each key and each value begins."""

    file: str
    value: Plain
    keys: Mapping[Path, Place] = field(default_factory=dict)
    values: Mapping[Path, Place] = field(default_factory=dict)

    def at(self, path: Path) -> Plain:
        """The value at *path*; LookupError if there is none."""
        here: Any = self.value
        for step in path:
            here = here[step]
        return cast("Plain", here)

    def place_of(self, path: Path) -> Place:
        """Where the value at *path* begins, or the nearest one around it."""
        for length in range(len(path), -1, -1):
            if (place := self.values.get(path[:length])) is not None:
                return place
        return Place(1, 1)

    def place_of_key(self, path: Path) -> Place:
        """Where the last key of *path* begins, or the value that should have it."""
        return self.keys.get(path) or self.place_of(path)


def dotted(path: Path) -> str:
    """*path* as people write it: `rules[0].reason`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")
