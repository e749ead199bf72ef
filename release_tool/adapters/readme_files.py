"""READMEs from the working tree, and from HEAD where the working tree leaves them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from release_tool.adapters.files import UnreadableFileError, file_content
from release_tool.adapters.readme_reader import read_readmes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from release_tool.adapters.repository import Repository, TreeEntry
    from release_tool.domain.examples import Readme

_NOT_FILES = {"tree": "it is a folder", "commit": "it is a submodule"}


class ReadReadmes(Struct, frozen=True):
    """By path: what each README shows, or why it could not be read (the end of a sentence)."""

    readmes: dict[str, Readme] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)


class ReadmesInCommit(Struct, frozen=True):
    """*tree* is what the commit holds, by path."""

    repository: Repository
    tree: Mapping[str, TreeEntry]

    def read(self, paths: Iterable[str]) -> ReadReadmes:
        result = ReadReadmes()
        oids: dict[str, str] = {}
        for path in paths:
            entry = self.tree.get(path)
            if entry is None:
                result.problems[path] = "there is none"
            elif entry.mode.startswith("100"):
                oids[path] = entry.oid
            else:
                result.problems[path] = _NOT_FILES.get(entry.kind, "it is a link")
        blobs = self.repository.blobs(oids.values())
        result.readmes.update(read_readmes({path: blobs[oid] for path, oid in oids.items()}))
        return result


class ReadmesInWorkingTree(Struct, frozen=True):
    """The files below *root*; what a sparse working tree leaves out is read from *committed*."""

    root: Path
    deleted: frozenset[str]
    committed: ReadmesInCommit

    def read(self, paths: Iterable[str]) -> ReadReadmes:
        result = ReadReadmes()
        left_out: list[str] = []
        contents: dict[str, bytes] = {}
        for path in paths:
            try:
                contents[path] = file_content(self.root, path)
            except FileNotFoundError:
                if path in self.deleted:
                    result.problems[path] = "there is none"
                else:
                    left_out.append(path)
            except UnreadableFileError as error:
                result.problems[path] = error.reason
        result.readmes.update(read_readmes(contents))
        others = self.committed.read(left_out)
        return ReadReadmes(result.readmes | others.readmes, result.problems | others.problems)
