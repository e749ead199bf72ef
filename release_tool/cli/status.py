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
    repo: Repo = HERE,
    config: Config = None,
    format: OutputFormat = Format.TEXT,  # noqa: A002 - the option's name
) -> None:
    """What wants a release: one row a module.

    \b
    Example:
      release status
      release status coder/git-clone --format json
    """
    from release_tool.adapters.opening import open_survey
    from release_tool.cli.output import emit, palette
    from release_tool.commands.status import status as read_status
    from release_tool.render.status import status_json, status_text

    report = read_status(open_survey(repo, config), modules or [])
    if format is Format.JSON:
        emit(status_json(report.statuses, report.gone))
    else:
        emit(status_text(report.statuses, report.gone if gone else (), palette(sys.stdout)))
