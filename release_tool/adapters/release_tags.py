"""The release tags of a repository: which modules they release, and where they stand."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from release_tool.adapters.release_range import placed_tags
from release_tool.domain.versions import precedence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from release_tool.adapters.repository import Repository
    from release_tool.domain.layout import Layout
    from release_tool.domain.modules import ModuleId
    from release_tool.domain.tags import ReleaseTag


class ReleaseTags(Struct, frozen=True, dict=True):
    """*commits* maps every tag's name to its commit, release tag or not."""

    layout: Layout
    commits: Mapping[str, str]
    remote_only: tuple[ReleaseTag, ...] = ()
    """Release tags that this clone does not have and the remote does."""

    @cached_property
    def by_module(self) -> dict[ModuleId, tuple[ReleaseTag, ...]]:
        """The release tags of each module, gone ones too, lowest version first."""
        found: dict[ModuleId, list[ReleaseTag]] = defaultdict(list)
        for tag in (*map(self.layout.parse_tag, self.commits), *self.remote_only):
            if tag is not None:
                found[tag.module].append(tag)
        return {
            module: tuple(sorted(tags, key=lambda tag: precedence(tag.version)))
            for module, tags in sorted(found.items())
        }

    def with_remote(self, remote: Mapping[str, str]) -> ReleaseTags:
        """These tags, and those of *remote*, by name, that this clone lacks."""
        found = (self.layout.parse_tag(name) for name in remote if name not in self.commits)
        return replace(self, remote_only=tuple(tag for tag in found if tag is not None))


def read_tags_of(repository: Repository, layout: Layout, module: ModuleId) -> ReleaseTags:
    """The release tags of *module* in this clone."""
    placed = placed_tags(repository, layout, module)
    return ReleaseTags(layout, {one.tag.name: one.commit for one in placed})


def read_release_tags(repository: Repository, layout: Layout) -> ReleaseTags:
    """The tags of this clone."""
    return ReleaseTags(layout, repository.tag_commits())
