"""A finding as the JSON object of `release check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from release_tool.domain.findings import Finding


def finding_object(finding: Finding) -> dict[str, str | int | None]:
    """The public keys of a finding, in their order; `module` is null where none is meant."""
    return {
        "rule": finding.rule,
        "level": finding.severity.value,
        "module": str(finding.module) if finding.module else None,
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "message": finding.message,
        "found": finding.found,
        "expected": finding.expected,
        "help": finding.help,
    }
