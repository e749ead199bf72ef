"""`release check`"""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from release_tool.cli.options import HERE, Config, Modules, Repo, ReportFormat, ReportOutput

if TYPE_CHECKING:
    from release_tool.adapters.survey import Survey
    from release_tool.adapters.workflow_event import PullRequestEvent
    from release_tool.commands.check import CheckReport
    from release_tool.domain.versions import Level


class LevelName(StrEnum):
    MAJOR = "major"
    MINOR = "minor"
    PATCH = "patch"


class Comment(StrEnum):
    OFF = "off"
    GREEN = "green"
    DELETE = "delete"


def check(
    modules: Modules = None,
    base: Annotated[
        str,
        typer.Option(
            metavar="REF",
            help="Modules that changed since this branch must declare a new version.",
            show_default="the pull request's base, in its workflow",
        ),
    ] = "",
    level: Annotated[
        Optional[LevelName],  # noqa: UP045
        typer.Option(
            help="With --base: the level that changed modules must be bumped by.",
            show_default="the label version:LEVEL, in a pull request's workflow",
        ),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Edit the pins as a bump would, then check.")
    ] = False,
    comment: Annotated[
        Comment,
        typer.Option(
            help="Comment on the pull request of this workflow while something is wrong; when"
            " nothing is, the comment turns green or is deleted."
        ),
    ] = Comment.OFF,
    repo: Repo = HERE,
    config: Config = None,
    format: ReportOutput = ReportFormat.TEXT,  # noqa: A002 - the option's name
) -> None:
    """Check that README examples carry the right version: the pull request check.

    \b
    Example:
      release check
      release check --base origin/main --format github
      release check coder/git-clone --fix
    """
    from release_tool.adapters.opening import open_survey
    from release_tool.adapters.workflow_event import pull_request_event
    from release_tool.apply import apply
    from release_tool.cli.output import emit, note
    from release_tool.cli.workflow import running_step
    from release_tool.commands.check import check as run_check
    from release_tool.commands.check import fix_plan
    from release_tool.domain.plans import describe
    from release_tool.render.workflow_outputs import check_outputs
    from release_tool.render.workflow_summary import with_remarks

    with running_step() as step:
        survey = open_survey(repo, config)
        event = pull_request_event(os.environ, survey.config.release.remote)
        base, asked = _wanted(event, base, level)
        report = run_check(survey, modules or [], base, asked)
        if fix and (plan := fix_plan(report)).steps:
            survey.repository.require_working_tree()
            apply(survey.repository.root, plan, lambda step: note(describe(step)))
            report = run_check(open_survey(repo, config), modules or [], base, asked)
        emit(_rendered(report, format))
        step.set_outputs(check_outputs(report.touched, ok=report.ok))
        markdown = _for_reviewers(report)
        remarks = _comment(survey, event, report.ok, markdown, comment)
        step.summarize(with_remarks(markdown, remarks))
    if not report.ok:
        raise typer.Exit(1)


def _wanted(
    event: PullRequestEvent | None, base: str, level: LevelName | None
) -> tuple[str, Level | None]:
    """What to compare with, and the level to ask for: the options', then the pull request's."""
    from release_tool.domain.versions import Level
    from release_tool.errors import RequestError

    asked = Level(level) if level else None
    if event:
        base, asked = base or event.base, asked or event.level
    if asked and not base:
        raise RequestError(
            "--level goes with --base: it is asked of modules that changed since then",
            f"release check --base REF --level {asked}, with a REF such as origin/main",
        )
    return base, asked


def _for_reviewers(report: CheckReport) -> str:
    from release_tool.commands.check import fix_commands
    from release_tool.render.workflow_summary import check_comment

    return check_comment(report.findings, len(report.modules), fix_commands(report))


def _comment(
    survey: Survey, event: PullRequestEvent | None, ok: bool, markdown: str, wanted: Comment
) -> tuple[str, ...]:
    """Writes the comment, if it is wanted; returns what could not be written and why."""
    from release_tool.adapters.workflow_event import run_page
    from release_tool.cli.output import note
    from release_tool.commands.comment import CommentMode, Verdict
    from release_tool.commands.comment import comment as write

    if wanted is Comment.OFF or event is None:
        return ()
    verdict = Verdict(markdown, ok, run_page(os.environ))
    outcome = write(survey, os.environ, event.number, verdict, CommentMode(wanted))
    if not outcome.error:
        return ()
    said = f"{outcome.error}; {outcome.hint}" if outcome.hint else outcome.error
    note(said)
    return (said,)


def _rendered(report: CheckReport, wanted: ReportFormat) -> str:
    from release_tool.cli.output import palette
    from release_tool.commands.check import fix_commands
    from release_tool.render import check as shown

    match wanted:
        case ReportFormat.TEXT:
            return shown.check_text(report.findings, len(report.modules), palette(sys.stdout))
        case ReportFormat.JSON:
            return shown.check_json(report.findings, report.modules, ok=report.ok)
        case ReportFormat.GITHUB:
            return shown.check_github(report.findings, len(report.modules))
        case ReportFormat.MARKDOWN:
            return shown.check_markdown(report.findings, len(report.modules), fix_commands(report))
        case ReportFormat.SARIF:
            return shown.check_sarif(report.findings)
