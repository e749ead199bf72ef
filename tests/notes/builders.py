"""Commits, entries and whole notes for tests, each with only what the test is about."""

from __future__ import annotations

from hashlib import sha1

from release_tool.domain.commits import Commit, Person
from release_tool.domain.modules import ModuleId
from release_tool.domain.tags import ReleaseTag
from release_tool.domain.versions import Version
from release_tool.notes.document import ReleaseNotes
from release_tool.notes.entries import Entry
from release_tool.notes.links import Links
from release_tool.notes.people import Author

MODULE = ModuleId("coder", "git-clone")
LINKS = Links("https://github.com/coder/registry")
ADA = Person("Ada Lovelace", "ada@example.com")


def sha_of(seed: str) -> str:
    return sha1(seed.encode(), usedforsecurity=False).hexdigest()


def commit(subject: str, body: str = "", author: Person = ADA, sha: str | None = None) -> Commit:
    """A commit whose id is that of its subject, unless *sha* says otherwise."""
    return Commit(sha or sha_of(subject), (), author, "2026-05-27T10:00:00+00:00", subject, body)


def entry(  # noqa: PLR0913 - one parameter a field
    subject: str = "a change",
    *,
    kind: str = "feat",
    breaking: bool = False,
    reverted: bool = False,
    pr: int | None = 12,
    authors: tuple[Author, ...] = (Author("Ada Lovelace", "ada@example.com"),),
    note: str = "",
    labels: tuple[str, ...] = (),
    scope: str | None = None,
) -> Entry:
    sha = sha_of(f"{kind}{subject}")
    return Entry(sha, kind, scope, breaking, subject, pr, authors, reverted, note, labels)


def tag(version: str) -> ReleaseTag:
    return ReleaseTag(f"release/coder/git-clone/v{version}", MODULE, Version.parse(version))


def notes(
    *told: Entry,
    released: ReleaseTag | None = None,
    previous: ReleaseTag | None = None,
    links: Links | None = LINKS,
    date: str = "2026-05-27T10:00:00+00:00",
) -> ReleaseNotes:
    return ReleaseNotes(MODULE, released, previous, date, told, links=links)
