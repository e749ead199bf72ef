"""Commits ask for the level that their types and marks tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from release_tool.domain.versions import Level
from release_tool.notes.required_level import required_level
from tests.notes.builders import entry

if TYPE_CHECKING:
    from release_tool.notes.entries import Entry

FIX, FEAT = entry("mend", kind="fix"), entry("add", kind="feat")
BREAK = entry("drop", kind="chore", breaking=True)
GONE = entry("gone", kind="feat", breaking=True, reverted=True)


@pytest.mark.parametrize(
    ("told", "level"),
    [
        pytest.param([], None, id="no commits ask for nothing"),
        pytest.param([GONE], None, id="reverted commits ask for nothing"),
        pytest.param([FIX], Level.PATCH, id="a fix is a patch"),
        pytest.param([entry("x", kind="other")], Level.PATCH, id="anything is a patch"),
        pytest.param([FIX, GONE], Level.PATCH, id="reverted commits do not raise it"),
        pytest.param([FIX, FEAT, FIX], Level.MINOR, id="one feature is enough for a minor"),
        pytest.param([FEAT, BREAK, FIX], Level.MAJOR, id="one break is enough for a major"),
    ],
)
def test_the_highest_commit_decides(told: list[Entry], level: Level | None) -> None:
    assert required_level(told)[0] == level


def test_the_reasons_are_the_commits_that_decide() -> None:
    _, reasons = required_level([FIX, FEAT, entry("more", kind="feat")])
    assert [reason.partition(" ")[2] for reason in reasons] == ["(feat): add", "(feat): more"]


def test_a_reason_names_the_commit() -> None:
    assert required_level([BREAK]) == (Level.MAJOR, (f"{BREAK.sha[:7]} (breaking): drop",))


@given(st.lists(st.sampled_from([FIX, FEAT, BREAK, GONE])), st.sampled_from([FIX, FEAT, BREAK]))
def test_another_commit_never_lowers_the_level(told: list[Entry], more: Entry) -> None:
    before = required_level(told)[0]
    after = required_level([*told, more])[0]
    assert after is not None
    assert before is None or after >= before
