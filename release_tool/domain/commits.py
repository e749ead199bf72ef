"""A commit as the notes and the required level need it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Commit:
    """Text is decoded with replacement and otherwise as it was written: untrusted."""

    sha: str
    parents: tuple[str, ...]
    author: Person
    date: str
    """Committer date, strict ISO 8601."""
    subject: str
    body: str = ""
