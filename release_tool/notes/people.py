"""Who wrote a commit: its author and the people in its `Co-authored-by` trailers.

Logins are read from the addresses that GitHub gives to people who hide theirs. An account that
is not a person is credited for its own commits and never as a co-author: what helped to write a
change is not who answers for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from release_tool.notes.footers import own_lines
from release_tool.notes.plain_text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from release_tool.domain.commits import Commit

_LOGIN = r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,98}[A-Za-z0-9])?(?:\[bot\])?"
_NOREPLY = re.compile(
    rf"(?:[0-9]+\+)?(?P<login>{_LOGIN})@users\.noreply\.(?P<host>[A-Za-z0-9.-]+)", re.IGNORECASE
)
_TRAILER = re.compile(r"co-?authored-?by:(?P<name>[^<>]*)<(?P<email>[^<>]*)>\s*", re.IGNORECASE)
_UNNAMED = "unknown"

_NOBODYS_MAILBOXES = frozenset({"noreply", "no-reply", "donotreply", "do-not-reply", "root"})
_AUTOMATIC_ADDRESSES = frozenset(
    {
        "action@github.com",
        "actions@github.com",
        "aider@aider.chat",
        "amp@ampcode.com",
        "bot@renovateapp.com",
        "cursoragent@cursor.com",
        "github-actions@github.com",
        "imgbothelp@gmail.com",
        "openhands@all-hands.dev",
        "snyk-bot@snyk.io",
        "support@dependabot.com",
    }
)
_AUTOMATIC_LOGINS = frozenset({"actions-user", "copilot", "github-actions", "web-flow"})


class Author(Struct, frozen=True):
    """A person or an automatic account. *host* says whose login it is, "" the forge at hand."""

    name: str
    email: str = ""
    login: str | None = None
    host: str = ""
    automatic: bool = False

    @property
    def label(self) -> str:
        """The login, or else the name."""
        return self.login or self.name

    @property
    def identities(self) -> frozenset[str]:
        """What this author is known by: two that share one of these are the same."""
        named = self.name if self.name != _UNNAMED else ""
        known = (named, self.email, self.login or "")
        return frozenset(text.casefold() for text in known if text)


def author(name: str, email: str) -> Author:
    """The author that a name and an address tell of."""
    shown = plain(name)
    address = plain(email)
    match = _NOREPLY.fullmatch(address)
    login = match["login"] if match else None
    host = match["host"].lower() if match else ""
    automatic = _is_automatic(shown, address.lower(), login)
    return Author(shown or _UNNAMED, address, login, host, automatic)


def with_login(known: Author, login: str) -> Author:
    """*known* with the login that the forge gives; unchanged if that cannot be one."""
    if not re.fullmatch(_LOGIN, login):
        return known
    automatic = known.automatic or _is_automatic("", "", login)
    return replace(known, login=login, host="", automatic=automatic)


def authors(commit: Commit) -> tuple[Author, ...]:
    """The author of *commit*, then its co-authors, each once; automatic co-authors left out."""
    first = author(commit.author.name, commit.author.email)
    if "authored" not in commit.body.lower():
        return (first,)
    trailers = (_TRAILER.fullmatch(line) for line in own_lines(commit.body))
    helped = (author(match["name"], match["email"]) for match in trailers if match)
    return each_once([first, *(one for one in helped if not one.automatic)])


def each_once(people: Iterable[Author]) -> tuple[Author, ...]:
    """*people* in their order, those who share a name, an address or a login as one."""
    kept: list[Author] = []
    for one in people:
        for index, other in enumerate(kept):
            if one.identities & other.identities:
                if other.login is None and one.login is not None:
                    kept[index] = replace(other, login=one.login, host=one.host)
                break
        else:
            kept.append(one)
    return tuple(kept)


def _is_automatic(name: str, address: str, login: str | None) -> bool:
    if login is not None:
        return login.endswith("[bot]") or login.lower() in _AUTOMATIC_LOGINS
    mailbox = address.partition("@")[0]
    return (
        name.endswith("[bot]") or mailbox in _NOBODYS_MAILBOXES or address in _AUTOMATIC_ADDRESSES
    )
