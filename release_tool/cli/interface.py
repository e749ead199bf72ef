"""`release interface`"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from release_tool.cli.options import HERE, Config, Repo, ReportFormat, ReportOutput

if TYPE_CHECKING:
    from release_tool.facts.interfaces import ComparedModule


def interface(
    module: Annotated[
        str, typer.Argument(metavar="MODULE", help="Such as coder/git-clone.", show_default=False)
    ] = "",
    start: Annotated[
        str,
        typer.Option("--from", metavar="TAG", help="Since when.", show_default="its last release"),
    ] = "",
    end: Annotated[
        str,
        typer.Option("--to", metavar="REF", help="Until when.", show_default="working tree"),
    ] = "",
    explain: Annotated[
        str, typer.Option("--explain", metavar="RULE", help="What a rule means, with an example.")
    ] = "",
    repo: Repo = HERE,
    config: Config = None,
    format: ReportOutput = ReportFormat.TEXT,  # noqa: A002 - the option's name
) -> None:
    """What a module's changes mean for its callers, and the level that they require.

    \b
    Example:
      release interface coder/git-clone
      release interface coder/git-clone --from 1.3.0 --to HEAD
      release interface --explain variable-removed
    """
    from release_tool.adapters.opening import open_survey
    from release_tool.cli.output import emit, palette
    from release_tool.commands.interface import interface as compare
    from release_tool.commands.interface import rule
    from release_tool.errors import RequestError
    from release_tool.render.interface import explanation

    if bool(module) == bool(explain):
        raise RequestError("name a module, or --explain a rule", "release interface MODULE")
    if explain:
        emit(explanation(rule(explain), palette(sys.stdout)))
        return
    compared = compare(open_survey(repo, config), module, start, end)
    emit(_rendered(compared, format))


def _rendered(compared: ComparedModule, wanted: ReportFormat) -> str:
    from release_tool.cli.output import palette
    from release_tool.render import interface as shown

    report = shown.InterfaceReport(
        str(compared.module), compared.folder, compared.start, compared.end, compared.comparison
    )
    match wanted:
        case ReportFormat.TEXT:
            return shown.interface_text(report, palette(sys.stdout))
        case ReportFormat.JSON:
            return shown.interface_json(report)
        case ReportFormat.GITHUB:
            return shown.interface_github(report)
        case ReportFormat.MARKDOWN:
            return shown.interface_markdown(report)
        case ReportFormat.SARIF:
            return shown.interface_sarif(report)
