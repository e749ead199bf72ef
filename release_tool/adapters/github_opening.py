"""Opens GitHub as the environment, release.yaml and the remote name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.adapters.forge_github import GithubForge
from release_tool.adapters.github_access import access_from
from release_tool.adapters.github_connection import Connection
from release_tool.adapters.remote import remote_url

if TYPE_CHECKING:
    from collections.abc import Mapping

    from release_tool.adapters.repository import Repository
    from release_tool.config.model import Config


def open_github(
    repository: Repository, config: Config, environment: Mapping[str, str]
) -> GithubForge:
    """The releases of the repository on GitHub. Raises RequestError when there is no token."""
    return GithubForge(connect(repository, config, environment))


def connect(repository: Repository, config: Config, environment: Mapping[str, str]) -> Connection:
    """A connection for releases, for what GitHub knows of commits, and for comments."""
    forge = config.forge
    remote = remote_url(repository, config.release.remote)
    return Connection(access_from(environment, remote, forge.host or "", forge.repository or ""))
