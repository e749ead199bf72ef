"""Makes a registry of any size, the same one for the same parameters.

python -m tests.benchmarks.generate FOLDER --modules 2000 --commits 50000 --tags 20000
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

from tests.benchmarks.fast_import import fast_import
from tests.benchmarks.history import History
from tests.benchmarks.schedule import Schedule
from tests.benchmarks.shape import Shape


def generate(folder: Path, shape: Shape) -> str:
    """The id of HEAD of a new repository in *folder*, which has the main branch checked out.

    Raises ValueError when the shape is impossible, FileExistsError when the folder exists.
    """
    schedule = Schedule.of(shape)
    folder.mkdir(parents=True)
    _git(folder, "init", "--quiet", "--initial-branch=main", ".")
    with fast_import(folder) as stream:
        History(shape, schedule, stream).write()
    _git(folder, "pack-refs", "--all")
    _git(folder, "reset", "--quiet", "--hard")
    return _git(folder, "rev-parse", "HEAD")


def repack(folder: Path) -> None:
    """Packs objects and refs the way a server would have packed a fresh clone."""
    _git(folder, "repack", "-a", "-d", "-f", "-q", "--no-write-bitmap-index")


def write_commit_graph(folder: Path) -> None:
    """Writes the commit-graph with the filters that answer which commit changed which path."""
    _git(folder, "commit-graph", "write", "--reachable", "--changed-paths", "--no-progress")


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", *arguments]
    return subprocess.run(
        command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True
    ).stdout.strip()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="a folder that does not exist yet")
    for option in fields(Shape):
        kind = int if isinstance(option.default, int) else float
        parser.add_argument(
            f"--{option.name}", type=kind, default=option.default, help="default: %(default)s"
        )
    parser.add_argument("--repack", action="store_true", help="pack as a fresh clone is packed")
    parser.add_argument(
        "--commit-graph", action="store_true", help="write the commit-graph with changed paths"
    )
    return parser


def main() -> None:
    options = _parser().parse_args()
    shape = Shape(**{option.name: getattr(options, option.name) for option in fields(Shape)})
    head = generate(options.folder, shape)
    if options.repack:
        repack(options.folder)
    if options.commit_graph:
        write_commit_graph(options.folder)
    sys.stdout.write(f"{head}\n")


if __name__ == "__main__":
    main()
