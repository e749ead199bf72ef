"""`release notes`"""

from __future__ import annotations

import os
from typing import Annotated

import typer

from release_tool.cli.options import HERE, Config, Format, OutputFormat, Repo


def notes(
    target: Annotated[
        str, typer.Argument(metavar="TAG|MODULE", help="What was released, or is not yet.")
    ],
    start: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="TAG",
            help="The release to start after.",
            show_default="the one before",
        ),
    ] = "",
    end: Annotated[
        str,
        typer.Option(
            "--to", metavar="REF", help="Where unreleased notes end.", show_default="HEAD"
        ),
    ] = "",
    repo: Repo = HERE,
    config: Config = None,
    format: OutputFormat = Format.TEXT,  # noqa: A002 - the option's name
) -> None:
    """Release notes in Markdown, from the commits that changed the module's folder.

    With GITHUB_TOKEN or GH_TOKEN set, GitHub is asked for logins and pull requests, all at once.

    \b
    Example:
      release notes release/coder/git-clone/v2.0.0
      release notes coder/git-clone
    """
    from release_tool.adapters.opening import open_survey
    from release_tool.cli.lacking import tell_lacking
    from release_tool.cli.long_history import tell_long_history
    from release_tool.cli.output import emit
    from release_tool.commands.notes import notes as read_notes
    from release_tool.facts.enrichment import source_of_knowledge
    from release_tool.facts.release_notes import sections
    from release_tool.notes.markdown import render

    survey = open_survey(repo, config)
    answer = read_notes(survey, target, start, end, source_of_knowledge(survey, os.environ))
    tell_lacking(answer.lacking)
    tell_long_history(survey.repository)
    (told,) = answer.notes
    markdown = render(told, sections(survey.config))
    if format is not Format.JSON:
        emit(markdown)
        return
    from release_tool.notes.as_json import as_json
    from release_tool.render.json_document import dumps

    emit(dumps(as_json(told, markdown)))
