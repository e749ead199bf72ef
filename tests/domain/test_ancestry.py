"""Marks reach every ancestor and nobody else, as plain search says."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from release_tool.domain.ancestry import handed_down


@st.composite
def graphs(draw: st.DrawFn) -> tuple[dict[str, tuple[str, ...]], dict[str, int]]:
    """Commits with up to three parents each, in any order, and marks on some of them."""
    size = draw(st.integers(0, 12))
    parents = {
        str(number): tuple(
            map(str, draw(st.lists(st.integers(0, number - 1), max_size=3, unique=True)))
        )
        if number
        else ()
        for number in range(size)
    }
    order = draw(st.permutations(list(parents)))
    marks = draw(st.dictionaries(st.integers(0, size + 1).map(str), st.integers(0, 15), max_size=4))
    return {sha: parents[sha] for sha in order}, marks


def searched(parents: dict[str, tuple[str, ...]], marks: dict[str, int], sha: str) -> int:
    """The marks of *sha* and of all from which it can be reached through known commits."""
    found = 0
    for tip, bits in marks.items():
        seen, todo = set[str](), [tip]
        while todo:
            one = todo.pop()
            if one not in seen:
                seen.add(one)
                todo += parents.get(one, ())
        if sha in seen:
            found |= bits
    return found


@settings(deadline=None)
@given(graphs())
def test_every_commit_has_the_marks_of_all_its_descendants(
    graph: tuple[dict[str, tuple[str, ...]], dict[str, int]],
) -> None:
    parents, marks = graph
    reached, beyond = handed_down(parents, marks)
    assert reached == {sha: searched(parents, marks, sha) for sha in parents}
    assert beyond == {}


@settings(deadline=None)
@given(graphs(), st.data())
def test_parents_that_are_not_known_get_the_marks_that_would_reach_them(
    graph: tuple[dict[str, tuple[str, ...]], dict[str, int]], data: st.DataObject
) -> None:
    parents, marks = graph
    known = data.draw(st.sets(st.sampled_from(sorted(parents)))) if parents else set()
    part = {sha: parents[sha] for sha in parents if sha in known}
    reached, beyond = handed_down(part, marks)
    unknown = {parent for found in part.values() for parent in found} - set(part)
    assert reached == {sha: searched(part, marks, sha) for sha in part}
    assert beyond == {sha: searched(part, marks, sha) for sha in unknown}


def test_a_history_of_a_hundred_thousand_commits_is_no_recursion() -> None:
    parents = {str(number): (str(number + 1),) for number in range(100_000)}
    reached, beyond = handed_down(parents, {"0": 1})
    assert set(reached.values()) == {1}
    assert beyond == {"100000": 1}
