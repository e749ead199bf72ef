"""How findings are put into words, the same in every format. Nothing here is escaped yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.domain.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from release_tool.domain.findings import Finding


class Checked(Struct, frozen=True):
    """What was looked at, and what it is free of when nothing was found."""

    count: int
    noun: str = "module"
    fault: str = "drift"

    def __str__(self) -> str:
        return f"{counted(self.count, self.noun)} checked, no {self.fault}"


def counted(count: int, noun: str) -> str:
    """`1 module`, `84 modules`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def headline(findings: Sequence[Finding], checked: Checked) -> str:
    """`3 errors, 1 warning in 2 modules`, or that all is well."""
    if not findings:
        return str(checked)
    numbers = [(severity, _number_of(severity, findings)) for severity in Severity]
    amounts = ", ".join(counted(number, severity) for severity, number in numbers if number)
    return f"{amounts}{_extent(findings)}"


def _number_of(severity: Severity, findings: Sequence[Finding]) -> int:
    return sum(finding.severity is severity for finding in findings)


def _extent(findings: Sequence[Finding]) -> str:
    modules = {finding.module for finding in findings}
    if None not in modules:
        return f" in {counted(len(modules), 'module')}"
    files = {finding.file for finding in findings}
    return f" in {counted(len(files), 'file')}" if "" not in files else ""


def place_of(finding: Finding) -> str:
    """`file:line:column`, as far as it is known, which terminals and editors can open."""
    if not finding.file:
        return str(finding.module or "repository")
    numbers = (finding.line, finding.column) if finding.line else ()
    return ":".join([finding.file, *(str(number) for number in numbers if number)])


def contrast_of(finding: Finding) -> tuple[tuple[str, str], ...]:
    """What was found and what was expected, each with its label, where there is such a thing."""
    pairs = (("found", finding.found), ("expected", finding.expected))
    return tuple((label, value) for label, value in pairs if value)


def in_full(finding: Finding) -> tuple[str, ...]:
    """Everything that a finding says, a line each."""
    contrast = ", ".join(f"{label} {value}" for label, value in contrast_of(finding))
    return tuple(line for line in (finding.message, contrast, finding.help) if line)


def with_help_once(findings: Sequence[Finding]) -> Iterator[tuple[Finding, str]]:
    """Each finding with its help, which a run of findings in a file shares, only at the last."""
    for finding, following in zip(findings, (*findings[1:], None), strict=True):
        shared = following and (following.file, following.help) == (finding.file, finding.help)
        yield finding, "" if shared else finding.help
