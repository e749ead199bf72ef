"""`release audit`"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from release_tool.cli.options import HERE, Config, Modules, Repo, ReportFormat, ReportOutput
from release_tool.cli.publish import ForgeName

if TYPE_CHECKING:
    from release_tool.commands.audit import AuditReport


def audit(
    modules: Modules = None,
    forge: Annotated[
        Optional[ForgeName],  # noqa: UP045
        typer.Option(
            "--forge", help="Also look for releases that it lacks.", show_default="none is asked"
        ),
    ] = None,
    repo: Repo = HERE,
    config: Config = None,
    format: ReportOutput = ReportFormat.TEXT,  # noqa: A002 - the option's name
) -> None:
    """Look at every release tag again: its README, version, place and interface.

    \b
    Example:
      release audit
      release audit coder/git-clone --format json
    """
    from release_tool.adapters.opening import open_survey
    from release_tool.cli.output import emit, note
    from release_tool.cli.publish import open_forge
    from release_tool.commands.audit import audit as run_audit

    survey = open_survey(repo, config)
    place = None if forge is None else open_forge(survey, forge)
    report = run_audit(survey, modules or [], place)
    for sentence in report.unknown:
        note(sentence)
    emit(_rendered(report, format))
    if not report.ok:
        raise typer.Exit(1)


def _rendered(report: AuditReport, wanted: ReportFormat) -> str:
    from release_tool.cli.output import palette
    from release_tool.render import audit as shown

    match wanted:
        case ReportFormat.TEXT:
            return shown.audit_text(report.findings, report.tags, palette(sys.stdout))
        case ReportFormat.JSON:
            return shown.audit_json(report.findings, report.tags)
        case ReportFormat.GITHUB:
            return shown.audit_github(report.findings, report.tags)
        case ReportFormat.MARKDOWN:
            return shown.audit_markdown(report.findings, report.tags)
        case ReportFormat.SARIF:
            return shown.audit_sarif(report.findings)
