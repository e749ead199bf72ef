"""What a forge knows of commits and git does not: logins, pull requests, who is new."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class PullRequest:
    """Title, labels and author's login are untrusted text; *author* is empty for a gone account."""

    number: int
    title: str = ""
    labels: tuple[str, ...] = ()
    author: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """*login* is what people see, and untrusted text; *key* is what the forge calls the account."""

    login: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Enriched:
    """Only what the forge knows: a commit, or an address, that it does not know is left out."""

    pull_requests: Mapping[str, PullRequest] = field(default_factory=lambda: MappingProxyType({}))
    """By commit: the merged pull request that brought it."""
    accounts: Mapping[str, Account] = field(default_factory=lambda: MappingProxyType({}))
    """By e-mail address in lower case, of authors and co-authors."""


@dataclass(frozen=True, slots=True)
class NotEnriched:
    """Nothing is known, for a reason that people are told, with what to do about it."""

    reason: str
    hint: str = ""
    passing: bool = False
    """Another run may well know more."""


Enrichment = Enriched | NotEnriched


@dataclass(frozen=True, slots=True)
class Arrival:
    """Whether *account* had changed *folder* by the commit *since* is the question."""

    account: Account
    since: str
    folder: str
