"""Terraform's version constraints, as the sets of versions that they allow.

Between final versions there is nothing, so a set is a list of half-open ranges of (major, minor,
patch). A pre-release is allowed only where a constraint names it exactly.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from semver import Version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Constraint", "ConstraintError", "Constraints"]

Release = tuple[int, int, int]
Range = tuple[Release, Release | None]
"""From the first release on, up to and without the second; None: without end."""

_TERM = re.compile(
    r"\s*(?P<operator>=|!=|>=|>|<=|<|~>)?\s*"
    r"v?(?P<segments>\d+(?:\.\d+){0,2})"
    r"(?:-(?P<prerelease>[0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?\s*"
)
_EVERYTHING: tuple[Range, ...] = (((0, 0, 0), None),)


class ConstraintError(ValueError):
    """A text that is not a version constraint; the message quotes the part that is not."""


class Constraint(Struct, frozen=True):
    """One operator and version, such as `~> 1.2`."""

    operator: str
    segments: tuple[int, ...]
    """As many as are written: `1.2` has two."""
    prerelease: str = ""

    def __str__(self) -> str:
        text = ".".join(str(number) for number in self.segments)
        text = f"{text}-{self.prerelease}" if self.prerelease else text
        return f"{self.operator} {text}" if self.operator else text

    @property
    def version(self) -> Version:
        major, minor, patch = (*self.segments, 0, 0)[:3]
        return Version(major, minor, patch, self.prerelease or None)

    @property
    def exact(self) -> bool:
        return self.operator in {"", "="}

    def allows(self, version: Version) -> bool:
        """Whether the constraint holds by precedence alone, pre-releases not set apart."""
        limit = self.version
        match self.operator:
            case "" | "=":
                return version == limit
            case "!=":
                return version != limit
            case ">":
                return version > limit
            case ">=":
                return version >= limit
            case "<":
                return version < limit
            case "<=":
                return version <= limit
        end = self._end()
        final = (version.major, version.minor, version.patch)
        return version >= limit and (end is None or final < end)

    def ranges(self) -> tuple[Range, ...]:
        """The final versions that the constraint allows."""
        limit = self.version
        release = (limit.major, limit.minor, limit.patch)
        following = release if self.prerelease else _next(release)
        match self.operator:
            case "" | "=":
                return () if self.prerelease else ((release, following),)
            case "!=":
                return _EVERYTHING if self.prerelease else _outside(release, following)
            case ">":
                return ((following, None),)
            case ">=":
                return ((release, None),)
            case "<":
                return _outside(release, None)
            case "<=":
                return _outside(following, None)
        return ((release, self._end()),)

    def _end(self) -> Release | None:
        """The first release that `~>` refuses: the last written segment may grow."""
        match self.segments:
            case (major, _):
                return (major + 1, 0, 0)
            case (major, minor, _):
                return (major, minor + 1, 0)
        return None


def _next(release: Release) -> Release:
    return (release[0], release[1], release[2] + 1)


def _outside(start: Release, end: Release | None) -> tuple[Range, ...]:
    """Everything but the range."""
    below: tuple[Range, ...] = (((0, 0, 0), start),) if start > (0, 0, 0) else ()
    return below if end is None else (*below, (end, None))


class Constraints(Struct, frozen=True):
    """Constraints that must all hold, such as `>= 1.0, < 2.0`; without any, every version does."""

    terms: tuple[Constraint, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Constraints:
        """The constraints that the text lists; raises `ConstraintError`."""
        if not text.strip():
            return cls()
        return cls(tuple(_term(part) for part in text.split(",")))

    def __str__(self) -> str:
        return ", ".join(str(term) for term in self.terms)

    @property
    def exact(self) -> bool:
        """Whether the text pins one version, with `=` or without an operator."""
        return len(self.terms) == 1 and self.terms[0].exact

    def satisfies(self, version: Version) -> bool:
        """Whether the version is allowed; a pre-release only where it is named exactly."""
        named = any(term.exact and term.version == version for term in self.terms)
        if version.prerelease and not named:
            return False
        return all(term.allows(version) for term in self.terms)

    def ranges(self) -> tuple[Range, ...]:
        """The final versions allowed, as ranges that neither touch nor overlap, lowest first."""
        found = _EVERYTHING
        for term in self.terms:
            found = tuple(_common(found, term.ranges()))
        return found

    def prereleases(self) -> frozenset[str]:
        """The pre-releases allowed."""
        named = (term.version for term in self.terms if term.prerelease and term.exact)
        return frozenset(str(version) for version in named if self.satisfies(version))

    @property
    def floor(self) -> Release | None:
        """The lowest final version allowed; None where there is none."""
        return next((start for start, _ in self.ranges()), None)

    def within(self, other: Constraints) -> bool:
        """Whether every version that these allow is allowed by the others as well."""
        ranges = self.ranges()
        return tuple(_common(ranges, other.ranges())) == ranges and (
            self.prereleases() <= other.prereleases()
        )

    def disjoint(self, other: Constraints) -> bool:
        """Whether no version satisfies both."""
        return not tuple(_common(self.ranges(), other.ranges())) and not (
            self.prereleases() & other.prereleases()
        )

    def rewritten(self, version: Version) -> str:
        """Constraints of the same shape that the version satisfies: `~> 1.2` becomes `~> 2.0`.

        Operators and, where they can, numbers of segments stay; what already holds is not
        touched. For a pre-release only an exact pin moves, because nothing else allows one.
        """
        if version.prerelease and not self.exact:
            return str(self)
        return ", ".join(str(_moved(term, version)) for term in self.terms)


def _term(text: str) -> Constraint:
    found = _TERM.fullmatch(text)
    if found is None:
        raise ConstraintError(f"{text.strip()!r} is not a version constraint")
    segments = tuple(int(number) for number in found["segments"].split("."))
    term = Constraint(found["operator"] or "", segments, found["prerelease"] or "")
    try:
        str(term.version)
        Version.parse(str(term.version))
    except ValueError as error:
        raise ConstraintError(f"{text.strip()!r} is not a version constraint") from error
    return term


def _common(some: Iterable[Range], others: Iterable[Range]) -> Iterator[Range]:
    """The ranges that lie in both."""
    others = tuple(others)
    for start, end in some:
        for other_start, other_end in others:
            first = max(start, other_start)
            last = _lower(end, other_end)
            if last is None or first < last:
                yield first, last


def _lower(one: Release | None, other: Release | None) -> Release | None:
    if one is None or other is None:
        return one or other
    return min(one, other)


def _moved(term: Constraint, version: Version) -> Constraint:
    """The constraint, moved where it refuses the version; `!=` stays, somebody meant it."""
    if term.allows(version) or term.operator == "!=":
        return term
    release = (version.major, version.minor, version.patch)
    count = len(term.segments)
    match term.operator:
        case "" | "=" | "<=":
            short = release[:count] if not version.prerelease else release
            exact = short if not any(release[len(short) :]) else release
            return Constraint(term.operator, exact, version.prerelease or "")
        case "<":
            return Constraint(term.operator, (*release[: count - 1], release[count - 1] + 1))
        case ">":
            return Constraint(term.operator, _below(release, count))
    return Constraint(term.operator, release[:count])


def _below(release: Release, count: int) -> tuple[int, ...]:
    """A version below the release, as near as so many segments or few more can say it."""
    last = max((index for index, number in enumerate(release) if number), default=0)
    lower = (*release[:last], max(release[last] - 1, 0))
    return (*lower, *(0,) * (count - len(lower)))
