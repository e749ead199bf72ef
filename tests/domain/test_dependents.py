"""How a use of a module is judged; first what is in order."""

from __future__ import annotations

import pytest

from release_tool.domain.dependents import Dependent, distance, judged
from release_tool.domain.versions import Version
from tests.dependency_values import code, named, uses
from tests.module_values import tags

RELEASED = ("0.9.0", "1.0.0", "1.1.0", "1.1.1", "2.0.0", "2.1.0", "2.1.3")


def judge(pin: str | None, *released: str) -> Dependent:
    found = uses("templates/a/main.tf", code(("it", pin)))
    (one,) = judged(found, tags(named("it"), *released))
    return one


@pytest.mark.parametrize(
    "pin",
    [
        pytest.param("2.1.3", id="the released version"),
        pytest.param("~> 2.1", id="a constraint on the minor"),
        pytest.param("~> 2.0", id="a constraint on the major"),
        pytest.param(">= 1.0, < 3.0", id="a range"),
        pytest.param("= 2.1.3", id="an equals sign"),
        pytest.param("!= 2.1.2", id="anything but another"),
        pytest.param(">= 0.1", id="no upper end"),
    ],
)
def test_a_pin_that_takes_the_release_is_behind_nothing(pin: str) -> None:
    one = judge(pin, *RELEASED)
    assert (one.satisfied, one.behind, one.remark) == (True, None, "")


def test_a_use_without_a_version_takes_the_newest_and_is_told() -> None:
    one = judge(None, *RELEASED)
    assert (one.satisfied, one.behind) == (True, None)
    assert "no version" in one.remark


@pytest.mark.parametrize(
    ("pin", "behind", "remark"),
    [
        pytest.param("2.1.1", "patch", "2.1.1 was never released", id="a patch, never released"),
        pytest.param("2.0.0", "minor", "", id="a minor"),
        pytest.param("1.1.1", "major", "", id="a major, though the minor is equal"),
        pytest.param("~> 2.0.0", "minor", "", id="a constraint whose best is a minor behind"),
        pytest.param("~> 1.0", "major", "", id="a constraint whose best is a major behind"),
        pytest.param("< 2.1.0", "minor", "", id="an upper end, by the best that is released"),
        pytest.param("= 2.1.0", "patch", "", id="an equals sign"),
        pytest.param("~> 0.1.0", "major", "no release satisfies it", id="nothing released fits"),
        pytest.param("2.1.3-rc.1", "patch", "2.1.3-rc.1 was never released", id="a pre-release"),
    ],
)
def test_how_far_a_pin_is_behind(pin: str, behind: str, remark: str) -> None:
    one = judge(pin, *RELEASED)
    assert (one.satisfied, one.behind, one.remark) == (False, behind, remark)


@pytest.mark.parametrize(
    ("pin", "remark"),
    [
        pytest.param("3.0.0", "3.0.0 is not released yet", id="a version to come"),
        pytest.param("~> 3.0", "no release satisfies it", id="a constraint on what is to come"),
        pytest.param("> 2.0, < 2.0", "no release satisfies it", id="nothing could ever fit"),
        pytest.param("latest", "neither a version nor a constraint", id="a word"),
        pytest.param("${x}", "an expression, not a text", id="an expression"),
    ],
)
def test_what_is_refused_and_yet_behind_nothing(pin: str, remark: str) -> None:
    one = judge(pin, *RELEASED)
    assert (one.satisfied, one.behind, one.remark) == (False, None, remark)


@pytest.mark.parametrize("pin", ["1.0.0", "~> 1.0", None])
def test_nothing_takes_a_module_that_has_no_release(pin: str | None) -> None:
    one = judge(pin)
    assert (one.satisfied, one.behind, one.remark) == (False, None, "nothing is released")


def test_a_prerelease_alone_is_what_is_released() -> None:
    assert judge("1.0.0-rc.2", "1.0.0-rc.1", "1.0.0-rc.2").satisfied
    assert judge("1.0.0-rc.1", "1.0.0-rc.1", "1.0.0-rc.2").behind == "patch"


@pytest.mark.parametrize(
    ("version", "released", "expected"),
    [
        pytest.param("1.0.0", "1.0.0", None, id="equal"),
        pytest.param("2.0.0", "1.9.9", None, id="above"),
        pytest.param("1.0.9", "1.0.10", "patch", id="numbers, not text"),
        pytest.param("1.9.9", "2.0.0", "major", id="the first part that differs counts"),
        pytest.param("0.1.0", "0.2.0", "minor", id="below 1.0.0 as it is written"),
    ],
)
def test_the_distance_of_two_versions(version: str, released: str, expected: str | None) -> None:
    assert distance(Version.parse(version), Version.parse(released)) == expected
