"""What the `moved` and `removed` blocks of a module cover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from release_tool.terraform.interface import Address, Module, Moved


class Moves(Struct, frozen=True):
    """The moves of a module, as they stand in it and in the module that contains it."""

    module: Module
    calls: tuple[tuple[str, ...], ...] = ()
    """The paths of calls by which the released module reaches this one, where it is a submodule."""
    outer: Module | None = None

    def target(self, address: str) -> Moved | None:
        """The move that takes the resource or call (`module.x`) to a place that exists."""
        seen: set[str] = set()
        move = self._from(address)
        while move is not None and str(move.origin) not in seen:
            seen.add(str(move.origin))
            if self._exists(move.target):
                return move
            move = self._from(str(move.target))
        return None

    def forgotten(self, address: str) -> bool:
        """Whether a `removed` block takes it out of the state without destroying it."""
        return any(
            str(block.origin) == address and not block.destroy for block in self.module.removed
        )

    def of(self, address: str) -> Iterable[Moved]:
        """Every move that starts at the resource or call, whole or one instance of it."""
        return [move for move in self._all() if str(move.origin) == address]

    def _all(self) -> list[Moved]:
        return [*self.module.moved, *(self.outer.moved if self.outer else ())]

    def _from(self, address: str) -> Moved | None:
        names = {address, *(self._seen_from_outside(path, address) for path in self.calls)}
        moves = list(self.module.moved)
        found = next((move for move in moves if str(move.origin) == address), None)
        if found is None and self.outer is not None:
            found = next((move for move in self.outer.moved if str(move.origin) in names), None)
        return found

    @staticmethod
    def _seen_from_outside(path: tuple[str, ...], address: str) -> str:
        return ".".join([*(f"module.{name}" for name in path), address])

    def _exists(self, address: Address) -> bool:
        if address.calls:
            return address.calls[0] in self.module.calls or self.outer is not None
        resource = address.resource or ""
        known = resource in self.module.resources
        return known or (self.outer is not None and resource in self.outer.resources)
