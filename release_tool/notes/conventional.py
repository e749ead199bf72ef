"""A commit message read by the Conventional Commits 1.0 convention, as people really write it."""

from __future__ import annotations

import re
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from release_tool.notes.footers import footers
from release_tool.notes.plain_text import plain

OTHER = "other"
"""The type of a subject that is not conventional."""

REVERT = "revert"

_KNOWN_TYPES = frozenset(
    {"feat", "fix", "perf", "docs", "refactor", "style", "test", "build", "ci", "chore", REVERT}
    | {"deps", "security", "deprecate", "remove", "release", "i18n", "wip"}
)
_OTHER_NAMES = MappingProxyType(
    {
        "feature": "feat",
        "features": "feat",
        "bug": "fix",
        "bugfix": "fix",
        "fixes": "fix",
        "hotfix": "fix",
        "performance": "perf",
        "doc": "docs",
        "documentation": "docs",
        "refactoring": "refactor",
        "tests": "test",
        "dependencies": "deps",
        "deprecated": "deprecate",
        "removed": "remove",
        "sec": "security",
    }
)
_PULL_REQUEST = re.compile(r" ?\(#([1-9][0-9]{0,9})\)$")
_EMOJI = re.compile(r"(?::[a-z0-9_+-]+:|[^\w\s!-~]+) ?")
_HEADER = re.compile(
    r"(?P<type>[A-Za-z][A-Za-z0-9_-]*)(?P<early>!)?"
    r"(?P<scoped> ?\((?P<scope>[^()]*)\))?(?P<late>!)? ?(?P<colon>:)? ?(?P<subject>.*)"
)
_BREAKING_HEADER = re.compile(r"BREAKING[ -]CHANGES?: ?(?P<subject>.*)")
QUOTED_REVERT = re.compile(r"(?P<verb>Revert|Reapply) \"(?P<inner>.*)\"")
"""The subject that git and the forges give to a revert, and to the revert of one."""
_NOTHING = frozenset({"", "-", "n/a", "na", "no", "none", "nothing"})


class Message(Struct, frozen=True):
    """What a commit message says. *subject* is one plain line without type and pull request."""

    type: str
    scope: str | None
    breaking: bool
    subject: str
    pr: int | None
    note: str = ""
    """What breaks, from the footer."""


def canonical_type(name: str) -> str:
    """The name of a type that stands for all of its spellings: `Feature` is `feat`."""
    lowered = name.lower()
    return _OTHER_NAMES.get(lowered, lowered)


def read(subject: str, body: str = "") -> Message:
    """What a commit's *subject* and *body* say.

    A word in front of a colon is a type if it is a usual one; any other word only with a scope
    or a `!`, since `README: mend a typo` loses its meaning without the word.
    """
    text, pr = without_pull_request(plain(subject))
    message = replace(_read_header(text), pr=pr)
    if "BREAKING" not in body:
        return message
    notes = [footer.value for footer in footers(body) if footer.is_breaking]
    told = [note for note in notes if note.lower().rstrip(".") not in _NOTHING]
    if not told:
        return message
    return replace(message, breaking=True, note=plain(told[0].partition("\n\n")[0]))


def without_pull_request(subject: str) -> tuple[str, int | None]:
    """*subject* without the `(#123)` at its end, and the last number there."""
    number: int | None = None
    text = subject
    while match := _PULL_REQUEST.search(text):
        number = number or int(match[1])
        text = text[: match.start()].rstrip()
    return text, number


def _read_header(text: str) -> Message:
    if match := QUOTED_REVERT.match(text):
        return _read_quoted(text, match)
    if match := _BREAKING_HEADER.match(text):
        return Message(OTHER, None, breaking=True, subject=match["subject"], pr=None)
    emoji = _EMOJI.match(text)
    match = _HEADER.fullmatch(text, emoji.end() if emoji else 0)
    if not match or not match["subject"] or not _is_conventional(match):
        return Message(OTHER, None, breaking=False, subject=text, pr=None)
    return Message(
        canonical_type(match["type"]),
        (match["scope"] or "").strip() or None,
        breaking=bool(match["early"] or match["late"]),
        subject=match["subject"],
        pr=None,
    )


def _is_conventional(header: re.Match[str]) -> bool:
    known = canonical_type(header["type"]) in _KNOWN_TYPES
    if not header["colon"]:
        # `fix(scope) subject`: the colon was forgotten.
        return known and (header["scoped"] or "").startswith("(")
    return known or bool(header["scoped"] or header["early"] or header["late"])


def _read_quoted(text: str, quoted: re.Match[str]) -> Message:
    """A revert; one that brings something back counts as what it brings back."""
    verb, inner = quoted["verb"], quoted["inner"]
    taken_back = verb == "Revert"
    while again := QUOTED_REVERT.match(inner):
        taken_back ^= again["verb"] == "Revert"
        inner = again["inner"]
    if taken_back:
        return Message(REVERT, None, breaking=False, subject=text, pr=None)
    return replace(_read_header(without_pull_request(inner)[0]), subject=text)
