"""The command line: one small file a command, all of them named here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from release_tool import __version__

if TYPE_CHECKING:
    from typer._click import Command, Context

COMMANDS = (
    "status",
    "check",
    "lint",
    "audit",
    "bump",
    "dependents",
    "interface",
    "notes",
    "tag",
    "publish",
    "changelog",
    "init",
    "demo",
)
"""In the order of the help. A command is the function of its name in the file of its name."""

_EPILOG = """\b
The work of a Friday:
  release status                        what wants a release
  release bump coder/git-clone minor    declare the next version
  release check                         no drift left
  release tag --all --push --publish    tags, notes and releases
"""


class _Commands(TyperGroup):
    """Sets a command up when it is asked for: all of them take longer than most need to run."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(
            **{**attributes, "commands": {name: TyperCommand(name) for name in COMMANDS}}
        )

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        if super().get_command(ctx, cmd_name) is None:
            return None
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(cmd_name)(getattr(import_module(f"release_tool.cli.{cmd_name}"), cmd_name))
        return typer.main.get_command(alone)


app = typer.Typer(
    cls=_Commands,
    help="Release the modules of a Terraform module registry.",
    epilog=_EPILOG,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _show_version(value: bool) -> None:
    if value:
        typer.echo(f"release {__version__}")
        raise typer.Exit


@app.callback()
def _release(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Release the modules of a Terraform module registry."""
