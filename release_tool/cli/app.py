"""The command line: one small file a command, all of them registered here."""

from __future__ import annotations

from typing import Annotated

import typer

from release_tool import __version__
from release_tool.cli import (
    audit,
    bump,
    changelog,
    check,
    demo,
    dependents,
    init,
    interface,
    lint,
    notes,
    publish,
    status,
    tag,
)

_EPILOG = """\b
The work of a Friday:
  release status                        what wants a release
  release bump coder/git-clone minor    declare the next version
  release check                         no drift left
  release tag --all --push --publish    tags, notes and releases
"""

app = typer.Typer(
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


app.command("status")(status.status)
app.command("check")(check.check)
app.command("lint")(lint.lint)
app.command("audit")(audit.audit)
app.command("bump")(bump.bump)
app.command("dependents")(dependents.dependents)
app.command("interface")(interface.interface)
app.command("notes")(notes.notes)
app.command("tag")(tag.tag)
app.command("publish")(publish.publish)
app.command("changelog")(changelog.changelog)
app.command("init")(init.init)
app.command("demo")(demo.demo)
