"""Which commits changed which module since its release, against a plain search of the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from release_tool.adapters.changes_since import Start, changes_since
from release_tool.adapters.repository import open_repository
from release_tool.domain.modules import ModuleId
from tests.git_histories import FOLDERS, LONGER, ONE, TWO, History, Made, histories

if TYPE_CHECKING:
    from release_tool.adapters.repository import Repository
    from tests.registry_builder import RegistryBuilder

Releases = dict[str, int | None]
"""The commit on which each folder's release tag stands."""


def releases_in(history: History) -> st.SearchStrategy[Releases]:
    numbers = st.one_of(st.none(), st.integers(0, len(history.commits) - 1))
    return st.fixed_dictionaries(dict.fromkeys(FOLDERS, numbers))


def found(history: History, released: Releases) -> dict[str, dict[int, frozenset[str]]]:
    """What the walk says, commits by number, in its own order."""
    with history.in_git() as (repository, shas):
        starts = {
            ModuleId("", folder): _start(repository, folder, None if at is None else shas[at])
            for folder, at in released.items()
        }
        changes = changes_since(repository, shas[-1], starts)
    return {
        module.name: {shas.index(one.commit.sha): frozenset(one.files) for one in commits}
        for module, commits in changes.items()
    }


def _start(repository: Repository, folder: str, commit: str | None) -> Start:
    if commit is None:
        return Start(folder, "", "")
    (tree,) = repository.object_ids([f"{commit}:{folder}"])
    return Start(folder, commit, tree or "")


@settings(max_examples=50, deadline=None)
@given(histories(), st.data())
def test_every_commit_since_the_release_is_found_newest_first(
    history: History, data: st.DataObject
) -> None:
    released = data.draw(releases_in(history))
    head = len(history.commits) - 1
    expected = {folder: history.between(at, head, folder) for folder, at in released.items()}
    result = found(history, released)
    assert result == expected
    assert [list(commits) for commits in result.values()] == [
        list(commits) for commits in expected.values()
    ]


@settings(max_examples=20, deadline=None)
@given(histories(padding=520), st.data())
def test_in_a_long_history_only_changes_are_left_out_that_the_folder_no_longer_shows(
    history: History, data: st.DataObject
) -> None:
    released = data.draw(releases_in(history))
    head = len(history.commits) - 1
    result = found(history, released)
    for folder, at in released.items():
        expected = history.between(at, head, folder)
        assert result[folder].items() <= expected.items()
        same = _places_like_the_release(history, folder, at)
        for number in expected.keys() - result[folder].keys():
            assert any(number in history.ancestors[place] for place in same)


def _places_like_the_release(history: History, folder: str, at: int | None) -> list[int]:
    """The commits since the release at which the folder is what was released."""
    known = frozenset[int]() if at is None else history.ancestors[at]
    return [
        number
        for number in history.ancestors[-1] - known
        if history.part(number, folder) == history.part(at, folder)
    ]


@settings(max_examples=20, deadline=None)
@given(histories(padding=520, tick=0), st.data())
def test_commits_of_the_same_second_are_never_taken_for_new_ones(
    history: History, data: st.DataObject
) -> None:
    released = data.draw(releases_in(history))
    result = found(history, released)
    for folder, at in released.items():
        assert result[folder].keys() <= history.between(at, -1, folder).keys()


def line(*trees: dict[str, str], padding: int = 0) -> History:
    """A history without merges; *padding* commits come before the last."""
    *first, last = trees
    all_trees = [*first, *[{**first[-1], "docs/x": str(one)} for one in range(padding)], last]
    return History(
        [
            Made((number - 1,) if number else (), tree, number * 60)
            for number, tree in enumerate(all_trees)
        ]
    )


OLD, NEW = {f"{ONE}/main.tf": "1"}, {f"{ONE}/main.tf": "2"}


def test_what_a_long_release_branch_of_the_same_second_shares_with_the_head_is_released() -> None:
    branch = [Made((number,), NEW, 0) for number in range(1, 600)]
    head = Made((1,), {**NEW, f"{ONE}/b.tf": "1"}, 0)
    history = History([Made((), OLD, 0), Made((0,), NEW, 0), *branch, head])
    assert list(found(history, {ONE: 600})[ONE]) == [601]


def test_a_change_that_was_taken_back_is_found_in_a_short_history() -> None:
    assert list(found(line(OLD, NEW, OLD, OLD), {ONE: 0})[ONE]) == [2, 1]


def test_a_change_that_was_taken_back_long_ago_is_left_out() -> None:
    assert found(line(OLD, NEW, OLD, OLD, padding=600), {ONE: 0})[ONE] == {}


def test_a_change_that_still_shows_is_found_however_long_ago_it_was_made() -> None:
    assert list(found(line(OLD, NEW, NEW, padding=1600), {ONE: 0})[ONE]) == [1]


def test_a_module_that_was_never_released_has_all_of_its_commits() -> None:
    history = line(OLD, NEW, {**NEW, f"{TWO}/main.tf": "1"}, padding=600)
    assert found(history, {ONE: None, TWO: None}) == {
        ONE: {1: frozenset({"main.tf"}), 0: frozenset({"main.tf"})},
        TWO: {602: frozenset({"main.tf"})},
    }


def test_a_folder_whose_name_begins_the_same_is_another_module() -> None:
    history = line(OLD, {**OLD, f"{LONGER}/main.tf": "1"})
    assert found(history, {ONE: 0})[ONE] == {}


def test_a_release_on_another_branch_shares_what_came_before_they_parted() -> None:
    history = History(
        [
            Made((), OLD, 0),
            Made((0,), NEW, 60),
            Made((1,), {**NEW, f"{ONE}/a.tf": "1"}, 120),
            Made((1,), {**NEW, f"{ONE}/b.tf": "1"}, 180),
        ]
    )
    assert found(history, {ONE: 2})[ONE] == {3: frozenset({"b.tf"})}


@pytest.mark.parametrize(
    "setting", ["log.showRoot=false", "diff.renames=copies", "log.follow=true"]
)
def test_what_a_person_set_up_for_their_own_eyes_changes_nothing(
    setting: str, registry: RegistryBuilder
) -> None:
    registry.git("config", *setting.split("="))
    first = registry.module("coder/a", "1.0.0")
    registry.git("mv", "registry/coder/modules/a/main.tf", "registry/coder/modules/a/new.tf")
    second = registry.commit("refactor: move")
    folder = registry.folder("coder/a")
    module = ModuleId("coder", "a")
    repository = open_repository(registry.root)
    (commits,) = changes_since(repository, second, {module: Start(folder, "", "")}).values()
    assert [(one.commit.sha, one.files) for one in commits] == [
        (second, ("main.tf", "new.tf")),
        (first, ("README.md", "main.tf")),
    ]


def test_modules_that_nobody_asks_about_cost_nothing(registry: RegistryBuilder) -> None:
    assert changes_since(open_repository(registry.root), "no such commit", {}) == {}
