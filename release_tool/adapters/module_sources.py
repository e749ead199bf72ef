"""The files of a registry that may use its modules: Terraform files and READMEs, wherever they are.

What a registry publishes beside its modules, such as templates, is found here by what is in it.
"""

from __future__ import annotations

from functools import cached_property
from posixpath import basename
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.adapters.files import UnreadableFileError, file_content
from release_tool.adapters.module_blocks import read_terraform
from release_tool.adapters.readme_reader import read_readmes
from release_tool.adapters.repository import WorkingChanges
from release_tool.domain.module_folders import ModuleFolders, module_folders
from release_tool.terraform.reading import is_terraform

if TYPE_CHECKING:
    from collections.abc import Iterable

    from release_tool.adapters.repository import TreeEntry
    from release_tool.adapters.survey import Survey
    from release_tool.domain.examples import Readme
    from release_tool.domain.modules import ModuleId

_FILE = "100"
"""How the modes of files begin that are no links."""


class ModuleSources(Struct, frozen=True, dict=True):
    """What *survey* sees below the registry's root, and not only in the folders of modules."""

    survey: Survey

    @cached_property
    def _committed(self) -> dict[str, TreeEntry]:
        commit, root = self.survey.commit or "HEAD", self.survey.config.layout.root
        tree = self.survey.repository.tree(commit, root)
        return {entry.path: entry for entry in tree if entry.kind != "tree"}

    @cached_property
    def edited(self) -> WorkingChanges:
        """What differs from the commit in the working tree."""
        if self.survey.commit:
            return WorkingChanges(frozenset(), frozenset())
        return self.survey.repository.working_changes(self.survey.config.layout.root)

    @cached_property
    def paths(self) -> frozenset[str]:
        """Every file below the registry's root."""
        return (frozenset(self._committed) | self.edited.present) - self.edited.deleted

    @cached_property
    def _folders(self) -> ModuleFolders:
        return module_folders(self.survey.config.layout, self.paths)

    def owner(self, path: str) -> ModuleId | None:
        """The module in whose folder *path* stands, None for what belongs to no module."""
        return self._folders.owner(path)

    def read(self) -> dict[str, Readme]:
        """The module blocks of every README and every Terraform file, by path in order."""
        readme = basename(self.survey.config.layout.readme)
        wanted = (path for path in self.paths if is_terraform(path) or basename(path) == readme)
        contents = self._contents(wanted)
        code = set(filter(is_terraform, contents))
        read = read_readmes({path: contents[path] for path in contents.keys() - code})
        read.update((path, read_terraform(path, contents[path])) for path in code)
        return dict(sorted(read.items()))

    def _contents(self, paths: Iterable[str]) -> dict[str, bytes]:
        """The files as they stand here. No links: what they lead to is read where it stands."""
        found: dict[str, bytes] = {}
        left_out: dict[str, str] = {}
        for path in paths:
            entry = self._committed.get(path)
            if entry is not None and not entry.mode.startswith(_FILE):
                continue
            content = self._on_disk(path)
            if content is not None:
                found[path] = content
            elif entry is not None:
                left_out[path] = entry.oid
        blobs = self.survey.repository.blobs(left_out.values())
        return found | {path: blobs[oid] for path, oid in left_out.items()}

    def _on_disk(self, path: str) -> bytes | None:
        """The file in the working tree, None where this survey or the tree does not have it."""
        repository = self.survey.repository
        if self.survey.commit or repository.bare or (repository.root / path).is_symlink():
            return None
        try:
            return file_content(repository.root, path)
        except (FileNotFoundError, UnreadableFileError):
            return None
