"""The demo's repository and its bare remote, made with GitPython."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from release_tool.activity import doing
from release_tool.adapters.interruption import uninterrupted
from release_tool.errors import RequestError, WorldError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.resources.abc import Traversable

    from git import Repo

    from release_tool.demo.story import StoryCommit
    from release_tool.domain.commits import Person

_START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
_FOLDER = "registry"


def read_sample() -> dict[str, bytes]:
    """The sample registry that is installed with the tool, by path below `registry/`."""
    package = Path(str(files("release_tool")))
    # In a checkout the sample stands beside the package, where people look for it.
    for folder in (package / "sample_registry", package.parent / _FOLDER):
        if folder.is_dir():
            return {f"{_FOLDER}/{path}": content for path, content in _contents(folder)}
    raise WorldError("the sample registry is not installed", "install the tool again")


def _contents(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    for item in sorted(folder.iterdir(), key=lambda one: one.name):
        if item.is_dir():
            yield from _contents(item, f"{prefix}{item.name}/")
        else:
            yield prefix + item.name, item.read_bytes()


def build_repository(folder: Path, commits: Iterable[StoryCommit], maintainer: Person) -> Path:
    """A working tree with *commits* and a bare `origin` that has them too; the tree's path.

    The same on every machine and every day. Raises when *folder* holds something already.
    """
    was_there = folder.exists()
    if was_there and any(folder.iterdir()):
        raise RequestError(
            f"{folder} is not empty", "name another folder: release demo DIR, or remove this one"
        )
    tree = folder / _FOLDER
    try:
        with doing("building a registry"):
            _build(tree, folder / "origin.git", commits, maintainer)
    except BaseException:
        with uninterrupted():
            for begun in folder.glob("*"):
                rmtree(begun)
            if not was_there and folder.exists():
                folder.rmdir()
        raise
    return tree


def _build(tree: Path, remote: Path, commits: Iterable[StoryCommit], maintainer: Person) -> None:
    from git import Repo

    repo = Repo.init(tree, mkdir=True, initial_branch="main")
    with repo.config_writer() as config:
        config.set_value("user", "name", maintainer.name)
        config.set_value("user", "email", maintainer.email)
        config.set_value("commit", "gpgsign", "false")
        config.set_value("tag", "gpgsign", "false")
    for number, commit in enumerate(commits):
        _commit(repo, commit, _START + timedelta(days=number))
    Repo.init(remote, bare=True, mkdir=True, initial_branch="main")
    repo.create_remote("origin", str(remote.absolute()))
    repo.git.push("--quiet", "--set-upstream", "origin", "main", "--tags")
    repo.git.remote("set-head", "origin", "main")


def _commit(repo: Repo, commit: StoryCommit, date: datetime) -> None:
    from git import Actor

    root = Path(repo.working_dir)
    for path, content in commit.files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        file.chmod(0o755 if path.endswith(".sh") else 0o644)
    repo.index.add(list(commit.files))
    author = Actor(commit.author.name, commit.author.email)
    made = repo.index.commit(
        commit.message, author=author, committer=author, author_date=date, commit_date=date
    )
    stamp = {
        "GIT_COMMITTER_NAME": commit.author.name,
        "GIT_COMMITTER_EMAIL": commit.author.email,
        "GIT_COMMITTER_DATE": date.isoformat(),
    }
    for name in commit.tags:
        module, _, version = name.removeprefix("release/").rpartition("/")
        with repo.git.custom_environment(**stamp):
            repo.git.tag("--annotate", "-m", f"Release {module} {version}", name, made.hexsha)
