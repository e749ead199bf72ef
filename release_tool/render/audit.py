"""The reports of `release audit`, a function a format."""

from __future__ import annotations

from posixpath import basename
from typing import TYPE_CHECKING

from msgspec.structs import replace

from release_tool import __version__
from release_tool.domain.audit_rules import AUDIT_RULE_TEXTS
from release_tool.render.findings_github import findings_github
from release_tool.render.findings_json import finding_object
from release_tool.render.findings_markdown import findings_markdown
from release_tool.render.findings_sarif import findings_sarif
from release_tool.render.json_document import dumps
from release_tool.render.table import Align, Cell, aligned
from release_tool.render.terminal import Style
from release_tool.render.wording import Checked, headline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from release_tool.domain.audit import AuditFinding
    from release_tool.domain.findings import Finding
    from release_tool.render.terminal import Palette

_KEYS = ("rule", "level", "module", "file", "line", "message", "found", "expected")


def audit_text(findings: Sequence[AuditFinding], tags: int, palette: Palette) -> str:
    """A line each, the worst first, then one line that sums up."""
    rows = [
        (
            Cell(f"{one.finding.severity}[{one.finding.rule}]", Style(one.finding.severity)),
            Cell(str(one.tag), Style.STRONG),
            Cell(_line_of_file(one.finding)),
        )
        for one in findings
    ]
    lines = aligned(rows, [Align.LEFT] * 3, palette)
    style = Style(findings[0].finding.severity) if findings else Style.GOOD
    summary = palette.paint(style, headline([one.finding for one in findings], _checked(tags)))
    return "".join(f"{line}\n" for line in (*lines, *([""] if lines else []), summary))


def _line_of_file(finding: Finding) -> str:
    place = f"{basename(finding.file)}:{finding.line}: " if finding.line else ""
    return f"{place}{finding.message}"


def audit_json(findings: Iterable[AuditFinding], tags: int) -> str:
    return dumps({"tags": tags, "findings": [_object(one) for one in findings]})


def _object(one: AuditFinding) -> dict[str, object]:
    known = finding_object(one.finding)
    return {"tag": str(one.tag), **{key: known[key] for key in _KEYS}}


def audit_github(findings: Iterable[AuditFinding], tags: int) -> str:
    """Annotations, and a last line for those who read the log."""
    shown = [_of_today(one) for one in findings]
    return f"{findings_github(shown)}{headline(shown, _checked(tags))}\n"


def audit_markdown(findings: Iterable[AuditFinding], tags: int) -> str:
    shown = [_told(one, f"{one.tag}: {one.finding.message}") for one in findings]
    return findings_markdown(shown, _checked(tags))


def audit_sarif(findings: Iterable[AuditFinding]) -> str:
    shown = [(_of_today(one), str(one.tag)) for one in findings]
    told = [finding for finding, _ in shown]
    return findings_sarif(told, AUDIT_RULE_TEXTS, __version__, dict(shown))


def _of_today(one: AuditFinding) -> Finding:
    """The finding for readers that look at the file as it is now, where its line is another."""
    at = f"{one.tag}, line {one.finding.line}" if one.finding.line else str(one.tag)
    return replace(_told(one, f"{at}: {one.finding.message}"), line=0, column=0)


def _told(one: AuditFinding, message: str) -> Finding:
    """The finding with what can be done about a tag, which is never moved, and not about a file."""
    _, help_ = AUDIT_RULE_TEXTS[one.finding.rule]
    return replace(one.finding, message=message, help=help_)


def _checked(tags: int) -> Checked:
    return Checked(tags, "release tag", "mistake")
