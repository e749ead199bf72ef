from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from tests.benchmarks.generate import generate
from tests.benchmarks.measure import Measured, Place, Process, RunFailedError, alternate
from tests.benchmarks.shape import Shape

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path) -> Place:
    generate(tmp_path / "registry", Shape(10, 60, 20))
    return Place(tmp_path / "registry", {"PATH": os.environ["PATH"]})


def python(code: str, *, answers: tuple[int, ...] = (0,)) -> Process:
    return Process((sys.executable, "-c", code), answers=answers)


def test_every_git_process_is_counted_those_of_children_too(place: Place) -> None:
    child = Process(("bash", "-c", "git rev-parse HEAD; git log --oneline"))
    _, count = place.trace([child, Process(("git", "status"))])
    assert count == 3


def test_memory_is_that_of_the_largest_process_of_a_run(place: Place) -> None:
    small, large = python("pass"), python("len(b'x' * int(5e8))")
    child = Process(("bash", "-c", f'"{sys.executable}" -c "len(b\'x\' * int(5e8))"; true'))
    assert place.run([small]).memory < 400_000_000
    assert place.run([small, large]).memory > 400_000_000
    assert place.run([child]).memory > 400_000_000


def test_a_process_reads_its_input_and_loses_its_caches(place: Place) -> None:
    (place.folder / "cache").mkdir()
    script = "import sys, pathlib; sys.exit(len(sys.stdin.read()) + pathlib.Path('cache').exists())"
    process = Process((sys.executable, "-c", script), b"12345", (5,), ("cache",))
    place.run([process])


@pytest.mark.parametrize(
    ("process", "message"),
    [
        pytest.param(python("raise SystemExit(3)"), "exit 3", id="an exit code that is no answer"),
        pytest.param(Process(("no-such-program",)), "no-such-program", id="not installed"),
    ],
)
def test_a_run_without_an_answer_is_a_failure_beside_the_measured_ones(
    place: Place, process: Process, message: str
) -> None:
    found = alternate(place, {"bad": [process], "good": [python("pass")]}, rounds=2)
    assert isinstance(found["bad"], RunFailedError)
    assert message in str(found["bad"])
    assert isinstance(found["good"], Measured)


def test_a_process_that_takes_too_long_is_ended_with_its_children(place: Place) -> None:
    impatient = Place(place.folder, place.environment, timeout=0.5)
    slow = Process(("bash", "-c", "sleep 60; touch survived"))
    with pytest.raises(RunFailedError, match=r"stopped after 0\.5 s"):
        impatient.run([slow])
    assert not (place.folder / "survived").exists()


def test_contenders_run_in_turns_and_as_often_as_asked_after_the_first(
    place: Place, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    contenders = {name: [python(f"open({str(log)!r}, 'a').write({name!r})")] for name in ("a", "b")}
    found = alternate(place, contenders, rounds=3)
    assert log.read_text() == "ab" * 4
    assert [each.runs for each in found.values() if isinstance(each, Measured)] == [3, 3]


def test_an_exit_code_that_is_an_answer_is_measured(place: Place) -> None:
    found = alternate(place, {"drift": [python("raise SystemExit(1)", answers=(0, 1))]}, rounds=1)
    assert isinstance(found["drift"], Measured)
