"""The rules of `release audit` about tags: versions, commits, branches, remotes and forges."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.domain.audit import AuditFinding, about, before_each
from release_tool.domain.findings import Severity
from release_tool.domain.versions import followers, is_next

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from release_tool.domain.audit import TaggedRelease
    from release_tool.domain.releases import Standing

_SHORT = 10
_DAY = "%Y-%m-%d"
_MAINTENANCE = re.compile(
    r"(?:.*[/_-])?v?\d+(?:\.\d+)*\.x"  # 1.x, release-1.2.x, coder/git-clone/1.x
    r"|v\d+|v?\d+\.\d+"
    r"|releases?[/_-]v?\d+(?:\.\d+)*"
    r"|(?:maint|maintenance|stable|support)[/_-].+"
)


class Lineage(Struct, frozen=True):
    """What is known of commits: those *kept* by a branch that may be released from, and pairs.

    Each pair of *descents* is a commit and one that descends from it.
    """

    kept: frozenset[str] = frozenset()
    descents: frozenset[tuple[str, str]] = frozenset()


def is_maintenance_branch(name: str) -> bool:
    """Whether *name* is one that people give the branch of an older version: `1.x`, `release/2`."""
    return _MAINTENANCE.fullmatch(name) is not None


def neighbours(releases: Sequence[TaggedRelease]) -> Iterator[tuple[TaggedRelease, TaggedRelease]]:
    """The pairs of one module's *releases* whose order is looked at, lower version first."""
    return ((one, other) for one, other in pairwise(releases) if one.version != other.version)


def version_gaps(releases: Sequence[TaggedRelease]) -> Iterator[AuditFinding]:
    for release, before in before_each(releases):
        if before is not None and not is_next(before.version, release.version):
            choices = [str(version) for version in followers(before.version)]
            yield about(
                release, "version-gap",
                f"it skips versions: after {before.version} comes {' or '.join(choices)}",
                (str(release.version), choices[0]),
            )  # fmt: skip


def out_of_order(releases: Sequence[TaggedRelease], lineage: Lineage) -> Iterator[AuditFinding]:
    """Of commits that do not descend from each other, as on a maintenance branch, nothing."""
    for lower, higher in neighbours(releases):
        commits = lower.commit, higher.commit
        if commits[::-1] in lineage.descents:
            yield about(
                higher, "out-of-order",
                f"its commit {_short(higher.commit)} is an ancestor of that of {lower.version}, "
                f"{_short(lower.commit)}",
            )  # fmt: skip
        elif lower.commit == higher.commit or commits in lineage.descents:
            yield from _out_of_time(lower, higher)


def _out_of_time(lower: TaggedRelease, higher: TaggedRelease) -> Iterator[AuditFinding]:
    # A lightweight tag says when its commit was made, and may be far younger than that.
    if not higher.annotated or lower.made is None or higher.made is None:
        return
    if lower.made > higher.made:
        yield about(
            lower, "out-of-order",
            f"it was made on {lower.made:{_DAY}}, after the tag of {higher.version} "
            f"({higher.made:{_DAY}})",
        ).at(Severity.WARNING)  # fmt: skip


def off_branch(
    releases: Iterable[TaggedRelease], lineage: Lineage, branch: str
) -> Iterator[AuditFinding]:
    for release in releases:
        if release.commit not in lineage.kept:
            place = f"its commit {_short(release.commit)} is"
            message = f"{place} neither on {branch} nor on a maintenance branch"
            yield about(release, "off-branch", message)


def lightweight_tags(releases: Iterable[TaggedRelease]) -> Iterator[AuditFinding]:
    for release in releases:
        if not release.annotated:
            yield about(release, "lightweight-tag", "it is not annotated: nobody signs for it")


def moved_tags(
    releases: Iterable[TaggedRelease], remote: str, commits: Mapping[str, str]
) -> Iterator[AuditFinding]:
    """*commits* is where the tags of *remote* stand, by name; it need not have all of them."""
    for release in releases:
        there = commits.get(release.tag.name, release.commit)
        if there != release.commit:
            yield about(
                release, "moved-tag",
                f"it stands on {_short(release.commit)} here and on {_short(there)} on {remote}",
                (there, release.commit),
            )  # fmt: skip


def gone_module(releases: Sequence[TaggedRelease]) -> AuditFinding:
    """Said once, at the newest of the *releases* of a module that has no folder any more."""
    newest, count = releases[-1], len(releases)
    tags = "1 release tag" if count == 1 else f"{count} release tags"
    return about(newest, "module-gone", f"{newest.tag.module} has {tags} and no folder any more")


def missing_releases(
    releases: Iterable[TaggedRelease], standing: Mapping[str, Standing]
) -> Iterator[AuditFinding]:
    """*standing* is what the forge has for each tag, by name."""
    for release in releases:
        found = standing[release.tag.name]
        if found.release is None:
            lacks = "release for it" if found.commit is not None else "such tag, and no release"
            yield about(release, "release-missing", f"the forge has no {lacks}")


def _short(commit: str) -> str:
    return commit[:_SHORT]
