"""Which READMEs a registry has, and what each of them describes."""

from __future__ import annotations

import posixpath
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.lint.tree import FileTree, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from release_tool.domain.layout import Layout
    from release_tool.domain.modules import ModuleId

README = "README.md"
GENERATED = ".coder"
"""A folder that test runs leave behind beside modules."""
_PUBLISHED_MODULES = "{namespace}/modules/{module}"


class Kind(StrEnum):
    """What a README describes; *bare* modules stand in a registry without profiles or icons."""

    MODULE = "module"
    TEMPLATE = "template"
    NAMESPACE = "namespace"
    SKILLS = "skills"
    BARE = "bare"


class Subject(Struct, frozen=True):
    """A README that there should be at *path*."""

    path: str
    kind: Kind
    module: ModuleId | None = None

    @property
    def folder(self) -> str:
        return posixpath.dirname(self.path)


class Premises(Struct, frozen=True, dict=True):
    """The registry of *layout* in *tree*: its namespaces, and what they publish."""

    layout: Layout
    tree: FileTree

    @cached_property
    def root(self) -> str | None:
        """The folder of the namespaces; None in a layout that has only modules."""
        before, _, after = self.layout.folder.partition(_PUBLISHED_MODULES)
        return None if after or "{" in before else before.rstrip("/")

    @cached_property
    def namespaces(self) -> tuple[str, ...]:
        """The folders of the namespaces."""
        if self.root is None:
            return ()
        folders = (
            joined(self.root, name)
            for name in self.tree.folders_in(self.root)
            if not name.startswith(".")
        )
        return tuple(folder for folder in folders if self.root or self._publishes(folder))

    def _publishes(self, folder: str) -> bool:
        """Whether a folder beside others, of sources or documents, is meant for a namespace."""
        return not {"modules", "templates", "skills"}.isdisjoint(self.tree.folders_in(folder))

    def resources(self, folder: str) -> Iterator[str]:
        """The folders of the modules, or of the templates, in *folder*."""
        for name in self.tree.folders_in(folder):
            if name != GENERATED:
                yield joined(folder, name)

    def subjects(self, modules: Iterable[ModuleId]) -> Iterator[Subject]:
        """Every README there should be; *modules* are those that the layout finds by itself."""
        if self.root is None:
            for module in modules:
                yield Subject(self.layout.readme_of(module), Kind.BARE, module)
        for namespace in self.namespaces:
            yield Subject(f"{namespace}/{README}", Kind.NAMESPACE)
            for folder in self.resources(f"{namespace}/modules"):
                module_id = self.layout.module_at(folder)
                yield Subject(f"{folder}/{self.layout.readme}", Kind.MODULE, module_id)
            for folder in self.resources(f"{namespace}/templates"):
                yield Subject(f"{folder}/{README}", Kind.TEMPLATE)
            if self.tree.is_folder(f"{namespace}/skills"):
                yield Subject(f"{namespace}/skills/{README}", Kind.SKILLS)
