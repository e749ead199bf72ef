"""What a remote has, asked of the remote itself: its tags and its default branch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from release_tool.activity import doing
from release_tool.adapters.git import decoded
from release_tool.errors import GitError, WorldError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from release_tool.adapters.repository import Repository

_HEADS, _TAGS, _PEELED = "refs/heads/", "refs/tags/", "^{}"


class Remote(Struct, frozen=True):
    """*tags* maps the name of each tag to the commit that it stands on."""

    name: str
    default_branch: str
    tags: Mapping[str, str] = field(default_factory=dict)


def read_remote(repository: Repository, name: str) -> Remote | None:
    """The remote *name* as it is now; None when the repository has no such remote."""
    if name not in repository.remotes.urls:
        return None
    try:
        with doing(f"asking {name} for its tags"):
            listing = decoded(
                repository.git.run("ls-remote", "--symref", "--", name, "HEAD", f"{_TAGS}*")
            )
    except GitError as error:
        raise WorldError(
            f"the remote {name} does not answer: {error.message}", f"try: git ls-remote {name}"
        ) from error
    branch = ""
    tags: dict[str, str] = {}
    for line in listing.splitlines():
        left, _, ref = line.partition("\t")
        if ref == "HEAD" and left.startswith("ref: "):
            branch = left.removeprefix("ref: ").removeprefix(_HEADS)
        elif ref.startswith(_TAGS):
            # An annotated tag is listed twice, the commit that it stands on second.
            tags[ref.removeprefix(_TAGS).removesuffix(_PEELED)] = left
    return Remote(name, branch, tags)


def branches_with(repository: Repository, commit: str, *refs: str) -> frozenset[str]:
    """Those of *refs* that exist and contain *commit*."""
    found = repository.git.text(
        "for-each-ref", "--format=%(refname)", f"--contains={commit}", *refs
    )
    return frozenset(found.split())
