"""Commits, tags and pushes in real repositories: what was asked for, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from release_tool.adapters.writing import commit_files, create_tag, delete_tag, push_tags
from release_tool.errors import GitError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.registry_builder import RegistryBuilder

TAG = "release/coder/a/v1.0.0"


def remote_tags(registry: RegistryBuilder) -> list[str]:
    listing = registry.git("ls-remote", "--tags", "--refs", "origin")
    return [line.partition("refs/tags/")[2] for line in listing.splitlines()]


def refuse(remote: Path, script: str) -> None:
    """A hook of the remote that judges every push."""
    hook = remote / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\n{script}\n")
    hook.chmod(0o755)


def test_only_the_named_files_are_committed(registry: RegistryBuilder) -> None:
    registry.write("a", "1")
    registry.write("b", "1")
    registry.commit()
    registry.write("a", "2")
    registry.write("b", "2")
    registry.write("c", "2")
    registry.git("add", "b", "c")
    sha = commit_files(registry.root, ["a"], "chore: a\n\nbody")
    assert sha == registry.git("rev-parse", "HEAD")
    assert registry.git("show", "--name-only", "--format=%B", "HEAD").split() == [
        "chore:", "a", "body", "a",
    ]  # fmt: skip
    assert registry.git("diff", "--cached", "--name-only").split() == ["b", "c"]


def test_a_name_that_is_a_pattern_commits_only_what_bears_it(registry: RegistryBuilder) -> None:
    for name in ("[ab]", "a", "-x"):
        registry.write(name, "1")
    registry.commit()
    for name in ("[ab]", "a", "-x"):
        registry.write(name, "2")
    commit_files(registry.root, ["[ab]", "-x"], "chore: x")
    assert registry.git("diff", "--name-only") == "a"


def test_a_message_is_taken_as_it_is(registry: RegistryBuilder) -> None:
    registry.write("a", "1")
    registry.git("add", "a")
    message = "$(touch hacked) `x` \"'; -m %n"
    commit_files(registry.root, ["a"], message)
    create_tag(registry.root, TAG, "HEAD", message, "--annotate")
    assert registry.git("log", "-1", "--format=%B") == message
    assert registry.git("tag", "--list", "--format=%(contents)", TAG) == message
    assert not (registry.root / "hacked").exists()


def test_a_commit_without_changes_is_an_error(registry: RegistryBuilder) -> None:
    registry.write("a", "1")
    head = registry.commit()
    with pytest.raises(GitError):
        commit_files(registry.root, ["a"], "chore: nothing")
    assert registry.git("rev-parse", "HEAD") == head


def test_an_unknown_person_is_told_how_to_say_who_they_are(
    registry: RegistryBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry.commit()
    for name in (
        "GIT_AUTHOR_NAME",
        "GIT_AUTHOR_EMAIL",
        "GIT_COMMITTER_NAME",
        "GIT_COMMITTER_EMAIL",
    ):
        monkeypatch.delenv(name)
    registry.git("config", "user.useConfigOnly", "true")
    with pytest.raises(GitError) as raised:
        create_tag(registry.root, TAG, "HEAD", "x", "--annotate")
    assert raised.value.hint.startswith("git config user.name")


def test_a_tag_is_annotated_and_stands_on_the_commit_that_was_named(
    registry: RegistryBuilder,
) -> None:
    first = registry.commit("first")
    registry.commit("second")
    create_tag(registry.root, TAG, first, "Release", "--annotate")
    assert registry.git("rev-parse", f"{TAG}^{{commit}}") == first
    assert registry.git("cat-file", "-t", TAG) == "tag"


def test_a_tag_that_exists_is_never_moved(registry: RegistryBuilder) -> None:
    first = registry.commit("first")
    create_tag(registry.root, TAG, first, "Release", "--annotate")
    second = registry.commit("second")
    with pytest.raises(GitError, match="already exists"):
        create_tag(registry.root, TAG, second, "Release", "--annotate")
    assert registry.git("rev-parse", f"{TAG}^{{commit}}") == first


def test_a_name_that_looks_like_an_option_is_none(registry: RegistryBuilder) -> None:
    registry.commit()
    create_tag(registry.root, TAG, "HEAD", "Release", "--annotate")
    with pytest.raises(GitError):
        create_tag(registry.root, "--delete", TAG, "Release", "--annotate")
    with pytest.raises(GitError):
        delete_tag(registry.root, "--list")
    assert registry.tags() == [TAG]


def test_a_deleted_tag_is_gone_and_the_others_stay(registry: RegistryBuilder) -> None:
    registry.commit()
    for name in ("a", "b"):
        create_tag(registry.root, name, "HEAD", "Release", "--annotate")
    delete_tag(registry.root, "a")
    assert registry.tags() == ["b"]


@pytest.mark.parametrize("setting", ["push.default=matching", "push.followTags=true"])
def test_only_the_named_tags_are_pushed(setting: str, registry: RegistryBuilder) -> None:
    registry.commit()
    registry.remote()
    registry.git("config", *setting.split("="))
    registry.commit("not pushed")
    for name in ("a", "b", "c"):
        create_tag(registry.root, name, "HEAD", "Release", "--annotate")
    head = registry.git("ls-remote", "origin", "refs/heads/main")
    push_tags(registry.root, "origin", ["a", "c"])
    assert remote_tags(registry) == ["a", "c"]
    assert registry.git("ls-remote", "origin", "refs/heads/main") == head


def test_a_push_of_which_the_remote_refuses_one_tag_pushes_none(registry: RegistryBuilder) -> None:
    registry.commit()
    remote = registry.remote()
    for name in ("a", "b", "c"):
        create_tag(registry.root, name, "HEAD", "Release", "--annotate")
    hook = remote / "hooks" / "update"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text('#!/bin/sh\n[ "$1" != refs/tags/b ] || { echo "b is reserved" >&2; exit 1; }\n')
    hook.chmod(0o755)
    with pytest.raises(GitError) as raised:
        push_tags(registry.root, "origin", ["a", "b", "c"])
    assert "b is reserved" in raised.value.stderr
    assert "b is reserved" in raised.value.hint
    assert remote_tags(registry) == []


def test_a_tag_that_stands_elsewhere_on_the_remote_is_not_moved(registry: RegistryBuilder) -> None:
    first = registry.commit("first")
    create_tag(registry.root, "a", first, "Release", "--annotate")
    registry.remote()
    there = registry.git("ls-remote", "origin", "refs/tags/a")
    delete_tag(registry.root, "a")
    create_tag(registry.root, "a", registry.commit("second"), "Release", "--annotate")
    create_tag(registry.root, "b", "HEAD", "Release", "--annotate")
    with pytest.raises(GitError):
        push_tags(registry.root, "origin", ["b", "a"])
    assert registry.git("ls-remote", "origin", "refs/tags/a") == there
    assert remote_tags(registry) == ["a"]


def test_a_remote_that_is_not_there_is_an_error(registry: RegistryBuilder) -> None:
    registry.commit()
    create_tag(registry.root, "a", "HEAD", "Release", "--annotate")
    with pytest.raises(GitError):
        push_tags(registry.root, "nowhere", ["a"])
