"""`release check`: drift, and with a base what a pull request owes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.domain.bumping import bump, rewrite_constraints
from release_tool.domain.drift import drift
from release_tool.domain.findings import Finding, Severity, worst_first
from release_tool.domain.plans import Plan, WriteFile
from release_tool.domain.requirements import (
    NOTHING_REQUIRED,
    CheckedModule,
    expected_version,
    owed,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from release_tool.adapters.survey import Survey
    from release_tool.domain.modules import ModuleId
    from release_tool.domain.registry import Module
    from release_tool.domain.requirements import Requirement
    from release_tool.domain.versions import Level


class CheckReport(Struct, frozen=True):
    """*findings* worst first; *touched* are the modules that differ from the base."""

    findings: tuple[Finding, ...]
    modules: tuple[CheckedModule, ...]
    touched: frozenset[ModuleId] = frozenset()

    @property
    def ok(self) -> bool:
        return all(finding.severity is not Severity.ERROR for finding in self.findings)


def check(
    survey: Survey, names: Sequence[str], base: str = "", asked: Level | None = None
) -> CheckReport:
    """The findings in the modules *names* (default: all).

    With *base*, the modules that differ from its merge base with HEAD must declare a new version:
    at least the required level, and exactly the level *asked* where there is one.
    """
    registry = survey.registry(survey.named(names))
    touched = survey.touched_since(base) if base else frozenset()
    required = _required(survey, [one for one in registry.modules if one.id in touched])
    checked: list[CheckedModule] = []
    findings: list[Finding] = []
    for module in registry.modules:
        requirement = required.get(module.id, NOTHING_REQUIRED)
        level = asked if module.id in touched else None
        expected = expected_version(module, requirement, level)
        checked.append(CheckedModule(module, expected, requirement))
        found = [
            *drift(module, registry, survey.config.layout),
            *owed(module, requirement, level),
        ]
        ruled = _ruled(survey, found)
        findings += _not_theirs(ruled) if base and module.id not in touched else ruled
    return CheckReport(worst_first(findings), tuple(checked), touched)


def _required(survey: Survey, modules: Sequence[Module]) -> dict[ModuleId, Requirement]:
    if not modules:
        return {}
    # The interface's rules cost more time than all the rest of a check without a base.
    from release_tool.facts.required_level import requirements

    return requirements(survey, modules)


def _not_theirs(findings: Iterable[Finding]) -> Iterator[Finding]:
    """What a pull request hears of modules that it does not touch.

    Errors, as notices: nobody likes a check that is red for what was there before.
    """
    return (one.at(Severity.NOTICE) for one in findings if one.severity is Severity.ERROR)


def _ruled(survey: Survey, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings at the severity that release.yaml gives their rule, or not at all."""
    for finding in findings:
        severity = survey.config.severity(finding.rule, finding.module, finding.severity)
        if severity is not None:
            yield finding.at(severity)


FIXABLE = frozenset(
    {
        "pins-disagree",
        "pin-invalid",
        "behind-release",
        "not-bumped",
        "bump-too-small",
        "level-mismatch",
    }
)


def fix_commands(report: CheckReport) -> tuple[str, ...]:
    """The command lines that would put the findings right, once each."""
    return tuple(
        dict.fromkeys(
            f"release bump {finding.module} {finding.expected}" for finding in _fixable(report)
        )
    )


def _fixable(report: CheckReport) -> Iterator[Finding]:
    """What an edit of pins puts right, and is not only worth a notice (`_not_theirs`)."""
    return (
        finding
        for finding in report.findings
        if finding.rule in FIXABLE and finding.severity is not Severity.NOTICE
    )


def fix_plan(report: CheckReport) -> Plan:
    """The edits that put right what an edit of pins can put right."""
    wanted = {finding.module for finding in _fixable(report)}
    bumps = (
        bump(checked.module, checked.expected, constraints=rewrite_constraints)
        for checked in report.modules
        if checked.module.id in wanted and all(pin.literal for pin in checked.module.own_pins)
    )
    return Plan(
        tuple(
            WriteFile(one.module.readme_path, one.before, one.after) for one in bumps if one.changes
        )
    )
