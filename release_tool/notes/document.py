"""The notes of one release, as values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from release_tool.domain.modules import ModuleId
    from release_tool.domain.tags import ReleaseTag
    from release_tool.domain.versions import Version
    from release_tool.notes.entries import Entry, Newcomer
    from release_tool.notes.links import Links


class InterfaceGroup(Struct, frozen=True):
    """Interface changes of one kind, a plain line each."""

    heading: str
    lines: tuple[str, ...]


class ReleaseNotes(Struct, frozen=True):
    """What one release of a module, or what is not yet released (*tag* is None), consists of."""

    module: ModuleId
    tag: ReleaseTag | None
    previous: ReleaseTag | None
    date: str
    """ISO 8601; only the day is shown. "" if there is none yet."""
    entries: tuple[Entry, ...]
    """Newest first."""
    interface: tuple[InterfaceGroup, ...] = ()
    newcomers: tuple[Newcomer, ...] = ()
    links: Links | None = None
    head: str = "HEAD"
    """The commit or branch where an unreleased range ends."""

    @property
    def version(self) -> Version | None:
        return self.tag.version if self.tag else None

    @property
    def end(self) -> str:
        """The ref where the range ends."""
        return self.tag.name if self.tag else self.head
