"""All releases of one folder from one look at history: who descends from whom, and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.adapters.history import logging, read_parents
from release_tool.domain.ancestry import handed_down

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from release_tool.adapters.repository import Repository
    from release_tool.domain.commits import Commit


CHANGELOG = "CHANGELOG.md"
"""Written from the history: a commit of nothing else is no part of what it tells."""


class FolderHistory(Struct, frozen=True):
    """*commits* change the folder, newest first; *reached* says which tips have a commit."""

    commits: tuple[Commit, ...]
    reached: Mapping[str, int]
    bits: Mapping[str, int]

    def has(self, tip: str, commit: str) -> bool:
        """Whether *commit* is among the ancestors of *tip*, or is it."""
        return bool(self.reached[commit] >> self.bits[tip] & 1)

    def between(self, start: str, end: str) -> tuple[Commit, ...]:
        """The commits of `start..end` that change the folder; all of *end* for an empty *start*."""
        return tuple(
            commit
            for commit in self.commits
            if self.has(end, commit.sha) and not (start and self.has(start, commit.sha))
        )


def read_folder_history(repository: Repository, folder: str, tips: Sequence[str]) -> FolderHistory:
    """The history of *folder* up to the commit ids *tips*, merges left out."""
    distinct = list(dict.fromkeys(tips))
    # What git leaves out for one pair of tips it must not leave out for all of them.
    looking = ("--no-merges", "--full-history", *distinct, "--", folder)
    with logging(repository, *looking) as changing:
        parents = read_parents(repository, distinct)
        bits = {tip: bit for bit, tip in enumerate(distinct)}
        reached, _ = handed_down(parents, {tip: 1 << bit for tip, bit in bits.items()})
        commits = changing()
    kept = (one.commit for one in commits if set(one.paths) != {f"{folder}/{CHANGELOG}"})
    return FolderHistory(tuple(kept), reached, bits)
