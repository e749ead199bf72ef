"""What a forge knows of commits and git does not: logins, pull requests, who is new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class PullRequest:
    """Title, labels and author's login are untrusted text; *author* is empty for a gone account."""

    number: int
    title: str
    labels: tuple[str, ...]
    author: str
    url: str


@dataclass(frozen=True, slots=True)
class Enriched:
    """Only what the forge knows: a commit, or an address, that it does not know is left out."""

    pull_requests: Mapping[str, PullRequest]
    """By commit: the merged pull request that brought it."""
    logins: Mapping[str, str]
    """By e-mail address in lower case, of authors and co-authors."""
    first_timers: frozenset[str]
    """Logins whose first commit to the module is among the commits."""


@dataclass(frozen=True, slots=True)
class NotEnriched:
    """Nothing is known, for a reason that people are told, with what to do about it."""

    reason: str
    hint: str = ""


Enrichment = Enriched | NotEnriched
