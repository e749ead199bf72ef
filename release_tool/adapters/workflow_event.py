"""What a GitHub workflow says of the pull request that it runs for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.domain.versions import Level
from release_tool.errors import RequestError, WorldError

if TYPE_CHECKING:
    from collections.abc import Mapping

_EVENTS = frozenset({"pull_request", "pull_request_target"})
_LABEL = "version:"


class PullRequestEvent(Struct, frozen=True):
    """*base* is a branch of the remote; *level* the one that a label asks for, if any."""

    number: int
    base: str
    level: Level | None


def pull_request_event(environment: Mapping[str, str], remote: str) -> PullRequestEvent | None:
    """The pull request of this workflow run, None outside of one.

    Raises RequestError when two labels ask for two levels.
    """
    if environment.get("GITHUB_EVENT_NAME") not in _EVENTS:
        return None
    path = environment.get("GITHUB_EVENT_PATH", "")
    try:
        event = json.loads(Path(path).read_bytes())
        pull_request = event["pull_request"]
        number = int(pull_request["number"])
        base = str(pull_request["base"]["ref"])
        labels = [str(label["name"]) for label in pull_request.get("labels", ())]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise WorldError(f"the event file of this workflow cannot be read: {path}") from error
    return PullRequestEvent(number, f"refs/remotes/{remote}/{base}", _level(labels))


def run_page(environment: Mapping[str, str]) -> str:
    """The page of this workflow run, empty outside of one."""
    names = ("GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_RUN_ID")
    server, repository, run = (environment.get(name, "") for name in names)
    return f"{server}/{repository}/actions/runs/{run}" if server and repository and run else ""


def _level(labels: list[str]) -> Level | None:
    known = {f"{_LABEL}{level}": level for level in Level}
    found = sorted({label for label in labels if label in known})
    if len(found) > 1:
        raise RequestError(
            f"two labels ask for a version: {' and '.join(found)}", "remove all but one of them"
        )
    return known[found[0]] if found else None
