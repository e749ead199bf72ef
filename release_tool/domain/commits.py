"""A commit as the notes and the required level need it."""

from __future__ import annotations

from msgspec import Struct


class Person(Struct, frozen=True):
    name: str
    email: str


class Commit(Struct, frozen=True):
    """Text is decoded with replacement and otherwise as it was written: untrusted."""

    sha: str
    parents: tuple[str, ...]
    author: Person
    date: str
    """Committer date, strict ISO 8601."""
    subject: str
    body: str = ""
