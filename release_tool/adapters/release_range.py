"""The commits of one release of one module: from the release before it up to its tag."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.adapters.git import records
from release_tool.adapters.history import log, streaming
from release_tool.domain.versions import precedence
from release_tool.errors import GitError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.adapters.repository import Repository
    from release_tool.domain.commits import Commit
    from release_tool.domain.layout import Layout
    from release_tool.domain.modules import ModuleId
    from release_tool.domain.tags import ReleaseTag


class PlacedTag(Struct, frozen=True):
    """A release tag, the commit that it stands on, and when it was made (ISO 8601)."""

    tag: ReleaseTag
    commit: str
    date: str


def placed_tags(repository: Repository, layout: Layout, module: ModuleId) -> list[PlacedTag]:
    """Every release tag of *module*, lowest version first."""
    listing = repository.git.text(
        "for-each-ref",
        "--format=%(refname:lstrip=2)%00%(objectname)%00%(*objectname)%00%(creatordate:iso-strict)",
        *(f"refs/tags/{pattern}" for pattern in layout.tag_globs(module)),
    )
    placed: list[PlacedTag] = []
    for line in filter(None, listing.split("\n")):
        name, oid, peeled, date = line.split("\0")
        tag = layout.parse_tag(name)
        if tag is not None and tag.module == module:
            placed.append(PlacedTag(tag, peeled or oid, date))
    return sorted(placed, key=lambda one: precedence(one.tag.version))


def is_ancestor(repository: Repository, one: str, other: str) -> bool:
    """Whether *other* has *one* among its ancestors, or is it."""
    try:
        repository.git.run("merge-base", "--is-ancestor", one, other)
    except GitError as error:
        if error.status == 1:
            return False
        raise
    return True


def commits_of_folder(repository: Repository, start: str, end: str, folder: str) -> list[Commit]:
    """The commits of `start..end` that change *folder*, newest first, merges left out.

    An empty *start* means from the beginning. Where the folder was moved into place, those that
    changed it at its old place follow.
    """
    found: list[Commit] = []
    seen: set[str] = set()
    place: str | None = folder
    while place is not None and place not in seen:
        seen.add(place)
        revisions = (end, f"^{start}") if start else (end,)
        part = [one.commit for one in log(repository, "--no-merges", *revisions, "--", place)]
        found += part
        if not part or _has_folder(repository, start, place):
            break
        oldest = part[-1]
        place = _moved_from(repository, oldest.sha, place)
        end = f"{oldest.sha}^"
    return found


@contextmanager
def earlier_commits(repository: Repository, end: str, folder: str) -> Iterator[Iterator[Commit]]:
    """The commits up to *end* that change *folder*, newest first; leaving stops git."""
    with streaming(repository, "--no-merges", end, "--", folder) as commits:
        yield (logged.commit for logged in commits)


def _has_folder(repository: Repository, commit: str, folder: str) -> bool:
    return bool(commit) and repository.object_ids([f"{commit}:{folder}"]) != [None]


def _moved_from(repository: Repository, commit: str, folder: str) -> str | None:
    """The folder from which *commit* moved most files to the same places in *folder*."""
    listing = repository.git.run(
        "diff-tree", "-r", "-z", "--no-commit-id", "--name-status", "--find-renames",
        "--diff-filter=R", commit,
    )  # fmt: skip
    fields = iter(records(listing))
    sources: Counter[str] = Counter()
    for _, old, new in zip(fields, fields, fields, strict=False):
        file = new.removeprefix(f"{folder}/")
        if file != new and old.endswith(f"/{file}"):
            sources[old.removesuffix(f"/{file}")] += 1
    return sources.most_common(1)[0][0] if sources else None
