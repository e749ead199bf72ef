"""A release tag: which module, which version. `Layout` parses and prints its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.domain.versions import Version, highest, precedence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from release_tool.domain.modules import ModuleId


class ReleaseTag(Struct, frozen=True):
    """*name* is the tag's own name, without `refs/tags/`."""

    name: str
    module: ModuleId
    version: Version

    def __str__(self) -> str:
        return self.name

    @property
    def ref(self) -> str:
        return f"refs/tags/{self.name}"


def newest(tags: Iterable[ReleaseTag]) -> ReleaseTag | None:
    """The tag of the highest version."""
    return max(tags, key=lambda tag: precedence(tag.version), default=None)


def previous(version: Version, tags: Iterable[ReleaseTag]) -> ReleaseTag | None:
    """The highest of *tags* below *version*; a final version passes over pre-releases."""
    lower = [tag for tag in tags if tag.version < version]
    if not version.prerelease:
        lower = [tag for tag in lower if not tag.version.prerelease]
    wanted = highest(tag.version for tag in lower)
    return next((tag for tag in lower if tag.version == wanted), None)
