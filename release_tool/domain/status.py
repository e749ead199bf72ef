"""Where a module stands between two releases."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.domain.pins import exact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from release_tool.domain.commits import Commit
    from release_tool.domain.registry import Module


class State(StrEnum):
    """In the order of what wants a person's eyes most."""

    DRIFTED = "drifted"
    UNVERSIONED = "unversioned"
    PENDING = "pending"
    NEW = "new"
    CHANGED = "changed"
    RELEASED = "released"


class ModuleCommit(Struct, frozen=True):
    """A commit that changes a module, and the files that it changes there (module-relative)."""

    commit: Commit
    files: tuple[str, ...]


class ModuleStatus(Struct, frozen=True, dict=True):
    """A module, with what changed since its released version (all of it where there is none)."""

    module: Module
    changed_files: tuple[str, ...]
    """Module-relative files that count and differ, in the working tree, from the release tag."""
    commits: tuple[ModuleCommit, ...]
    """Those that change files that count, newest first."""

    @cached_property
    def state(self) -> State:
        module = self.module
        if not any(exact(pin) for pin in module.own_pins):
            return State.UNVERSIONED
        if module.declared is None:
            return State.DRIFTED
        if module.released is None:
            return State.NEW
        if module.declared < module.released:
            return State.DRIFTED
        if module.declared > module.released:
            return State.PENDING
        return State.CHANGED if self.changed_files else State.RELEASED


def summary(statuses: Iterable[ModuleStatus]) -> dict[str, int]:
    """How many modules are in each state, every state named."""
    counts = Counter(status.state for status in statuses)
    return {str(state): counts[state] for state in State}
