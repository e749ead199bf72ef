"""Version arithmetic: SemVer 2.0.0 by the `semver` package, levels, and what comes next."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from semver import Version

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "FIRST_VERSION",
    "Level",
    "Version",
    "bumped",
    "followers",
    "highest",
    "is_next",
    "level_between",
    "next_prerelease",
    "parse_version",
    "precedence",
    "shifted",
]

FIRST_VERSION = Version(1, 0, 0)


class Level(StrEnum):
    """How much a release changes for callers; ordered, patch lowest."""

    PATCH = "patch"
    MINOR = "minor"
    MAJOR = "major"

    @property
    def rank(self) -> int:
        return _RANKS[self]

    def __lt__(self, other: str) -> bool:
        return self.rank < Level(other).rank

    def __le__(self, other: str) -> bool:
        return self.rank <= Level(other).rank

    def __gt__(self, other: str) -> bool:
        return self.rank > Level(other).rank

    def __ge__(self, other: str) -> bool:
        return self.rank >= Level(other).rank


_RANKS = {Level.PATCH: 0, Level.MINOR: 1, Level.MAJOR: 2}


@lru_cache(maxsize=1 << 16)  # a registry names the same few versions thousands of times
def parse_version(text: str) -> Version | None:
    """The version that *text* is, or None: no leading `v`, no build metadata, no leading zeros."""
    if not text.isascii():
        return None
    try:
        version = Version.parse(text)
    except ValueError:
        return None
    return None if version.build else version


def precedence(version: Version) -> tuple[int, int, int, bool, Version]:
    """A key that sorts as SemVer orders: what is left to `semver` are pre-releases of one version.

    Its own comparison takes microseconds, which for the tags of a large registry are seconds.
    """
    final = version.prerelease is None
    return version.major, version.minor, version.patch, final, version


def highest(versions: Iterable[Version]) -> Version | None:
    return max(versions, key=precedence, default=None)


def bumped(version: Version, level: Level) -> Version:
    """The final version one *level* above *version*.

    Of a pre-release the version that it leads up to, where that is a step of *level* or more.
    """
    return version.next_version(level.value)


def followers(version: Version) -> list[Version]:
    """The final versions that may come next after *version*, lowest first."""
    return list(dict.fromkeys(bumped(version, level) for level in Level))


def shifted(level: Level, base: Version) -> Level:
    """The level that a change of *level* asks for after *base*.

    Below 1.0.0, Cargo's convention: breaking changes move `y`, anything else moves `z`.
    """
    if base.major > 0:
        return level
    return Level.MINOR if level is Level.MAJOR else Level.PATCH


def is_next(base: Version, candidate: Version) -> bool:
    """Whether *candidate* is the next patch, minor or major after *base*, or leads up to one."""
    return level_between(base, candidate) is not None


def level_between(base: Version, candidate: Version) -> Level | None:
    """The level by which *candidate* follows *base* directly, or None if versions are skipped.

    A pre-release counts as the version that it leads up to; a *base* that is a pre-release is
    followed by a later pre-release of the same version, by that version, or by a larger step.
    """
    final = candidate.finalize_version()
    if base.prerelease and final == base.finalize_version():
        return _level_of_shape(final) if candidate > base else None
    return next((level for level in Level if bumped(base, level) == final), None)


def _level_of_shape(version: Version) -> Level:
    if version.patch:
        return Level.PATCH
    return Level.MINOR if version.minor else Level.MAJOR


def prerelease_name(version: Version) -> str:
    """What its pre-releases are called before their number: `rc` of 2.0.0-rc.1; "" of a final."""
    name, dot, number = (version.prerelease or "").rpartition(".")
    return name if dot and number.isdigit() else version.prerelease or ""


def next_prerelease(target: Version, name: str, released: Iterable[Version]) -> Version:
    """The next `name.N` pre-release that leads up to *target*, given what was released."""
    taken = [
        int(number)
        for version in released
        if version.finalize_version() == target and version.prerelease
        for label, _, number in [version.prerelease.rpartition(".")]
        if label == name and number.isdigit()
    ]
    return target.replace(prerelease=f"{name}.{max(taken, default=0) + 1}")
