"""Which version a bump goes to, what stops it, and which bytes of the README it changes."""

from __future__ import annotations

import pytest

from release_tool.domain.bumping import (
    bump,
    keep_constraints,
    require_own_pins,
    require_readable,
    require_upward,
    required_version,
    rewrite_constraints,
    target_version,
)
from release_tool.domain.versions import Level, Version
from release_tool.errors import RefusedError, RequestError
from tests.module_values import LAYOUT, module
from tests.readme_marks import BARE, BLOCK, HEAD, TAIL, tf
from tests.readme_rows import NO_OWN_PIN, ROW, UNREADABLE

PATCH, MINOR, MAJOR = Level.PATCH, Level.MINOR, Level.MAJOR


def pinned(*versions: str) -> str:
    """A README with an own example for each of *versions*."""
    return "".join(tf(f'{HEAD}  version  = "{version}"\n{TAIL}') for version in versions)


@pytest.mark.parametrize(
    ("released", "declared", "level", "expected"),
    [
        ROW(["1.2.3"], "1.2.3", PATCH, "1.2.4", id="a patch"),
        ROW(["1.2.3"], "1.2.3", MINOR, "1.3.0", id="a minor"),
        ROW(["1.2.3"], "1.2.3", MAJOR, "2.0.0", id="a major"),
        ROW(["0.2.3"], "0.2.3", MINOR, "0.3.0", id="a minor below 1.0.0"),
        ROW(["0.2.3"], "0.2.3", MAJOR, "1.0.0", id="a major below 1.0.0, as a person asks"),
        ROW(["1.0.9", "1.0.10"], "1.0.9", PATCH, "1.0.11", id="numbers, not text"),
        ROW(["1.9.0", "2.0.0", "1.10.0"], "1.0.0", PATCH, "2.0.1", id="the highest, not the last"),
        ROW(["1.2.3"], "1.0.0", PATCH, "1.2.4", id="the README is behind"),
        ROW(["1.2.3"], "1.2.4", PATCH, "1.2.4", id="the README was bumped already"),
        ROW(["1.2.3"], "9.0.0", PATCH, "1.2.4", id="the README is far ahead"),
        ROW(["1.2.3"], "latest", PATCH, "1.2.4", id="the README says no version"),
        ROW(["1.2.3", "2.0.0-rc.1"], "1.2.3", MAJOR, "2.0.0", id="a pre-release is made final"),
        ROW(["1.2.3", "2.0.0-rc.1"], "1.2.3", PATCH, "1.2.4", id="a pre-release is no base"),
        ROW([], "1.0.0", PATCH, "1.0.0", id="a first release is what is declared"),
        ROW([], "0.3.1", MAJOR, "0.3.1", id="a first release, whatever the level"),
        ROW([], "latest", MINOR, "1.0.0", id="a first release where nothing is declared"),
        ROW(["3.0.0-rc.2"], "1.0.0", PATCH, "3.0.0", id="a first release after pre-releases"),
    ],
)
def test_the_target_of_a_level(
    released: list[str], declared: str, level: Level, expected: str
) -> None:
    assert str(target_version(module(pinned(declared), *released), level)) == expected


@pytest.mark.parametrize(
    ("released", "declared", "level", "expected"),
    [
        ROW(["1.2.3"], "1.2.3", MAJOR, "2.0.0-rc.1", id="the first"),
        ROW(["1.2.3"], "2.0.0-rc.1", MAJOR, "2.0.0-rc.1", id="the first, bumped and not released"),
        ROW(["1.2.3", "2.0.0-rc.1"], "2.0.0-rc.1", MAJOR, "2.0.0-rc.2", id="the second"),
        ROW(["1.2.3", "2.0.0-rc.9", "2.0.0-rc.10"], "1.0.0", MAJOR, "2.0.0-rc.11", id="the tenth"),
        ROW(["1.2.3", "2.0.0-rc.1"], "1.2.3", MINOR, "1.3.0-rc.1", id="of another level"),
        ROW(["1.2.3", "2.0.0-beta.3"], "1.2.3", MAJOR, "2.0.0-rc.1", id="after another name"),
        ROW([], "1.0.0", MINOR, "1.0.0-rc.1", id="of a first release"),
        ROW([], "1.0.0-rc.1", MINOR, "1.0.0-rc.1", id="of a first release, bumped already"),
        ROW(["1.0.0-rc.1"], "1.0.0-rc.1", MINOR, "1.0.0-rc.2", id="the second before any release"),
    ],
)
def test_the_target_of_a_pre_release(
    released: list[str], declared: str, level: Level, expected: str
) -> None:
    assert str(target_version(module(pinned(declared), *released), level, "rc")) == expected


@pytest.mark.parametrize(
    ("released", "level", "pre", "expected"),
    [
        ROW([], PATCH, "", "1.0.0", id="a first release"),
        ROW([], PATCH, "rc", "1.0.0-rc.1", id="a pre-release of a first release"),
        ROW(["1.2.3"], MINOR, "", "1.3.0", id="a minor"),
        ROW(["1.2.3"], MINOR, "rc", "1.3.0-rc.1", id="a pre-release of a minor"),
        ROW(["1.2.3", "2.0.0-rc.1"], PATCH, "", "2.0.0", id="what a pre-release led up to"),
        ROW(["1.2.3", "2.0.0-rc.1"], PATCH, "rc", "2.0.0-rc.2", id="the pre-release after it"),
        ROW(["1.2.3", "1.3.0-rc.1"], MAJOR, "", "2.0.0", id="more than it led up to"),
        ROW(["1.2.3", "1.3.0-rc.1"], MAJOR, "rc", "2.0.0-rc.1", id="a pre-release of more"),
    ],
)
def test_what_the_changes_since_the_release_require(
    released: list[str], level: Level, pre: str, expected: str
) -> None:
    assert str(required_version(module(pinned("1.0.0"), *released), level, pre)) == expected


@pytest.mark.parametrize("wanted", ["0.0.1", "1.2.3", "7.8.9", "2.0.0-rc.4"])
def test_an_exact_version_is_the_target_whatever_was_released(wanted: str) -> None:
    one = module(pinned("1.0.0"), "1.2.3")
    assert str(target_version(one, Version.parse(wanted))) == wanted


@pytest.mark.parametrize(
    ("released", "declared", "target"),
    [
        ROW(["1.0.0"], ["1.0.0"], "1.0.1", id="above both"),
        ROW(["1.0.0"], ["1.0.1"], "1.0.1", id="what is declared already"),
        ROW(["1.0.1"], ["1.0.0"], "1.0.1", id="what is released already"),
        ROW([], ["latest", "~> 9.0"], "1.0.0", id="pins that are no versions"),
    ],
)
def test_a_bump_is_let_through_to(released: list[str], declared: list[str], target: str) -> None:
    require_upward(module(pinned(*declared), *released), Version.parse(target))


@pytest.mark.parametrize(
    ("released", "declared", "target", "above"),
    [
        ROW(["1.0.0"], ["2.0.0"], "1.0.1", "2.0.0", id="what is declared"),
        ROW(["1.0.0"], ["1.0.0", "1.1.0"], "1.0.1", "1.1.0", id="one of the pins"),
        ROW(["1.0.0"], ["1.1.0"], "1.1.0-rc.1", "1.1.0", id="the version of a pre-release"),
        ROW(["2.0.0"], ["1.0.0"], "1.0.1", "2.0.0", id="what is released"),
        ROW(["1.0.0", "2.0.0-rc.1"], ["1.0.0"], "1.0.1", "2.0.0-rc.1", id="a released rc"),
    ],
)
def test_a_bump_is_refused_below(
    released: list[str], declared: list[str], target: str, above: str
) -> None:
    with pytest.raises(RequestError, match=above):
        require_upward(module(pinned(*declared), *released), Version.parse(target))


@pytest.mark.parametrize(
    ("readme", "error"),
    [
        ROW(None, RequestError, id="there is no README"),
        ROW("# x\n", RefusedError, id="there is no example"),
        ROW(tf(BARE), RefusedError, id="the example has no version"),
        ROW(tf(BLOCK.replace('"1.0.0"', "var.v")), RefusedError, id="the version is an expression"),
        ROW(tf(BLOCK) + tf(BLOCK.replace('"1.0.0"', "var.v")), RefusedError, id="one of two is"),
    ],
)
def test_there_is_nothing_to_edit_when(readme: str | None, error: type[Exception]) -> None:
    with pytest.raises(error):
        require_own_pins(module(readme))


@pytest.mark.parametrize("text", UNREADABLE)
def test_a_bump_is_refused_where_an_example_might_be_left_behind_by(text: str) -> None:
    with pytest.raises(RefusedError, match=r"README\.md:\d+: this Terraform fence cannot be read"):
        require_readable(module(tf(BLOCK) + text), LAYOUT)


@pytest.mark.parametrize("text", ["", tf(BLOCK), tf("module {\n"), tf("x\n", info="text")])
def test_a_fence_that_names_no_module_of_the_registry_stops_nobody(text: str) -> None:
    require_readable(module(text), LAYOUT)


@pytest.mark.parametrize("text", NO_OWN_PIN)
def test_a_bump_changes_no_byte_of(text: str) -> None:
    for content in (text.encode(), text.replace("\n", "\r\n").encode()):
        done = bump(module(content, "1.0.0"), Version(2, 0, 0))
        assert (done.after, done.pins, done.changes) == (content, 0, False)


@pytest.mark.parametrize(
    ("pin", "target"),
    [
        ROW("2.0.0", "2.0.0", id="the version itself"),
        ROW("~> 1.0", "1.9.0", id="a constraint that the version satisfies"),
        ROW(">= 1.0, < 3.0", "2.0.0", id="two constraints that it satisfies"),
        ROW("= 2.0.0", "2.0.0", id="the version with an operator"),
    ],
)
def test_a_bump_leaves_alone(pin: str, target: str) -> None:
    for policy in (keep_constraints, rewrite_constraints):
        done = bump(module(pinned(pin), "1.0.0"), Version.parse(target), (), policy)
        assert (done.changes, done.kept) == (False, ())


@pytest.mark.parametrize("pin", ["~> 1.0", ">= 1.0, < 2.0", "= 1.0.0", "< 2.0.0"])
def test_a_constraint_that_will_not_do_is_kept_and_said_to_be(pin: str) -> None:
    done = bump(module(pinned(pin, "1.0.0"), "1.0.0"), Version(2, 0, 0))
    assert done.after.decode() == pinned(pin, "2.0.0")
    assert [one.text for one in done.kept] == [pin]
    assert done.pins == 1


@pytest.mark.parametrize(
    ("pin", "expected"),
    [
        ("~> 1.0", "~> 2.0"),
        ("~> 1.0.0", "~> 2.0.0"),
        ("= 1.0.0", "= 2.0.0"),
        ("1.0.0", "2.0.0"),
        ("latest", "2.0.0"),
        ("v1.2.3", "2.0.0"),
        ("2025.1", "2.0.0"),
        ("", "2.0.0"),
        ("9.9.9", "2.0.0"),
    ],
)
def test_a_bump_with_constraints_rewrites(pin: str, expected: str) -> None:
    done = bump(module(pinned(pin), "1.0.0"), Version(2, 0, 0), (), rewrite_constraints)
    assert done.after.decode() == pinned(expected)


@pytest.mark.parametrize(
    ("released", "target", "level"),
    [
        ROW([], "1.0.0", None, id="a first release has none"),
        ROW(["1.0.0"], "1.1.0", MINOR, id="the next minor"),
        ROW(["1.0.0"], "1.2.0", None, id="versions that are skipped have none"),
        ROW(["1.0.0"], "2.0.0-rc.1", MAJOR, id="a pre-release has that of what it leads to"),
    ],
)
def test_the_level_of_a_bump(released: list[str], target: str, level: Level | None) -> None:
    done = bump(module(pinned("1.0.0"), *released), Version.parse(target), ("because",))
    assert (done.level, done.reasons) == (level, ("because",))
