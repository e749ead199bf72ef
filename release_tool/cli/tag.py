"""`release tag`"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from release_tool.cli.options import (
    HERE,
    Config,
    DryRun,
    Format,
    OutputFormat,
    Repo,
    Yes,
)
from release_tool.cli.output import emit, note, palette, require_yes, tell
from release_tool.cli.publish import ForgeOption, carry_out, open_forge
from release_tool.cli.workflow import running_step

if TYPE_CHECKING:
    from pathlib import Path

    from release_tool.adapters.survey import Survey
    from release_tool.adapters.workflow_step import WorkflowStep
    from release_tool.commands.tag import TagReport
    from release_tool.domain.releases import Forge
    from release_tool.domain.tags import ReleaseTag


def tag(
    modules: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Argument(metavar="[MODULE]...", help="Such as coder/git-clone.", show_default=False),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every module that wants a tag.")] = False,
    at: Annotated[str, typer.Option("--at", metavar="REF", help="The commit to tag.")] = "HEAD",
    push: Annotated[bool, typer.Option("--push", help="Push what the remote lacks.")] = False,
    publish: Annotated[
        bool, typer.Option("--publish", help="Make the releases too; the tags must be pushed.")
    ] = False,
    forge: ForgeOption = None,
    sign: Annotated[bool, typer.Option("--sign", help="Sign the tags with git's key.")] = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    repo: Repo = HERE,
    config: Config = None,
    format: OutputFormat = Format.TEXT,  # noqa: A002 - the option's name
) -> None:
    """Make the release tags that pending and new modules want.

    Asks first on a terminal. A second run makes and pushes only what is missing.

    \b
    Example:
      release tag --all --dry-run
      release tag coder/git-clone --push --yes
    """
    from release_tool.adapters.opening import open_survey
    from release_tool.commands.tag import TagRequest, plan_tags, require_branch, with_pushes
    from release_tool.domain.plans import CreateSignedTag, CreateTag
    from release_tool.errors import RequestError

    with running_step() as step:
        if bool(modules) == every:
            raise RequestError("name modules, or --all of them", "release tag --all --dry-run")
        if publish and not push:
            raise RequestError("--publish goes with --push", "release tag --all --push --publish")
        survey = open_survey(repo, config)
        request = TagRequest(tuple(modules or ()), at, CreateSignedTag if sign else CreateTag)
        report = plan_tags(survey, request)
        require_branch(report, survey, at)
        if push:
            report = with_pushes(report, survey, at)
        # Before the first tag: one that is pushed cannot be taken back for want of a token.
        place = open_forge(survey, forge) if publish and report.rows else None
        if not dry_run and report.plan.steps:
            _confirm(report, yes)
            report = _carried_out(survey.repository.root, report, format)
        _emit(report, format)
        _leave(step, report, survey)
        if place is not None and not dry_run:
            _publish(step, open_survey(repo, config), place, [row.tag for row in report.rows])


def _leave(step: WorkflowStep, report: TagReport, survey: Survey) -> None:
    from release_tool.render.workflow_outputs import tag_outputs
    from release_tool.render.workflow_summary import tag_summary

    if report.rows:
        first = report.rows[0]
        folder = survey.config.layout.folder_of(first.tag.module)
        step.set_outputs(tag_outputs(first.tag, first.commit, folder))
    step.summarize(tag_summary(report.rows))


def _publish(step: WorkflowStep, survey: Survey, place: Forge, tags: list[ReleaseTag]) -> None:
    from release_tool.commands.publish import PublishRequest, plan_releases
    from release_tool.domain.releases import OutcomeStatus
    from release_tool.facts.enrichment import source_of_knowledge
    from release_tool.render.publish import outcomes_text

    source = source_of_knowledge(survey, os.environ)
    plan = plan_releases(survey, place, tags, PublishRequest(), source)
    outcomes = [one.outcome for one in carry_out(step, plan, place)]
    # With JSON the tags' object is alone on stdout.
    tell(outcomes_text(outcomes, palette(sys.stderr)))
    if any(outcome.status is OutcomeStatus.FAILED for outcome in outcomes):
        raise typer.Exit(1)


def _confirm(report: TagReport, yes: bool) -> None:
    from release_tool.domain.plans import describe
    from release_tool.errors import RequestError
    from release_tool.render.terminal import visible

    if yes:
        return
    if not sys.stdin.isatty():
        raise RequestError("this makes tags; nobody is there to be asked", "add --yes")
    tell("".join(f"{visible(describe(step))}\n" for step in report.plan.steps))
    require_yes("Do this?")


def _carried_out(root: Path, report: TagReport, format: Format) -> TagReport:  # noqa: A002
    from release_tool.apply import apply
    from release_tool.commands.tag import carried_out
    from release_tool.domain.plans import PushTags, Step
    from release_tool.errors import ReleaseError

    done: list[Step] = []
    try:
        apply(root, report.plan, done.append)
    except ReleaseError:
        _emit(carried_out(report, done), format)
        raise
    except KeyboardInterrupt:
        if any(isinstance(step, PushTags) for step in done):  # what stays is told of
            _emit(carried_out(report, done), format)
        raise
    return carried_out(report, done)


def _emit(report: TagReport, format: Format) -> None:  # noqa: A002
    from release_tool.render.tag import not_tagged, tag_json, tag_text

    unclear = [str(one.id) for one in report.unclear]
    if format is Format.TEXT:
        emit(tag_text(report.rows, unclear, palette(sys.stdout)))
        return
    if unclear:
        note(not_tagged(unclear))
    emit(tag_json(report.rows))
