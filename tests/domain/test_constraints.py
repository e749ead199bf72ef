"""Terraform's version constraints."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from semver import Version

from release_tool.domain.constraints import ConstraintError, Constraints
from tests.terraform.oracle import is_available, terraform

if TYPE_CHECKING:
    from collections.abc import Sequence

RECORDED = Path(__file__).parent / "data" / "constraint_verdicts.json"
"""What Terraform 1.11.4 said to each constraint as its own `required_version`.

Pre-releases are not among them: there Terraform refuses to read them at all.
"""
JUDGE = Version(1, 11, 4)
ASKED = (
    "1.11.4",
    "= 1.11.4",
    "v1.11.4",
    "1.11",
    "!= 1.11.4",
    "!= 1.11",
    "> 1.11.3",
    "> 1.11.4",
    "> 1.11",
    "> 1",
    ">= 1.11.4",
    ">=1.11.5",
    ">= 1.12",
    ">= 1",
    "< 1.11.4",
    "< 1.12",
    "< 2",
    "<= 1.11.4",
    "<= 1.11",
    "<= 2.0",
    "~> 1",
    "~> 0",
    "~> 2",
    "~> 1.0",
    "~> 1.11",
    "~> 1.12",
    "~> 0.12",
    "~> 1.11.0",
    "~> 1.11.4",
    "~> 1.11.5",
    "~> 1.10.0",
    ">= 1.0, < 2.0",
    ">= 1.0, < 1.5",
    ">= 1.0 , != 1.11.4",
    "~> 1.0, != 1.10.0",
)

numbers = st.integers(min_value=0, max_value=3)
finals = st.builds(Version, numbers, numbers, numbers)
versions = st.one_of(finals, finals.map(lambda version: version.replace(prerelease="rc.1")))
segments = st.lists(numbers, min_size=1, max_size=3).map(
    lambda parts: ".".join(str(part) for part in parts)
)
operators = st.sampled_from(["", "= ", "!= ", "> ", ">= ", "< ", "<= ", "~> "])
terms = st.builds(lambda operator, version: f"{operator}{version}", operators, segments)
constraints = st.lists(terms, min_size=1, max_size=3).map(", ".join).map(Constraints.parse)


def _verdicts(texts: Sequence[str], folder: Path) -> dict[str, bool]:
    """Whether Terraform accepts each constraint on itself; one run for all of them."""
    calls = []
    for number, text in enumerate(texts):
        module = folder / f"c{number}"
        module.mkdir()
        (module / "main.tf").write_text(f'terraform {{\n  required_version = "{text}"\n}}\n')
        calls.append(f'module "c{number}" {{\n  source = "./c{number}"\n}}\n')
    (folder / "main.tf").write_text("".join(calls))
    told = terraform(folder, "init", "-backend=false", "-no-color").stderr
    return {text: f"on c{number}/main.tf" not in told for number, text in enumerate(texts)}


def test_what_satisfies_a_constraint_is_what_terraform_accepts() -> None:
    told = json.loads(RECORDED.read_text())
    assert {text: Constraints.parse(text).satisfies(JUDGE) for text in ASKED} == told


@pytest.mark.skipif(not is_available(), reason="there is no terraform to ask")
def test_the_recorded_verdicts_are_those_of_terraform(tmp_path: Path) -> None:
    version = json.loads(terraform(tmp_path, "version", "-json").stdout)["terraform_version"]
    if version != str(JUDGE):
        pytest.skip(f"the verdicts are those of {JUDGE}, and this is {version}")
    assert _verdicts(ASKED, tmp_path) == json.loads(RECORDED.read_text())


@pytest.mark.parametrize(
    ("text", "version", "expected"),
    [
        pytest.param("2.0.0-rc.1", "2.0.0-rc.1", True, id="a pre-release that is named"),
        pytest.param("= 2.0.0-rc.1", "2.0.0-rc.1", True, id="a pre-release that is named with ="),
        pytest.param("2.0.0-rc.1, < 3", "2.0.0-rc.1", True, id="a named one among others"),
        pytest.param("2.0.0-rc.1, < 2.0.0-beta", "2.0.0-rc.1", False, id="another refuses it"),
        pytest.param("2.0.0-rc.1", "2.0.0-rc.2", False, id="another pre-release"),
        pytest.param(">= 2.0.0-rc.1", "2.0.0-rc.1", False, id="a pre-release within a range"),
        pytest.param("~> 2.0.0-rc.1", "2.0.0-rc.1", False, id="a pre-release and ~>"),
        pytest.param(">= 1.0", "2.0.0-rc.1", False, id="a pre-release above a range"),
        pytest.param("", "2.0.0-rc.1", False, id="a pre-release and no constraint"),
        pytest.param("", "2.0.0", True, id="no constraint"),
        pytest.param(">= 2.0.0-rc.1", "2.0.0", True, id="the release after a pre-release"),
        pytest.param("~> 2.0.0-rc.1", "2.0.9", True, id="a patch after a pre-release"),
        pytest.param("~> 2.0.0-rc.1", "2.1.0", False, id="a minor after a pre-release"),
    ],
)
def test_a_pre_release_matches_only_where_it_is_named(
    text: str, version: str, expected: bool
) -> None:
    assert Constraints.parse(text).satisfies(Version.parse(version)) is expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("latest", id="a word"),
        pytest.param("1.x", id="a letter for a number"),
        pytest.param("^1.2", id="the caret of another tool"),
        pytest.param("=> 1.0", id="an operator the wrong way round"),
        pytest.param("1.2.3.4", id="four segments"),
        pytest.param(">= 1.0,", id="a comma and nothing"),
        pytest.param(">= 1.0 < 2.0", id="no comma"),
        pytest.param("1.0-", id="a dash and nothing"),
        pytest.param("1.0-01", id="a pre-release with a leading zero"),
    ],
)
def test_what_is_no_constraint_is_refused(text: str) -> None:
    with pytest.raises(ConstraintError):
        Constraints.parse(text)


leading_up = st.builds("{}{}-rc.1".format, operators, finals)
any_terms = st.lists(terms | leading_up, min_size=1, max_size=3)


@given(any_terms.map(", ".join).map(Constraints.parse), finals)
def test_the_ranges_hold_exactly_the_versions_that_satisfy(
    allowed: Constraints, version: Version
) -> None:
    release = (version.major, version.minor, version.patch)
    held = any(
        start <= release and (end is None or release < end) for start, end in allowed.ranges()
    )
    assert held == allowed.satisfies(version)


@given(constraints, constraints, finals)
def test_a_version_of_one_within_another_satisfies_both(
    one: Constraints, other: Constraints, version: Version
) -> None:
    if one.within(other) and one.satisfies(version):
        assert other.satisfies(version)


@given(constraints, constraints, finals)
def test_a_version_that_only_one_allows_means_that_it_is_not_within_the_other(
    one: Constraints, other: Constraints, version: Version
) -> None:
    if one.satisfies(version) and not other.satisfies(version):
        assert not one.within(other)


@given(constraints, constraints, finals)
def test_no_version_satisfies_two_that_are_disjoint(
    one: Constraints, other: Constraints, version: Version
) -> None:
    if one.disjoint(other):
        assert not (one.satisfies(version) and other.satisfies(version))


@given(constraints)
def test_constraints_are_within_themselves_and_within_none(allowed: Constraints) -> None:
    assert allowed.within(allowed)
    assert allowed.within(Constraints())


@given(constraints)
def test_constraints_are_the_same_after_they_were_written_out(allowed: Constraints) -> None:
    assert Constraints.parse(str(allowed)) == allowed


def _excluded(allowed: Constraints, version: Version) -> bool:
    return any(term.operator == "!=" and term.version == version for term in allowed.terms)


@given(terms.map(Constraints.parse), versions)
def test_a_rewritten_constraint_is_satisfied(allowed: Constraints, version: Version) -> None:
    rewritten = Constraints.parse(allowed.rewritten(version))
    impossible = _excluded(allowed, version) or (version.prerelease and not allowed.exact)
    none_below = allowed.terms[0].operator == ">" and version == Version(0, 0, 0)
    assert rewritten.satisfies(version) or impossible or none_below


@given(constraints, versions)
def test_a_satisfied_constraint_is_not_rewritten(allowed: Constraints, version: Version) -> None:
    if allowed.satisfies(version):
        assert allowed.rewritten(version) == str(allowed)


@given(constraints, versions)
def test_rewriting_keeps_the_operators(allowed: Constraints, version: Version) -> None:
    rewritten = Constraints.parse(allowed.rewritten(version))
    assert [term.operator for term in rewritten.terms] == [term.operator for term in allowed.terms]


@pytest.mark.parametrize(
    ("text", "version", "expected"),
    [
        pytest.param("~> 1.2", "1.9.0", "~> 1.2", id="it holds already"),
        pytest.param("~> 1.2", "2.0.0-rc.1", "~> 1.2", id="nothing but = takes a pre-release"),
        pytest.param("!= 2.0.0", "2.0.0", "!= 2.0.0", id="somebody shut the version out"),
        pytest.param("~> 1.2", "2.0.0", "~> 2.0", id="two segments stay two"),
        pytest.param("~> 1.2", "2.3.4", "~> 2.3", id="a patch does not fit into two"),
        pytest.param("~> 1.2.3", "2.0.0", "~> 2.0.0", id="three segments stay three"),
        pytest.param(">= 1.0, < 2.0", "2.3.0", ">= 1.0, < 2.4", id="only the upper limit moves"),
        pytest.param("<= 1", "2.0.0", "<= 2", id="one segment that says enough"),
        pytest.param("<= 1", "2.0.1", "<= 2.0.1", id="one segment would not hold it"),
        pytest.param("1.2.3", "2.0.0", "2.0.0", id="an exact pin"),
        pytest.param("1.2", "2.0.1", "2.0.1", id="an exact pin of too few segments"),
        pytest.param("= 1.2.3", "2.0.0-rc.1", "= 2.0.0-rc.1", id="a pin moves to a pre-release"),
    ],
)
def test_a_bump_moves_a_constraint_no_further_than_it_has_to(
    text: str, version: str, expected: str
) -> None:
    assert Constraints.parse(text).rewritten(Version.parse(version)) == expected
