"""Which commits changed which module since its release: one walk from HEAD, no further than needed.

Commits are dear and trees are cheap. So the walk reads blocks of commits, each twice the last, and
after each asks for the module's folder where the walk stands: if it is what was released, nothing
older can matter, but for changes that were taken back exactly.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from itertools import chain, islice
from typing import TYPE_CHECKING

from msgspec import Struct, field

from release_tool.activity import doing
from release_tool.adapters.history import streaming
from release_tool.domain.ancestry import handed_down
from release_tool.domain.status import ModuleCommit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from release_tool.adapters.history import LoggedCommit
    from release_tool.adapters.repository import Repository
    from release_tool.domain.modules import ModuleId

_FIRST_BLOCK = 500
_MOST_OPEN = 4
"""How many unread parents the walk may have for a look at the folders to be worth it."""


class Start(Struct, frozen=True):
    """A module's folder, and the commit and the tree id of its release (both empty if none)."""

    folder: str
    commit: str
    tree: str


def changes_since(
    repository: Repository, head: str, starts: Mapping[ModuleId, Start]
) -> dict[ModuleId, tuple[ModuleCommit, ...]]:
    """For each module, the commits of *head* that change it and that its release does not have.

    Merges are left out; newest first. *head* is a commit id.
    """
    if not starts:
        return {}
    tips = [head, *sorted({start.commit for start in starts.values() if start.commit})]
    request = "".join(f"{tip}\n" for tip in tips).encode()
    walk = _Walk(repository, head, starts)
    with doing("looking for changes since the releases"):
        with streaming(repository, "--stdin", standard_input=request) as commits:
            for block in _blocks(commits):
                walk.read += block
                if walk.is_over():
                    break
        return walk.found()


def _blocks(commits: Iterator[LoggedCommit]) -> Iterator[list[LoggedCommit]]:
    """The *commits* in blocks, each about twice the last.

    A block ends where a second does: git walks by date, so that among commits of one second the
    parents may come first, and a child that was not read yet would not tell whose they are.
    """
    size = _FIRST_BLOCK
    while block := list(islice(commits, size)):
        for following in commits:
            if _second(following) != _second(block[-1]):
                commits = chain([following], commits)
                break
            block.append(following)
        yield block
        size *= 2


def _second(logged: LoggedCommit) -> datetime:
    return datetime.fromisoformat(logged.commit.date)


class _Walk(Struct):
    repository: Repository
    head: str
    starts: Mapping[ModuleId, Start]
    read: list[LoggedCommit] = field(default_factory=list)

    def is_over(self) -> bool:
        """Whether no commit that was not read yet can matter to any module."""
        _, unread = handed_down(self._parents(), self._marks())
        frontier = [(sha, bits) for sha, bits in unread.items() if bits & 1]
        if len(frontier) > _MOST_OPEN:
            return False
        asked = [
            (f"{sha}:{start.folder}", start.tree)
            for bit, start in enumerate(self.starts.values(), start=1)
            for sha, bits in frontier
            if not bits >> bit & 1
        ]
        trees = self.repository.object_ids([name for name, _ in asked])
        return all(tree == (wanted or None) for tree, (_, wanted) in zip(trees, asked, strict=True))

    def found(self) -> dict[ModuleId, tuple[ModuleCommit, ...]]:
        reached, _ = handed_down(self._parents(), self._marks())
        bits = {module: bit for bit, module in enumerate(self.starts, start=1)}
        folders = _Folders({f"{start.folder}/": one for one, start in self.starts.items()})
        found: dict[ModuleId, list[ModuleCommit]] = {module: [] for module in self.starts}
        for logged in self.read:
            marks = reached[logged.sha]
            if logged.paths and marks & 1:
                for module, files in folders.files_by_module(logged.paths).items():
                    if not marks >> bits[module] & 1:
                        found[module].append(ModuleCommit(logged.commit, tuple(files)))
        return {module: tuple(commits) for module, commits in found.items()}

    def _parents(self) -> dict[str, tuple[str, ...]]:
        return {one.sha: one.parents for one in self.read}

    def _marks(self) -> dict[str, int]:
        """A bit for the head and one for each release, at the commits where they stand."""
        marks: dict[str, int] = defaultdict(int)
        marks[self.head] |= 1
        for bit, start in enumerate(self.starts.values(), start=1):
            if start.commit:
                marks[start.commit] |= 1 << bit
        return marks


class _Folders:
    """Finds the module of a path by its leading folders, however deep modules stand."""

    def __init__(self, modules: Mapping[str, ModuleId]) -> None:
        self._modules = modules
        self._depths = sorted({folder.count("/") for folder in modules})

    def files_by_module(self, paths: Iterable[str]) -> dict[ModuleId, list[str]]:
        found: dict[ModuleId, list[str]] = defaultdict(list)
        for path in paths:
            for module, file in self._owners(path):
                found[module].append(file)
        return found

    def _owners(self, path: str) -> Iterator[tuple[ModuleId, str]]:
        parts = path.split("/")
        for depth in self._depths:
            folder = "/".join(parts[:depth]) + "/"
            if depth < len(parts) and (module := self._modules.get(folder)) is not None:
                yield module, path[len(folder) :]
