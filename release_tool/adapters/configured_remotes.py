"""What the configuration of a repository says of its remotes, read at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.adapters.git import records
from release_tool.errors import GitError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from release_tool.adapters.git import Git


class ConfiguredRemotes(Struct, frozen=True):
    """*urls* by the remotes' names: the ones that git fetches from.

    *promising* is the remote that has what a partial clone lacks, empty where there is none.
    """

    urls: Mapping[str, str]
    promising: str


def configured_remotes(git: Git) -> ConfiguredRemotes:
    try:
        listing = git.run("config", "-z", "--get-regexp", r"^remote\..*\.(url|promisor)$")
    except GitError as error:
        if error.status == 1:
            return ConfiguredRemotes({}, "")
        raise
    urls: dict[str, str] = {}
    promising = ""
    for record in records(listing):
        key, _, value = record.partition("\n")
        name, _, what = key.removeprefix("remote.").rpartition(".")
        if what == "url":
            urls.setdefault(name, value)  # git fetches from the first
        elif value == "true":
            promising = promising or name
    return ConfiguredRemotes(urls, promising)
