"""Runs a step of the demo as a process of its own: the real command, as a person would type it."""

from __future__ import annotations

import os
import subprocess
import sys
from signal import SIGINT
from typing import TYPE_CHECKING

from release_tool.activity import doing
from release_tool.adapters.interruption import started
from release_tool.errors import WorldError

if TYPE_CHECKING:
    from pathlib import Path

    from release_tool.demo.walk import DemoStep


def walk_step(step: DemoStep, tree: Path) -> str:
    """What the step's command prints. Raises when it ends in another way than the story says."""
    program, *arguments = step.command
    line = [sys.executable, "-m", "release_tool"] if program == "release" else [program]
    process = started(
        lambda: subprocess.Popen(
            [*line, *arguments],
            cwd=tree,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=_environment(),
        )
    )
    with process, doing(" ".join(step.command)):
        try:
            output, _ = process.communicate()
        except BaseException:
            process.send_signal(SIGINT)  # so that it takes back what it began
            raise
    printed = output.decode("utf-8", "replace")
    if process.returncode not in step.codes:
        raise WorldError(
            f"{' '.join(step.command)} ended with {process.returncode}: {printed.strip()[-500:]}",
            f"try it yourself in {tree}",
        )
    return printed


def _environment() -> dict[str, str]:
    """This environment, without what would make the demo speak for a workflow or another clone."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GITHUB_", "GIT_"))
    }
