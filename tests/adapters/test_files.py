"""Files are replaced whole or not at all, and never outside the repository."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from release_tool.adapters.files import UnreadableFileError, file_content, replace_file
from release_tool.errors import RequestError, WorldError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a README, and beside it a secret."""
    (tmp_path / "repo" / "a").mkdir(parents=True)
    (tmp_path / "repo" / "a" / "README.md").write_bytes(b"old\r\n")
    (tmp_path / "secret").write_bytes(b"secret")
    return tmp_path / "repo"


def everything(root: Path) -> dict[str, bytes]:
    """Every file below and beside *root*."""
    folder = root.parent
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def linked(root: Path, name: str, target: str) -> str:
    (root / name).symlink_to(target)
    return name


def test_a_file_that_changed_in_between_is_left_alone(root: Path) -> None:
    before = everything(root)
    with pytest.raises(WorldError, match=r"a/README\.md changed while the command ran"):
        replace_file(root, "a/README.md", b"older\r\n", b"new")
    assert everything(root) == before


def test_a_file_that_went_away_in_between_is_not_made_again(root: Path) -> None:
    (root / "a" / "README.md").unlink()
    with pytest.raises(RequestError, match=r"a/README\.md is not in the working tree"):
        replace_file(root, "a/README.md", b"old\r\n", b"new")
    assert not (root / "a" / "README.md").exists()


def test_a_file_that_came_in_between_is_left_alone(root: Path) -> None:
    with pytest.raises(WorldError, match="changed while"):
        replace_file(root, "a/README.md", None, b"new")
    assert (root / "a" / "README.md").read_bytes() == b"old\r\n"


@pytest.mark.parametrize(
    ("path", "target"),
    [
        pytest.param("README.md", "../secret", id="a link to a file outside"),
        pytest.param("README.md", "../new", id="a link to where there is no file yet"),
        pytest.param("b/secret", "..", id="a folder that is a link to one outside"),
        pytest.param("README.md", "../repo-beside", id="a folder whose name begins the same"),
    ],
)
def test_a_write_that_leaves_the_repository_is_refused(path: str, target: str, root: Path) -> None:
    linked(root, path.partition("/")[0], target)
    before = everything(root)
    with pytest.raises(RequestError, match="leaves the repository"):
        replace_file(root, path, b"secret", b"new")
    with pytest.raises(RequestError, match="leaves the repository"):
        replace_file(root, path, None, b"new")
    assert everything(root) == before


@pytest.mark.parametrize("path", ["../secret", "/etc/hostname", "a/../../secret", ".", ""])
def test_a_path_that_leaves_the_repository_is_refused(path: str, root: Path) -> None:
    before = everything(root)
    with pytest.raises(RequestError, match="leaves the repository"):
        replace_file(root, path, b"secret", b"new")
    assert everything(root) == before


@pytest.mark.parametrize(
    ("path", "target"),
    [
        pytest.param("loop", "loop", id="a link to itself"),
        pytest.param("a/loop", "../a/loop/x", id="a link that goes on for ever"),
    ],
)
@pytest.mark.parametrize("below", ["", "/x"], ids=["the file", "its folder"])
def test_a_link_that_leads_nowhere_is_an_error_of_the_repository(
    path: str, target: str, below: str, root: Path
) -> None:
    linked(root, path, target)
    with pytest.raises(UnreadableFileError):
        file_content(root, f"{path}{below}")
    with pytest.raises((RequestError, WorldError)):
        replace_file(root, f"{path}{below}", b"", b"new")


@pytest.mark.parametrize(
    ("path", "before"),
    [
        pytest.param("a", b"", id="a folder"),
        pytest.param("a/README.md/x", None, id="a path through a file"),
        pytest.param("n" * 300, None, id="a name that is too long"),
    ],
)
def test_what_the_disk_refuses_is_an_error_of_the_world(
    path: str, before: bytes | None, root: Path
) -> None:
    files = everything(root)
    with pytest.raises(WorldError, match="cannot be written"):
        replace_file(root, path, before, b"new")
    assert everything(root) == files


def test_a_replaced_file_holds_the_new_bytes_and_nothing_else_is_left_behind(root: Path) -> None:
    replace_file(root, "a/README.md", b"old\r\n", b"\xef\xbb\xbfnew")
    assert everything(root) == {"repo/a/README.md": b"\xef\xbb\xbfnew", "secret": b"secret"}


@pytest.mark.parametrize("mode", [0o644, 0o600, 0o755, 0o664])
def test_the_mode_stays(mode: int, root: Path) -> None:
    file = root / "a" / "README.md"
    file.chmod(mode)
    take_back = replace_file(root, "a/README.md", b"old\r\n", b"new")
    assert stat.S_IMODE(file.stat().st_mode) == mode
    take_back()
    assert stat.S_IMODE(file.stat().st_mode) == mode


def test_a_new_file_has_the_mode_that_any_new_file_has(root: Path) -> None:
    replace_file(root, "b/c/new.md", None, b"new")
    (root / "other").write_bytes(b"")
    assert (root / "b/c/new.md").stat().st_mode == (root / "other").stat().st_mode


def test_the_file_is_another_one_so_that_a_reader_sees_old_or_new_bytes(root: Path) -> None:
    with (root / "a" / "README.md").open("rb") as reader:
        replace_file(root, "a/README.md", b"old\r\n", b"new")
        assert reader.read() == b"old\r\n"


def test_a_link_within_the_repository_is_followed_and_stays_a_link(root: Path) -> None:
    linked(root, "link.md", "a/README.md")
    assert file_content(root, "link.md") == b"old\r\n"
    replace_file(root, "link.md", b"old\r\n", b"new")
    assert (root / "link.md").is_symlink()
    assert (root / "a" / "README.md").read_bytes() == b"new"


def test_a_repository_that_is_itself_reached_by_a_link_is_no_way_out(root: Path) -> None:
    other = root.parent / "other"
    other.symlink_to(root)
    replace_file(other, "a/README.md", b"old\r\n", b"new")
    assert (root / "a" / "README.md").read_bytes() == b"new"


def test_taking_back_restores_the_old_bytes(root: Path) -> None:
    before = everything(root)
    replace_file(root, "a/README.md", b"old\r\n", b"new")()
    assert everything(root) == before


def test_taking_back_a_new_file_removes_it(root: Path) -> None:
    before = everything(root)
    replace_file(root, "a/new.md", None, b"new")()
    assert everything(root) == before


@pytest.mark.parametrize(
    ("path", "target", "reason"),
    [
        pytest.param("a", "", "it is a folder", id="a folder"),
        pytest.param(
            "link", "../secret", "it is a link that leaves the repository", id="a way out"
        ),
        pytest.param("link", "a", "it is not a file", id="a link to a folder"),
        pytest.param("link", "nothing", "it is not a file", id="a link to nothing"),
        pytest.param("link", "/dev/null", "it is a link that leaves the repository", id="a device"),
        pytest.param("a/README.md/x", "", "it is below a file", id="a path through a file"),
    ],
)
def test_what_is_no_file_is_not_read(path: str, target: str, reason: str, root: Path) -> None:
    if target:
        linked(root, path, target)
    with pytest.raises(UnreadableFileError, match=reason):
        file_content(root, path)


@pytest.mark.parametrize(
    ("link", "target", "path"),
    [
        pytest.param("b", "..", "b/secret", id="its folder is a link"),
        pytest.param("b", "../..", "b/{parent}/secret", id="a folder further up is a link"),
        pytest.param("b", "..", "a/../b/secret", id="its folder is a link, by a detour"),
        pytest.param("b", "a", "../secret", id="the path leads up"),
        pytest.param("b", "a", "{root}/../secret", id="the path begins elsewhere"),
    ],
)
def test_a_file_outside_is_not_read_where(link: str, target: str, path: str, root: Path) -> None:
    linked(root, link, target)
    with pytest.raises(UnreadableFileError, match="leaves the repository"):
        file_content(root, path.format(root=root, parent=root.parent.name))


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("b/README.md", id="its folder is a link"),
        pytest.param("a/../b/README.md", id="its folder is a link, by a detour"),
        pytest.param("a/../a/README.md", id="there is a detour and no link"),
    ],
)
def test_a_file_inside_is_read_where(path: str, root: Path) -> None:
    linked(root, "b", "a")
    assert file_content(root, path) == b"old\r\n"


@pytest.mark.parametrize(
    ("target", "path"),
    [
        pytest.param(".git/config", "link", id="a link to a file"),
        pytest.param(".git", "link/config", id="a link to the folder"),
        pytest.param("a/sub/.GIT/config", "link", id="a link to a file of a submodule"),
    ],
)
def test_what_git_keeps_is_neither_read_nor_written_through(
    target: str, path: str, root: Path
) -> None:
    for folder in (root / ".git", root / "a/sub/.GIT"):
        folder.mkdir(parents=True)
        (folder / "config").write_bytes(b"token")
    linked(root, "link", target)
    with pytest.raises(UnreadableFileError, match="a folder of git"):
        file_content(root, path)
    with pytest.raises(RequestError, match="a folder of git"):
        replace_file(root, path, b"token", b"new")
    assert (root / ".git/config").read_bytes() == b"token"


def test_a_pipe_is_not_waited_for(root: Path) -> None:
    os.mkfifo(root / "pipe")
    with pytest.raises(UnreadableFileError, match="it is not a file"):
        file_content(root, "pipe")


def test_a_file_that_is_not_there_is_told_from_one_that_cannot_be_read(root: Path) -> None:
    with pytest.raises(FileNotFoundError):
        file_content(root, "a/nothing")
