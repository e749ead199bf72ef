"""`release demo`"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer


def demo(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="A new or empty folder.")] = Path(
        "release-demo"
    ),
) -> None:
    """Build a throwaway registry and walk through a release in it.

    Needs no network and no account; nothing outside DIR is touched.

    \b
    Example:
      release demo
      release demo ~/release-demo
    """
    from release_tool.adapters.own_command import walk_step
    from release_tool.cli.output import emit, palette
    from release_tool.commands.demo import build_demo
    from release_tool.demo.walk import WALK
    from release_tool.render.terminal import Style

    colours = palette(sys.stdout)
    tree = build_demo(folder.absolute())
    emit(f"A registry with a history and a remote, in {folder}\n")
    for step in WALK:
        emit(f"\n{colours.paint(Style.STRONG, step.say)}\n")
        emit(f"{colours.paint(Style.GOOD, f'$ {shlex.join(step.command)}')}\n")
        sys.stdout.flush()
        emit(walk_step(step, tree))
    emit(f"\nLook around: cd {shlex.quote(str(folder / 'registry'))}\n")
