"""The files of a repository, by path."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from functools import cached_property

from msgspec import Struct


class FileTree(Struct, frozen=True, dict=True):
    """*files* has every path from the root; *closed* those that other paths may lead through.

    A link or a submodule is closed: what is behind it cannot be said.
    """

    files: frozenset[str]
    closed: frozenset[str] = frozenset()

    @cached_property
    def _children(self) -> dict[str, set[str]]:
        """The names in each folder."""
        children: dict[str, set[str]] = defaultdict(set)
        for path in self.files:
            here = path
            while here:
                folder, _, name = here.rpartition("/")
                if name in children[folder]:
                    break
                children[folder].add(name)
                here = folder
        return dict(children)

    @cached_property
    def _named(self) -> dict[str, list[str]]:
        named: dict[str, list[str]] = defaultdict(list)
        for path in self.files:
            named[posixpath.basename(path).casefold()].append(path)
        return dict(named)

    def is_file(self, path: str) -> bool:
        return path in self.files

    def is_folder(self, path: str) -> bool:
        return path in self._children

    def leads_to_something(self, path: str) -> bool:
        """Whether *path* is a file or a folder, as far as that can be known."""
        return self.is_file(path) or self.is_folder(path) or self._is_behind_closed(path)

    def _is_behind_closed(self, path: str) -> bool:
        parts = path.split("/")
        return any("/".join(parts[:length]) in self.closed for length in range(1, len(parts)))

    def names_in(self, folder: str) -> list[str]:
        """The names of the files and folders directly below *folder*, sorted."""
        return sorted(self._children.get(folder, ()))

    def folders_in(self, folder: str) -> list[str]:
        """The names of the folders directly below *folder*, sorted."""
        return [name for name in self.names_in(folder) if self.is_folder(joined(folder, name))]

    def only_file_named(self, name: str) -> str | None:
        """The one file that is called *name*, whatever its case; None if there is no such one."""
        found = self._named.get(name.casefold(), [])
        return found[0] if len(found) == 1 else None


def joined(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name


def resolved(file: str, target: str) -> str | None:
    """The path that *target*, relative to the folder of *file*, leads to; None outside the root."""
    if target.startswith("/"):
        return None
    path = posixpath.normpath(joined(posixpath.dirname(file), target))
    if path == ".":
        return ""
    return None if path == ".." or path.startswith("../") else path


def relative(file: str, path: str) -> str:
    """How the folder of *file* addresses *path*."""
    return posixpath.relpath(f"/{path}", f"/{posixpath.dirname(file)}")
