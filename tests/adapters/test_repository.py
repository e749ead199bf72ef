"""A repository as commands read it: every answer is whole, or an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from release_tool.adapters.repository import open_repository
from release_tool.errors import RequestError, WorldError

if TYPE_CHECKING:
    from pathlib import Path

    from release_tool.adapters.repository import Repository, WorkingChanges
    from tests.registry_builder import RegistryBuilder

ROW = pytest.param
MISSING = "0" * 40


def opened(registry: RegistryBuilder) -> Repository:
    return open_repository(registry.root)


def clone(registry: RegistryBuilder, *options: str) -> Path:
    target = registry.root.parent / "clone"
    registry.git("clone", "--quiet", *options, registry.root.as_uri(), str(target))
    return target


def changes(repository: Repository, folder: str) -> WorkingChanges:
    with repository.looking_for_changes(folder) as found:
        return found()


def test_a_folder_in_no_repository_is_a_wrong_request(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="is not in a git repository"):
        open_repository(tmp_path)


def test_a_repository_is_found_from_a_folder_in_it(registry: RegistryBuilder) -> None:
    registry.module("coder/a", "1.0.0")
    found = open_repository(registry.root / "registry" / "coder")
    assert (found.root, found.bare, found.shallow) == (registry.root, False, False)
    assert found.objects == registry.root / ".git" / "objects"


def test_a_repository_without_commits_is_found_and_says_so(registry: RegistryBuilder) -> None:
    with pytest.raises(WorldError, match="has no commits yet"):
        opened(registry).tree("HEAD", "")


def test_a_bare_repository_and_a_worktree_are_found(registry: RegistryBuilder) -> None:
    registry.commit()
    bare = open_repository(registry.remote())
    assert (bare.root, bare.bare) == (registry.root.parent / "origin.git", True)
    assert changes(bare, "") == changes(opened(registry), "")
    registry.git("worktree", "add", "--quiet", "../tree", "HEAD")
    tree = open_repository(registry.root.parent / "tree")
    assert (tree.root, tree.bare) == (registry.root.parent / "tree", False)


def test_a_shallow_clone_is_refused_with_what_mends_it(registry: RegistryBuilder) -> None:
    registry.commit("first")
    registry.commit("second")
    opened(registry).require_history()
    shallow = open_repository(clone(registry, "--depth=1"))
    with pytest.raises(WorldError, match="this clone is shallow") as raised:
        shallow.require_history()
    assert "fetch-depth: 0" in raised.value.hint


def test_tags_of_every_kind_are_found_with_their_commits(registry: RegistryBuilder) -> None:
    registry.commit()
    assert opened(registry).tag_commits() == {}
    first = registry.released("coder/a", "1.0.0")
    registry.git("tag", "light")
    registry.git("tag", "--annotate", "-m", "x", "of-a-tag", "release/coder/a/v1.0.0")
    registry.git("pack-refs", "--all")
    registry.commit("later")
    names = ("release/coder/a/v1.0.0", "light", "of-a-tag")
    assert opened(registry).tag_commits() == dict.fromkeys(names, first)
    assert opened(registry).tag_dates()["light"] == "2026-01-01T00:02:00+00:00"


def test_a_tree_has_folders_files_links_and_submodules(registry: RegistryBuilder) -> None:
    registry.write("folder/é x\n", "1")
    registry.write("folder-more/y", "1")
    (registry.root / "folder" / "link").symlink_to("nowhere")
    first = registry.commit()
    registry.git("update-index", "--add", "--cacheinfo", f"160000,{first},folder/module")
    registry.git("commit", "--quiet", "-m", "a submodule")
    entries = opened(registry).tree("HEAD", "folder")
    assert [(one.path, one.kind, one.mode) for one in entries] == [
        ("folder", "tree", "040000"),
        ("folder/link", "blob", "120000"),
        ("folder/module", "commit", "160000"),
        ("folder/é x\n", "blob", "100644"),
    ]
    assert len(opened(registry).tree("HEAD", "")) == 6
    assert opened(registry).tree("HEAD", "nowhere") == []


def test_what_changed_in_the_working_tree_is_told_by_whether_it_is_there(
    registry: RegistryBuilder,
) -> None:
    for name in ("same", "edited", "staged", "gone", "removed", "untracked-now", "old name"):
        registry.write(f"a/{name}", name)
    registry.write(".gitignore", "ignored\n")
    registry.commit()
    registry.git("config", "status.showUntrackedFiles", "no")
    registry.write("a/edited", "2")
    registry.write("a/staged", "2")
    registry.git("add", "a/staged")
    (registry.root / "a/gone").unlink()
    registry.git("rm", "--quiet", "a/removed")
    registry.git("rm", "--quiet", "--cached", "a/untracked-now")
    registry.git("mv", "a/old name", "a/new name")
    registry.write("a/new/é\n", "1")
    registry.write("a/ignored", "1")
    registry.write("elsewhere", "1")
    found = changes(opened(registry), "a")
    assert found.present == {
        "a/edited", "a/staged", "a/untracked-now", "a/new name", "a/new/é\n",
    }  # fmt: skip
    assert found.deleted == {"a/gone", "a/removed", "a/old name"}


def test_the_id_of_what_there_is_not_is_none(registry: RegistryBuilder) -> None:
    registry.write("a b/c", "1")
    sha = registry.commit()
    names = ["HEAD", "nowhere", "HEAD:a b/c", "HEAD:a", f"{MISSING}:a", "HEAD:a b", "--all"]
    blob, tree = (registry.git("rev-parse", f"HEAD:{path}") for path in ("a b/c", "a b"))
    assert opened(registry).object_ids(names) == [sha, None, blob, None, None, tree, None]
    assert opened(registry).object_ids([]) == []


def test_blobs_are_read_whole_whatever_they_hold(registry: RegistryBuilder) -> None:
    contents = [b"", b"\n", b"a\n\0\xff", b"x" * 200_000, f"{MISSING} blob 3\n".encode()]
    for number, content in enumerate(contents):
        registry.write(f"f{number}", content)
    registry.commit()
    oids = [registry.git("rev-parse", f"HEAD:f{number}") for number in range(len(contents))]
    assert opened(registry).blobs([*oids, *oids]) == dict(zip(oids, contents, strict=True))
    assert opened(registry).blobs([]) == {}


def test_a_blob_that_is_missing_is_an_error(registry: RegistryBuilder) -> None:
    registry.commit()
    with pytest.raises(WorldError, match=f"git object {MISSING} is missing"):
        opened(registry).blobs([MISSING])


def test_the_paths_that_differ_are_told_for_each_pair_of_trees(registry: RegistryBuilder) -> None:
    for folder in ("a", "b", "same"):
        registry.write(f"{folder}/x", "1")
        registry.write(f"{folder}/sub/é\n", "1")
    registry.write("renamed/old", "a text that is long enough to be recognised\n")
    registry.commit("first")
    registry.write("a/x", "2")
    registry.write("b/x", "2")
    registry.write("b/sub/é\n", "2")
    registry.git("mv", "renamed/old", "renamed/new")
    registry.commit("second")

    def pair(folder: str) -> tuple[str, str]:
        return (
            registry.git("rev-parse", f"HEAD~1:{folder}"),
            registry.git("rev-parse", f"HEAD:{folder}"),
        )

    folders = ("a", "b", "same", "renamed")
    pairs = {folder: pair(folder) for folder in folders} | {"a again": pair("a")}
    assert opened(registry).changed_between(pairs) == {
        "a": ["x"],
        "b": ["sub/é\n", "x"],
        "same": [],
        "renamed": ["new", "old"],
        "a again": ["x"],
    }
    assert opened(registry).changed_between({}) == {}
    assert opened(registry).changed_paths("HEAD~1", "HEAD", "b") == ["b/sub/é\n", "b/x"]
    assert len(opened(registry).changed_paths("HEAD~1", "HEAD", "")) == 5


@pytest.mark.parametrize(
    "revision",
    [
        ROW("nowhere", id="a name that is none"),
        ROW("HEAD:a", id="a file"),
        ROW("--all", id="what looks like an option"),
        ROW(MISSING, id="an id that is none"),
        ROW("", id="nothing"),
    ],
)
def test_no_commit_is_named_by(revision: str, registry: RegistryBuilder) -> None:
    registry.write("a", "1")
    registry.commit()
    with pytest.raises(RequestError, match="names no commit here"):
        opened(registry).commit_id(revision)


def test_a_commit_is_named_by_a_tag_a_branch_and_a_part_of_its_id(
    registry: RegistryBuilder,
) -> None:
    sha = registry.released("coder/a", "1.0.0")
    for revision in ("release/coder/a/v1.0.0", "main", "HEAD", sha[:10]):
        assert opened(registry).commit_id(revision) == sha


def test_the_merge_base_is_where_two_branches_parted(registry: RegistryBuilder) -> None:
    base = registry.commit("base")
    registry.git("switch", "--quiet", "-c", "side")
    registry.commit("side")
    registry.git("switch", "--quiet", "main")
    registry.commit("main")
    assert opened(registry).merge_base("side", "main") == base
    registry.git("switch", "--quiet", "--orphan", "other")
    registry.commit("other")
    with pytest.raises(RequestError, match="have no common commit"):
        opened(registry).merge_base("main", "other")
