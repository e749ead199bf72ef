"""`release status`: where every module stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from release_tool.adapters.survey import Survey
    from release_tool.domain.modules import ModuleId
    from release_tool.domain.status import ModuleStatus


@dataclass(frozen=True, slots=True)
class StatusReport:
    """*gone* are the modules that have release tags and no folder any more."""

    statuses: tuple[ModuleStatus, ...]
    gone: tuple[ModuleId, ...]


def status(survey: Survey, names: Sequence[str]) -> StatusReport:
    """The modules *names*, all of them when there are none, by module id."""
    registry = survey.registry(survey.named(names))
    return StatusReport(tuple(survey.statuses(registry.modules)), () if names else registry.gone)
