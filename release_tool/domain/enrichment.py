"""What a forge knows of commits and git does not: logins, pull requests, who is new."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Mapping


class PullRequest(Struct, frozen=True):
    """Title, labels and author's login are untrusted text; *author* is empty for a gone account."""

    number: int
    title: str = ""
    labels: tuple[str, ...] = ()
    author: str = ""
    url: str = ""


class Account(Struct, frozen=True):
    """*login* is what people see, and untrusted text; *key* is what the forge calls the account."""

    login: str
    key: str = ""


class Enriched(Struct, frozen=True):
    """Only what the forge knows: a commit, or an address, that it does not know is left out."""

    pull_requests: Mapping[str, PullRequest] = field(default_factory=lambda: MappingProxyType({}))
    """By commit: the merged pull request that brought it."""
    accounts: Mapping[str, Account] = field(default_factory=lambda: MappingProxyType({}))
    """By e-mail address in lower case, of authors and co-authors."""


class NotEnriched(Struct, frozen=True):
    """Nothing is known, for a reason that people are told, with what to do about it."""

    reason: str
    hint: str = ""
    passing: bool = False
    """Another run may well know more."""


Enrichment = Enriched | NotEnriched


class Arrival(Struct, frozen=True):
    """Whether *account* had changed *folder* by the commit *since* is the question."""

    account: Account
    since: str
    folder: str
