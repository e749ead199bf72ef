"""A stand-in for GitHub, and what talks to it without waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from release_tool.adapters.forge_github import GithubForge
from release_tool.adapters.github_access import GithubAccess
from release_tool.adapters.github_connection import Connection, RetryPolicy
from tests.github.stand_in import TOKEN, StandIn, stand_in

if TYPE_CHECKING:
    from collections.abc import Iterator

AT_ONCE = RetryPolicy(
    attempts=4, first_pause=0.0, secondary_pause=0.0, between_writes=0.0, timeout=1
)


def connect(github: StandIn, token: str = TOKEN, policy: RetryPolicy = AT_ONCE) -> Connection:
    return connect_to(github.url, token, policy)


def connect_to(url: str, token: str = TOKEN, policy: RetryPolicy = AT_ONCE) -> Connection:
    return Connection(GithubAccess(url, "coder", "registry", token), policy)


@pytest.fixture
def github() -> Iterator[StandIn]:
    """A stand-in that fails the test when a request was not as GitHub documents it."""
    with stand_in() as running:
        yield running
    assert running.violations == []


@pytest.fixture
def forge(github: StandIn) -> GithubForge:
    return GithubForge(connect(github))
