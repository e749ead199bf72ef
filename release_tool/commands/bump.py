"""`release bump`: the next version into the README examples of modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.domain import bumping
from release_tool.domain.plans import CommitFiles, Plan, WriteFile
from release_tool.domain.requirements import NOTHING_REQUIRED, Requirement
from release_tool.domain.status import State
from release_tool.domain.versions import Level, Version, parse_version
from release_tool.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from release_tool.adapters.survey import Survey
    from release_tool.domain.bumping import Bump, ConstraintPolicy
    from release_tool.domain.modules import ModuleId
    from release_tool.domain.registry import Module

    Guard = Callable[[Module, Version, Survey], None]

AUTO = "auto"


class BumpReport(Struct, frozen=True):
    """*skipped*: modules that were not bumped, each with the end of a sentence that says why."""

    bumps: tuple[Bump, ...]
    skipped: tuple[tuple[ModuleId, str], ...]

    @property
    def changes(self) -> tuple[Bump, ...]:
        return tuple(bump for bump in self.bumps if bump.changes)


def _upward(module: Module, target: Version, _survey: Survey) -> None:
    bumping.require_upward(module, target)


def _readable(module: Module, _target: Version, survey: Survey) -> None:
    bumping.require_readable(module, survey.config.layout)


GUARDS: tuple[Guard, ...] = (_readable, _upward)
"""What stops a bump before it does harm; each raises."""
UNGUARDED: tuple[Guard, ...] = ()


class BumpRequest(Struct, frozen=True):
    """*wanted* is a level, a version, or `auto`."""

    wanted: Level | Version | str
    prerelease: str = ""
    constraints: ConstraintPolicy = bumping.keep_constraints
    guards: tuple[Guard, ...] = GUARDS

    @property
    def is_auto(self) -> bool:
        # A version, compared with text, parses it: it is no text at all.
        return isinstance(self.wanted, str) and self.wanted == AUTO


def parse_wanted(text: str) -> Level | Version | str:
    """What a person means by LEVEL."""
    if text == AUTO:
        return AUTO
    if text in tuple(Level):
        return Level(text)
    if (version := parse_version(text)) is not None:
        return version
    hint = f"did you mean {text[1:]}?" if parse_version(text.removeprefix("v")) else ""
    raise RequestError(
        f"{text} is neither a level nor a version",
        hint or "use major, minor, patch, auto, or a version such as 2.0.0",
    )


def bump_named(survey: Survey, names: Sequence[str], request: BumpRequest) -> BumpReport:
    """The bumps of the modules *names*. Raises for the first that cannot be bumped."""
    registry = survey.registry(survey.named(names))
    required = _required(survey, registry.modules, request)
    bumps: list[Bump] = []
    skipped: list[tuple[ModuleId, str]] = []
    for module in registry.modules:
        requirement = required.get(module.id, NOTHING_REQUIRED)
        wanted = _level(request, requirement, module)
        if wanted is None:
            skipped.append((module.id, f"nothing changed since {module.released}"))
        else:
            bumps.append(_bump(survey, module, wanted, requirement.reasons, request))
    return BumpReport(tuple(bumps), tuple(skipped))


def bump_changed(survey: Survey, base: str, request: BumpRequest) -> BumpReport:
    """The bumps of every module that changed since its release, or since *base*.

    A module that already declares a version above the target is left alone and said to be skipped.
    """
    if base:
        touched = survey.touched_since(base)
        modules = [module for module in survey.registry().modules if module.id in touched]
    else:
        _, statuses = survey.registry_with_statuses()
        modules = [one.module for one in statuses if one.changed_files and one.state in _BUMPABLE]
    required = _required(survey, modules, request)
    bumps: list[Bump] = []
    skipped: list[tuple[ModuleId, str]] = []
    for module in modules:
        requirement = required.get(module.id, NOTHING_REQUIRED)
        wanted = _level(request, requirement, module)
        if wanted is None:
            continue
        target = bumping.target_version(module, wanted, request.prerelease)
        if module.declared is not None and module.declared > target:
            skipped.append((module.id, f"already declares {module.declared}, above {target}"))
        else:
            bumps.append(_bump(survey, module, wanted, requirement.reasons, request))
    return BumpReport(tuple(bumps), tuple(skipped))


_BUMPABLE = frozenset({State.CHANGED, State.PENDING, State.DRIFTED})


def bump_plan(bumps: Iterable[Bump]) -> Plan:
    """Writes the READMEs that change."""
    return Plan(
        tuple(
            WriteFile(one.module.readme_path, one.before, one.after) for one in bumps if one.changes
        )
    )


def with_commit(plan: Plan, bumps: Sequence[Bump]) -> Plan:
    """*plan*, and then a commit of just its files; nothing where nothing changes."""
    paths = tuple(step.path for step in plan.steps if isinstance(step, WriteFile))
    return Plan((*plan.steps, CommitFiles(paths, _message(bumps)))) if paths else plan


def _message(bumps: Sequence[Bump]) -> str:
    changed = [one for one in bumps if one.changes]
    if len(changed) == 1:
        return f"chore({changed[0].module.id}): declare {changed[0].target}"
    lines = "\n".join(f"- {one.module.id} {one.target}" for one in changed)
    return f"chore: declare new versions of {len(changed)} modules\n\n{lines}"


def _required(
    survey: Survey, modules: Iterable[Module], request: BumpRequest
) -> dict[ModuleId, Requirement]:
    if not request.is_auto:
        return {}
    from release_tool.facts.required_level import requirements  # rules that no level needs

    return requirements(survey, modules)


def _level(
    request: BumpRequest, requirement: Requirement, module: Module
) -> Level | Version | None:
    """What *request* means for *module*; None when `auto` finds nothing that wants a release."""
    if not isinstance(request.wanted, str) or isinstance(request.wanted, Level):
        return request.wanted
    # A first release is what the README declares, whatever the level.
    level = requirement.level if module.released else Level.PATCH
    if level is None:
        return None
    return bumping.required_version(module, level, request.prerelease)


def _bump(
    survey: Survey,
    module: Module,
    wanted: Level | Version,
    reasons: tuple[str, ...],
    request: BumpRequest,
) -> Bump:
    target = bumping.target_version(module, wanted, request.prerelease)
    bumping.require_own_pins(module)
    for guard in request.guards:
        guard(module, target, survey)
    return bumping.bump(module, target, reasons, request.constraints)
