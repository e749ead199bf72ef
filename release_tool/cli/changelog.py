"""`release changelog`"""

from __future__ import annotations

from typing import Annotated

import typer

from release_tool.cli.options import HERE, Config, Format, OutputFormat, Repo


def changelog(
    module: Annotated[str, typer.Argument(metavar="MODULE", help="Such as coder/git-clone.")],
    write: Annotated[
        bool, typer.Option("--write", help="Write CHANGELOG.md into the module's folder.")
    ] = False,
    repo: Repo = HERE,
    config: Config = None,
    format: OutputFormat = Format.TEXT,  # noqa: A002 - the option's name
) -> None:
    """A module's CHANGELOG.md, in the style of Keep a Changelog, from its tags.

    \b
    Example:
      release changelog coder/git-clone
      release changelog coder/git-clone --write
    """
    from release_tool.adapters.opening import open_survey
    from release_tool.apply import apply
    from release_tool.cli.long_history import tell_long_history
    from release_tool.cli.output import emit, note
    from release_tool.commands.changelog import changelog as read_changelog
    from release_tool.commands.changelog import changelog_plan
    from release_tool.domain.plans import describe
    from release_tool.render.json_document import dumps

    survey = open_survey(repo, config)
    found = survey.committed(module)
    text = read_changelog(survey, found)
    tell_long_history(survey.repository)
    if write:
        survey.repository.require_working_tree()
        plan = changelog_plan(survey, found, text)
        apply(survey.repository.root, plan, lambda step: note(describe(step)))
    if format is Format.JSON:
        emit(dumps({"module": str(found), "markdown": text, "written": write}))
    elif not write:
        emit(text)
