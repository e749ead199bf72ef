"""A registry of one size, cloned as people have it, and everything measured on it."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.benchmarks import peers
from tests.benchmarks.facts import Facts
from tests.benchmarks.generate import generate, repack, write_commit_graph
from tests.benchmarks.measure import Measured, Place, Process, RunFailedError, alternate
from tests.benchmarks.questions import questions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tests.benchmarks.shape import Shape

Outcome = Measured | RunFailedError


@dataclass(frozen=True, slots=True)
class Row:
    """One question: the command, bare git, and an empty Python process, measured in turns."""

    name: str
    tool: Outcome
    bare: Outcome
    python: Outcome


@dataclass(frozen=True, slots=True)
class Peer:
    """Another way to answer a question; *scale* tells how much was left out of the run."""

    name: str
    question: str
    outcome: Outcome
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Scene:
    """All rows of one registry."""

    shape: Shape
    commit_graph: str
    rows: tuple[Row, ...]
    peers: tuple[Peer, ...]


@dataclass(frozen=True, slots=True)
class Bench:
    """How to measure: the command, where others are, how often, how patiently."""

    release: tuple[str, ...]
    peer_folders: Sequence[Path]
    work: Path
    rounds: int = 5
    timeout: float = 600.0
    loop_modules: int = 20

    def place(self, folder: Path) -> Place:
        """Hermetic: no settings or tokens of the person who runs it."""
        home = self.work / "home"
        home.mkdir(parents=True, exist_ok=True)
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "LC_ALL": "C.UTF-8",
            "NO_COLOR": "1",
        }
        return Place(folder, environment, self.timeout)

    def tool(self, arguments: Sequence[str], answers: tuple[int, ...]) -> tuple[Process, ...]:
        return (Process((*self.release, *arguments), answers=answers),)


def clone(bench: Bench, shape: Shape) -> Path:
    """A fresh clone of the registry of this shape, made at most once in a work folder."""
    name = "-".join(str(getattr(shape, part)) for part in shape.__slots__)
    origin, folder = bench.work / f"{name}-origin", bench.work / name
    if not (origin / "complete").exists():
        generate(origin, shape)
        repack(origin)
        (origin / "complete").touch()
    if not folder.exists():
        subprocess.run(["git", "clone", "--quiet", origin, folder], check=True)
    return folder


def measure(bench: Bench, shape: Shape) -> list[Scene]:
    """As a fresh clone has it, and then with a commit-graph."""
    folder = clone(bench, shape)
    graph = folder / ".git/objects/info/commit-graph"
    graph.unlink(missing_ok=True)
    facts = Facts.of(folder)
    bare = Scene(shape, "no", _rows(bench, folder, facts), _peers(bench, folder, facts))
    write_commit_graph(folder)
    return [bare, Scene(shape, "yes", _rows(bench, folder, facts), ())]


def _rows(bench: Bench, folder: Path, facts: Facts) -> tuple[Row, ...]:
    rows: list[Row] = []
    for question in questions(facts):
        found = alternate(
            bench.place(folder),
            {
                "tool": bench.tool(question.arguments, question.answers),
                "bare": question.bare,
                "python": (peers.EMPTY_PYTHON,),
            },
            bench.rounds,
        )
        rows.append(Row(question.name, found["tool"], found["bare"], found["python"]))
    return tuple(rows)


def _peers(bench: Bench, folder: Path, facts: Facts) -> tuple[Peer, ...]:
    """The shell loop on every n-th module, git-cliff on single ones."""
    some = facts.modules[:: max(1, len(facts.modules) // bench.loop_modules)]
    asked = {"notes, 50 commits": facts.busy, "notes, oldest tag": facts.old}
    cliff = {
        question: (process,)
        for question, module in asked.items()
        if (process := peers.git_cliff(module, bench.peer_folders))
    }
    contenders = {"status": (peers.shell_loop(some),), **cliff}
    found = alternate(bench.place(folder), contenders, bench.rounds)
    loop = Peer("shell loop", "status", found["status"], len(facts.modules) / len(some))
    return (loop, *(Peer("git-cliff --unreleased", name, found[name]) for name in cliff))


def startup(bench: Bench, shape: Shape) -> Mapping[str, Outcome]:
    """The smallest questions, and the notes of a tag in a registry of everyday size."""
    folder = clone(bench, shape)
    contenders: dict[str, tuple[Process, ...]] = {
        "python -c pass": (peers.EMPTY_PYTHON,),
        'python -c "import typer"': (peers.IMPORT_TYPER,),
        "release --help": bench.tool(("--help",), (0,)),
        f"release notes TAG ({shape.modules} modules)": bench.tool(
            ("notes", Facts.of(folder).busy.tag), (0,)
        ),
        **peers.starters(bench.peer_folders),
    }
    return alternate(bench.place(folder), contenders, bench.rounds)
