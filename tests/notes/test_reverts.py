"""A revert and what it reverts cancel each other, if both are in the range."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from release_tool.notes.reverts import cancelled
from tests.notes.builders import commit, sha_of

if TYPE_CHECKING:
    from release_tool.domain.commits import Commit

X = commit("feat: x (#12)")
Y = commit("fix: y (#13)")
REVERT_X = commit('Revert "feat: x" (#14)', "Reverts coder/registry#12")
OUTSIDE = sha_of("outside the range")


def subjects(*oldest_first: Commit) -> list[str]:
    """The subjects of the cancelled, oldest first."""
    gone = cancelled(oldest_first[::-1])
    return [one.subject for one in oldest_first if one.sha in gone]


@pytest.mark.parametrize(
    "revert",
    [
        pytest.param(commit("fix: mend x"), id="an ordinary commit"),
        pytest.param(commit('Revert "feat: other"'), id="of a subject that is not in the range"),
        pytest.param(
            commit('Revert "feat: x"', f"This reverts commit {OUTSIDE}."),
            id="of a commit outside the range with the same subject",
        ),
        pytest.param(
            commit("fix: z", f"This reverts commit {X.sha} in part."), id="of a part, in passing"
        ),
        pytest.param(
            commit('Revert "feat: x"', f"This partially reverts commit {X.sha}."), id="of a part"
        ),
        pytest.param(commit("fix: z", f"> This reverts commit {X.sha}."), id="that is quoted"),
        pytest.param(
            commit("fix: z", f"```\nThis reverts commit {X.sha}.\n```"), id="that is an example"
        ),
        pytest.param(commit("fix: z", "Reverts coder/registry#12"), id="of a pull, in passing"),
        pytest.param(commit("fix: z", "This reverts commit abc."), id="of an id that is too short"),
        pytest.param(
            commit(
                'Revert "Merge x"',
                f"This reverts commit {OUTSIDE}, reversing changes made to {X.sha}.",
            ),
            id="of a merge into what stays",
        ),
        pytest.param(commit("chore: revert the bump"), id="that only has the word in it"),
    ],
)
def test_what_is_not_a_revert_of_the_range_cancels_nothing(revert: Commit) -> None:
    assert subjects(X, Y, revert) == []


@pytest.mark.parametrize(
    "revert",
    [
        pytest.param(commit('Revert "feat: x"'), id="by subject, without pull request"),
        pytest.param(commit('Revert "feat: x (#12)"'), id="by subject, with pull request"),
        pytest.param(commit('Revert "feat: x" (#14)'), id="by subject, in a pull request"),
        pytest.param(
            commit('Revert "feat: x" and more (#14)'), id="by subject, with words after it"
        ),
        pytest.param(
            commit('Revert "the title before it was edited" (#14)', "Reverts coder/registry#12"),
            id="by number",
        ),
        pytest.param(
            commit('Revert "old title"', "Reverts https://github.com/coder/registry/pull/12"),
            id="by address",
        ),
        pytest.param(
            commit('Revert "feat: x"', f"This reverts commit {X.sha}."), id="as git writes it"
        ),
        pytest.param(
            commit('Revert "feat: x"', f"This reverts commit {X.sha[:8]} since it broke."),
            id="by a short id, with a reason",
        ),
        pytest.param(commit("revert: feat: x"), id="by convention"),
        pytest.param(commit("revert(zed): x"), id="by convention, without the type"),
        pytest.param(commit('revert: "feat: x" (#14)'), id="by convention, with quotes"),
        pytest.param(commit("revert: let us not", f"Refs: {X.sha[:10]}"), id="by a Refs footer"),
        pytest.param(
            commit("Undo it", f"This reverts commit {X.sha}."), id="under a subject of its own"
        ),
    ],
)
def test_a_revert_and_what_it_reverts_cancel_each_other(revert: Commit) -> None:
    assert subjects(X, Y, revert) == [X.subject, revert.subject]


def test_a_revert_names_several_commits() -> None:
    revert = commit("revert: both", f"This reverts commits {X.sha} and {Y.sha}.")
    assert subjects(X, Y, revert) == [X.subject, Y.subject, revert.subject]


def test_a_commit_that_also_adds_something_stays_while_what_it_reverts_goes() -> None:
    better = commit("feat: a better x", f"This reverts commit {X.sha}.")
    assert subjects(X, better) == [X.subject]


@pytest.mark.parametrize(
    "older",
    [
        pytest.param(commit('Revert "feat: x"'), id="by subject"),
        pytest.param(commit('Revert "feat: x"', f"This reverts commit {X.sha}."), id="by id"),
    ],
)
def test_nothing_newer_is_reverted(older: Commit) -> None:
    assert subjects(older, X) == []


def test_the_same_revert_twice_does_not_restore() -> None:
    once, twice = (commit("revert: y", sha=sha_of(name)) for name in ("one", "two"))
    assert cancelled([twice, once, Y]) == {twice.sha, once.sha, Y.sha}


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(commit('Revert "Revert "feat: x"" (#15)'), id="by subject"),
        pytest.param(commit('Revert "Revert "feat: x" (#14)" (#15)'), id="by subject and number"),
        pytest.param(commit('Reapply "feat: x" (#15)'), id="with git's word"),
        pytest.param(
            commit('Reapply "feat: x"', f"This reverts commit {REVERT_X.sha}."), id="by id"
        ),
    ],
)
def test_the_revert_of_a_revert_restores(again: Commit) -> None:
    assert subjects(X, REVERT_X, again) == [REVERT_X.subject, again.subject]


def test_a_third_revert_takes_back_again() -> None:
    second = commit('Revert "Revert "feat: x""')
    third = commit('Revert "Revert "Revert "feat: x"""')
    everything = (X, REVERT_X, second, third)
    assert subjects(*everything) == [one.subject for one in everything]


def test_what_lands_again_after_its_revert_counts() -> None:
    landed_again = commit("feat: x (#16)")
    gone = cancelled([landed_again, REVERT_X, X])
    assert gone == {REVERT_X.sha, X.sha}


def test_each_of_two_reverts_takes_the_landing_before_it() -> None:
    second_landing = commit("feat: x", sha=sha_of("second landing"))
    first, second = (commit('Revert "feat: x"', sha=sha_of(name)) for name in ("one", "two"))
    landing = commit("feat: x", sha=sha_of("first landing"))
    everything = [second, second_landing, first, landing]
    assert cancelled(everything) == {one.sha for one in everything}


def test_a_revert_without_its_commit_stays() -> None:
    assert subjects(REVERT_X) == []
