"""`release bump`"""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from release_tool.cli.options import HERE, Config, DryRun, Format, OutputFormat, Repo

if TYPE_CHECKING:
    from collections.abc import Callable

    from release_tool.adapters.survey import Survey
    from release_tool.commands.bump import BumpReport, BumpRequest
    from release_tool.domain.plans import Plan
    from release_tool.render.terminal import Palette


def bump(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="MODULE... LEVEL",
            help="Modules, and last the level: major, minor, patch, auto, or a version.",
            show_default=False,
        ),
    ],
    changed: Annotated[
        bool, typer.Option("--changed", help="Every module that changed, instead of MODULE.")
    ] = False,
    base: Annotated[
        str,
        typer.Option(
            metavar="REF",
            help="With --changed: what changed since this branch.",
            show_default="since each module's release",
        ),
    ] = "",
    pre: Annotated[
        str,
        typer.Option("--pre", metavar="NAME", help="A pre-release, such as rc: 2.0.0-rc.1, rc.2 …"),
    ] = "",
    cascade: Annotated[
        bool,
        typer.Option(
            "--cascade", help="Also the pins of all that uses them, and the modules that ship it."
        ),
    ] = False,
    commit: Annotated[
        bool, typer.Option("--commit", help="Commit just the files that were edited.")
    ] = False,
    constraints: Annotated[
        bool,
        typer.Option("--constraints", help="Rewrite constraints (~> 1.2) that would not do."),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Go below what is declared; leave unreadable examples.")
    ] = False,
    dry_run: DryRun = False,
    repo: Repo = HERE,
    config: Config = None,
    format: OutputFormat = Format.TEXT,  # noqa: A002 - the option's name
) -> None:
    """Declare the next version of modules in their README examples.

    The next version follows the released one (the tags), so a second run changes nothing.

    \b
    Example:
      release bump coder/git-clone minor --dry-run
      release bump --changed auto --commit
      release bump coder/git-clone minor --cascade --dry-run
    """
    from release_tool.adapters.opening import open_survey
    from release_tool.apply import apply, rehearse
    from release_tool.cli.output import emit, note, palette, tell

    survey = open_survey(repo, config)
    survey.repository.require_working_tree()
    request = _request(words[-1], pre, constraints, force)
    report = _planned(survey, words[:-1], changed, base, request)
    if cascade:
        shown = _cascaded(survey, report, request, commit, force)
    else:
        shown = _bumped(report, commit)
    if dry_run:
        rehearse(survey.repository.root, shown.plan)
    else:
        apply(survey.repository.root, shown.plan, lambda _: None)
    if format is Format.JSON:
        for line in shown.remarks:
            note(line)
        emit(shown.json(applied=not dry_run))
        return
    if not dry_run:
        emit(shown.text(palette(sys.stdout)))
        return
    _show_diff(shown.plan)
    # Apart from the diff, so that `git apply` can read what comes through a pipe.
    tell(shown.text(palette(sys.stderr)))


class _Shown(NamedTuple):
    """What is going to be done, and how it is told."""

    plan: Plan
    text: Callable[[Palette], str]
    json: Callable[..., str]
    remarks: tuple[str, ...]
    """What the JSON has no key for: pins that do not follow, and modules that are not bumped."""


def _bumped(report: BumpReport, commit: bool) -> _Shown:
    from release_tool.commands.bump import bump_plan, with_commit
    from release_tool.render.bump import bump_json, bump_text, kept_constraints, skipped_modules

    kept = [line for one in report.bumps for line in kept_constraints(one)]
    plan = bump_plan(report.bumps)
    return _Shown(
        with_commit(plan, report.bumps) if commit else plan,
        partial(bump_text, report.bumps, report.skipped),
        partial(bump_json, report.bumps),
        (*kept, *skipped_modules(report.skipped)),
    )


def _cascaded(
    survey: Survey, report: BumpReport, request: BumpRequest, commit: bool, force: bool
) -> _Shown:
    from release_tool.commands import cascade
    from release_tool.render.bump import (
        cascade_json,
        cascade_text,
        kept_constraints,
        kept_pins,
        skipped_modules,
    )

    wanted = cascade.cascaded(
        survey,
        report.bumps,
        request.constraints,
        cascade.UNGUARDED if force else cascade.GUARDS,
        cascade.required_levels if request.is_auto else cascade.patch_levels,
    )
    kept = [line for one in wanted.bumps for line in (*kept_constraints(one.bump), *kept_pins(one))]
    plan = cascade.cascade_plan(wanted)
    return _Shown(
        cascade.with_commit(plan, wanted) if commit else plan,
        partial(cascade_text, wanted, report.skipped),
        partial(cascade_json, wanted),
        (*kept, *skipped_modules(report.skipped)),
    )


def _show_diff(plan: Plan) -> None:
    """The diff in colours on a terminal; elsewhere to the byte, for `git apply`."""
    from release_tool.cli.output import emit, emit_bytes, palette
    from release_tool.render.bump import file_changes
    from release_tool.render.diff import diff_for_terminal, unified_diff

    changes = file_changes(plan)
    if sys.stdout.isatty():
        emit(diff_for_terminal(changes, palette(sys.stdout)))
    else:
        emit_bytes(unified_diff(changes).encode("utf-8", "surrogateescape"))


def _request(level: str, pre: str, constraints: bool, force: bool) -> BumpRequest:
    from release_tool.commands.bump import GUARDS, UNGUARDED, BumpRequest, parse_wanted
    from release_tool.domain.bumping import keep_constraints, rewrite_constraints
    from release_tool.domain.versions import parse_version
    from release_tool.errors import RequestError

    if pre and ("." in pre or parse_version(f"0.0.0-{pre}.1") is None):
        raise RequestError(f"{pre} is no name for a pre-release", "use letters, such as rc")
    return BumpRequest(
        parse_wanted(level),
        pre,
        rewrite_constraints if constraints else keep_constraints,
        UNGUARDED if force else GUARDS,
    )


def _planned(
    survey: Survey, names: list[str], changed: bool, base: str, request: BumpRequest
) -> BumpReport:
    from release_tool.commands.bump import bump_changed, bump_named
    from release_tool.errors import RequestError

    if changed and names:
        raise RequestError("name modules or --changed, not both", "release bump --changed LEVEL")
    if base and not changed:
        raise RequestError("--base goes with --changed", "release bump --changed --base REF LEVEL")
    if changed:
        return bump_changed(survey, base, request)
    if not names:
        raise RequestError(
            "which module?",
            "release bump MODULE LEVEL, such as: release bump coder/git-clone minor",
        )
    return bump_named(survey, names, request)
