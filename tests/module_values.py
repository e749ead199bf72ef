"""Modules and registries as values, from README text and version numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.adapters.readme_reader import read_readme
from release_tool.domain.examples import usage_examples
from release_tool.domain.layout import Layout
from release_tool.domain.modules import ModuleId
from release_tool.domain.registry import Module, Registry
from release_tool.domain.versions import Version
from tests.readme_marks import OWN

if TYPE_CHECKING:
    from release_tool.domain.tags import ReleaseTag

LAYOUT = Layout()
OTHER = ModuleId("coder", "dotfiles")


def tags(module: ModuleId, *versions: str) -> tuple[ReleaseTag, ...]:
    """Release tags, lowest version first."""
    return tuple(LAYOUT.tag_of(module, one) for one in sorted(map(Version.parse, versions)))


def module(readme: str | bytes | None, *released: str) -> Module:
    """`coder/git-clone` with this README (None: there is none) and these release tags."""
    content = readme.encode() if isinstance(readme, str) else readme
    path = LAYOUT.readme_of(OWN)
    read = None if content is None else read_readme(path, content)
    return Module(
        OWN,
        LAYOUT.folder_of(OWN),
        read,
        path,
        usage_examples(read, LAYOUT) if read else (),
        tags(OWN, *released),
        "" if read else "there is none",
    )


def registry(one: Module, *released: str) -> Registry:
    """A registry of *one* and of `coder/dotfiles`, released as *released*."""
    known = {one.id: one.tags, OTHER: tags(OTHER, *released)}
    return Registry((one,), frozenset(known), {key: found for key, found in known.items() if found})
