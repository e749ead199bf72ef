"""`release lint`: whether every README is fit to be published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.activity import each
from release_tool.domain.edits import Edit, apply_edits
from release_tool.domain.findings import Finding, Severity, worst_first
from release_tool.domain.lint_rules import LINT_RULES
from release_tool.domain.plans import Plan, WriteFile
from release_tool.lint.fault import NOWHERE, Fault
from release_tool.lint.rules import faults
from release_tool.lint.structure import structure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from release_tool.adapters.lint_files import LintFiles
    from release_tool.adapters.survey import Survey
    from release_tool.domain.modules import ModuleId


class FixableFile(Struct, frozen=True):
    """A README, and the edits that put right what can be put right without a person."""

    path: str
    content: bytes
    edits: tuple[Edit, ...]


class LintReport(Struct, frozen=True):
    """*findings* worst first; *readmes* is how many were looked at."""

    findings: tuple[Finding, ...]
    readmes: int
    fixable: tuple[FixableFile, ...]

    @property
    def ok(self) -> bool:
        return all(finding.severity is not Severity.ERROR for finding in self.findings)


def lint(survey: Survey, files: LintFiles, paths: Sequence[str]) -> LintReport:
    """What is wrong at or below *paths* (default: everywhere), by the rules of the registry."""
    released = {module.namespace for module in survey.tags}
    subjects = [
        subject
        for subject in files.premises.subjects(_modules(survey, files))
        if _is_wanted(subject.path, paths)
    ]
    pages, problems = files.pages(subjects)
    findings: list[Finding] = []
    for path, fault in structure(files.premises, released):
        if _is_wanted(path, paths):
            module = files.premises.layout.module_at(path)
            findings += _findings(survey, path, module, (fault,))
    for subject, problem in problems.items():
        fault = Fault("readme-missing", NOWHERE, f"the README cannot be read: {problem}")
        findings += _findings(survey, subject.folder, subject.module, (fault,))
    fixable: list[FixableFile] = []
    for page in each("checking READMEs", pages):
        path, module = page.readme.path, page.subject.module
        said = [one for one in faults(page, files.premises) if _weighs(survey, module, one)]
        findings += _findings(survey, path, module, said)
        if edits := tuple(one.edit for one in said if one.edit is not None):
            fixable.append(FixableFile(path, page.content, edits))
    return LintReport(worst_first(findings), len(pages), tuple(fixable))


def _modules(survey: Survey, files: LintFiles) -> Sequence[ModuleId]:
    """The modules of a layout that has nothing else; elsewhere the folders say more."""
    return tuple(survey.files) if files.premises.root is None else ()


def _is_wanted(path: str, paths: Sequence[str]) -> bool:
    return not paths or any(not one or path == one or path.startswith(f"{one}/") for one in paths)


def _weighs(survey: Survey, module: ModuleId | None, fault: Fault) -> Severity | None:
    """The severity that release.yaml gives the rule of *fault*; None if it is off."""
    return survey.config.severity(fault.rule, module, LINT_RULES[fault.rule].severity)


def _findings(
    survey: Survey, path: str, module: ModuleId | None, said: Iterable[Fault]
) -> Iterator[Finding]:
    for fault in said:
        severity = _weighs(survey, module, fault)
        if severity is not None:
            yield Finding(
                fault.rule, severity, module, path, fault.place.line, fault.place.column,
                fault.message, help=_help(fault),
            )  # fmt: skip


def _help(fault: Fault) -> str:
    said = fault.help or LINT_RULES[fault.rule].advice
    return said if fault.edit is None else f"{said}: release lint --fix"


def fix_plan(report: LintReport) -> Plan:
    """The edits that need no person."""
    return Plan(
        tuple(
            WriteFile(file.path, file.content, apply_edits(file.content, file.edits))
            for file in report.fixable
        )
    )
