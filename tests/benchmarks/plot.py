"""Cost against size, as SVG; needs the `bench` extra."""

from __future__ import annotations

import importlib
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from tests.benchmarks.measure import Measured

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.benchmarks.scene import Scene

_AXES = {"modules": ("commits", "tags"), "commits": ("modules", "tags")}


def plot(scenes: Iterable[Scene], folder: Path) -> list[Path]:
    """One file for each dimension that varies while the others stand still."""
    fresh = [scene for scene in scenes if scene.commit_graph == "no"]
    written: list[Path] = []
    for axis, fixed in _AXES.items():
        groups: dict[tuple[int, ...], list[Scene]] = defaultdict(list)
        for scene in fresh:
            groups[tuple(getattr(scene.shape, name) for name in fixed)].append(scene)
        for values, group in groups.items():
            if len(group) > 1:
                still = ", ".join(f"{v:,} {name}" for v, name in zip(values, fixed, strict=True))
                path = folder / f"cost-by-{axis}-{'-'.join(map(str, values))}.svg"
                path.write_bytes(_chart(axis, still, group))
                written.append(path)
    return written


def _chart(axis: str, still: str, scenes: list[Scene]) -> bytes:
    pygal: Any = importlib.import_module("pygal")  # only the plot needs it
    chart = pygal.XY(
        title=f"Seconds by number of {axis} ({still})",
        x_title=axis,
        y_title="seconds",
        legend_at_bottom=True,
        legend_at_bottom_columns=4,
        truncate_legend=-1,
        width=1400,
        height=800,
        margin_bottom=50,
        include_x_axis=True,
        js=(),
    )
    scenes = sorted(scenes, key=lambda scene: getattr(scene.shape, axis))
    lines: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for scene in scenes:
        size = getattr(scene.shape, axis)
        for row in scene.rows:
            for name, outcome in ((row.name, row.tool), (f"bare git: {row.name}", row.bare)):
                if isinstance(outcome, Measured):
                    lines[name].append((size, round(outcome.seconds, 4)))
    for name, points in lines.items():
        dashes = "4, 4" if name.startswith("bare git") else None
        chart.add(name, points, stroke_style={"width": 2, "dasharray": dashes} if dashes else None)
    rendered: bytes = chart.render()
    return rendered
