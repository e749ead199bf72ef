"""What a release consists of: one entry a commit, and what the forge can add to it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from release_tool.notes.conventional import read
from release_tool.notes.people import authors, with_login
from release_tool.notes.reverts import cancelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from release_tool.domain.commits import Commit
    from release_tool.notes.people import Author


@dataclass(frozen=True, slots=True)
class Entry:
    """A commit as the notes tell of it. *subject* and *note* are plain, but not yet Markdown."""

    sha: str
    type: str
    scope: str | None
    breaking: bool
    subject: str
    pr: int | None
    authors: tuple[Author, ...]
    reverted: bool = False
    """It is a revert or was reverted, in the same range: there is nothing to tell."""
    note: str = ""
    """What breaks, in the author's words."""
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PullRequest:
    number: int
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Enrichment:
    """What only the forge knows of commits, by commit id: the author's login, the pull request."""

    logins: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    pulls: Mapping[str, PullRequest] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Someone whose first change to the module is *entry*."""

    author: Author
    entry: Entry


def entries(commits: Sequence[Commit]) -> tuple[Entry, ...]:
    """One entry a commit, in the order of *commits*, which is newest first."""
    nothing_to_tell = cancelled(commits)
    return tuple(_entry(commit, nothing_to_tell) for commit in commits)


def _entry(commit: Commit, nothing_to_tell: frozenset[str]) -> Entry:
    message = read(commit.subject, commit.body)
    return Entry(
        commit.sha,
        message.type,
        message.scope,
        message.breaking,
        message.subject,
        message.pr,
        authors(commit),
        reverted=commit.sha in nothing_to_tell,
        note=message.note,
    )


def enriched(known: Iterable[Entry], enrichment: Enrichment) -> tuple[Entry, ...]:
    """*known* with what the forge adds.

    Type and weight stay as the commits say, so that a release has the same level with and
    without the forge; a pull request named in the subject stays too.
    """
    return tuple(_enriched(entry, enrichment) for entry in known)


def _enriched(entry: Entry, enrichment: Enrichment) -> Entry:
    login = enrichment.logins.get(entry.sha)
    pull = enrichment.pulls.get(entry.sha)
    first, *others = entry.authors
    return replace(
        entry,
        authors=(with_login(first, login) if login else first, *others),
        pr=entry.pr or (pull.number if pull else None),
        labels=pull.labels if pull else entry.labels,
    )


def newcomers(told: Sequence[Entry], earlier: Iterable[Author]) -> tuple[Newcomer, ...]:
    """Who in *told*, newest first, is not among the *earlier* authors of the module.

    The oldest first; automatic accounts and what was reverted do not count.
    """
    known = {identity for one in earlier for identity in one.identities}
    found: list[Newcomer] = []
    for entry in reversed([one for one in told if not one.reverted]):
        for one in entry.authors:
            if not (one.automatic or one.identities & known):
                found.append(Newcomer(one, entry))
            known |= one.identities
    return tuple(found)
