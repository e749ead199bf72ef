"""All releases of a folder from one look at history, against a plain search of it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from release_tool.adapters.folder_history import read_folder_history
from tests.git_histories import ONE, History, Made, histories


@settings(max_examples=40, deadline=None)
@given(histories(), st.data())
def test_between_two_tips_are_the_commits_of_one_that_the_other_does_not_have(
    history: History, data: st.DataObject
) -> None:
    numbers = st.integers(0, len(history.commits) - 1)
    tips = data.draw(st.lists(numbers, min_size=1, max_size=4))
    with history.in_git() as (repository, shas):
        found = read_folder_history(repository, ONE, [shas[tip] for tip in tips])
    for end in tips:
        for start in (None, *tips):
            commits = found.between("" if start is None else shas[start], shas[end])
            assert [shas.index(commit.sha) for commit in commits] == list(
                history.between(start, end, ONE)
            )


def test_the_same_change_on_two_branches_is_two_commits() -> None:
    text = {f"{ONE}/main.tf": "same"}
    history = History(
        [Made((), {}, 0), Made((0,), text, 60), Made((0,), text, 120), Made((1, 2), text, 180)]
    )
    with history.in_git() as (repository, shas):
        found = read_folder_history(repository, ONE, [shas[0], shas[3]]).between(shas[0], shas[3])
    assert [commit.sha for commit in found] == [shas[2], shas[1]]


@settings(max_examples=20, deadline=None)
@given(histories(), st.data())
def test_a_tip_has_its_ancestors_and_itself(history: History, data: st.DataObject) -> None:
    numbers = st.integers(0, len(history.commits) - 1)
    tips = data.draw(st.lists(numbers, min_size=1, max_size=4))
    with history.in_git() as (repository, shas):
        found = read_folder_history(repository, ONE, [shas[tip] for tip in tips])
    known = frozenset().union(*(history.ancestors[tip] for tip in tips))
    for tip in tips:
        has = {number for number in known if found.has(shas[tip], shas[number])}
        assert has == history.ancestors[tip]
