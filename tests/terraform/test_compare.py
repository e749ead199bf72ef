"""Comparing two versions: levels, policy, and what is kept beside the changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from semver import Version

from release_tool.adapters.hcl import read_interface
from release_tool.domain.versions import Level
from release_tool.terraform.compare import Comparison, compare
from release_tool.terraform.policy import Accepted, Policy
from tests.terraform.archive import ModulePair, pairs

URL = 'variable "url" {\n  type = string\n}\n'
DEPTH = 'variable "depth" {\n  type    = number\n  default = 0\n}\n'
PAIRS = pairs()


def compared(
    before: str, after: str, policy: Policy | None = None, released: str | None = None
) -> Comparison:
    """Two versions of a main.tf, compared."""
    return compare(
        read_interface({"main.tf": before.encode()}),
        read_interface({"main.tf": after.encode()}),
        policy=policy,
        released=Version.parse(released) if released else None,
    )


def test_nothing_that_changed_requires_no_release() -> None:
    comparison = compared(URL, URL)
    assert (comparison.changes, comparison.required, comparison.suggested) == ((), None, None)


def test_a_removed_input_requires_major_and_is_named() -> None:
    comparison = compared(URL + DEPTH, URL)
    assert comparison.required is Level.MAJOR
    assert "depth" in comparison.changes[0].message


def test_the_highest_level_of_all_changes_is_required() -> None:
    comparison = compared(URL + DEPTH, URL + 'variable "new" {\n  default = 1\n}\n')
    assert [change.level for change in comparison.changes] == [Level.MAJOR, Level.MINOR]
    assert comparison.required is Level.MAJOR


def test_a_review_raises_only_what_is_suggested() -> None:
    comparison = compared(DEPTH, DEPTH.replace("0", "1"))
    assert (comparison.required, comparison.suggested) == (Level.PATCH, Level.MINOR)


@pytest.mark.parametrize(
    ("released", "level"),
    [
        pytest.param(None, Level.MAJOR, id="without a released version"),
        pytest.param("1.0.0", Level.MAJOR, id="from 1.0.0 on"),
        pytest.param("0.3.1", Level.MINOR, id="below 1.0.0"),
    ],
)
def test_a_break_asks_for_a_level_by_the_released_version(
    released: str | None, level: Level
) -> None:
    assert compared(URL, "", released=released).required is level


def test_below_one_an_addition_asks_for_a_patch() -> None:
    assert compared("", DEPTH, released="0.3.1").required is Level.PATCH


def test_below_one_a_break_warns_of_the_constraint_that_does_not_protect() -> None:
    assert "~> 0.3.0" in compared(URL, "", released="0.3.1").changes[0].help


def _accepted(version: str = "1.2.0", **different: str) -> Policy:
    accepted = Accepted("variable-removed", "variable.depth", version, "Nobody set it.")
    return Policy(accepted=(replace(accepted, **different),))


def test_an_accepted_change_is_kept_marked_and_requires_nothing_but_the_patch() -> None:
    comparison = compared(URL + DEPTH, URL, _accepted(), "1.2.0")
    assert [(change.rule, change.accepted) for change in comparison.changes] == [
        ("code-changed", None),
        ("variable-removed", "Nobody set it."),
    ]
    assert comparison.required is Level.PATCH
    assert (comparison.expired, comparison.unused) == ((), ())


def test_an_acceptance_expires_with_the_next_release() -> None:
    policy = _accepted("1.1.0")
    comparison = compared(URL + DEPTH, URL, policy, "1.2.0")
    assert comparison.required is Level.MAJOR
    assert comparison.expired == policy.accepted


@pytest.mark.parametrize(
    "different",
    [
        pytest.param({"rule": "variable-renamed"}, id="another rule"),
        pytest.param({"subject": "variable.url"}, id="another subject"),
    ],
)
def test_an_acceptance_of_something_else_changes_nothing(different: dict[str, str]) -> None:
    policy = _accepted(**different)
    comparison = compared(URL + DEPTH, URL, policy, "1.2.0")
    assert comparison.required is Level.MAJOR
    assert comparison.unused == policy.accepted


def test_a_change_can_be_accepted_by_its_fingerprint() -> None:
    fingerprint = compared(URL + DEPTH, URL).changes[0].fingerprint
    comparison = compared(URL + DEPTH, URL, _accepted(subject=fingerprint), "1.2.0")
    assert comparison.required is Level.PATCH


def test_a_fingerprint_survives_a_move_in_the_file() -> None:
    moved = compared("\n\n" + DEPTH + URL, URL).changes[0]
    assert moved.line == 3
    assert moved.fingerprint == compared(URL + DEPTH, URL).changes[0].fingerprint


def test_fingerprints_of_different_changes_differ() -> None:
    changes = [
        change
        for pair in PAIRS
        for change in compare(read_interface(pair.before), read_interface(pair.after)).changes
    ]
    texts = {(c.rule, c.subject, c.before, c.after) for c in changes}
    assert len({change.fingerprint for change in changes}) == len(texts)


def test_a_registry_says_which_resources_hold_no_state() -> None:
    bucket = 'resource "aws_s3_bucket" "a" {\n  bucket = "a"\n}\n'
    assert compared(bucket, "").required is Level.MAJOR
    assert compared(bucket, "", Policy(stateless=("aws_s3_*",))).required is Level.PATCH


def test_a_registry_may_ask_for_a_patch_for_documentation() -> None:
    before, after = ({"README.md": text} for text in (b"one\n", b"two\n"))
    policy = Policy(docs_level=Level.PATCH)
    comparison = compare(read_interface(before), read_interface(after), policy=policy)
    assert comparison.required is Level.PATCH


def test_a_file_that_cannot_be_read_is_never_compatible_and_hides_no_floor() -> None:
    comparison = compared(URL, URL + "variable {\n")
    assert comparison.inconclusive
    assert comparison.required is Level.PATCH


def test_a_submodule_that_cannot_be_read_leaves_the_module_itself_compared() -> None:
    before = {"main.tf": URL.encode(), "modules/a/main.tf": URL.encode()}
    after = {"main.tf": b"", "modules/a/main.tf": b"variable {\n"}
    comparison = compare(read_interface(before), read_interface(after))
    assert comparison.required is Level.MAJOR
    assert {change.file for change in comparison.inconclusive} == {"modules/a/main.tf"}


def test_the_help_for_a_renamed_resource_is_a_block_that_makes_it_a_move() -> None:
    before = 'resource "aws_s3_bucket" "a" {\n  bucket = "logs"\n}\n'
    after = before.replace('"a"', '"b"')
    change = compared(before, after).changes[0]
    repaired = compared(before, after + change.help + "\n")
    assert change.rule == "resource-renamed"
    assert [each.rule for each in repaired.changes] == ["resource-moved"]


@given(st.sampled_from(PAIRS))
def test_no_module_differs_from_itself(pair: ModulePair) -> None:
    interface = read_interface(pair.after)
    assert compare(interface, interface).changes == ()
