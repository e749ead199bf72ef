"""The smallest level that the commits of a release allow, by Conventional Commits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.domain.versions import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from release_tool.notes.entries import Entry


def required_level(told: Iterable[Entry]) -> tuple[Level | None, tuple[str, ...]]:
    """The level and why: a line for each commit that asks for it. None if nothing counts.

    Reverted commits do not count. The level is that of a version from 1.0.0 on.
    """
    levels = [(_level_of(entry), entry) for entry in told if not entry.reverted]
    if not levels:
        return None, ()
    required = max(level for level, _ in levels)
    return required, tuple(_reason(entry) for level, entry in levels if level is required)


def _level_of(entry: Entry) -> Level:
    if entry.breaking:
        return Level.MAJOR
    return Level.MINOR if entry.type == "feat" else Level.PATCH


def _reason(entry: Entry) -> str:
    what = "breaking" if entry.breaking else entry.type
    return f"{entry.sha[:7]} ({what}): {entry.subject or 'no subject'}"
