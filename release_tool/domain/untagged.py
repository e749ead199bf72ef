"""What a registry publishes without releasing it: templates, skills, READMEs of namespaces."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from posixpath import basename, dirname
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.domain.status import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from release_tool.domain.commits import Commit
    from release_tool.domain.layout import Layout

_NAMESPACE = "{namespace}"


class UntaggedKind(StrEnum):
    """What stands in a folder; *other* is anything that is none of the rest."""

    NAMESPACE = "namespace"
    TEMPLATE = "template"
    SKILLS = "skills"
    OTHER = "other"


class UntaggedStatus(Struct, frozen=True):
    """A folder that is published without tags, and what changed since the last deployment."""

    path: str
    kind: UntaggedKind
    commits: tuple[Commit, ...]
    """Those that change it, newest first."""
    edited: bool
    """Whether the working tree changes it as well."""

    @property
    def state(self) -> State:
        return State.CHANGED if self.commits or self.edited else State.RELEASED


class UntaggedFolders(Struct, frozen=True, dict=True):
    """The folders that *files* make up; *files* are all below the root that are in no module.

    *code* are those of the files that are Terraform's.
    """

    layout: Layout
    files: frozenset[str]
    code: frozenset[str]

    @cached_property
    def _with_code(self) -> frozenset[str]:
        return frozenset(map(dirname, self.code))

    @cached_property
    def _with_readme(self) -> frozenset[str]:
        name = basename(self.layout.readme)
        return frozenset(dirname(path) for path in self.files if basename(path) == name)

    @cached_property
    def all(self) -> tuple[str, ...]:
        return tuple(sorted(set(map(self.holding, self.files))))

    def holding(self, path: str) -> str:
        """The folder that publishes the file *path*, which need not be there any more.

        The outermost with Terraform files in it, for what lies deeper belongs to those; else the
        innermost with a README; else the first below the registry's root.
        """
        above = list(_above(path, self.layout.root))
        for folder in above:
            if folder in self._with_code:
                return folder
        for folder in reversed(above):
            if folder in self._with_readme:
                return folder
        return above[min(1, len(above) - 1)]

    def kind(self, folder: str) -> UntaggedKind:
        if folder in self._with_code:
            return UntaggedKind.TEMPLATE
        if self._is_namespace(folder):
            return UntaggedKind.NAMESPACE
        return UntaggedKind.SKILLS if basename(folder) == "skills" else UntaggedKind.OTHER

    def _is_namespace(self, folder: str) -> bool:
        parts = self.layout.folder.split("/")
        hidden = basename(folder).startswith(".")
        as_deep = _NAMESPACE in parts and folder.count("/") == parts.index(_NAMESPACE)
        return bool(folder) and as_deep and not hidden


def _above(path: str, root: str) -> Iterator[str]:
    """The folders from *root* down to the one that *path* stands in."""
    yield root
    parts = dirname(path).split("/") if dirname(path) else []
    start = root.count("/") + 1 if root else 0
    for count in range(start + 1, len(parts) + 1):
        yield "/".join(parts[:count])


def untagged_statuses(
    folders: UntaggedFolders, commits: Iterable[tuple[Commit, Iterable[str]]], edited: Iterable[str]
) -> tuple[UntaggedStatus, ...]:
    """The state of each of *folders*, given the *commits* with the files that they change."""
    found: dict[str, list[Commit]] = {folder: [] for folder in folders.all}
    for commit, paths in commits:
        for folder in {folders.holding(path) for path in paths}:
            found.setdefault(folder, []).append(commit)
    touched = {folders.holding(path) for path in edited}
    return tuple(
        UntaggedStatus(folder, folders.kind(folder), tuple(listed), folder in touched)
        for folder, listed in sorted(found.items())
    )
