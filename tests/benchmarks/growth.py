"""Registries that differ in one size only: how cost grows with it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.benchmarks.scene import Scene

_AXES = {"modules": ("commits", "tags"), "commits": ("modules", "tags")}


@dataclass(frozen=True, slots=True)
class Growth:
    """*scenes* of clones without a commit-graph, smallest first; *still* is what they share."""

    axis: str
    still: dict[str, int]
    scenes: tuple[Scene, ...]

    def size(self, scene: Scene) -> int:
        size: int = getattr(scene.shape, self.axis)
        return size

    def __str__(self) -> str:
        return ", ".join(f"{value:,} {name}" for name, value in self.still.items())


def growths(scenes: Iterable[Scene]) -> Iterator[Growth]:
    """One for each size that varies while the others stand still."""
    fresh = [scene for scene in scenes if scene.commit_graph == "no"]
    for axis, fixed in _AXES.items():
        groups: dict[tuple[int, ...], list[Scene]] = defaultdict(list)
        for scene in fresh:
            groups[tuple(getattr(scene.shape, name) for name in fixed)].append(scene)
        for values, group in groups.items():
            if len(group) > 1:
                group.sort(key=lambda scene: scene.shape.modules * scene.shape.commits)
                yield Growth(axis, dict(zip(fixed, values, strict=True)), tuple(group))
