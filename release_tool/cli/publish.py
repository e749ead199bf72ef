"""`release publish`"""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from release_tool.cli.options import HERE, Config, DryRun, Format, OutputFormat, Repo

if TYPE_CHECKING:
    from release_tool.adapters.survey import Survey
    from release_tool.adapters.workflow_step import WorkflowStep
    from release_tool.commands.publish import PublishPlan
    from release_tool.domain.releases import Forge, Publication


class ForgeName(StrEnum):
    GITHUB = "github"
    LOCAL = "local"


class LatestName(StrEnum):
    NEVER = "never"
    NEWEST = "newest"
    HIGHEST = "highest"


ForgeOption = Annotated[
    Optional[ForgeName],  # noqa: UP045
    typer.Option("--forge", help="Where releases are kept.", show_default="as release.yaml says"),
]


def publish(
    tags: Annotated[
        Optional[list[str]],  # noqa: UP045
        typer.Argument(metavar="[TAG]...", help="Release tags.", show_default=False),
    ] = None,
    missing: Annotated[
        bool, typer.Option("--missing", help="Every release tag that has no release.")
    ] = False,
    forge: ForgeOption = None,
    latest: Annotated[
        Optional[LatestName],  # noqa: UP045
        typer.Option(help="Which release is shown as latest.", show_default="as release.yaml says"),
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Make drafts.")] = False,
    dry_run: DryRun = False,
    repo: Repo = HERE,
    config: Config = None,
    format: OutputFormat = Format.TEXT,  # noqa: A002 - the option's name
) -> None:
    """Make the releases of tags, or bring them up to date. Safe to run twice.

    \b
    Example:
      release publish release/coder/git-clone/v2.0.0
      release publish --missing --forge local --dry-run
    """
    from release_tool.adapters.opening import open_survey
    from release_tool.cli.workflow import running_step
    from release_tool.commands.publish import (
        PublishRequest,
        missing_tags,
        named_tags,
        plan_releases,
    )
    from release_tool.domain.latest import LatestKind
    from release_tool.domain.releases import OutcomeStatus, RefuseRelease
    from release_tool.errors import RequestError
    from release_tool.facts.enrichment import source_of_knowledge

    with running_step() as step:
        if bool(tags) == missing:
            raise RequestError(
                "name tags, or --missing ones", "release publish --missing --dry-run"
            )
        survey = open_survey(repo, config)
        place = open_forge(survey, forge)
        wanted = missing_tags(survey, place) if missing else named_tags(survey, tags or ())
        request = PublishRequest(LatestKind(latest) if latest else None, draft)
        source = source_of_knowledge(survey, os.environ)
        plan = plan_releases(survey, place, wanted, request, source)
        if dry_run:
            _show(plan, format)
            failed = any(isinstance(one.step, RefuseRelease) for one in plan.releases)
        else:
            done = carry_out(step, plan, place)
            _emit(done, format)
            failed = any(one.outcome.status is OutcomeStatus.FAILED for one in done)
    if failed:
        raise typer.Exit(1)


def _show(plan: PublishPlan, format: Format) -> None:  # noqa: A002 - the option's name
    from release_tool.cli.lacking import tell_lacking
    from release_tool.cli.output import emit, palette
    from release_tool.render.publish import steps_json, steps_text

    tell_lacking(plan.lacking)
    steps = [one.step for one in plan.releases]
    if format is Format.JSON:
        emit(steps_json(steps))
    else:
        emit(steps_text(steps, palette(sys.stdout)))


def carry_out(step: WorkflowStep, plan: PublishPlan, place: Forge) -> list[Publication]:
    """Makes the releases; a workflow learns of every one that is made, also if it ends early."""
    from release_tool.adapters.forge_local import file_name
    from release_tool.cli.lacking import tell_lacking
    from release_tool.commands.publish import publish as run
    from release_tool.errors import StoppedError
    from release_tool.render.wording import counted
    from release_tool.render.workflow_outputs import publish_outputs
    from release_tool.render.workflow_summary import publish_summary

    remarks = tell_lacking(plan.lacking)
    done: list[Publication] = []
    body = ""
    try:
        for one in run(plan.releases, place):
            done.append(one)
            if not body:
                name = f"release-notes/{file_name(one.tag.name)}.md"
                body = step.keep(name, one.release.notes)
    except KeyboardInterrupt as stop:
        raise StoppedError(
            f"{len(done)} of {counted(len(plan.releases), 'release')} were done; "
            "running this again does the rest"
        ) from stop
    finally:
        step.set_outputs(publish_outputs(done, body))
        step.summarize(publish_summary(done, remarks))
    return done


def _emit(done: list[Publication], format: Format) -> None:  # noqa: A002 - the option's name
    from release_tool.cli.output import emit, palette
    from release_tool.render.publish import outcomes_json, outcomes_text

    outcomes = [one.outcome for one in done]
    if format is Format.JSON:
        emit(outcomes_json(outcomes))
    else:
        emit(outcomes_text(outcomes, palette(sys.stdout)))


def open_forge(survey: Survey, wanted: ForgeName | None) -> Forge:
    """The forge that the option or release.yaml names."""
    from release_tool.facts.forges import github_forge, local_forge

    if ForgeName(wanted or survey.config.forge.kind) is ForgeName.LOCAL:
        return local_forge(survey)
    return github_forge(survey, os.environ)
