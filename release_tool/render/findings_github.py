"""Findings as workflow commands, which GitHub shows beside the lines that a change touches."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from release_tool.domain.findings import worst_first
from release_tool.render.terminal import visible
from release_tool.render.wording import counted, in_full

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from release_tool.domain.findings import Finding, Severity

SHOWN = 10
"""How many annotations of a level GitHub shows for a step."""

# The percent sign is the escape character itself; a translation never sees its own output.
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def findings_github(findings: Iterable[Finding]) -> str:
    """A command for each finding, the worst first; the last that a level shows counts the rest."""
    levels = groupby(worst_first(findings), key=lambda finding: finding.severity)
    return "".join(
        f"{line}\n" for severity, group in levels for line in _level(severity, tuple(group))
    )


def _level(severity: Severity, findings: Sequence[Finding]) -> Iterator[str]:
    shown = findings if len(findings) <= SHOWN else findings[: SHOWN - 1]
    for finding in shown:
        title = f"{finding.rule} in {finding.module}" if finding.module else finding.rule
        place = _place(finding) if finding.file else {}
        yield workflow_command(severity, {**place, "title": title}, in_full(finding))
    if rest := findings[len(shown) :]:
        title = f"{counted(len(rest), f'more {severity}')}"
        yield workflow_command(
            severity, {"title": title}, (f"{_files(rest)}; the text report has them all",)
        )


def _files(findings: Sequence[Finding]) -> str:
    return f"in {counted(len({finding.file for finding in findings}), 'file')}"


def _place(finding: Finding) -> Mapping[str, str]:
    numbers = {"line": finding.line, "col": finding.column if finding.line else 0}
    return {"file": finding.file} | {
        name: str(number) for name, number in numbers.items() if number
    }


def workflow_command(name: str, properties: Mapping[str, str], lines: Iterable[str]) -> str:
    """A line of a log that the runner obeys, and whose *lines* and *properties* are only text."""
    given = ",".join(
        f"{key}={visible(value).translate(_PROPERTY)}" for key, value in properties.items()
    )
    message = "\n".join(visible(line) for line in lines)
    return f"::{name} {given}::{message.translate(_DATA)}"
