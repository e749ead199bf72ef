"""The commits of one release of one module, and where its tags stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from release_tool.adapters.release_range import (
    commits_of_folder,
    earlier_commits,
    is_ancestor,
    placed_tags,
)
from release_tool.adapters.repository import open_repository
from release_tool.domain.layout import Layout
from release_tool.domain.modules import ModuleId
from release_tool.errors import GitError
from tests.git_histories import ONE, History, histories

if TYPE_CHECKING:
    from tests.registry_builder import RegistryBuilder

A = ModuleId("coder", "a")
FOLDER = "registry/coder/modules/a"


def subjects(registry: RegistryBuilder, start: str, end: str = "HEAD") -> list[str]:
    found = commits_of_folder(open_repository(registry.root), start, end, FOLDER)
    return [commit.subject for commit in found]


@settings(max_examples=35, deadline=None)
@given(histories(), st.data())
def test_the_range_has_exactly_the_commits_that_git_lists_for_the_folder(
    history: History, data: st.DataObject
) -> None:
    numbers = st.integers(0, len(history.commits) - 1)
    start, end = data.draw(numbers), data.draw(numbers)
    with history.in_git() as (repository, shas):
        found = [one.sha for one in commits_of_folder(repository, shas[start], shas[end], ONE)]
        revisions = (shas[end], f"^{shas[start]}")
        listed = repository.git.text("rev-list", "--no-merges", *revisions, "--", ONE).split()
    if history.part(start, ONE):  # otherwise commits of an older place of the folder may follow
        assert found == listed


@settings(max_examples=20, deadline=None)
@given(histories(), st.data())
def test_a_commit_is_an_ancestor_of_itself_and_of_all_that_descend_from_it(
    history: History, data: st.DataObject
) -> None:
    numbers = st.integers(0, len(history.commits) - 1)
    one, other = data.draw(numbers), data.draw(numbers)
    with history.in_git() as (repository, shas):
        assert is_ancestor(repository, shas[one], shas[other]) is (one in history.ancestors[other])


def test_an_id_that_is_no_commit_is_nobodys_ancestor_but_an_error(
    registry: RegistryBuilder,
) -> None:
    registry.commit()
    with pytest.raises(GitError):
        is_ancestor(open_repository(registry.root), "0" * 40, "HEAD")


def test_a_merge_and_a_commit_elsewhere_are_left_out(registry: RegistryBuilder) -> None:
    start = registry.module("coder/a", "1.0.0")
    registry.git("switch", "--quiet", "-c", "side")
    registry.write(f"{FOLDER}/side.tf", "")
    registry.commit("feat: side")
    registry.git("switch", "--quiet", "main")
    registry.write(f"{FOLDER}/main.tf", "")
    registry.commit("feat: main")
    registry.write("docs/x", "")
    registry.commit("docs: elsewhere")
    registry.write(f"{FOLDER}-more/main.tf", "")
    registry.commit("feat: a folder whose name begins the same")
    registry.git("merge", "--quiet", "--no-ff", "-m", "merge side", "side")
    assert sorted(subjects(registry, start)) == ["feat: main", "feat: side"]


def test_a_change_that_came_twice_is_told_once_as_git_log_does(registry: RegistryBuilder) -> None:
    start = registry.module("coder/a", "1.0.0")
    registry.git("switch", "--quiet", "-c", "side")
    registry.write(f"{FOLDER}/main.tf", "same")
    registry.commit("fix: on the side")
    registry.git("switch", "--quiet", "main")
    registry.write(f"{FOLDER}/main.tf", "same")
    registry.commit("fix: on main")
    registry.git("merge", "--quiet", "--no-ff", "-m", "merge side", "side")
    assert subjects(registry, start) == ["fix: on main"]


@pytest.mark.parametrize("message", ["feat: move", "\x1e" + "a" * 40])
def test_commits_of_the_place_from_which_the_folder_was_moved_follow(
    message: str, registry: RegistryBuilder
) -> None:
    registry.module("coder/old", "1.0.0", message="feat: begin")
    registry.write("registry/coder/modules/old/main.tf", 'variable "x" {\n  type = number\n}\n')
    registry.commit("feat: change")
    registry.write("registry/coder/modules/other/main.tf", "")
    registry.commit("feat: elsewhere")
    registry.git("mv", "registry/coder/modules/old", FOLDER)
    registry.commit(message)
    registry.write(f"{FOLDER}/main.tf", "")
    registry.commit("fix: after")
    assert subjects(registry, "") == ["fix: after", message, "feat: change", "feat: begin"]


def test_a_folder_that_moved_twice_and_back_is_followed_and_ends(
    registry: RegistryBuilder,
) -> None:
    registry.module("coder/a", "1.0.0", message="begin")
    registry.git("mv", FOLDER, f"{FOLDER}2")
    registry.commit("away")
    registry.git("mv", f"{FOLDER}2", FOLDER)
    registry.commit("back")
    assert subjects(registry, "") == ["back", "away", "begin"]


def test_what_was_copied_and_not_moved_is_not_followed(registry: RegistryBuilder) -> None:
    registry.module("coder/old", "1.0.0", message="other")
    registry.module("coder/a", "1.0.0", message="begin")
    assert subjects(registry, "") == ["begin"]


def test_a_folder_that_was_there_at_the_start_is_not_followed(registry: RegistryBuilder) -> None:
    registry.module("coder/old", "1.0.0", message="old")
    start = registry.module("coder/a", "1.0.0", message="begin")
    registry.git("rm", "--quiet", "-r", FOLDER)
    registry.git("mv", "registry/coder/modules/old", FOLDER)
    registry.commit("replace")
    assert subjects(registry, start) == ["replace"]


def test_a_move_in_the_first_commit_of_all_is_none(registry: RegistryBuilder) -> None:
    registry.module("coder/a", "1.0.0", message="begin")
    assert subjects(registry, "") == ["begin"]


def test_a_folder_that_never_was_has_no_commits(registry: RegistryBuilder) -> None:
    registry.commit()
    assert subjects(registry, "") == []


def test_a_revision_that_does_not_exist_is_an_error_and_not_an_empty_range(
    registry: RegistryBuilder,
) -> None:
    registry.commit()
    with pytest.raises(GitError):
        subjects(registry, "nowhere")


def test_earlier_commits_come_one_by_one_and_may_be_left_early(registry: RegistryBuilder) -> None:
    for number in range(3):
        registry.write(f"{FOLDER}/main.tf", str(number))
        registry.commit(f"fix: {number}")
    with earlier_commits(open_repository(registry.root), "HEAD", FOLDER) as commits:
        assert next(commits).subject == "fix: 2"
    with earlier_commits(open_repository(registry.root), "HEAD~1", FOLDER) as again:
        assert [commit.subject for commit in again] == ["fix: 1", "fix: 0"]


def test_tags_stand_on_commits_lightweight_or_not_lowest_version_first(
    registry: RegistryBuilder,
) -> None:
    first = registry.module("coder/a", "1.0.9")
    registry.tag("coder/a", "1.0.10")
    registry.tag("coder/ab", "1.0.0")
    registry.git("tag", "release/coder/a/v1.0.9")
    registry.git("tag", "release/coder/a/v1.0.x")
    registry.git("tag", "release/coder/a/v1.0.0/x")
    placed = placed_tags(open_repository(registry.root), Layout(), A)
    assert [(str(one.tag.version), one.commit) for one in placed] == [
        ("1.0.9", first),
        ("1.0.10", first),
    ]
    assert {one.date for one in placed} == {"2026-01-01T00:01:00+00:00"}


def test_a_module_without_tags_has_none(registry: RegistryBuilder) -> None:
    registry.module("coder/a", "1.0.0")
    assert placed_tags(open_repository(registry.root), Layout(), A) == []
