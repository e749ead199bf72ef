"""Asks GitHub about many commits at once: one request for fifty, and one for who is new."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from release_tool.adapters.github_failures import GithubError, Intent
from release_tool.domain.enrichment import Enriched, NotEnriched, PullRequest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from release_tool.adapters.github_connection import Connection
    from release_tool.domain.enrichment import Enrichment

COMMITS_A_QUERY = 50
_INTENT = Intent(
    "tell who wrote the commits and which pull requests brought them",
    "{contents: read, pull-requests: read}",
)

_COMMIT = (
    "oid "
    "author { user { id } } "
    "authors(first: 20) { nodes { email user { id login } } } "
    "associatedPullRequests(first: 5) { nodes { "
    "number title url mergedAt mergeCommit { oid } author { login } "
    "labels(first: 50) { nodes { name } } } }"
)


class _User(msgspec.Struct, frozen=True):
    id: str
    login: str = ""


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
    author: _Actor | None = None
    authors: _Actors | None = None
    associated_pull_requests: _PullRequests | None = None


class _History(msgspec.Struct, frozen=True, rename="camel"):
    total_count: int


def enrich(
    connection: Connection, commits: Sequence[str], since: str | None, folder: str
) -> Enrichment:
    """What GitHub knows of *commits*, which changed *folder* since the commit *since*.

    All of it or none: notes that hold half of it would differ from one run to the next.
    """
    try:
        found = [
            commit
            for start in range(0, len(commits), COMMITS_A_QUERY)
            for commit in _commits(connection, commits[start : start + COMMITS_A_QUERY])
        ]
        authors = {
            commit.author.user.id for commit in found if commit.author and commit.author.user
        }
        logins = {
            actor.user.id: actor.user.login
            for commit in found
            for actor in _actors(commit)
            if actor.user and actor.user.id in authors
        }
        veterans = _veterans(connection, sorted(logins), since, folder) if since else frozenset()
    except GithubError as error:
        return NotEnriched(error.message, error.hint)
    return Enriched(
        pull_requests={
            commit.oid: pull_request for commit in found if (pull_request := _brought_by(commit))
        },
        logins={
            actor.email.lower(): actor.user.login
            for commit in found
            for actor in _actors(commit)
            if actor.email and actor.user
        },
        first_timers=frozenset(
            login for identity, login in logins.items() if identity not in veterans
        ),
    )


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


def _veterans(
    connection: Connection, users: Sequence[str], since: str, folder: str
) -> frozenset[str]:
    """Those of *users* who had changed *folder* by the commit *since*."""
    if not users:
        return frozenset()
    parameters = "$since: GitObjectID!, $folder: String!, " + ", ".join(
        f"$u{index}: ID!" for index in range(len(users))
    )
    histories = " ".join(
        f"u{index}: history(first: 1, path: $folder, author: {{id: $u{index}}}) {{ totalCount }}"
        for index in range(len(users))
    )
    values = {f"u{index}": user for index, user in enumerate(users)}
    nodes = _repository(
        connection,
        parameters,
        f"before: object(oid: $since) {{ ... on Commit {{ {histories} }} }}",
        {"since": since, "folder": folder, **values},
    )
    counts = connection.shaped(_INTENT, nodes.get("before"), dict[str, _History])
    return frozenset(user for index, user in enumerate(users) if counts[f"u{index}"].total_count)


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
