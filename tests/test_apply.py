"""A plan is carried out whole, or what was done of it is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from release_tool.apply import apply
from release_tool.domain.plans import (
    CommitFiles,
    CreateTag,
    Plan,
    PushTags,
    Step,
    WriteFile,
    describe,
)
from release_tool.errors import ReleaseError
from tests.adapters.test_writing import refuse, remote_tags

if TYPE_CHECKING:
    from pathlib import Path

    from tests.registry_builder import RegistryBuilder


@pytest.fixture
def head(registry: RegistryBuilder) -> str:
    """The id of the one commit of a registry with the files a, b and c."""
    for name in ("a", "b", "c"):
        registry.write(name, "old")
    return registry.commit()


def write(path: str, before: bytes | None = b"old") -> WriteFile:
    return WriteFile(path, before, b"new")


def carry_out(registry: RegistryBuilder, *steps: Step) -> list[Step]:
    """The steps that were told to be done."""
    done: list[Step] = []
    apply(registry.root, Plan(steps), done.append)
    return done


def fail(registry: RegistryBuilder, *steps: Step) -> list[Step]:
    """As `carry_out`, for a plan that fails."""
    done: list[Step] = []
    with pytest.raises(ReleaseError):
        apply(registry.root, Plan(steps), done.append)
    return done


def files(root: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(root.iterdir()) if path.is_file()}


def state(registry: RegistryBuilder) -> tuple[dict[str, str], list[str], str]:
    """All that a plan could change here: files, tags and the commit."""
    return files(registry.root), registry.tags(), registry.git("rev-parse", "HEAD")


def test_an_empty_plan_changes_nothing(registry: RegistryBuilder, head: str) -> None:
    before = state(registry)
    assert carry_out(registry) == []
    assert state(registry) == before
    assert before[2] == head


@pytest.mark.parametrize("position", [0, 1, 2, 3])
def test_a_write_that_fails_restores_every_file(
    position: int, registry: RegistryBuilder, head: str
) -> None:
    before = state(registry)
    steps = [write("a"), write("b"), write("new", None)]
    steps.insert(position, write("c", b"not what it holds"))
    assert fail(registry, *steps) == steps[:position]
    assert state(registry) == before
    assert before[2] == head


@pytest.mark.parametrize("position", [0, 1, 2])
def test_a_tag_that_cannot_be_made_takes_back_those_that_were(
    position: int, registry: RegistryBuilder, head: str
) -> None:
    registry.git("tag", "mine", head)
    before = state(registry)
    steps: list[Step] = [CreateTag(name, head, "Release") for name in ("v1", "v2")]
    steps.insert(position, CreateTag("mine", head, "Release"))
    assert fail(registry, *steps) == steps[:position]
    assert state(registry) == before


def test_a_commit_that_fails_restores_every_file(registry: RegistryBuilder, head: str) -> None:
    hook = registry.root / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    before = state(registry)
    fail(registry, write("a"), write("b"), CommitFiles(("a", "b"), "chore: x"))
    assert state(registry) == before
    assert before[2] == head
    assert registry.git("status", "--porcelain") == ""


def test_a_step_that_cannot_be_told_of_is_taken_back(registry: RegistryBuilder, head: str) -> None:
    before = state(registry)

    def interrupted(step: Step) -> None:
        if step == write("b"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        apply(
            registry.root, Plan((write("a"), CreateTag("v1", head, "x"), write("b"))), interrupted
        )
    assert state(registry) == before


def test_a_file_that_is_taken_back_leaves_no_folder(registry: RegistryBuilder, head: str) -> None:
    (registry.root / "mine").mkdir()
    fail(
        registry,
        write("mine/deep/new", None),
        write("theirs/deep/new", None),
        write("theirs/more/new", None),
        CreateTag("no such commit", head, "x"),
    )
    assert sorted(path.name for path in registry.root.iterdir()) == [".git", "a", "b", "c", "mine"]
    assert list((registry.root / "mine").iterdir()) == []


def test_files_stay_as_they_are_committed_when_the_commit_cannot_be_told_of(
    registry: RegistryBuilder, head: str
) -> None:
    def interrupted(step: Step) -> None:
        if isinstance(step, CommitFiles):
            raise KeyboardInterrupt

    plan = Plan((write("a"), CommitFiles(("a",), "chore: x")))
    with pytest.raises(KeyboardInterrupt):
        apply(registry.root, plan, interrupted)
    assert registry.git("rev-parse", "HEAD~1") == head
    assert registry.git("status", "--porcelain") == ""


def test_what_cannot_be_taken_back_keeps_nobody_from_taking_back_the_rest(
    registry: RegistryBuilder, head: str
) -> None:
    def meddle(step: Step) -> None:
        if isinstance(step, CreateTag):
            registry.git("tag", "--delete", "v1")

    plan = Plan((write("a"), CreateTag("v1", head, "x"), write("b"), write("c", b"other")))
    with pytest.raises(ReleaseError):
        apply(registry.root, plan, meddle)
    assert files(registry.root) == {"a": "old", "b": "old", "c": "old"}


def test_a_refused_push_leaves_no_tag_of_its_group_here_or_there(
    registry: RegistryBuilder, head: str
) -> None:
    remote = registry.remote()
    refuse(remote, "grep -q refs/tags/v3 && echo 'v3 is frozen' >&2 && exit 1; exit 0")
    groups: list[Step] = [
        *(CreateTag(name, head, "Release") for name in ("v1", "v2")),
        PushTags("origin", ("v1", "v2")),
        *(CreateTag(name, head, "Release") for name in ("v3", "v4")),
        PushTags("origin", ("v3", "v4")),
        CreateTag("v5", head, "Release"),
        PushTags("origin", ("v5",)),
    ]
    assert fail(registry, *groups) == groups[:5]
    assert registry.tags() == remote_tags(registry) == ["v1", "v2"]


def test_a_refused_push_leaves_tags_that_were_there_before(
    registry: RegistryBuilder, head: str
) -> None:
    refuse(registry.remote(), "exit 1")
    registry.git("tag", "--annotate", "-m", "x", "v1", head)
    fail(registry, CreateTag("v2", head, "Release"), PushTags("origin", ("v1", "v2")))
    assert registry.tags() == ["v1"]
    assert remote_tags(registry) == []


def test_running_again_after_a_refused_push_does_all_of_it(
    registry: RegistryBuilder, head: str
) -> None:
    remote = registry.remote()
    refuse(remote, "exit 1")
    steps = (CreateTag("v1", head, "Release"), PushTags("origin", ("v1",)))
    fail(registry, *steps)
    (remote / "hooks" / "pre-receive").unlink()
    carry_out(registry, *steps)
    assert registry.tags() == remote_tags(registry) == ["v1"]


def test_every_step_is_done_and_told_of_in_order(registry: RegistryBuilder, head: str) -> None:
    registry.remote()
    steps: tuple[Step, ...] = (
        write("a"),
        write("new", None),
        CommitFiles(("a",), "chore: a"),
        CreateTag("v1", head, "Release"),
        PushTags("origin", ("v1",)),
    )
    assert carry_out(registry, *steps) == list(steps)
    assert files(registry.root) == {"a": "new", "b": "old", "c": "old", "new": "new"}
    assert registry.git("show", "--name-only", "--format=%s") == "chore: a\n\na"
    assert registry.git("rev-parse", "v1^{commit}") == head
    assert remote_tags(registry) == ["v1"]


@pytest.mark.parametrize(
    ("step", "line"),
    [
        (write("a"), "write a"),
        (CommitFiles(("a", "b"), "chore: x\n\nbody"), "commit 2 file(s): chore: x"),
        (CreateTag("v1", "0123456789abcdef", "x"), "tag 0123456789 as v1"),
        (PushTags("origin", ("v1", "v2")), "push v1, v2 to origin"),
    ],
    ids=["a write", "a commit", "a tag", "a push"],
)
def test_a_step_is_described_in_one_line(step: Step, line: str) -> None:
    assert describe(step) == line
