"""`release bump --cascade`: what uses the bumped modules follows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.domain import bumping
from release_tool.domain.cascade import Cascade, cascade, in_order, targets
from release_tool.domain.plans import CommitFiles, Plan
from release_tool.errors import RefusedError, RequestError
from release_tool.facts.dependents import read_dependencies
from release_tool.facts.required_level import requirements

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from release_tool.adapters.survey import Survey
    from release_tool.domain.bumping import Bump, ConstraintPolicy
    from release_tool.domain.cascade import Target
    from release_tool.domain.modules import ModuleId
    from release_tool.domain.registry import Module
    from release_tool.domain.requirements import Requirement
    from release_tool.facts.dependents import Dependencies

    Guard = Callable[[Target, Dependencies], None]
    OwnLevels = Callable[[Survey, Iterable[Module]], Mapping[ModuleId, Requirement]]


def _readable(target: Target, found: Dependencies) -> None:
    bumping.require_readable(target.module, found.survey.config.layout)


def _nothing_hidden(target: Target, found: Dependencies) -> None:
    for use in found.hiding(target.module.id):
        raise RefusedError(
            f"{use.file}:{use.line} cannot be read, and names {target.module.id}",
            "mend it, or add --force to leave it as it is",
        )


GUARDS: tuple[Guard, ...] = (_readable, _nothing_hidden)
"""What stops a cascade that might leave a pin behind; each raises."""
UNGUARDED: tuple[Guard, ...] = ()


def patch_levels(_survey: Survey, _modules: Iterable[Module]) -> Mapping[ModuleId, Requirement]:
    """A module that only ships another version of what it uses needs a patch release."""
    return {}


def required_levels(survey: Survey, modules: Iterable[Module]) -> Mapping[ModuleId, Requirement]:
    """Each module at the level that its own changes since its release require."""
    return requirements(survey, modules)


def cascaded(
    survey: Survey,
    roots: Sequence[Bump],
    policy: ConstraintPolicy,
    guards: Sequence[Guard],
    own_levels: OwnLevels,
) -> Cascade:
    """The bumps *roots*, and those of the modules that ship them; the pins of all that uses them.

    Raises RequestError for a pre-release, and for modules that ship each other.
    """
    if not roots:
        return Cascade((), ())
    for bump in roots:
        if bump.target.prerelease:
            raise RequestError(
                f"{bump.module.id} {bump.target} is a pre-release, which is for nobody else yet",
                "bump it without --cascade; cascade the final version",
            )
    found = read_dependencies(survey)
    order = in_order([bump.module.id for bump in roots], found.by_module, policy)
    modules = {module.id: module for module in survey.registry(order).modules}
    named = {bump.module.id for bump in roots}
    own = own_levels(survey, [one for one in modules.values() if one.id not in named])
    wanted = targets(roots, modules, found.by_module, own, policy)
    for target in wanted:
        if target.module.id not in named:
            bumping.require_own_pins(target.module)
        for guard in guards:
            guard(target, found)
    contents = {path: source.content for path, source in found.sources.items()}
    return cascade(wanted, found.by_module, contents, policy)


def cascade_plan(wanted: Cascade) -> Plan:
    """Writes every file that changes."""
    return Plan(wanted.files)


def with_commit(plan: Plan, wanted: Cascade) -> Plan:
    """*plan*, and then a commit of just its files; nothing where nothing changes."""
    if not wanted.files:
        return plan
    paths = tuple(step.path for step in wanted.files)
    return Plan((*plan.steps, CommitFiles(paths, _message(wanted))))


def _message(wanted: Cascade) -> str:
    changed = [one.bump for one in wanted.bumps if one.changes]
    if len(changed) == 1:
        return f"chore({changed[0].module.id}): use {changed[0].target} everywhere"
    lines = "\n".join(f"- {bump.module.id} {bump.target}" for bump in changed)
    return f"chore: use new versions of {len(changed)} modules\n\n{lines}"
