"""The required level of modules: the smallest that their changes since the release allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.domain.requirements import NOTHING_REQUIRED, Requirement
from release_tool.domain.versions import Level, shifted
from release_tool.facts.interfaces import compare_with_release
from release_tool.notes.entries import entries
from release_tool.notes.required_level import required_level

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from release_tool.adapters.survey import Survey
    from release_tool.domain.modules import ModuleId
    from release_tool.domain.registry import Module
    from release_tool.domain.status import ModuleStatus
    from release_tool.facts.interfaces import ComparedModule

_MOST_REASONS = 5


def requirements(survey: Survey, modules: Iterable[Module]) -> dict[ModuleId, Requirement]:
    """For each module, what its changes since the released version require."""
    return requirements_of(survey, survey.statuses(tuple(modules)))


def requirements_of(
    survey: Survey, statuses: Sequence[ModuleStatus]
) -> dict[ModuleId, Requirement]:
    """As `requirements`, where the changes are known already."""
    changed = [status.module for status in statuses if status.changed_files]
    compared = compare_with_release(survey, changed)
    return {
        status.module.id: _requirement(status, compared.get(status.module.id))
        for status in statuses
    }


def _requirement(status: ModuleStatus, compared: ComparedModule | None) -> Requirement:
    """The highest of what the commits say and what callers of the interface notice."""
    if not status.changed_files:
        return NOTHING_REQUIRED
    found = [_by_commits(status)]
    if compared is not None:
        found.append(_by_interface(compared))
    highest = max(one.level for one in found if one.level is not None)
    # What callers notice says more than a commit's type: it comes first.
    reasons = [reason for one in reversed(found) if one.level == highest for reason in one.reasons]
    return Requirement(highest, tuple(reasons[:_MOST_REASONS]))


def _by_commits(status: ModuleStatus) -> Requirement:
    level, reasons = required_level(entries([item.commit for item in status.commits]))
    if level is None:
        level, reasons = Level.PATCH, ("files changed that are not committed yet",)
    base = status.module.released
    return Requirement(shifted(level, base) if base else level, reasons)


def _by_interface(compared: ComparedModule) -> Requirement:
    comparison = compared.comparison
    deciding = [
        change
        for change in comparison.changes
        if change.level == comparison.required and change.accepted is None
    ]
    return Requirement(
        comparison.required, tuple(f"{change.message} ({change.rule})" for change in deciding)
    )
