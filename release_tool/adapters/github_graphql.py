"""Asks GitHub about many commits at once: one request for fifty, one for twenty newcomers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from release_tool.adapters.github_failures import GithubError, Intent, Kind
from release_tool.domain.enrichment import Account, Enriched, NotEnriched, PullRequest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from release_tool.adapters.github_connection import Connection
    from release_tool.domain.enrichment import Arrival, Enrichment

COMMITS_A_QUERY = 50
HISTORIES_A_QUERY = 20
"""Fewer, because GitHub walks through the history for each."""
_INTENT = Intent(
    "tell who wrote the commits and which pull requests brought them",
    "{contents: read, pull-requests: read}",
)

_COMMIT = (
    "oid "
    "authors(first: 20) { nodes { email user { id login } } } "
    "associatedPullRequests(first: 5) { nodes { "
    "number title url mergedAt mergeCommit { oid } author { login } "
    "labels(first: 50) { nodes { name } } } }"
)


class _User(msgspec.Struct, frozen=True):
    id: str
    login: str


class _Actor(msgspec.Struct, frozen=True):
    email: str | None = None
    user: _User | None = None


class _Actors(msgspec.Struct, frozen=True):
    nodes: list[_Actor | None] | None = None


class _Named(msgspec.Struct, frozen=True):
    name: str


class _Labels(msgspec.Struct, frozen=True):
    nodes: list[_Named | None] | None = None


class _Login(msgspec.Struct, frozen=True):
    login: str


class _Oid(msgspec.Struct, frozen=True):
    oid: str


class _PullRequest(msgspec.Struct, frozen=True, rename="camel"):
    number: int
    title: str
    url: str
    merged_at: str | None = None
    merge_commit: _Oid | None = None
    author: _Login | None = None
    labels: _Labels | None = None


class _PullRequests(msgspec.Struct, frozen=True):
    nodes: list[_PullRequest | None] | None = None


class _Commit(msgspec.Struct, frozen=True, rename="camel"):
    """Every field may be missing: an object id may also name something that is no commit."""

    oid: str = ""
    authors: _Actors | None = None
    associated_pull_requests: _PullRequests | None = None


class _History(msgspec.Struct, frozen=True, rename="camel"):
    total_count: int


class _Before(msgspec.Struct, frozen=True):
    history: _History | None = None

    @property
    def count(self) -> int:
        return self.history.total_count if self.history else 0


def enrich(connection: Connection, commits: Sequence[str]) -> Enrichment:
    """What GitHub knows of *commits*.

    All of it or none: notes that hold half of it would differ from one run to the next.
    """
    try:
        found = [
            commit
            for start in range(0, len(commits), COMMITS_A_QUERY)
            for commit in _commits(connection, commits[start : start + COMMITS_A_QUERY])
        ]
    except GithubError as error:
        return _nothing(error)
    return Enriched(
        pull_requests={
            commit.oid: pull_request for commit in found if (pull_request := _brought_by(commit))
        },
        accounts={
            actor.email.lower(): Account(actor.user.login, actor.user.id)
            for commit in found
            for actor in _actors(commit)
            if actor.email and actor.user
        },
    )


def veterans(
    connection: Connection, arrivals: Sequence[Arrival]
) -> frozenset[Arrival] | NotEnriched:
    """Those of *arrivals* who are none: who had changed the folder before, by whatever address."""
    try:
        return frozenset(
            arrival
            for start in range(0, len(arrivals), HISTORIES_A_QUERY)
            for arrival in _veterans(connection, arrivals[start : start + HISTORIES_A_QUERY])
        )
    except GithubError as error:
        return _nothing(error)


def _nothing(error: GithubError) -> NotEnriched:
    return NotEnriched(error.message, error.hint, error.failure.kind is not Kind.REFUSED)


def _commits(connection: Connection, shas: Sequence[str]) -> list[_Commit]:
    parameters = ", ".join(f"$c{index}: GitObjectID!" for index in range(len(shas)))
    fields = " ".join(
        f"c{index}: object(oid: $c{index}) {{ ... on Commit {{ {_COMMIT} }} }}"
        for index in range(len(shas))
    )
    nodes = _repository(
        connection, parameters, fields, {f"c{index}": sha for index, sha in enumerate(shas)}
    )
    return [
        connection.shaped(_INTENT, node, _Commit) for node in nodes.values() if node is not None
    ]


def _veterans(connection: Connection, arrivals: Sequence[Arrival]) -> list[Arrival]:
    parameters = ", ".join(
        f"$s{index}: GitObjectID!, $f{index}: String!, $u{index}: ID!"
        for index in range(len(arrivals))
    )
    fields = " ".join(
        f"h{index}: object(oid: $s{index}) {{ ... on Commit {{ history(first: 1, "
        f"path: $f{index}, author: {{id: $u{index}}}) {{ totalCount }} }} }}"
        for index in range(len(arrivals))
    )
    values: dict[str, str] = {}
    for index, one in enumerate(arrivals):
        values |= {f"s{index}": one.since, f"f{index}": one.folder, f"u{index}": one.account.key}
    nodes = _repository(connection, parameters, fields, values)
    before = [
        connection.shaped(_INTENT, nodes.get(f"h{index}"), _Before | None)
        for index in range(len(arrivals))
    ]
    return [one for one, known in zip(arrivals, before, strict=True) if known and known.count]


def _repository(
    connection: Connection, parameters: str, fields: str, values: Mapping[str, Any]
) -> dict[str, Any]:
    query = (
        f"query($owner: String!, $name: String!, {parameters}) "
        f"{{ repository(owner: $owner, name: $name) {{ {fields} }} }}"
    )
    access = connection.access
    data = connection.query(_INTENT, query, {"owner": access.owner, "name": access.name, **values})
    nodes: dict[str, Any] = connection.shaped(_INTENT, data.get("repository"), dict[str, Any])
    return nodes


def _actors(commit: _Commit) -> Iterable[_Actor]:
    return [actor for actor in (commit.authors and commit.authors.nodes) or () if actor]


def _brought_by(commit: _Commit) -> PullRequest | None:
    """The pull request whose merge is the commit, or else the first that was merged with it."""
    candidates = commit.associated_pull_requests
    merged = [each for each in (candidates and candidates.nodes) or () if each and each.merged_at]
    chosen = min(
        merged,
        key=lambda each: (
            each.merge_commit is None or each.merge_commit.oid != commit.oid,
            each.merged_at,
            each.number,
        ),
        default=None,
    )
    if chosen is None:
        return None
    return PullRequest(
        number=chosen.number,
        title=chosen.title,
        labels=tuple(each.name for each in (chosen.labels and chosen.labels.nodes) or () if each),
        author=chosen.author.login if chosen.author else "",
        url=chosen.url,
    )
