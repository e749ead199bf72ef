"""Which module a file belongs to, in registries where names nest and in those where they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from release_tool.domain.layout import Layout
    from release_tool.domain.modules import ModuleId

_NO_MODULES = frozenset({"example", "examples", "fixtures", "test", "tests", "testdata"})


class ModuleFolders(Struct, frozen=True):
    """*roots* are the folders of modules where names nest; elsewhere depth alone tells."""

    layout: Layout
    roots: frozenset[str] = frozenset()
    _known: dict[str, ModuleId | None] = {}

    def owner(self, path: str) -> ModuleId | None:
        """The module in whose folder the file *path* stands."""
        if self.layout.nests:
            folder = next((one for one in _above(path) if one in self.roots), "")
        else:
            *parts, _ = path.split("/", self.layout.depth)
            folder = "/".join(parts) if len(parts) == self.layout.depth else ""
        if folder not in self._known:
            self._known[folder] = self.layout.module_at(folder) if folder else None
        return self._known[folder]


def module_folders(layout: Layout, files: Iterable[str]) -> ModuleFolders:
    """Where the modules of a repository with *files* stand.

    Where names nest, a module is the outermost folder with Terraform files in it: what lies deeper
    are its submodules, examples and tests.
    """
    if not layout.nests:
        return ModuleFolders(layout)
    found: set[str] = set()
    holders = {path.rpartition("/")[0] for path in files if path.endswith((".tf", ".tf.json"))}
    for folder in sorted(holders, key=lambda one: one.count("/")):
        names = folder.split("/")
        left_out = any(name in _NO_MODULES or name.startswith(".") for name in names)
        inside = any(one in found for one in _above(folder))
        if not left_out and not inside and layout.module_at(folder) is not None:
            found.add(folder)
    return ModuleFolders(layout, frozenset(found))


def _above(path: str) -> Iterator[str]:
    """The folders that *path* stands in, outermost first."""
    parts = path.split("/")[:-1]
    for count in range(1, len(parts) + 1):
        yield "/".join(parts[:count])
