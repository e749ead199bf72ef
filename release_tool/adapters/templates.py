"""The files that `release init` starts from, and the repository that this copy came from."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from release_tool.adapters.git import Git
from release_tool.adapters.github_access import remote_repository
from release_tool.domain.setup import ActionSource
from release_tool.errors import GitError

if TYPE_CHECKING:
    from typing import Any

_TEMPLATES = files("release_tool") / "templates"


def template(name: str) -> str:
    """The text of a template that comes with the tool."""
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def own_source() -> ActionSource | None:
    """The GitHub repository that this copy was installed from (PEP 610); None if unknown."""
    try:
        record = distribution("release-tool").read_text("direct_url.json")
    except PackageNotFoundError:
        return None
    return source_of(json.loads(record)) if record else None


def source_of(record: dict[str, Any]) -> ActionSource | None:
    """The repository that a `direct_url.json` tells of: a URL of git, or a clone's folder."""
    url, git = str(record.get("url", "")), record.get("vcs_info")
    if git:
        name = str(git.get("requested_revision") or "")
        return _on_github(url, str(git.get("commit_id", "")), name)
    folder = Path(unquote(urlsplit(url).path))
    if urlsplit(url).scheme != "file" or not (folder / ".git").exists():
        return None
    try:
        origin = Git(folder).text("config", "--get", "remote.origin.url")
        return _on_github(origin, Git(folder).text("rev-parse", "HEAD"), "")
    except GitError:
        return None  # a clone without a remote, or without a commit, came from nowhere


def _on_github(url: str, commit: str, name: str) -> ActionSource | None:
    host, repository = remote_repository(url)
    if host != "github.com" or not repository or not commit:
        return None
    return ActionSource(repository, commit, "" if name == commit else name)
