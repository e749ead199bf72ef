"""Opens GitHub as the environment, release.yaml and the remote name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.adapters.github_access import access_from, names_github
from release_tool.domain.enrichment import NotEnriched
from release_tool.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from release_tool.adapters.forge_github import GithubForge
    from release_tool.adapters.github_connection import Connection, RetryPolicy
    from release_tool.adapters.repository import Repository
    from release_tool.config.model import Config


def open_github(
    repository: Repository, config: Config, environment: Mapping[str, str]
) -> GithubForge:
    """The releases of the repository on GitHub. Raises RequestError when there is no token."""
    from release_tool.adapters.forge_github import GithubForge

    return GithubForge(connect(repository, config, environment))


def connect(
    repository: Repository,
    config: Config,
    environment: Mapping[str, str],
    policy: RetryPolicy | None = None,
) -> Connection:
    """A connection for releases, for what GitHub knows of commits, and for comments."""
    from release_tool.adapters.github_connection import Connection

    return Connection(access_from(environment, *_named(repository, config)), policy)


def ask_github(
    repository: Repository, config: Config, environment: Mapping[str, str]
) -> Connection | NotEnriched | None:
    """Whom to ask about commits; None where neither environment nor remote name a GitHub."""
    named = _named(repository, config)
    if not names_github(environment, *named):
        return None
    try:
        access = access_from(environment, *named)
    except RequestError as error:
        return NotEnriched(error.message, error.hint)
    # Only now: notes without a token are to be there at once.
    from release_tool.adapters.github_connection import IMPATIENT, Connection

    return Connection(access, IMPATIENT)


def _named(repository: Repository, config: Config) -> tuple[str, str, str]:
    remote = repository.remotes.urls.get(config.release.remote, "")
    return remote, config.forge.host or "", config.forge.repository or ""
