"""The reports of `release interface`, a function a format, and the explanation of a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool import __version__
from release_tool.domain.findings import Finding, Severity
from release_tool.domain.versions import Level
from release_tool.render.findings_github import findings_github
from release_tool.render.findings_markdown import findings_markdown
from release_tool.render.findings_sarif import findings_sarif
from release_tool.render.json_document import dumps
from release_tool.render.terminal import Palette, Style, visible, visible_lines
from release_tool.render.wording import Checked
from release_tool.terraform.catalogue import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.terraform.change import Change
    from release_tool.terraform.compare import Comparison
    from release_tool.terraform.rule import Rule

_SEVERITIES = {Level.MAJOR: Severity.ERROR, Level.MINOR: Severity.WARNING}
_INDENT = "    "


class InterfaceReport(Struct, frozen=True):
    """*folder* is the module's; *start* and *end* say what was compared."""

    module: str
    folder: str
    start: str
    end: str
    comparison: Comparison


def interface_text(report: InterfaceReport, palette: Palette) -> str:
    """The verdict, and then each change: what, where, who breaks, and what helps."""
    head = palette.paint(Style.STRONG, f"{report.module}: {verdict(report.comparison)}")
    lines = [head, palette.paint(Style.QUIET, f"{report.start} -> {report.end}"), ""]
    for change in report.comparison.changes:
        lines += _change_lines(change, palette)
    for old in report.comparison.expired:
        lines.append(
            palette.paint(Style.WARNING, f"no longer accepted: {old.rule} {old.subject}")
            + f" (was accepted for {visible(old.version)})"
        )
    return "".join(f"{line}\n" for line in lines)


def verdict(comparison: Comparison) -> str:
    """What the changes ask for, in a few words."""
    said = f"needs a {comparison.required} release" if comparison.required else "nothing to release"
    if comparison.suggested and comparison.suggested != comparison.required:
        said += f", consider a {comparison.suggested} one"
    return f"{said} (inconclusive: at least)" if comparison.inconclusive else said


def _change_lines(change: Change, palette: Palette) -> Iterator[str]:
    level = str(change.level or "none")
    shown = _severity(change)
    review = f", consider {change.suggested}" if change.suggested != change.level else ""
    place = f"{change.file}:{change.line}" if change.line else change.file
    yield (
        f"{palette.paint(Style(shown), f'{level}{review}')}  "
        f"{palette.paint(Style.STRONG, change.rule)}  {visible(change.message)}"
    )
    where = f"{visible(place)}{' (as it was)' if change.gone else ''}"
    yield f"{_INDENT}{where}  breaks: {change.breaks}"
    if change.before or change.after:
        yield (
            f"{_INDENT}{palette.paint(Style.REMOVED, change.before or '-')}"
            f" -> {palette.paint(Style.ADDED, change.after or '-')}"
        )
    if change.accepted is not None:
        yield f"{_INDENT}accepted: {visible(change.accepted)}"
    elif change.help:
        for line in visible_lines(change.help).splitlines():
            yield f"{_INDENT}{palette.paint(Style.QUIET, 'help:')} {line}"


def _severity(change: Change) -> Severity:
    if change.accepted is not None or change.level is None:
        return Severity.NOTICE
    return _SEVERITIES.get(change.level, Severity.NOTICE)


def interface_json(report: InterfaceReport) -> str:
    comparison = report.comparison
    return dumps(
        {
            "module": report.module,
            "from": report.start,
            "to": report.end,
            "required": str(comparison.required) if comparison.required else None,
            "suggested": str(comparison.suggested) if comparison.suggested else None,
            "changes": [_object(change) for change in comparison.changes],
        }
    )


def _object(change: Change) -> dict[str, object]:
    return {
        "rule": change.rule,
        "level": str(change.level) if change.level else None,
        "suggested": str(change.suggested) if change.suggested else None,
        "kind": change.kind,
        "name": change.name,
        "subject": change.subject,
        "before": change.before,
        "after": change.after,
        "file": change.file,
        "line": change.line,
        "message": change.message,
        "breaks": str(change.breaks),
        "help": change.help,
        "accepted": change.accepted,
        "fingerprint": change.fingerprint,
    }


def interface_github(report: InterfaceReport) -> str:
    """Annotations, and a last line for those who read the log."""
    return f"{findings_github(_findings(report))}{report.module}: {verdict(report.comparison)}\n"


def interface_markdown(report: InterfaceReport) -> str:
    return findings_markdown(_findings(report), Checked(1, fault="interface change"))


def interface_sarif(report: InterfaceReport) -> str:
    rules = {rule.id: (rule.title, f"{rule.description} {rule.why}") for rule in RULES}
    return findings_sarif(_findings(report), rules, __version__)


def _findings(report: InterfaceReport) -> list[Finding]:
    return [
        Finding(
            change.rule,
            _severity(change),
            None,
            f"{report.folder}/{change.file}",
            # A removed thing has no line of its own in what is there now.
            1 if change.gone else change.line,
            0,
            f"{change.message} ({change.file}:{change.line} at {report.start})"
            if change.gone
            else change.message,
            change.before,
            change.after,
            change.help,
        )
        for change in report.comparison.changes
        if change.accepted is None
    ]


def explanation(rule: Rule, palette: Palette) -> str:
    """What a rule means, why, and a module before and after."""
    verdict_ = rule.verdict
    level = f"{verdict_.required or 'none'}"
    if verdict_.suggested != verdict_.required:
        level += f" at least, {verdict_.suggested} to be considered"
    parts = [
        palette.paint(Style.STRONG, f"{rule.id}: {rule.title}"),
        f"Level: {level} ({rule.certainty})",
        visible_lines(rule.description),
        visible_lines(rule.why),
        f"{palette.paint(Style.REMOVED, 'Before:')}\n{_indented(rule.example.before)}",
        f"{palette.paint(Style.ADDED, 'After:')}\n{_indented(rule.example.after)}",
        f"See {visible(rule.reference)}",
    ]
    return "\n\n".join(parts) + "\n"


def _indented(source: str) -> str:
    return "\n".join(f"{_INDENT}{line}".rstrip() for line in visible_lines(source).splitlines())
