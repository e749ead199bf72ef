"""Who descends from whom, and which commits branches keep, against a plain search."""

from __future__ import annotations

from itertools import pairwise, permutations
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from release_tool.adapters.release_tags import read_release_tags
from release_tool.adapters.repository import open_repository
from release_tool.adapters.tagged_releases import read_lineage, read_tagged_releases
from release_tool.domain.audit import TaggedRelease
from release_tool.domain.versions import Version
from tests.git_histories import History, Made, histories
from tests.module_values import LAYOUT
from tests.readme_marks import OWN

if TYPE_CHECKING:
    from release_tool.domain.audit_tags import Lineage
    from tests.registry_builder import RegistryBuilder


def releases(commits: list[str]) -> list[TaggedRelease]:
    """A release on each of *commits*."""
    tags = [LAYOUT.tag_of(OWN, Version(1, 0, number)) for number in range(len(commits))]
    return [TaggedRelease(tag, commit, "", "") for tag, commit in zip(tags, commits, strict=True)]


def numbered(lineage: Lineage, commits: list[str]) -> tuple[set[int], set[tuple[int, int]]]:
    at = {commit: number for number, commit in enumerate(commits)}
    return (
        {at[commit] for commit in lineage.kept},
        {(at[one], at[other]) for one, other in lineage.descents},
    )


@settings(max_examples=40, deadline=None)
@given(histories(), st.data())
def test_descents_and_what_branches_keep_are_those_of_a_plain_search(
    history: History, data: st.DataObject
) -> None:
    numbers = range(len(history.commits))
    tips = data.draw(st.lists(st.sampled_from(numbers), max_size=2))
    with history.in_git() as (repository, commits):
        tagged = releases(commits)
        pairs = permutations(tagged, 2)
        lineage = read_lineage(repository, tagged, pairs, [commits[tip] for tip in tips])
    ancestors = history.ancestors
    kept = {number for number in numbers if any(number in ancestors[tip] for tip in tips)}
    descents = {(one, other) for one, other in permutations(numbers, 2) if one in ancestors[other]}
    assert numbered(lineage, commits) == (kept, descents)


def test_a_long_line_of_releases_is_in_order_from_the_first_to_the_last() -> None:
    """Longer than one walk looks for tips."""
    length = 2100
    line = [Made((number - 1,) if number else (), {}, number) for number in range(length)]
    with History(line).in_git() as (repository, commits):
        tagged = releases(commits)
        pairs = pairwise(tagged)
        lineage = read_lineage(repository, tagged, pairs, [])
    _, descents = numbered(lineage, commits)
    assert descents == {(number, number + 1) for number in range(length - 1)}


def test_a_tag_that_only_the_remote_has_is_no_release_of_this_clone(
    registry: RegistryBuilder,
) -> None:
    commit = registry.released("coder/git-clone", "1.0.0")
    repository = open_repository(registry.root)
    there = {"release/coder/git-clone/v1.0.1": commit}
    tags = read_release_tags(repository, LAYOUT).with_remote(there)
    (releases_here,) = read_tagged_releases(repository, tags, [OWN]).values()
    assert [one.tag.name for one in releases_here] == ["release/coder/git-clone/v1.0.0"]
