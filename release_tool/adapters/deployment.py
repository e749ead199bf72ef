"""Since when what is published without tags may differ from what readers see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.adapters.history import log

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from release_tool.adapters.module_sources import ModuleSources
    from release_tool.adapters.repository import Repository
    from release_tool.domain.commits import Commit


def newest_of(repository: Repository, head: str, commits: Collection[str]) -> str | None:
    """The newest of *commits* in the history of *head*; git stops walking where it is found."""
    if not commits:
        return None
    with repository.git.reading("rev-list", head) as output:
        for line in output:
            sha = line.decode().strip()
            if sha in commits:
                return sha
    return None


def untagged_commits(
    sources: ModuleSources, since: str | None
) -> Iterator[tuple[Commit, tuple[str, ...]]]:
    """The commits after *since* that change files of no module, with those files, newest first."""
    survey = sources.survey
    root = survey.config.layout.root
    wanted = f"{since}..{survey.head}" if since else survey.head
    logged = log(survey.repository, "--no-merges", wanted, "--", *([f"{root}/"] if root else []))
    for one in logged:
        paths = tuple(path for path in one.paths if sources.owner(path) is None)
        if paths:
            yield one.commit, paths
