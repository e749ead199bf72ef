"""Random histories with merges, as real git repositories, and what a plain search says of them."""

from __future__ import annotations

import os
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from release_tool.adapters.repository import open_repository

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.adapters.repository import Repository

ONE, TWO, LONGER = (f"registry/a/modules/{name}" for name in ("one", "two", "one-more"))
FOLDERS = (ONE, TWO, LONGER)
PATHS = (f"{ONE}/main.tf", f"{ONE}/sub/é x.sh", f"{TWO}/main.tf", f"{LONGER}/main.tf", "docs/x")

Tree = dict[str, str]


@dataclass(frozen=True)
class Made:
    """A commit: the numbers of its parents, its whole tree, and its date in seconds."""

    parents: tuple[int, ...]
    tree: Tree
    date: int


@dataclass(frozen=True)
class History:
    """*commits* are numbered; a parent's number is always lower than its child's."""

    commits: list[Made] = field(default_factory=list)

    @cached_property
    def ancestors(self) -> list[frozenset[int]]:
        """For each commit, itself and all from which it descends."""
        found: list[frozenset[int]] = []
        for number, made in enumerate(self.commits):
            found.append(frozenset({number}.union(*(found[parent] for parent in made.parents))))
        return found

    def changed(self, number: int, folder: str) -> frozenset[str]:
        """The files below *folder* that a commit changes, relative to it; none for a merge."""
        made = self.commits[number]
        if len(made.parents) > 1:
            return frozenset()
        before = self.commits[made.parents[0]].tree if made.parents else {}
        return frozenset(
            path.removeprefix(f"{folder}/")
            for path in {*before, *made.tree}
            if path.startswith(f"{folder}/") and before.get(path) != made.tree.get(path)
        )

    def between(self, start: int | None, end: int, folder: str) -> dict[int, frozenset[str]]:
        """What each commit of `start..end` changes below *folder*, newest first."""
        known = frozenset[int]() if start is None else self.ancestors[start]
        return {
            number: files
            for number in sorted(self.ancestors[end] - known, reverse=True)
            if (files := self.changed(number, folder))
        }

    def part(self, number: int | None, folder: str) -> Tree:
        """What *folder* holds at a commit; nothing for None."""
        tree = {} if number is None else self.commits[number].tree
        return {path: text for path, text in tree.items() if path.startswith(f"{folder}/")}

    def _stream(self) -> bytes:
        """For `git fast-import`: commit number N has mark N + 1."""
        lines: list[str] = []
        for number, made in enumerate(self.commits, start=1):
            lines += ["commit refs/heads/main", f"mark :{number}"]
            lines.append(f"committer Ada <ada@example.com> {made.date} +0000")
            lines += [f"data {len(str(number))}", str(number)]  # no two commits are the same
            words = ("from", *["merge"] * len(made.parents))
            lines += [f"{word} :{one + 1}" for word, one in zip(words, made.parents, strict=False)]
            lines.append("deleteall")
            for path, text in made.tree.items():
                lines += [f"M 100644 inline {path}", f"data {len(text)}", text]
        return ("\n".join(lines) + "\n").encode()

    @contextmanager
    def in_git(self) -> Iterator[tuple[Repository, list[str]]]:
        """The repository, and the id of each commit."""
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            _git(root, "init", "--quiet", "--template=", "--initial-branch=none")
            _git(
                root,
                "fast-import",
                "--quiet",
                "--force",
                "--export-marks=marks",
                stdin=self._stream(),
            )
            marks = dict(line.split() for line in (root / "marks").read_text().splitlines())
            shas = [marks[f":{number + 1}"] for number in range(len(self.commits))]
            _git(root, "update-ref", "refs/heads/none", shas[-1])
            yield open_repository(root), shas


def _git(root: Path, *arguments: str, stdin: bytes = b"") -> None:
    subprocess.run(("git", *arguments), cwd=root, input=stdin, check=True, env=os.environ)


@st.composite
def histories(draw: st.DrawFn, padding: int = 0, tick: int = 60) -> History:
    """Up to twelve commits that matter, and *padding* ones somewhere that change nothing there.

    Each commit is *tick* seconds younger than the one before it.
    """
    commits: list[Made] = []
    pad_after = draw(st.integers(0, 8)) if padding else -1
    for number in range(draw(st.integers(max(2, pad_after + 2), 12))):
        tips = len(commits)
        if not tips:
            parents: tuple[int, ...] = ()
        else:
            near = st.integers(max(0, tips - 4), tips - 1)
            parents = tuple(draw(st.lists(near, min_size=1, max_size=2, unique=True)))
        commits.append(Made(parents, draw(_trees(parents, commits)), tips * tick))
        if number == pad_after:
            for _ in range(padding):
                last = len(commits) - 1
                tree = {**commits[last].tree, "docs/x": str(last)}
                commits.append(Made((last,), tree, (last + 1) * tick))
    return History(commits)


@st.composite
def _trees(draw: st.DrawFn, parents: tuple[int, ...], commits: list[Made]) -> Tree:
    """The tree of a commit: a few changes, or for a merge one parent's version of each file."""
    before = [commits[parent].tree for parent in parents] or [{}]
    tree: Tree = {}
    for path in PATHS:
        text = draw(st.sampled_from(before)).get(path) if len(before) > 1 else before[0].get(path)
        if draw(st.integers(0, 3)) == 0:
            text = draw(st.sampled_from([None, "1", "2", "3"]))
        if text is not None:
            tree[path] = text
    return tree
