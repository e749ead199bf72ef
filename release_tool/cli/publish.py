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
    from release_tool.domain.releases import Forge


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
    from release_tool.cli.output import emit, palette
    from release_tool.commands.publish import (
        PublishRequest,
        missing_tags,
        named_tags,
        plan_releases,
    )
    from release_tool.commands.publish import publish as run
    from release_tool.domain.latest import LatestKind
    from release_tool.domain.releases import OutcomeStatus
    from release_tool.errors import RequestError
    from release_tool.render.publish import outcomes_json, outcomes_text, steps_text

    if bool(tags) == missing:
        raise RequestError("name tags, or --missing ones", "release publish --missing --dry-run")
    survey = open_survey(repo, config)
    place = open_forge(survey, forge)
    wanted = missing_tags(survey, place) if missing else named_tags(survey, tags or ())
    request = PublishRequest(LatestKind(latest or survey.config.release.latest), draft)
    planned = plan_releases(survey, place, wanted, request)
    if dry_run:
        emit(steps_text([one.step for one in planned], palette(sys.stdout)))
        return
    outcomes = list(run(planned, place))
    if format is Format.JSON:
        emit(outcomes_json(outcomes))
    else:
        emit(outcomes_text(outcomes, palette(sys.stdout)))
    if any(outcome.status is OutcomeStatus.FAILED for outcome in outcomes):
        raise typer.Exit(1)


def open_forge(survey: Survey, wanted: ForgeName | None) -> Forge:
    """The forge that the option or release.yaml names."""
    from release_tool.facts.forges import github_forge, local_forge

    if ForgeName(wanted or survey.config.forge.kind) is ForgeName.LOCAL:
        return local_forge(survey)
    return github_forge(survey, os.environ)
