"""CHANGELOG.md keeps the style of Keep a Changelog."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from release_tool.notes.changelog import changelog
from tests.golden_files import assert_golden
from tests.notes.builders import entry, notes, tag
from tests.notes.hostile import TEXT
from tests.notes.page import page_of

if TYPE_CHECKING:
    from release_tool.notes.entries import Entry


def headings(*told: Entry) -> list[str]:
    return page_of(changelog([notes(*told, released=tag("1.0.0"))])).headings[2:]


def test_a_complete_changelog() -> None:
    releases = [
        notes(entry("clone over ssh", pr=41), previous=tag("2.0.0"), date=""),
        notes(
            entry("drop `depth`", kind="refactor", breaking=True, pr=40, note="Use `extra_args`."),
            entry("clone submodules", pr=39),
            entry("keep $HOME", kind="fix", pr=None),
            entry("test more", kind="test", pr=38),
            entry("taken back", pr=37, reverted=True),
            released=tag("2.0.0"),
            previous=tag("1.0.0"),
        ),
        notes(entry("lint", kind="ci"), released=tag("1.0.0"), date="2025-01-02T00:00:00Z"),
    ]
    assert_golden("tests/notes/golden/changelog.md", changelog(releases))


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(entry(kind="test"), id="tests"),
        pytest.param(entry(kind="ci"), id="automation"),
        pytest.param(entry(kind="style"), id="style"),
        pytest.param(entry(kind="feat", reverted=True), id="what was taken back"),
    ],
)
def test_what_callers_cannot_notice_is_left_out(told: Entry) -> None:
    assert headings(told) == []


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(entry("x", kind="feat"), "Added", id="a feature"),
        pytest.param(entry("Add x", kind="other"), "Added", id="what says that it adds"),
        pytest.param(entry("x", kind="perf"), "Changed", id="a faster way"),
        pytest.param(entry("x", kind="chore"), "Changed", id="a chore"),
        pytest.param(entry("x", kind="feat", breaking=True), "Changed", id="what breaks"),
        pytest.param(
            entry("x", kind="ci", breaking=True), "Changed", id="what breaks, of any type"
        ),
        pytest.param(entry("deprecate x", kind="feat"), "Deprecated", id="what is deprecated"),
        pytest.param(entry("x", kind="deprecate"), "Deprecated", id="a deprecation"),
        pytest.param(entry("remove x", kind="chore"), "Removed", id="what is removed"),
        pytest.param(entry("Drop x", kind="feat", breaking=True), "Removed", id="what is dropped"),
        pytest.param(entry("x", kind="fix"), "Fixed", id="a fix"),
        pytest.param(entry("remove a race", kind="fix"), "Fixed", id="a fix that removes"),
        pytest.param(entry("Fix x", kind="other"), "Fixed", id="what says that it fixes"),
        pytest.param(entry("x", kind="security"), "Security", id="a security change"),
        pytest.param(entry("x", kind="fix", scope="security"), "Security", id="by scope"),
        pytest.param(entry("x", kind="fix", labels=("security",)), "Security", id="by label"),
    ],
)
def test_a_change_stands_under_its_heading(told: Entry, expected: str) -> None:
    assert headings(told) == [expected]


def test_no_releases_are_an_empty_changelog() -> None:
    assert page_of(changelog([])).headings == ["Changelog"]


def test_without_links_nothing_is_linked_but_the_style() -> None:
    text = changelog([notes(entry(), released=tag("1.0.0"), links=None)])
    assert len(page_of(text).addresses) == 2


@given(st.lists(TEXT, min_size=1, max_size=4))
def test_a_subject_cannot_reach_the_links_of_versions(subjects: list[str]) -> None:
    told = [entry(f"[1.0.0] {subject} [1.0.0]: x") for subject in subjects]
    page = page_of(changelog([notes(*told, released=tag("1.0.0"), links=None)]))
    assert len(page.addresses) == 2
    assert len(page.items) == len(told)
    assert page.acting == [] or {kind for kind, _ in page.acting} == {"issue"}


def test_what_was_never_released_leads_to_its_whole_history() -> None:
    last = changelog([notes(entry(), date="")]).splitlines()[-1]
    assert last == "[Unreleased]: https://github.com/coder/registry/commits/HEAD"
