"""Runs the installed tool as people do: a process, its exit code, and what it printed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def release(*arguments: str, cwd: Path, env: dict[str, str] | None = None) -> Ran:
    """`release ARGUMENTS` in *cwd*, with *env* on top of the sealed environment."""
    done = subprocess.run(
        (sys.executable, "-m", "release_tool", *arguments),
        cwd=cwd,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **(env or {})},
        check=False,
    )
    return Ran(
        done.returncode,
        done.stdout.decode("utf-8", "surrogateescape"),
        done.stderr.decode("utf-8", "surrogateescape"),
    )
