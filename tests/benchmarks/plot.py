"""Cost against size, as SVG; needs the `bench` extra."""

from __future__ import annotations

import importlib
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from tests.benchmarks.growth import Growth, growths
from tests.benchmarks.measure import Measured

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.benchmarks.scene import Scene


def plot(scenes: Iterable[Scene], folder: Path) -> list[Path]:
    """One file for each size that varies while the others stand still."""
    written: list[Path] = []
    for growth in growths(scenes):
        still = "-".join(map(str, growth.still.values()))
        path = folder / f"cost-by-{growth.axis}-{still}.svg"
        path.write_bytes(_chart(growth))
        written.append(path)
    return written


def _chart(growth: Growth) -> bytes:
    pygal: Any = importlib.import_module("pygal")  # only the plot needs it
    chart = pygal.XY(
        title=f"Seconds by number of {growth.axis} ({growth})",
        x_title=growth.axis,
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
    lines: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for scene in growth.scenes:
        size = growth.size(scene)
        for row in scene.rows:
            for name, outcome in ((row.name, row.tool), (f"bare git: {row.name}", row.bare)):
                if isinstance(outcome, Measured):
                    lines[name].append((size, round(outcome.seconds, 4)))
    for name, points in lines.items():
        dashes = "4, 4" if name.startswith("bare git") else None
        chart.add(name, points, stroke_style={"width": 2, "dasharray": dashes} if dashes else None)
    rendered: bytes = chart.render()
    return rendered
