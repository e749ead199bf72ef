"""READMEs from the working tree, and from HEAD where the working tree leaves them out."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.adapters.files import UnreadableFileError, file_content
from release_tool.adapters.readme_reader import reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from release_tool.adapters.repository import Repository, TreeEntry
    from release_tool.domain.examples import Readme

_NOT_FILES = {"tree": "it is a folder", "commit": "it is a submodule"}


class ReadReadmes(Struct, frozen=True):
    """By path: what each README shows, or why it could not be read (the end of a sentence)."""

    readmes: dict[str, Readme]
    problems: dict[str, str]


class ReadmesInCommit(Struct, frozen=True):
    """*tree* is what the commit holds, by path."""

    repository: Repository
    tree: Mapping[str, TreeEntry]

    @contextmanager
    def reading(self, paths: Iterable[str]) -> Iterator[Callable[[], ReadReadmes]]:
        """The READMEs of *paths*, which are read until they are asked for."""
        oids, problems = self._found(paths)
        blobs = self.repository.blobs(oids.values())
        with reading({path: blobs[oid] for path, oid in oids.items()}) as read:
            yield lambda: ReadReadmes(read(), problems)

    def _found(self, paths: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
        problems: dict[str, str] = {}
        oids: dict[str, str] = {}
        for path in paths:
            entry = self.tree.get(path)
            if entry is None:
                problems[path] = "there is none"
            elif entry.mode.startswith("100"):
                oids[path] = entry.oid
            else:
                problems[path] = _NOT_FILES.get(entry.kind, "it is a link")
        return oids, problems


class ReadmesInWorkingTree(Struct, frozen=True):
    """The files below *root*; what a sparse working tree leaves out is read from *committed*."""

    root: Path
    deleted: frozenset[str]
    committed: ReadmesInCommit

    @contextmanager
    def reading(self, paths: Iterable[str]) -> Iterator[Callable[[], ReadReadmes]]:
        """The READMEs of *paths*, which are read until they are asked for."""
        problems: dict[str, str] = {}
        left_out: list[str] = []
        contents: dict[str, bytes] = {}
        for path in paths:
            try:
                contents[path] = file_content(self.root, path)
            except FileNotFoundError:
                if path in self.deleted:
                    problems[path] = "there is none"
                else:
                    left_out.append(path)
            except UnreadableFileError as error:
                problems[path] = error.reason
        with reading(contents) as read, self.committed.reading(left_out) as others:
            yield lambda: ReadReadmes(read() | others().readmes, problems | others().problems)
