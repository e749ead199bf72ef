"""The required level of modules: the smallest that their changes since the release allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.domain.requirements import NOTHING_REQUIRED, Requirement
from release_tool.domain.versions import Level, shifted
from release_tool.notes.entries import entries
from release_tool.notes.required_level import required_level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from release_tool.adapters.survey import Survey
    from release_tool.domain.modules import ModuleId
    from release_tool.domain.registry import Module
    from release_tool.domain.status import ModuleStatus


def requirements(survey: Survey, modules: Iterable[Module]) -> dict[ModuleId, Requirement]:
    """For each module, what its changes since the released version require."""
    return {status.module.id: _requirement(status) for status in survey.statuses(tuple(modules))}


def _requirement(status: ModuleStatus) -> Requirement:
    if not status.changed_files:
        return NOTHING_REQUIRED
    level, reasons = required_level(entries([item.commit for item in status.commits]))
    if level is None:
        level, reasons = Level.PATCH, ("files changed that are not committed yet",)
    base = status.module.released
    return Requirement(shifted(level, base) if base else level, reasons)
