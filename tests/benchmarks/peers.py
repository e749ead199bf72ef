"""The tools that are compared with, where they are installed, and a plain shell loop."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

from tests.benchmarks.measure import Process

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from tests.benchmarks.facts import Module

EMPTY_PYTHON = Process((sys.executable, "-c", "pass"))
IMPORT_TYPER = Process((sys.executable, "-c", "import typer"))

# What a maintainer writes: the highest tag of each module, then its log.
_LOOP = """
set -eu
while read -r id folder; do
  tag=$(git tag --list "release/$id/v*" --sort=-v:refname | head -n 1)
  if [ -n "$tag" ]; then
    echo "$id $tag $(git log --oneline "$tag..HEAD" -- "$folder" | wc -l)"
  fi
done
"""


def find(name: str, folders: Sequence[Path]) -> str | None:
    """Where a program is: in the folders given, beside this Python, or on the PATH."""
    for folder in folders:
        found = shutil.which(name, path=str(folder))
        if found:
            return found
    return shutil.which(name)


def starters(folders: Sequence[Path]) -> dict[str, tuple[Process, ...]]:
    """How others answer the smallest question, by name; only those that are installed."""
    lines = (("cz", "version"), ("bump-my-version", "--help"), ("semantic-release", "--help"))
    return {
        f"{name} {argument}": (Process((program, argument)),)
        for name, argument in lines
        if (program := find(name, folders))
    }


def shell_loop(modules: Iterable[Module]) -> Process:
    """How far each module has gone since its tag, one git log a module."""
    rows = "".join(f"{module.id} {module.folder}\n" for module in modules)
    return Process(("bash", "-c", _LOOP), rows.encode())


def git_cliff(module: Module, folders: Sequence[Path]) -> Process | None:
    """The unreleased notes of one module by git-cliff, where it is installed.

    It keeps what it read in a cache, which a fresh clone does not have.
    """
    program = find("git-cliff", folders)
    if program is None:
        return None
    pattern = f"^release/{module.id}/v[0-9]+\\.[0-9]+\\.[0-9]+$"
    include = f"{module.folder}/**"
    arguments = ("--unreleased", "--include-path", include, "--tag-pattern", pattern)
    return Process((program, "--offline", *arguments), caches=(".git/git-cliff-core",))
