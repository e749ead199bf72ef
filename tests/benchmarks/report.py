"""The Markdown that a benchmark writes."""

from __future__ import annotations

import platform
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.benchmarks.growth import Growth, growths
from tests.benchmarks.measure import Measured, RunFailedError
from tests.benchmarks.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tests.benchmarks.scene import Outcome, Peer, Row, Scene

_MIB = 1024 * 1024
_ABOUT = (
    "Whole processes, medians, contenders in turns. *bare git*: the git commands that read the"
    " same facts, one after the other. Memory: the largest process, but"
    " never less than the measuring process itself, some 20 MiB. A failed run shows why"
    " instead of a number. Of the modules, a tenth has unreleased changes, made in the last"
    " {lag:,} commits; how old their releases are is left to chance."
)


def markdown(startup: Mapping[str, Outcome], scenes: Sequence[Scene]) -> str:
    """The whole report: start-up first, then one table for each registry."""
    git = subprocess.run(["git", "--version"], check=True, stdout=subprocess.PIPE, text=True)
    about = f"{git.stdout.strip()}, Python {platform.python_version()}, {sys.platform}."
    about += f" {_ABOUT.format(lag=Shape().lag)}"
    parts = [f"# Benchmark\n\n{about}\n\n## Start-up\n\n", _startup(startup)]
    for scene in scenes:
        shape = scene.shape
        parts.append(
            f"\n## {shape.modules:,} modules, {shape.commits:,} commits, {shape.tags:,} tags"
            f" (commit-graph: {scene.commit_graph})\n\n{_rows(scene.rows)}"
        )
        if scene.peers:
            parts.append(f"\n{_peers(scene.peers, scene.rows)}")
    parts += [f"\n{_growth(growth)}" for growth in growths(scenes)]
    return "".join(parts)


def _growth(growth: Growth) -> str:
    first, last = growth.scenes[0], growth.scenes[-1]
    heading = f"{growth.size(first):,} to {growth.size(last):,} {growth.axis}"
    rows = [
        (before.name, _ratio(after.tool, before.tool), _ratio(after.bare, before.bare))
        for before, after in zip(first.rows, last.rows, strict=True)
    ]
    factor = growth.size(last) / growth.size(first)
    table = _table(("command", "x our time", "x bare git's"), rows)
    return f"## From {heading} ({factor:g} times as many; {growth})\n\n{table}"


def _startup(outcomes: Mapping[str, Outcome]) -> str:
    typer = outcomes['python -c "import typer"']
    rows = [
        (name, _seconds(outcome), _memory(outcome), _ratio(outcome, typer))
        for name, outcome in outcomes.items()
    ]
    return _table(("process", "time", "memory", "x import typer"), rows)


def _rows(rows: Iterable[Row]) -> str:
    head = (
        "command",
        "time",
        "bare git",
        "x bare git",
        "over empty Python",
        "memory",
        "git processes",
        "bare git processes",
    )
    return _table(
        head,
        [
            (
                row.name,
                _seconds(row.tool),
                _seconds(row.bare),
                _ratio(row.tool, row.bare),
                _difference(row.tool, row.python),
                _memory(row.tool),
                _processes(row.tool),
                _processes(row.bare),
            )
            for row in rows
        ],
    )


def _peers(peers: Iterable[Peer], rows: Iterable[Row]) -> str:
    tools = {row.name: row.tool for row in rows}
    found = []
    for peer in peers:
        note = f" (run on 1 of {peer.scale:.1f} modules, scaled)" if peer.scale > 1 else ""
        ratio = _ratio(peer.outcome, tools[peer.question], peer.scale)
        found.append((peer.name + note, peer.question, _seconds(peer.outcome, peer.scale), ratio))
    return _table(("peer", "same question as", "time", "x our time"), found)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines
    )


def _seconds(outcome: Outcome, scale: float = 1.0) -> str:
    match outcome:
        case Measured():
            once = ", once" if outcome.runs == 1 else ""
            return f"{outcome.seconds * scale:.3f} s{once}"
        case RunFailedError():
            return f"failed: {outcome}"


def _memory(outcome: Outcome) -> str:
    return f"{outcome.memory / _MIB:.0f} MiB" if isinstance(outcome, Measured) else "-"


def _processes(outcome: Outcome) -> str:
    return str(outcome.git_processes) if isinstance(outcome, Measured) else "-"


def _ratio(outcome: Outcome, other: Outcome, scale: float = 1.0) -> str:
    if isinstance(outcome, Measured) and isinstance(other, Measured):
        return f"{outcome.seconds * scale / other.seconds:.1f}"
    return "-"


def _difference(outcome: Outcome, other: Outcome) -> str:
    if isinstance(outcome, Measured) and isinstance(other, Measured):
        return f"{outcome.seconds - other.seconds:+.3f} s"
    return "-"
