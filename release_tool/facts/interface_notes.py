"""The interface section of release notes: what callers gain, lose and have to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.notes.document import InterfaceGroup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from release_tool.adapters.repository import Repository
    from release_tool.config import Config
    from release_tool.domain.modules import ModuleId
    from release_tool.domain.versions import Version
    from release_tool.terraform.change import Change

_KINDS = {"variable": "Inputs", "output": "Outputs"}
_UPGRADES = {
    "variable-removed": "take it out of your module block",
    "variable-renamed": "write its new name in your module block",
    "variable-added-required": "set it in your module block",
    "variable-default-removed": "set it in your module block",
    "variable-attribute-added-required": "set it in the value that you pass",
    "variable-attribute-now-required": "set it in the value that you pass",
    "variable-type-narrowed": "check that the value that you pass still fits",
    "variable-type-incompatible": "pass a value of the new type",
    "variable-nullable-disabled": "do not pass null",
    "output-removed": "stop reading it",
    "output-renamed": "read it by its new name",
    "provider-alias-added": "pass the provider configuration in `providers`",
    "provider-source-changed": "require the new provider",
}
"""What a caller does, by the end of a rule's id."""
_REQUIREMENTS = frozenset({"terraform", "provider"})


def interface_groups(
    repository: Repository,
    config: Config,
    module: ModuleId,
    span: tuple[str, str],
    released: Version,
) -> tuple[InterfaceGroup, ...]:
    """What changed for callers between the two commits of *span*, the first being *released*.

    Nothing where no file of the module that Terraform reads is another one.
    """
    folder = config.layout.folder_of(module)
    trees = repository.object_ids([f"{commit}:{folder}" for commit in span])
    if None in trees:
        return ()
    before, after = (str(tree) for tree in trees)
    files = repository.files_of_trees((before, after))
    if _terraform(files[before]) == _terraform(files[after]):
        return ()
    # Rules and reader cost time that notes of a change of scripts need not spend.
    from release_tool.facts.interfaces import compare_files

    blobs = repository.blobs([*files[before].values(), *files[after].values()])
    old, new = ({path: blobs[oid] for path, oid in files[tree].items()} for tree in (before, after))
    return _groups(compare_files(config, module, old, new, released).changes)


def _terraform(files: dict[str, str]) -> dict[str, str]:
    return {path: oid for path, oid in files.items() if path.endswith((".tf", ".tf.json"))}


def _groups(changes: Iterable[Change]) -> tuple[InterfaceGroup, ...]:
    from release_tool.terraform.catalogue import FLOORS

    found: dict[str, list[str]] = {}
    for change in changes:
        if change.level is not None and change.rule not in FLOORS:
            found.setdefault(_heading(change), []).append(_line(change))
    return tuple(InterfaceGroup(heading, tuple(lines)) for heading, lines in found.items())


def _heading(change: Change) -> str:
    kind = "Requirements" if change.kind in _REQUIREMENTS else _KINDS.get(change.kind, "Resources")
    if kind in _KINDS.values():
        for verb in ("added", "removed", "renamed"):
            if f"-{verb}" in change.rule and "-attribute-" not in change.rule:
                return f"{kind} {'removed' if verb == 'renamed' else verb}"
        return f"{kind} changed"
    return kind


def _line(change: Change) -> str:
    said = change.message
    if change.before and change.after:
        said += f": {change.before} -> {change.after}"
    return f"{said}; to upgrade, {_upgrade(change)}" if change.level == "major" else said


def _upgrade(change: Change) -> str:
    """What a caller does about a break."""
    for rule, hint in _UPGRADES.items():
        if change.rule.endswith(rule):
            return hint
    return f"look at your plan: this breaks {change.breaks}"
