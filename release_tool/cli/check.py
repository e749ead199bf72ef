"""`release check`"""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from release_tool.cli.options import HERE, Config, Modules, Repo

if TYPE_CHECKING:
    from release_tool.commands.check import CheckReport


class CheckFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    MARKDOWN = "markdown"
    SARIF = "sarif"


class LevelName(StrEnum):
    MAJOR = "major"
    MINOR = "minor"
    PATCH = "patch"


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
            help="The level that changed modules must be bumped by.",
            show_default="the label version:LEVEL, in a pull request's workflow",
        ),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Edit the pins as a bump would, then check.")
    ] = False,
    repo: Repo = HERE,
    config: Config = None,
    format: Annotated[  # noqa: A002 - the option's name
        CheckFormat, typer.Option("--format", help="For people, programs, or a pull request.")
    ] = CheckFormat.TEXT,
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
    from release_tool.commands.check import check as run_check
    from release_tool.commands.check import fix_plan
    from release_tool.domain.plans import describe
    from release_tool.domain.versions import Level

    survey = open_survey(repo, config)
    asked = Level(level) if level else None
    if event := pull_request_event(os.environ, survey.config.release.remote):
        base, asked = base or event.base, asked or event.level
    report = run_check(survey, modules or [], base, asked)
    if fix and (plan := fix_plan(report)).steps:
        survey.repository.require_working_tree()
        apply(survey.repository.root, plan, lambda step: note(describe(step)))
        report = run_check(open_survey(repo, config), modules or [], base, asked)
    emit(_rendered(report, format))
    if not report.ok:
        raise typer.Exit(1)


def _rendered(report: CheckReport, wanted: CheckFormat) -> str:
    from release_tool.cli.output import palette
    from release_tool.commands.check import fix_commands
    from release_tool.render import check as shown

    match wanted:
        case CheckFormat.TEXT:
            return shown.check_text(report.findings, len(report.modules), palette(sys.stdout))
        case CheckFormat.JSON:
            return shown.check_json(report.findings, report.modules, ok=report.ok)
        case CheckFormat.GITHUB:
            return shown.check_github(report.findings, len(report.modules))
        case CheckFormat.MARKDOWN:
            return shown.check_markdown(report.findings, len(report.modules), fix_commands(report))
        case CheckFormat.SARIF:
            return shown.check_sarif(report.findings)
