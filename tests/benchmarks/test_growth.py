from __future__ import annotations

from tests.benchmarks.growth import growths
from tests.benchmarks.scene import Scene
from tests.benchmarks.shape import Shape

SIZES = [(50, 500, 60), (10, 500, 60), (10, 2_000, 60), (10, 500, 70)]


def test_registries_that_differ_in_one_size_are_compared_smallest_first() -> None:
    scenes = [Scene(Shape(*size), "no", (), ()) for size in SIZES]
    graphed = [Scene(scene.shape, "yes", (), ()) for scene in scenes]
    compared = growths([*scenes, *graphed])
    assert {str(growth): [growth.size(one) for one in growth.scenes] for growth in compared} == {
        "500 commits, 60 tags": [10, 50],
        "10 modules, 60 tags": [500, 2_000],
    }
