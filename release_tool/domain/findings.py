"""One thing that a check has to say, at a place, with what to do about it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from release_tool.domain.modules import ModuleId


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return tuple(Severity).index(self)


class Finding(Struct, frozen=True):
    """*rule* is a stable id; *line* and *column* count from 1, 0 where there is no such place."""

    rule: str
    severity: Severity
    module: ModuleId | None
    file: str
    line: int
    column: int
    message: str
    found: str = ""
    expected: str = ""
    help: str = ""

    def at(self, severity: Severity) -> Finding:
        return replace(self, severity=severity)


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The order of every report: by severity, then by place."""
    return tuple(
        sorted(
            findings,
            key=lambda one: (one.severity.rank, one.file, one.line, one.column, one.rule),
        )
    )
