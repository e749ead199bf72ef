"""GitHub is found from a clone as it is."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from release_tool.adapters.github_opening import connect, open_github
from release_tool.adapters.repository import Repository, open_repository
from release_tool.config.model import Config, Forge
from release_tool.errors import RequestError
from tests.github.publishing import publish, statuses, wanted

if TYPE_CHECKING:
    from pathlib import Path

    from tests.github.stand_in import StandIn

TOKEN = {"GH_TOKEN": "ghp_of_a_person"}
ENTERPRISE = {**TOKEN, "GITHUB_SERVER_URL": "https://ghe.example.com"}


@pytest.fixture
def clone(tmp_path: Path) -> Repository:
    for command in (
        ["init", "--quiet"],
        ["remote", "add", "origin", "git@github.com:me/mine.git"],
    ):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    return open_repository(tmp_path)


@pytest.mark.parametrize(
    ("environment", "forge", "api", "repository"),
    [
        pytest.param(TOKEN, Forge(), "https://api.github.com", "me/mine", id="the remote's"),
        pytest.param(
            {**TOKEN, "GITHUB_REPOSITORY": "coder/registry"},
            Forge(),
            "https://api.github.com",
            "coder/registry",
            id="the environment's",
        ),
        pytest.param(
            {**TOKEN, "GITHUB_REPOSITORY": "coder/registry"},
            Forge(repository="coder/mirror"),
            "https://api.github.com",
            "coder/mirror",
            id="release.yaml's",
        ),
        pytest.param(
            ENTERPRISE,
            Forge(),
            "https://ghe.example.com/api/v3",
            "me/mine",
            id="the Enterprise Server's that runs the workflow, release.yaml silent",
        ),
    ],
)
def test_the_repository_is(
    clone: Repository, environment: dict[str, str], forge: Forge, api: str, repository: str
) -> None:
    access = connect(clone, Config(forge=forge), environment).access
    assert (access.api, access.repository) == (api, repository)


def test_without_a_token_there_is_no_connection(clone: Repository) -> None:
    with pytest.raises(RequestError, match="there is no token for GitHub"):
        connect(clone, Config(), {})


def test_a_workflow_s_environment_is_enough_to_publish(
    clone: Repository, github: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = next(iter(github.world.grants))
    for name, value in {
        "GITHUB_TOKEN": token,
        "GITHUB_API_URL": github.url,
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_REPOSITORY": "coder/registry",
    }.items():
        monkeypatch.setenv(name, value)
    github.world.tag("a/v1.0.0")
    assert statuses(publish(open_github(clone, Config(), os.environ), [wanted("a/v1.0.0")])) == [
        "created"
    ]
