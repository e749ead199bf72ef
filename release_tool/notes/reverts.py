"""Which commits cancel each other: a revert and what it reverts, if both are in the range."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.notes.conventional import QUOTED_REVERT, REVERT, read, without_pull_request
from release_tool.notes.footers import footers, own_lines
from release_tool.notes.plain_text import plain

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from release_tool.domain.commits import Commit

_SHA = r"[0-9a-f]{7,64}\b"
_CONVENTIONAL = re.compile(r'revert ?(?:\([^()]*\))?!? ?: ?"?(?P<inner>.*?)"?', re.IGNORECASE)
_REVERTS_COMMIT = re.compile(
    rf"This reverts commits? (?P<shas>{_SHA}(?:(?:, and |, | and ){_SHA})*)(?P<more>.*)"
)
_NOTHING_MORE = re.compile(r"[.]?\s*|, reversing.*")
_WORD = re.compile(r"revert|reapply", re.IGNORECASE)
_PARTLY = re.compile(r"This part\w+ reverts", re.IGNORECASE)
_REVERTS_PULL = re.compile(r"Reverts (?:\S*#|https?://\S+/pull/)(?P<number>[0-9]{1,10})[.]?\s*")


class _Claim(Struct, frozen=True):
    """What a commit says that it reverts: by ids, else by the first name that is known.

    A name is the number of a pull request or a subject.
    """

    shas: tuple[str, ...]
    names: tuple[Hashable, ...] = ()
    whole: bool = True
    """Whether the commit does nothing else."""


class _Range:
    """The places of commits, newest first, by what a claim may call them."""

    def __init__(self, commits: Sequence[Commit]) -> None:
        self._shas = [commit.sha for commit in commits]
        self._named: dict[Hashable, list[int]] = {}
        for place, commit in enumerate(commits):
            subject, pull = without_pull_request(plain(commit.subject))
            message = read(commit.subject)
            names: set[Hashable] = {subject, ("sha", commit.sha[:7])}
            if pull is not None:
                names.add(pull)
            if message.type != REVERT:
                names.add(("without type", message.subject))
            for name in names:
                self._named.setdefault(name, []).append(place)

    def targets(self, claim: _Claim, newer: int) -> list[int]:
        """What *claim* means among the commits older than the one at *newer*."""
        if claim.shas:
            return [
                place
                for sha in claim.shas
                for place in self._named.get(("sha", sha[:7]), ())
                if place > newer and self._shas[place].startswith(sha)
            ]
        for name in claim.names:
            older = [place for place in self._named.get(name, ()) if place > newer]
            if older:
                return older[:1]
        return []


def cancelled(commits: Sequence[Commit]) -> frozenset[str]:
    """The ids of the *commits*, newest first, that leave nothing to tell.

    A revert that is itself reverted has no effect: what it took back is there again. A commit
    that reverts and says in its type that it also adds or breaks something stays.
    """
    known = _Range(commits)
    undone: set[int] = set()
    spent: set[int] = set()
    for place, commit in enumerate(commits):
        claim = None if place in undone else _claim_of(commit)
        targets = known.targets(claim, place) if claim else []
        undone.update(targets)
        if claim and targets and claim.whole:
            spent.add(place)
    return frozenset(commits[place].sha for place in undone | spent)


def _claim_of(commit: Commit) -> _Claim | None:
    # Nearly every commit reverts nothing, and bodies are long.
    if not _WORD.search(commit.subject) and "everts " not in commit.body:
        return None
    lines = list(own_lines(commit.body))
    if any(_PARTLY.match(line) for line in lines):
        return None
    sentences = [match for line in lines if (match := _REVERTS_COMMIT.match(line))]
    subject = without_pull_request(plain(commit.subject))[0]
    if quoted := QUOTED_REVERT.match(subject):
        if quoted["verb"] == "Revert":
            return _Claim(_ids(sentences), _names(quoted["inner"], lines))
        bare = without_pull_request(quoted["inner"])[0]
        return _Claim(_ids(sentences), (f'Revert "{quoted["inner"]}"', f'Revert "{bare}"'))
    if conventional := _CONVENTIONAL.fullmatch(subject):
        refs = [one.value for one in footers(commit.body) if one.token.lower() == "refs"]
        shas = _ids(sentences) or tuple(sha for text in refs for sha in re.findall(_SHA, text))
        told = ("without type", without_pull_request(conventional["inner"])[0])
        return _Claim(shas, (*_names(conventional["inner"], lines), told))
    # Any other subject speaks for itself; only git's own sentence, whole, says what is reverted.
    plainly = [match for match in sentences if _NOTHING_MORE.fullmatch(match["more"])]
    return _Claim(_ids(plainly), whole=_tells_nothing_new(commit)) if plainly else None


def _names(inner: str, lines: Iterable[str]) -> tuple[Hashable, ...]:
    bare, named = without_pull_request(inner)
    told = [int(match["number"]) for line in lines if (match := _REVERTS_PULL.fullmatch(line))]
    return (*([] if named is None else [named]), *told, bare)


def _ids(sentences: Iterable[re.Match[str]]) -> tuple[str, ...]:
    return tuple(sha for match in sentences for sha in re.findall(_SHA, match["shas"]))


def _tells_nothing_new(commit: Commit) -> bool:
    message = read(commit.subject, commit.body)
    return not message.breaking and message.type in {REVERT, "fix", "chore", "other"}
