"""Which layout a repository has, judged by its own folders, tags and READMEs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.adapters.files import UnreadableFileError, file_content
from release_tool.adapters.readme_reader import read_readme
from release_tool.domain.layout import Layout
from release_tool.domain.layout_guess import guess_layout
from release_tool.domain.module_folders import module_folders

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from release_tool.adapters.survey import Survey

_MOST_READMES = 200
"""Enough to see how a registry addresses its modules."""


class RecognisedLayout(Struct, frozen=True):
    """A layout, and how many modules and release tags of it there are."""

    layout: Layout
    modules: int
    tags: int


def recognised_layout(survey: Survey) -> RecognisedLayout:
    """The layout that release.yaml says; without one, the one that explains most of the tags."""
    tags = sum(len(found) for found in survey.tags.values())
    configured = RecognisedLayout(survey.config.layout, len(survey.files), tags)
    if survey.config.layout != Layout() or (configured.modules and configured.tags):
        return configured
    paths = [entry.path for entry in survey.repository.tree("HEAD", "") if entry.kind == "blob"]
    folders = sorted(module_folders(_ANYWHERE, paths).roots)
    names = list(survey.release_tags.commits)
    guessed = guess_layout(folders, names, _sources(survey, folders))
    if guessed is None:
        return configured
    modules = sum(guessed.module_at(folder) is not None for folder in folders)
    found = sum(guessed.parse_tag(name) is not None for name in names)
    return RecognisedLayout(guessed, modules, found)


_ANYWHERE = Layout("{module}", "{module}/{version}", ())
"""Takes every outermost folder with Terraform files for a module."""


def _sources(survey: Survey, folders: Iterable[str]) -> dict[str, Sequence[str]]:
    """What the blocks in each folder's README have for their source."""
    found: dict[str, Sequence[str]] = {}
    for folder in list(folders)[:_MOST_READMES]:
        path = f"{folder}/{survey.config.layout.readme}"
        try:
            content = file_content(survey.repository.root, path)
        except (FileNotFoundError, UnreadableFileError):
            continue  # a folder without a README tells nothing about sources
        found[folder] = [block.source for block in read_readme(path, content).blocks]
    return found
