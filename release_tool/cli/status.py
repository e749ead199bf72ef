"""`release status`"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from release_tool.cli.options import HERE, Config, Format, Modules, OutputFormat, Repo


def status(
    modules: Modules = None,
    gone: Annotated[
        bool, typer.Option("--gone", help="List the modules that have tags and no folder any more.")
    ] = False,
    required: Annotated[
        bool, typer.Option("--required", help="Add the level that the changes require, and why.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Also what is published without tags, such as templates.")
    ] = False,
    since: Annotated[
        str,
        typer.Option(
            metavar="REF",
            help="With --all: what was deployed last.",
            show_default="the newest commit with a release tag",
        ),
    ] = "",
    repo: Repo = HERE,
    config: Config = None,
    format: OutputFormat = Format.TEXT,  # noqa: A002 - the option's name
) -> None:
    """What wants a release: one row a module.

    \b
    Example:
      release status
      release status coder/git-clone --format json
      release status --all --required
    """
    from release_tool.adapters.opening import open_survey
    from release_tool.cli.output import emit, palette
    from release_tool.commands import status as command
    from release_tool.errors import RequestError
    from release_tool.render import status as shown

    if everything and modules:
        raise RequestError("name modules or --all, not both", "release status --all")
    if since and not everything:
        raise RequestError("--since goes with --all", "release status --all --since REF")
    survey = open_survey(repo, config)
    report = command.status(survey, modules or [])
    levels = command.required(survey, report) if required else None
    untagged = command.untagged(survey, since) if everything else None
    if format is Format.JSON:
        keys = shown.untagged_keys(untagged.statuses, untagged.since) if untagged else None
        emit(shown.status_json(report.statuses, report.gone, levels, keys))
        return
    colours = palette(sys.stdout)
    emit(shown.status_text(report.statuses, report.gone if gone else (), colours, levels))
    if untagged:
        emit("\n" + shown.untagged_text(untagged.statuses, untagged.since, colours))
