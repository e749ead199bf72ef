"""`release init`"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from release_tool.cli.options import HERE, Config, DryRun, Format, OutputFormat, Repo, Yes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from release_tool.domain.setup import ActionSource, SetupFile
    from release_tool.facts.recognised_layout import RecognisedLayout


def init(
    action: Annotated[
        str,
        typer.Option(
            metavar="OWNER/NAME@REF",
            help="The repository of this tool, which has the action.",
            show_default="where this copy was installed from",
        ),
    ] = "",
    dry_run: DryRun = False,
    yes: Yes = False,
    repo: Repo = HERE,
    config: Config = None,
    format: OutputFormat = Format.TEXT,  # noqa: A002 - the option's name
) -> None:
    """Set a repository up: the workflows for GitHub, and a release.yaml to fill in.

    Shows the files first. One that is there and differs is replaced only when you say so.

    \b
    Example:
      release init --dry-run
      release init --yes --action coder/release@v1.0.0
    """
    from release_tool.adapters.opening import open_survey
    from release_tool.apply import apply
    from release_tool.cli.output import emit, note
    from release_tool.commands.init import init_plan, setup
    from release_tool.domain.plans import WriteFile, describe
    from release_tool.render.init import init_json, init_text

    survey = open_survey(repo, config)
    survey.repository.require_working_tree()
    wanted = setup(survey, _source(action))
    files = wanted.files
    _remark(wanted.found)
    written: tuple[str, ...] = ()
    if format is Format.TEXT:
        _show(files)
    if not dry_run:
        plan = init_plan(files, _overwritten(files, yes))
        if plan.steps:
            _confirm(len(plan.steps), yes)
        apply(survey.repository.root, plan, lambda step: note(describe(step)))
        written = tuple(step.path for step in plan.steps if isinstance(step, WriteFile))
    emit(init_json(files, written) if format is Format.JSON else init_text(files, written))


def _source(given: str) -> ActionSource:
    from release_tool.adapters.templates import own_source
    from release_tool.cli.output import note
    from release_tool.domain.setup import UNKNOWN_SOURCE, parse_source

    if given:
        return parse_source(given)
    if (own := own_source()) is not None:
        return own
    note(
        f"where this tool comes from is not known: the workflows say {UNKNOWN_SOURCE.repository},"
        " and fail until you replace that; --action OWNER/NAME@REF says it at once"
    )
    return UNKNOWN_SOURCE


def _remark(found: RecognisedLayout) -> None:
    from release_tool.cli.output import note
    from release_tool.render.wording import counted

    folder, tag = found.layout.folder, found.layout.tag
    if not found.modules:
        note(f"there is no module at {folder}: say in release.yaml where they are")
        return
    number, tags = counted(found.modules, "module"), counted(found.tags, "release tag")
    note(f"{number} at {folder}, {tags} like {tag}")


def _show(files: Sequence[SetupFile]) -> None:
    """The diff in colours on a terminal; elsewhere to the byte."""
    from release_tool.cli.output import emit, palette
    from release_tool.render.diff import diff_for_terminal, unified_diff
    from release_tool.render.init import setup_changes

    changes = setup_changes(files)
    if sys.stdout.isatty():
        emit(diff_for_terminal(changes, palette(sys.stdout)))
    else:
        emit(unified_diff(changes))


def _overwritten(files: Sequence[SetupFile], yes: bool) -> tuple[str, ...]:
    """The files that differ and may be replaced: asked one by one, and never without asking."""
    from release_tool.cli.output import confirm
    from release_tool.domain.setup import FileState

    if yes or not sys.stdin.isatty():
        return ()
    differing = [file.path for file in files if file.state is FileState.DIFFERS]
    return tuple(path for path in differing if confirm(f"Replace {path}, which differs?"))


def _confirm(number: int, yes: bool) -> None:
    from release_tool.cli.output import require_yes
    from release_tool.errors import RequestError
    from release_tool.render.wording import counted

    if yes:
        return
    if not sys.stdin.isatty():
        raise RequestError("this writes files; nobody is there to be asked", "add --yes")
    require_yes(f"Write {counted(number, 'file')}?")
