"""Values that know where they stand in a file, which takes no part in what they say."""

from __future__ import annotations

from msgspec import Struct

_WHERE = frozenset({"place", "span"})


class Placed(Struct, frozen=True):
    """Equal to every other of its kind that says the same, wherever it stands."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Placed) and type(self) is type(other) and self._says(other)

    def __hash__(self) -> int:
        return hash((type(self), *(getattr(self, name) for name in self._said())))

    def _says(self, other: Placed) -> bool:
        return all(getattr(self, name) == getattr(other, name) for name in self._said())

    def _said(self) -> list[str]:
        return [name for name in self.__struct_fields__ if name not in _WHERE]
