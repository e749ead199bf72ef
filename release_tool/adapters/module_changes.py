"""What changed in modules since their releases: which files, as they stand, and which commits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.adapters.changes_since import Start, changes_since
from release_tool.domain.status import ModuleCommit

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from release_tool.adapters.survey import Survey
    from release_tool.domain.modules import ModuleId


class ModuleChanges(Struct, frozen=True):
    """The files that count, relative to the module, and the commits that change such files."""

    files: tuple[str, ...]
    commits: tuple[ModuleCommit, ...]


def module_changes(survey: Survey, modules: Collection[ModuleId]) -> dict[ModuleId, ModuleChanges]:
    """For each of *modules* the changes since its release; every file where there is none."""
    folders = {module: survey.config.layout.folder_of(module) for module in modules}
    released = survey.released_trees(modules)
    starts: dict[ModuleId, Start] = {}
    pairs: dict[str, tuple[str, str]] = {}
    for module, folder in folders.items():
        commit, tree = released.get(module, ("", ""))
        head = survey.checkout.committed.get(folder)
        if head is not None and head.oid == tree:
            continue
        if commit:  # a module without a release has nothing to count from
            starts[module] = Start(folder, commit, tree)
        if head is not None and tree:
            pairs[folder] = (tree, head.oid)
    differing = survey.repository.changed_between(pairs)
    commits = changes_since(survey.repository, survey.head, starts)
    edited = survey.edited_files
    return {
        module: ModuleChanges(
            _files(survey, module, differing.get(folder), edited.get(module, []), commits),
            _counting(survey, commits.get(module, ())),
        )
        for module, folder in folders.items()
    }


def _files(
    survey: Survey,
    module: ModuleId,
    differing: list[str] | None,
    edited: list[str],
    commits: Mapping[ModuleId, tuple[ModuleCommit, ...]],
) -> tuple[str, ...]:
    folder = survey.config.layout.folder_of(module)
    start = len(folder) + 1
    changed = {path[start:] for path in edited}
    if differing is not None:
        changed.update(differing)
    elif (
        commits.get(module)
        or folder not in survey.checkout.committed
        or not survey.tags.get(module)
    ):
        # Nothing to compare with: the tag does not have this folder, or there is no tag.
        changed.update(path[start:] for path in survey.files[module])
    return tuple(sorted(filter(survey.config.counts, changed)))


def _counting(survey: Survey, commits: tuple[ModuleCommit, ...]) -> tuple[ModuleCommit, ...]:
    counts = survey.config.counts
    return tuple(
        ModuleCommit(item.commit, files)
        for item in commits
        if (files := tuple(file for file in item.files if counts(file)))
    )
