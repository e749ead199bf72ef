"""Which entries stand under which heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.notes.conventional import canonical_type

if TYPE_CHECKING:
    from collections.abc import Iterable

    from release_tool.notes.entries import Entry


class Section(Struct, frozen=True):
    """The entries of some types, and those whose pull request has one of some labels."""

    heading: str
    types: tuple[str, ...]
    labels: tuple[str, ...] = ()


class Sections(Struct, frozen=True):
    """The headings of the notes, in their order; *typed* stands between *breaking* and *other*."""

    breaking: str = "Breaking changes"
    typed: tuple[Section, ...] = (
        Section("Features", ("feat",)),
        Section("Bug fixes", ("fix",)),
        Section("Performance", ("perf",)),
        Section("Documentation", ("docs",)),
    )
    other: str = "Other changes"
    interface: str = "Interface changes"
    newcomers: str = "New contributors"


DEFAULT_SECTIONS = Sections()


class Group(Struct, frozen=True):
    """The entries under one heading, never none."""

    heading: str
    entries: tuple[Entry, ...]


def grouped(told: Iterable[Entry], sections: Sections) -> tuple[Group, ...]:
    """*told* in its order under its headings, without what was reverted."""
    by_type = {canonical_type(name): one for one in sections.typed for name in one.types}
    by_label = {label: one for one in sections.typed for label in one.labels}
    breaking: list[Entry] = []
    typed: dict[Section, list[Entry]] = {one: [] for one in sections.typed}
    other: list[Entry] = []
    for entry in told:
        section = _first(by_label.get(label) for label in entry.labels) or by_type.get(entry.type)
        if entry.reverted:
            continue
        if entry.breaking:
            breaking.append(entry)
        elif section:
            typed[section].append(entry)
        else:
            other.append(entry)
    found = [
        (sections.breaking, breaking),
        *((one.heading, listed) for one, listed in typed.items()),
        (sections.other, other),
    ]
    return tuple(Group(heading, tuple(listed)) for heading, listed in found if listed)


def _first(found: Iterable[Section | None]) -> Section | None:
    return next((one for one in found if one), None)
