"""Which release is the latest of a repository that releases many modules."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from release_tool.domain.tags import newest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from release_tool.domain.modules import ModuleId
    from release_tool.domain.tags import ReleaseTag


class LatestKind(StrEnum):
    NEVER = "never"
    NEWEST = "newest"
    HIGHEST = "highest"


class LatestPolicy(Struct, frozen=True):
    """*module* narrows `newest` and `highest` to one module."""

    kind: LatestKind = LatestKind.NEWEST
    module: ModuleId | None = None


def latest_tag(policy: LatestPolicy, dates: Mapping[ReleaseTag, str]) -> ReleaseTag | None:
    """The one tag whose release should be the latest, of all release tags and their ISO dates.

    Never a pre-release, and never a maintenance release: only a module's highest final version
    is considered.
    """
    leaders = _leaders(tag for tag in dates if policy.module in (None, tag.module))
    match policy.kind:
        case LatestKind.NEVER:
            return None
        case LatestKind.NEWEST:
            return max(leaders, key=lambda tag: (_moment(dates[tag]), tag.name), default=None)
        case LatestKind.HIGHEST:
            return max(leaders, key=lambda tag: (tag.version, tag.name), default=None)
    assert_never(policy.kind)


def _leaders(tags: Iterable[ReleaseTag]) -> list[ReleaseTag]:
    by_module: dict[ModuleId, list[ReleaseTag]] = {}
    for tag in tags:
        if not tag.version.prerelease:
            by_module.setdefault(tag.module, []).append(tag)
    return [leader for leader in map(newest, by_module.values()) if leader]


def _moment(date: str) -> datetime:
    moment = datetime.fromisoformat(date)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
