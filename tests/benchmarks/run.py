"""Measures every command on registries of several sizes, beside bare git and other tools.

python -m tests.benchmarks.run --out bench
python -m tests.benchmarks.run --full --work /var/tmp/registries --peers ~/venvs/others/bin
"""

from __future__ import annotations

import argparse
import importlib.util
import shlex
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.peers import find
from tests.benchmarks.plot import plot
from tests.benchmarks.report import markdown
from tests.benchmarks.scene import Bench, Scene, measure, startup
from tests.benchmarks.shape import Shape

EVERYDAY = Shape(modules=84, commits=616, tags=466)
SMALL = (
    Shape(modules=100, commits=4_000, tags=1_000),
    Shape(modules=400, commits=4_000, tags=1_000),
    Shape(modules=100, commits=16_000, tags=1_000),
)
FULL = (
    Shape(modules=100, commits=2_000, tags=800),
    Shape(modules=1_000, commits=50_000, tags=20_000),
    Shape(modules=2_000, commits=50_000, tags=20_000),
    Shape(modules=5_000, commits=50_000, tags=20_000),
    Shape(modules=2_000, commits=20_000, tags=10_000),
    Shape(modules=2_000, commits=200_000, tags=10_000),
    Shape(modules=5_000, commits=200_000, tags=100_000),
)


def main() -> None:
    options = _parser().parse_args()
    sizes = options.size or (FULL if options.full else SMALL)
    with tempfile.TemporaryDirectory(prefix="registries-") as scratch:
        bench = Bench(
            release=tuple(shlex.split(options.release)),
            peer_folders=tuple(options.peers),
            work=options.work or Path(scratch),
            rounds=options.rounds,
            timeout=options.timeout,
        )
        _say("start-up")
        first = startup(bench, EVERYDAY)
        scenes: list[Scene] = []
        options.out.mkdir(parents=True, exist_ok=True)
        for shape in sizes:
            _say(f"{shape.modules} modules, {shape.commits} commits, {shape.tags} tags")
            scenes += measure(bench, shape)
            # After every size, so that a long run that is stopped leaves what it found.
            (options.out / "benchmark.md").write_text(markdown(first, scenes), encoding="utf-8")
    _say(f"wrote {options.out / 'benchmark.md'}")
    if importlib.util.find_spec("pygal") is None:
        _say("no plot: pip install 'release-tool[bench]' adds it")
        return
    for path in plot(scenes, options.out):
        _say(f"wrote {path}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--full", action="store_true", help="up to 5,000 modules; takes an hour")
    parser.add_argument(
        "--size", type=_size, action="append", help="MODULES,COMMITS,TAGS instead; may be repeated"
    )
    parser.add_argument("--out", type=Path, default=Path("bench"), help="default: %(default)s")
    parser.add_argument("--work", type=Path, help="keeps the registries here for the next run")
    parser.add_argument("--release", default=_release(), help="the command to measure")
    parser.add_argument(
        "--peers", type=Path, action="append", default=[], help="a folder of other tools"
    )
    parser.add_argument("--rounds", type=int, default=5, help="default: %(default)s")
    parser.add_argument("--timeout", type=float, default=600.0, help="seconds for one process")
    return parser


def _size(text: str) -> Shape:
    modules, commits, tags = map(int, text.split(","))
    return Shape(modules=modules, commits=commits, tags=tags)


def _release() -> str:
    beside = Path(sys.executable).parent
    return find("release", [beside]) or shlex.join([sys.executable, "-m", "release_tool"])


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    main()
