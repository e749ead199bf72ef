"""What a remote has, asked of the remote and not of what this clone remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from release_tool.adapters.remote import branches_with, read_remote
from release_tool.adapters.repository import open_repository
from release_tool.errors import WorldError

if TYPE_CHECKING:
    from tests.registry_builder import RegistryBuilder


def test_a_remote_that_is_not_set_up_is_none(registry: RegistryBuilder) -> None:
    repository = open_repository(registry.root)
    assert read_remote(repository, "origin") is None
    assert repository.remotes.urls == {}


def test_a_remote_that_does_not_answer_is_an_error_and_not_an_empty_one(
    registry: RegistryBuilder,
) -> None:
    registry.git("remote", "add", "origin", str(registry.root / "nowhere"))
    with pytest.raises(WorldError, match="the remote origin does not answer") as raised:
        read_remote(open_repository(registry.root), "origin")
    assert raised.value.hint == "try: git ls-remote origin"


def test_a_remote_without_tags_has_none(registry: RegistryBuilder) -> None:
    registry.commit()
    path = registry.remote()
    found = read_remote(open_repository(registry.root), "origin")
    assert found is not None
    assert (found.default_branch, found.tags) == ("main", {})
    assert open_repository(registry.root).remotes.urls == {"origin": str(path)}


def test_an_empty_remote_has_neither_a_branch_nor_tags(registry: RegistryBuilder) -> None:
    registry.git("init", "--quiet", "--bare", "../empty.git")
    registry.git("remote", "add", "origin", "../empty.git")
    found = read_remote(open_repository(registry.root), "origin")
    assert found is not None
    assert (found.default_branch, found.tags) == ("", {})


def test_tags_of_every_kind_are_those_of_the_remote_now(registry: RegistryBuilder) -> None:
    first = registry.released("coder/a", "1.0.0")
    registry.git("tag", "light", first)
    registry.remote()
    registry.tag("coder/a", "1.0.1")
    registry.git("tag", "--delete", "light")
    found = read_remote(open_repository(registry.root), "origin")
    assert found is not None
    assert found.tags == {"release/coder/a/v1.0.0": first, "light": first}


def test_the_default_branch_is_the_remotes(registry: RegistryBuilder) -> None:
    registry.commit()
    path = registry.remote()
    registry.git("push", "--quiet", "origin", "main:deep/trunk")
    registry.git("-C", str(path), "symbolic-ref", "HEAD", "refs/heads/deep/trunk")
    found = read_remote(open_repository(registry.root), "origin")
    assert found is not None
    assert found.default_branch == "deep/trunk"


def test_the_branches_that_contain_a_commit_are_those_that_exist(
    registry: RegistryBuilder,
) -> None:
    first = registry.commit("first")
    registry.git("branch", "old")
    second = registry.commit("second")
    repository = open_repository(registry.root)
    refs = ("refs/heads/main", "refs/heads/old", "refs/heads/nowhere")
    assert branches_with(repository, first, *refs) == {"refs/heads/main", "refs/heads/old"}
    assert branches_with(repository, second, *refs) == {"refs/heads/main"}
    assert branches_with(repository, second, "refs/heads/nowhere") == frozenset()
