"""A git that waits at one of its commands until it may go on; all else is the real git's."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SCRIPT = """#!/bin/sh
for word; do
  if [ "$word" = {command} ]; then
    {before}
    echo $$ > {folder}/pid
    mv {folder}/pid {folder}/waits
    while [ ! -e {folder}/go ] && kill -0 {test}; do sleep 0.05; done
    {after}
    break
  fi
done
exec {git} "$@"
"""


class SlowGit:
    """Waits at *command*. *before* and *after* the wait it does what a shell understands."""

    def __init__(self, folder: Path, command: str, before: str = ":", after: str = ":") -> None:
        self._folder = folder
        git = shutil.which("git")
        assert git
        script = folder / "bin" / "git"
        script.parent.mkdir(parents=True)
        script.write_text(
            _SCRIPT.format(
                folder=folder,
                command=command,
                git=git,
                before=before,
                after=after,
                test=os.getpid(),
            )
        )
        script.chmod(0o755)
        self.env = {"PATH": f"{script.parent}:{os.environ['PATH']}"}

    def waits(self) -> bool:
        return (self._folder / "waits").exists()

    def go_on(self) -> None:
        (self._folder / "go").touch()

    def is_left(self) -> bool:
        """Whether the process that waited is still there."""
        try:
            os.kill(int((self._folder / "waits").read_text()), 0)
        except ProcessLookupError:
            return False
        return True
