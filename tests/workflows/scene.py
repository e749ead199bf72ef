"""A registry as a workflow checks it out, and the events that GitHub sends about it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.registry_builder import readme

if TYPE_CHECKING:
    from tests.registry_builder import RegistryBuilder

FOLDER = "registry/coder/modules/it"
PULL = 7
TAG = "release/coder/it/v1.1.0"

_EVENTS = json.loads((Path(__file__).parent / "events.json").read_text())["events"]


def tag_pushed(tag: str = TAG) -> dict[str, Any]:
    """The event of a tag that was pushed."""
    event = _of_registry("push")
    return {**event, "ref": f"refs/tags/{tag}"}


def pull_request(action: str, *labels: str) -> dict[str, Any]:
    """The event of pull request 7, which has *labels* now."""
    event = _of_registry(action)
    known = event["pull_request"]["labels"][:1] or [{}]
    event["number"] = event["pull_request"]["number"] = PULL
    event["pull_request"]["base"]["ref"] = "main"
    event["pull_request"]["labels"] = [{**known[0], "name": label} for label in labels]
    return event


def _of_registry(name: str) -> dict[str, Any]:
    event: dict[str, Any] = json.loads(json.dumps(_EVENTS[name]))
    event["repository"] |= {"full_name": "coder/registry", "name": "registry"}
    event["repository"]["default_branch"] = "main"
    return event


def released(registry: RegistryBuilder) -> RegistryBuilder:
    """coder/it 1.0.0 and 1.1.0 are released, on GitHub's coder/registry."""
    registry.git("remote", "add", "origin", "https://github.com/coder/registry.git")
    registry.released("coder/it", "1.0.0")
    registry.write(f"{FOLDER}/run.sh", "echo 1\n")
    registry.write(f"{FOLDER}/README.md", readme("coder/it", "1.1.0"))
    registry.commit("feat: run")
    registry.tag("coder/it", "1.1.0")
    return registry


def proposed(registry: RegistryBuilder, message: str, declared: str) -> None:
    """A pull request against main."""
    registry.git("switch", "--quiet", "--create", "topic")
    registry.write(f"{FOLDER}/run.sh", f"echo '{declared}'\n")
    registry.write(f"{FOLDER}/README.md", readme("coder/it", declared))
    registry.commit(message)
