"""Runs whole processes: how long, how much memory, how many git processes."""

from __future__ import annotations

import os
import shutil
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# A first run, with its trace, that takes longer than this is the only one.
_LONG = 5.0


class RunFailedError(Exception):
    """A measured process ended in a way that is not an answer."""


@dataclass(frozen=True, slots=True)
class Process:
    """One process: its arguments, what it reads, and the exit codes that are answers.

    The *caches* are folders of its own that are removed before each run.
    """

    arguments: tuple[str, ...]
    stdin: bytes = b""
    answers: tuple[int, ...] = (0,)
    caches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sample:
    """One run; the memory is that of the largest process, in bytes."""

    seconds: float
    memory: int


@dataclass(frozen=True, slots=True)
class Measured:
    """The median of several runs, after a first one that counts git processes."""

    seconds: float
    memory: int
    git_processes: int
    runs: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where processes run, and in what environment."""

    folder: Path
    environment: Mapping[str, str]
    timeout: float = 600.0

    def run(self, processes: Sequence[Process]) -> Sample:
        """The processes one after the other; raises RunFailedError."""
        samples = [self._run(process, self.environment) for process in processes]
        return _together(samples)

    def trace(self, processes: Sequence[Process]) -> tuple[Sample, int]:
        """The same, and how many git processes all of them started, by git's own trace."""
        with tempfile.TemporaryDirectory() as folder:
            environment = {**self.environment, "GIT_TRACE2_EVENT": folder}
            samples = [self._run(process, environment) for process in processes]
            return _together(samples), len(list(Path(folder).iterdir()))

    def _run(self, process: Process, environment: Mapping[str, str]) -> Sample:
        for cache in process.caches:
            shutil.rmtree(self.folder / cache, ignore_errors=True)
        with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as stderr:
            stdin.write(process.stdin)
            stdin.seek(0)
            start = time.perf_counter()
            child = subprocess.Popen(
                process.arguments,
                cwd=self.folder,
                env=environment,
                stdin=stdin,
                stdout=subprocess.DEVNULL,
                stderr=stderr,
                start_new_session=True,
            )
            alarm = threading.Timer(self.timeout, os.killpg, (child.pid, signal.SIGKILL))
            alarm.start()
            _, status, usage = os.wait4(child.pid, 0)
            seconds = time.perf_counter() - start
            alarm.cancel()
            child.returncode = os.waitstatus_to_exitcode(status)
            if child.returncode not in process.answers:
                stderr.seek(0)
                raise RunFailedError(self._failure(process, child.returncode, stderr.read()))
        return Sample(seconds, usage.ru_maxrss * 1024)

    def _failure(self, process: Process, code: int, stderr: bytes) -> str:
        lines = stderr.decode(errors="replace").strip().splitlines() or [""]
        ending = f"stopped after {self.timeout:g} s" if code < 0 else f"exit {code}"
        return f"{Path(process.arguments[0]).name}, {ending}: {lines[0][:120]}"


def alternate(
    place: Place, contenders: Mapping[str, Sequence[Process]], rounds: int
) -> dict[str, Measured | RunFailedError]:
    """Measures the contenders in turns, so that a slow moment of the machine meets them all."""
    series = {name: _Series(place, processes) for name, processes in contenders.items()}
    for _ in range(rounds + 1):
        for each in series.values():
            each.advance()
    return {name: each.result() for name, each in series.items()}


class _Series:
    """The runs of one contender, up to the first failure."""

    def __init__(self, place: Place, processes: Sequence[Process]) -> None:
        self._place = place
        self._processes = processes
        self._samples: list[Sample] = []
        self._first: Sample | None = None
        self._git_processes = 0
        self._failure: RunFailedError | None = None

    def advance(self) -> None:
        if self._failure:
            return
        try:
            if self._first is None:
                self._first, self._git_processes = self._place.trace(self._processes)
            elif self._first.seconds <= _LONG:
                self._samples.append(self._place.run(self._processes))
        except (RunFailedError, OSError) as error:
            self._failure = RunFailedError(str(error))

    def result(self) -> Measured | RunFailedError:
        if self._failure or not self._first:
            return self._failure or RunFailedError("it was never run")
        samples = self._samples or [self._first]
        seconds = statistics.median(sample.seconds for sample in samples)
        memory = max(sample.memory for sample in samples)
        return Measured(seconds, memory, self._git_processes, len(samples))


def _together(samples: Sequence[Sample]) -> Sample:
    return Sample(sum(s.seconds for s in samples), max(s.memory for s in samples))
