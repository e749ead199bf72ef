"""Every release tag with its commit, its date, its ancestry and its files.

Each question is asked once for all tags: the number of git processes does not grow with them.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from msgspec import Struct, field

from release_tool.adapters.history import read_parents
from release_tool.domain.ancestry import handed_down
from release_tool.domain.audit import TaggedRelease
from release_tool.domain.audit_tags import Lineage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from release_tool.adapters.release_tags import ReleaseTags
    from release_tool.adapters.repository import Repository
    from release_tool.domain.modules import ModuleId
    from release_tool.domain.tags import ReleaseTag

_HEADS = "refs/heads/"
_BITS = 1024
"""How many tips are looked for in one walk: a bit of every commit for each would need gigabytes."""


class ReleasedFolder(Struct, frozen=True):
    """What a module's folder held at its tag: the id of each file, by path from the folder."""

    release: TaggedRelease
    tree: str = ""
    """Empty where the tag does not have the folder."""
    files: Mapping[str, str] = field(default_factory=dict)


def read_tagged_releases(
    repository: Repository, tags: ReleaseTags, modules: Iterable[ModuleId]
) -> dict[ModuleId, tuple[TaggedRelease, ...]]:
    """The release tags of *modules* that this clone has, lowest version first."""
    listing = repository.git.text(
        "for-each-ref",
        "--format=%(refname:lstrip=2)%00%(objecttype)%00%(creatordate:unix)",
        "refs/tags/",
    )
    marks = {name: rest for name, *rest in (line.split("\0") for line in listing.split("\n"))}

    def tagged(tag: ReleaseTag) -> TaggedRelease:
        kind, seconds = marks[tag.name]
        folder = tags.layout.folder_of(tag.module)
        readme = tags.layout.readme_of(tag.module)
        made = _point_in_time(seconds)
        return TaggedRelease(
            tag, tags.commits[tag.name], folder, readme, annotated=kind == "tag", made=made
        )

    return {
        module: tuple(tagged(tag) for tag in tags.by_module[module] if tag.name in tags.commits)
        for module in modules
        if module in tags.by_module
    }


def _point_in_time(seconds: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):  # git keeps whatever date an object claims
        return None


def branch_tips(repository: Repository, remote: str) -> dict[str, frozenset[str]]:
    """The commits at the tip of each branch, here and as last fetched from *remote*, by name."""
    tracked = f"refs/remotes/{remote}/"
    listing = repository.git.text(
        "for-each-ref", "--format=%(refname)%00%(objectname)", _HEADS, tracked
    )
    tips: dict[str, frozenset[str]] = {}
    for line in filter(None, listing.split("\n")):
        ref, oid = line.split("\0")
        name = ref.removeprefix(_HEADS).removeprefix(tracked)
        tips[name] = tips.get(name, frozenset()) | {oid}
    return tips


def read_lineage(
    repository: Repository,
    releases: Iterable[TaggedRelease],
    pairs: Iterable[tuple[TaggedRelease, TaggedRelease]],
    tips: Iterable[str],
) -> Lineage:
    """Which commits of *releases* the branches at *tips* keep, and who descends from whom."""
    commits = {release.commit for release in releases}
    if not commits:
        return Lineage()
    keeping = set(tips)
    parents = read_parents(repository, sorted(commits | keeping))
    reached, _ = handed_down(parents, dict.fromkeys(keeping, 1))
    kept = frozenset(commit for commit in commits if reached.get(commit))
    return Lineage(kept, frozenset(_descents(parents, pairs)))


def _descents(
    parents: Mapping[str, Sequence[str]], pairs: Iterable[tuple[TaggedRelease, TaggedRelease]]
) -> Iterator[tuple[str, str]]:
    """Those of the *pairs* of commits, either way round, of which one descends from the other."""
    asked = sorted(
        {
            pair
            for one, other in pairs
            for pair in ((one.commit, other.commit), (other.commit, one.commit))
            if one.commit != other.commit
        },
        key=lambda pair: pair[1],
    )
    while asked:
        tips = dict.fromkeys(descendant for _, descendant in asked)
        bits = {tip: bit for bit, tip in zip(range(_BITS), tips, strict=False)}
        reached, _ = handed_down(parents, {tip: 1 << bit for tip, bit in bits.items()})
        for ancestor, descendant in asked:
            if descendant in bits and reached.get(ancestor, 0) >> bits[descendant] & 1:
                yield ancestor, descendant
        asked = [pair for pair in asked if pair[1] not in bits]


def read_folders(
    repository: Repository, releases: Iterable[TaggedRelease]
) -> dict[TaggedRelease, ReleasedFolder]:
    """What stood at each release in the folder of its module."""
    wanted = list(releases)
    trees = repository.object_ids([f"{one.commit}:{one.folder}/" for one in wanted])
    files = repository.files_of_trees(tree for tree in trees if tree is not None)
    return {
        release: ReleasedFolder(release) if tree is None else ReleasedFolder(
            release, tree, files[tree]
        )
        for release, tree in zip(wanted, trees, strict=True)
    }  # fmt: skip


def present_folders(
    repository: Repository, places: Iterable[tuple[str, str]]
) -> frozenset[tuple[str, str]]:
    """Those of *places*, each a commit and a folder, that are there."""
    asked = list(dict.fromkeys(places))
    trees = repository.object_ids([f"{commit}:{folder}/" for commit, folder in asked])
    return frozenset(place for place, tree in zip(asked, trees, strict=True) if tree is not None)
