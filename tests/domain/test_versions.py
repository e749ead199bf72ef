"""Version arithmetic: what is a version, what comes next, and how far it is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from release_tool.domain.versions import (
    Level,
    Version,
    bumped,
    followers,
    highest,
    is_next,
    level_between,
    next_prerelease,
    parse_version,
    prerelease_name,
    shifted,
)

ROW = pytest.param
finals = st.builds(Version, *[st.integers(0, 30)] * 3)


@pytest.mark.parametrize(
    "text",
    [
        ROW("", id="nothing"),
        ROW("v1.0.0", id="a leading v"),
        ROW("1.0", id="two numbers"),
        ROW("1.0.0.0", id="four numbers"),
        ROW("01.0.0", id="a leading zero"),
        ROW("1.0.0-01", id="a leading zero in a pre-release"),
        ROW("1.0.0-", id="an empty pre-release"),
        ROW("1.0.0-a..b", id="an empty part of a pre-release"),
        ROW("1.0.0+build", id="build metadata"),
        ROW("1.0.0-rc.1+build", id="build metadata behind a pre-release"),
        ROW(" 1.0.0", id="a blank before"),
        ROW("1.0.0\n", id="a newline behind"),
        ROW("\u0661.0.0", id="a digit of another script"),
        ROW("1.0.0-é", id="a letter that is no ASCII"),
        ROW("-1.0.0", id="a negative number"),
        ROW("latest", id="a word"),
        ROW("~> 1.0.0", id="a constraint"),
    ],
)
def test_no_version_is(text: str) -> None:
    assert parse_version(text) is None


@pytest.mark.parametrize(
    "text", ["0.0.0", "1.0.10", "1.0.0-rc.1", "1.0.0-0", "1.0.0--", "1.0.0-a.b-c.10", "10.20.30"]
)
def test_a_version_prints_as_it_was_written(text: str) -> None:
    assert str(parse_version(text)) == text


def test_precedence_is_that_of_semver() -> None:
    ordered = ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-rc.2", "1.0.0-rc.10", "1.0.0", "1.0.9",
               "1.0.10", "1.9.0", "1.10.0", "2.0.0-rc.1", "2.0.0"]  # fmt: skip
    versions = [Version.parse(text) for text in ordered]
    assert all(one < other for one, other in pairwise(versions))
    assert highest(versions[:-1]) == versions[-2]
    assert highest([]) is None


@pytest.mark.parametrize(
    ("base", "level", "expected"),
    [
        ("1.2.3", Level.PATCH, "1.2.4"),
        ("1.2.3", Level.MINOR, "1.3.0"),
        ("1.2.3", Level.MAJOR, "2.0.0"),
        ("0.4.9", Level.PATCH, "0.4.10"),
        ("0.4.9", Level.MINOR, "0.5.0"),
        ("0.4.9", Level.MAJOR, "1.0.0"),
    ],
)
def test_a_bump_resets_what_is_lower(base: str, level: Level, expected: str) -> None:
    assert str(bumped(Version.parse(base), level)) == expected


def test_levels_are_ordered_by_how_much_they_change() -> None:
    assert sorted([Level.MAJOR, Level.PATCH, Level.MINOR]) == [
        Level.PATCH,
        Level.MINOR,
        Level.MAJOR,
    ]
    assert Level.PATCH < Level.MAJOR <= Level.MAJOR > Level.MINOR >= Level.MINOR
    assert max(Level.MINOR, Level.PATCH) is Level.MINOR


@pytest.mark.parametrize(
    ("base", "level", "expected"),
    [
        ROW("1.0.0", Level.MAJOR, Level.MAJOR, id="from 1.0.0 on a break is a major"),
        ROW("1.0.0", Level.PATCH, Level.PATCH, id="from 1.0.0 on a fix is a patch"),
        ROW("0.9.0", Level.MAJOR, Level.MINOR, id="below 1.0.0 a break is a minor"),
        ROW("0.9.0", Level.MINOR, Level.PATCH, id="below 1.0.0 a feature is a patch"),
        ROW("0.9.0", Level.PATCH, Level.PATCH, id="below 1.0.0 a fix is a patch"),
    ],
)
def test_what_a_change_asks_for(base: str, level: Level, expected: Level) -> None:
    assert shifted(level, Version.parse(base)) is expected


@pytest.mark.parametrize(
    ("base", "candidate", "level"),
    [
        ROW("1.2.3", "1.2.3", None, id="the same"),
        ROW("1.2.3", "1.2.2", None, id="one lower"),
        ROW("1.2.3", "1.2.5", None, id="a skipped patch"),
        ROW("1.2.3", "1.3.1", None, id="a minor with a patch"),
        ROW("1.2.3", "1.4.0", None, id="a skipped minor"),
        ROW("1.2.3", "2.1.0", None, id="a major with a minor"),
        ROW("1.2.3", "3.0.0", None, id="a skipped major"),
        ROW("1.2.3", "1.2.3-rc.1", None, id="a pre-release of what is out"),
        ROW("2.0.0-rc.2", "2.0.0-rc.1", None, id="an earlier pre-release"),
        ROW("2.0.0-rc.1", "2.0.0-rc.1", None, id="the same pre-release"),
        ROW("2.0.0-rc.1", "2.0.1", None, id="a patch of what a pre-release led up to"),
        ROW("2.0.0-rc.1", "2.1.0", None, id="a minor of what a pre-release led up to"),
        ROW("2.0.0-rc.1", "3.0.0", None, id="a major after a major that is not out"),
        ROW("1.2.4-rc.1", "1.2.5", None, id="a skipped patch after a pre-release"),
        ROW("1.2.3", "1.2.4", Level.PATCH, id="the next patch"),
        ROW("1.2.3", "1.3.0", Level.MINOR, id="the next minor"),
        ROW("1.2.3", "2.0.0", Level.MAJOR, id="the next major"),
        ROW("0.2.3", "1.0.0", Level.MAJOR, id="out of the zeros"),
        ROW("1.2.3", "1.3.0-rc.1", Level.MINOR, id="a pre-release counts as what it leads to"),
        ROW("2.0.0-rc.1", "2.0.0-rc.2", Level.MAJOR, id="a later pre-release"),
        ROW("2.0.0-beta.9", "2.0.0-rc.1", Level.MAJOR, id="another pre-release, later by name"),
        ROW("2.0.0-rc.1", "2.0.0", Level.MAJOR, id="the version a pre-release led up to"),
        ROW("1.1.0-rc.1", "1.1.0", Level.MINOR, id="a minor that a pre-release led up to"),
        ROW("1.1.1-rc.1", "1.1.1", Level.PATCH, id="a patch that a pre-release led up to"),
        ROW("1.1.1-rc.1", "1.2.0", Level.MINOR, id="a minor instead of the patch led up to"),
        ROW("1.1.0-rc.1", "2.0.0", Level.MAJOR, id="a major instead of the minor led up to"),
        ROW("1.1.0-rc.1", "2.0.0-rc.1", Level.MAJOR, id="a pre-release of that major"),
    ],
)
def test_the_level_between(base: str, candidate: str, level: Level | None) -> None:
    assert level_between(Version.parse(base), Version.parse(candidate)) is level
    assert is_next(Version.parse(base), Version.parse(candidate)) is (level is not None)


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ROW("1.2.3", ["1.2.4", "1.3.0", "2.0.0"], id="a final version"),
        ROW("2.0.0-rc.1", ["2.0.0"], id="a pre-release of a major"),
        ROW("1.3.0-rc.1", ["1.3.0", "2.0.0"], id="a pre-release of a minor"),
        ROW("1.2.4-rc.1", ["1.2.4", "1.3.0", "2.0.0"], id="a pre-release of a patch"),
    ],
)
def test_what_may_follow(version: str, expected: list[str]) -> None:
    found = followers(Version.parse(version))
    assert [str(one) for one in found] == expected
    assert all(is_next(Version.parse(version), one) for one in found)


@settings(deadline=None)
@given(finals, st.sampled_from(Level))
def test_a_bump_is_next_and_by_its_own_level(base: Version, level: Level) -> None:
    assert level_between(base, bumped(base, level)) is level
    assert bumped(base, level) > base


@settings(deadline=None)
@given(finals, finals)
def test_only_three_versions_are_next(base: Version, candidate: Version) -> None:
    assert is_next(base, candidate) is (candidate in {bumped(base, level) for level in Level})


@pytest.mark.parametrize(
    ("released", "expected"),
    [
        ROW([], "2.0.0-rc.1", id="nothing was released"),
        ROW(["1.0.0", "1.9.0-rc.4"], "2.0.0-rc.1", id="pre-releases of other versions"),
        ROW(["2.0.0-beta.7"], "2.0.0-rc.1", id="pre-releases of another name"),
        ROW(["2.0.0-rc"], "2.0.0-rc.1", id="a pre-release without a number"),
        ROW(["2.0.0-rc.x"], "2.0.0-rc.1", id="a pre-release with a word"),
        ROW(["2.0.0-rc.1.5"], "2.0.0-rc.1", id="a pre-release with two numbers"),
        ROW(["2.0.0-rc.1"], "2.0.0-rc.2", id="the first is out"),
        ROW(["2.0.0-rc.9", "2.0.0-rc.10"], "2.0.0-rc.11", id="numbers, not text"),
        ROW(["2.0.0-rc.1", "2.0.0-rc.5"], "2.0.0-rc.6", id="after the highest"),
    ],
)
def test_the_next_pre_release_when(released: list[str], expected: str) -> None:
    versions = [Version.parse(text) for text in released]
    assert str(next_prerelease(Version.parse("2.0.0"), "rc", versions)) == expected


@pytest.mark.parametrize(
    ("version", "name", "following"),
    [
        ROW("2.0.0-rc.1", "rc", "2.0.0-rc.2", id="a name and a number"),
        ROW("2.0.0-beta", "beta", "2.0.0-beta.1", id="a name alone"),
        ROW("2.0.0-rc1", "rc1", "2.0.0-rc1.1", id="a number that is part of the name"),
        ROW("2.0.0-rc.x", "rc.x", "2.0.0-rc.x.1", id="two words"),
        ROW("2.0.0-alpha.1.9", "alpha.1", "2.0.0-alpha.1.10", id="two numbers"),
        ROW("2.0.0-7", "7", "2.0.0-7.1", id="a number alone"),
    ],
)
def test_a_row_of_pre_releases_goes_on_by_its_name(version: str, name: str, following: str) -> None:
    released = Version.parse(version)
    assert prerelease_name(released) == name
    found = next_prerelease(released.finalize_version(), name, [released])
    assert (str(found), found > released) == (following, True)


def test_a_final_version_is_of_no_row_of_pre_releases() -> None:
    assert prerelease_name(Version.parse("2.0.0")) == ""


@settings(deadline=None)
@given(st.lists(st.integers(1, 40)), finals)
def test_a_next_pre_release_is_above_all_of_its_name_and_below_its_target(
    numbers: list[int], target: Version
) -> None:
    released = [target.replace(prerelease=f"rc.{number}") for number in numbers]
    found = next_prerelease(target, "rc", released)
    assert max(released, default=found.replace(prerelease="rc.0")) < found < target
