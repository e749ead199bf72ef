"""What a release consists of: one entry a commit, and what the forge can add to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from release_tool.notes.conventional import read
from release_tool.notes.people import authors, each_once, with_login
from release_tool.notes.reverts import cancelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from release_tool.domain.commits import Commit
    from release_tool.domain.enrichment import Enriched
    from release_tool.notes.people import Author


class Entry(Struct, frozen=True):
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


class Newcomer(Struct, frozen=True):
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


def enriched(known: Iterable[Entry], more: Enriched) -> tuple[Entry, ...]:
    """*known* with what the forge adds.

    Type and weight stay as the commits say, so that a release has the same level with and
    without the forge; a pull request named in the subject stays too.
    """
    return tuple(_enriched(entry, more) for entry in known)


def _enriched(entry: Entry, more: Enriched) -> Entry:
    pull = more.pull_requests.get(entry.sha)
    accounts = [(one, more.accounts.get(one.email.lower())) for one in entry.authors]
    people = [with_login(one, account.login) if account else one for one, account in accounts]
    return replace(
        entry,
        authors=each_once(people),
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
