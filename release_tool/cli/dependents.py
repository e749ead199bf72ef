"""`release dependents`"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from release_tool.cli.options import HERE, Config, Format, OutputFormat, Repo


def dependents(
    module: Annotated[
        str, typer.Argument(metavar="[MODULE]", help="Such as coder/git-clone.", show_default="all")
    ] = "",
    repo: Repo = HERE,
    config: Config = None,
    format: OutputFormat = Format.TEXT,  # noqa: A002 - the option's name
) -> None:
    """Who uses a module of the registry, at which version, and how far behind that is.

    Module blocks in the Terraform files of modules and templates, and examples in READMEs.

    \b
    Example:
      release dependents coder/git-clone
      release dependents --format json
    """
    from release_tool.adapters.opening import open_survey
    from release_tool.cli.output import emit, note, palette
    from release_tool.commands.dependents import all_dependents, dependents_of
    from release_tool.render.dependents import (
        all_dependents_json,
        dependents_json,
        dependents_text,
    )

    survey = open_survey(repo, config)
    report = dependents_of(survey, module) if module else all_dependents(survey)
    for use in report.unreadable:
        note(f"{use.file}:{use.line} cannot be read, and may use more modules")
    if format is Format.TEXT:
        emit(dependents_text(report.modules, palette(sys.stdout)))
    elif module:
        emit(dependents_json(report.modules[0]))
    else:
        emit(all_dependents_json(report.modules))
