"""`release lint`"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from release_tool.cli.options import HERE, Config, Repo, ReportFormat, ReportOutput

if TYPE_CHECKING:
    from release_tool.commands.lint import LintReport


def lint(
    paths: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Argument(
            metavar="[PATH]...",
            help="Files or folders, from the repository's folder that you are in.",
            show_default="all",
        ),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Put right what needs no person, then look again.")
    ] = False,
    repo: Repo = HERE,
    config: Config = None,
    format: ReportOutput = ReportFormat.TEXT,  # noqa: A002 - the option's name
) -> None:
    """Check that every README is fit to be published: names, frontmatter, headings, links.

    \b
    Example:
      release lint
      release lint registry/coder --fix
      release lint --format sarif > lint.sarif
    """
    from release_tool.adapters.lint_files import LintFiles
    from release_tool.adapters.opening import open_survey
    from release_tool.apply import apply
    from release_tool.cli.output import emit, note
    from release_tool.commands.lint import fix_plan
    from release_tool.commands.lint import lint as run_lint
    from release_tool.domain.plans import describe

    survey = open_survey(repo, config)
    files = LintFiles(survey)
    wanted = list(files.named(repo, paths or []))
    report = run_lint(survey, files, wanted)
    if fix and (plan := fix_plan(report)).steps:
        survey.repository.require_working_tree()
        apply(survey.repository.root, plan, lambda step: note(describe(step)))
        survey = open_survey(repo, config)
        report = run_lint(survey, LintFiles(survey), wanted)
    emit(_rendered(report, format))
    if not report.ok:
        raise typer.Exit(1)


def _rendered(report: LintReport, wanted: ReportFormat) -> str:
    from release_tool.cli.output import palette
    from release_tool.render import lint as shown

    match wanted:
        case ReportFormat.TEXT:
            return shown.lint_text(report.findings, report.readmes, palette(sys.stdout))
        case ReportFormat.JSON:
            return shown.lint_json(report.findings, ok=report.ok)
        case ReportFormat.GITHUB:
            return shown.lint_github(report.findings, report.readmes)
        case ReportFormat.MARKDOWN:
            commands = ("release lint --fix",) if report.fixable else ()
            return shown.lint_markdown(report.findings, report.readmes, commands)
        case ReportFormat.SARIF:
            return shown.lint_sarif(report.findings)
