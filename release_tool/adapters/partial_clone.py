"""Clones that left out the files' contents (`--filter=blob:none`): what is missing comes at once.

Git fetches a missing object when it is asked for it, one connection for each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.activity import doing
from release_tool.adapters.git import decoded
from release_tool.errors import GitError, WorldError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from release_tool.adapters.git import Git


def is_partial(objects: Path) -> bool:
    """Whether the clone whose objects are there may lack some."""
    return any((objects / "pack").glob("*.promisor"))


def fetch_missing(git: Git, remote: str, oids: Iterable[str]) -> None:
    """Brings those of *oids* that a partial clone lacks from *remote*, in one connection."""
    # Only what lists all local objects does not fetch those that it is asked about.
    with doing("looking which files this partial clone lacks"):
        listing = git.run(
            "cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objectname)"
        )
    here = set(decoded(listing).split("\n"))
    missing = [oid for oid in oids if oid not in here]
    if not missing:
        return
    request = "".join(f"{oid}\n" for oid in missing).encode()
    try:
        with doing(f"fetching {len(missing):,} files from {remote}"):
            git.run(
                "-c", "fetch.negotiationAlgorithm=noop", "fetch", "--quiet", "--no-tags",
                "--no-write-fetch-head", "--recurse-submodules=no", "--filter=blob:none", "--stdin",
                remote, standard_input=request,
            )  # fmt: skip
    except GitError as error:
        raise WorldError(
            f"this clone is partial, and {remote} does not give what is missing: {error.message}",
            "try again with the network there, or: git fetch --refetch --no-filter",
        ) from error
