"""What stands in a repository: the files of a commit, or HEAD's with a person's edits over them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.activity import doing
from release_tool.adapters.files import UnreadableFileError, file_content
from release_tool.adapters.readme_files import ReadmesInCommit, ReadmesInWorkingTree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from release_tool.adapters.repository import Repository, TreeEntry, WorkingChanges

_FILE = "100"
"""How the modes of files begin that are no links."""


class Checkout(Struct, frozen=True, dict=True):
    """The files below *root* (all where it is empty): of *commit*, or as they stand here."""

    repository: Repository
    root: str
    commit: str = ""

    @cached_property
    def _seen(self) -> tuple[dict[str, TreeEntry], WorkingChanges]:
        # Git looks for edits while the tree is read.
        with (
            doing("looking for edited files"),
            self.repository.looking_for_changes(self.root, self.commit) as changes,
        ):
            tree = self.repository.tree(self.commit or "HEAD", self.root)
            return {entry.path: entry for entry in tree}, changes()

    @property
    def committed(self) -> dict[str, TreeEntry]:
        """What the commit holds, folders too, by path."""
        return self._seen[0]

    @property
    def edited(self) -> WorkingChanges:
        """What differs from the commit."""
        return self._seen[1]

    @cached_property
    def paths(self) -> frozenset[str]:
        """Every file, those that git does not track and does not ignore among them."""
        tracked = {path for path, entry in self.committed.items() if entry.kind != "tree"}
        return frozenset((tracked | self.edited.present) - self.edited.deleted)

    @property
    def readmes(self) -> ReadmesInWorkingTree | ReadmesInCommit:
        committed = ReadmesInCommit(self.repository, self.committed)
        if self._is_bare:
            return committed
        return ReadmesInWorkingTree(self.repository.root, self.edited.deleted, committed)

    def contents(self, paths: Iterable[str]) -> dict[str, bytes]:
        """The files of *paths*, in order. No links: what they lead to is read where it stands."""
        found: dict[str, bytes] = {}
        left_out: dict[str, str] = {}
        for path in paths:
            entry = self.committed.get(path)
            if entry is not None and not entry.mode.startswith(_FILE):
                continue
            content = self._on_disk(path)
            if content is not None:
                found[path] = content
            elif entry is not None:
                left_out[path] = entry.oid
        blobs = self.repository.blobs(left_out.values())
        found.update((path, blobs[oid]) for path, oid in left_out.items())
        return dict(sorted(found.items()))

    @property
    def _is_bare(self) -> bool:
        return bool(self.commit) or self.repository.bare

    def _on_disk(self, path: str) -> bytes | None:
        """The file in the working tree, None where it is a link or is not there."""
        if self._is_bare or (self.repository.root / path).is_symlink():
            return None
        try:
            return file_content(self.repository.root, path)
        except (FileNotFoundError, UnreadableFileError):
            return None
