"""`release dependents`: who pins a module of the registry, and at what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.facts.dependents import read_dependencies

if TYPE_CHECKING:
    from release_tool.adapters.survey import Survey
    from release_tool.domain.dependents import UsedModule
    from release_tool.facts.dependents import UnreadableUse


class DependentsReport(Struct, frozen=True):
    """*unreadable*: where more uses of these modules may be hidden."""

    modules: tuple[UsedModule, ...]
    unreadable: tuple[UnreadableUse, ...]


def dependents_of(survey: Survey, name: str) -> DependentsReport:
    """What uses the module *name*."""
    (module,) = survey.named([name])
    found = read_dependencies(survey)
    return DependentsReport((found.used(module),), tuple(found.hiding(module)))


def all_dependents(survey: Survey) -> DependentsReport:
    """Every module that another part of the registry uses, those that do not exist too."""
    found = read_dependencies(survey)
    return DependentsReport(tuple(map(found.used, found.by_module)), found.unreadable)
