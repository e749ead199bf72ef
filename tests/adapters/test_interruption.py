"""What Ctrl-C must not tear apart, and whom it must not leave behind."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from release_tool.adapters.interruption import end_processes, processes, started, uninterrupted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOREVER = ("sleep", "600")


def press() -> None:
    # To this thread: those of the test runner would hear it whenever they come to it.
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)


def pressed_while_it_is_done(done: list[str]) -> None:
    with uninterrupted():
        press()
        done.append("all of it")


def test_what_is_begun_is_done_whole_and_then_it_is_heard() -> None:
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        pressed_while_it_is_done(done)
    assert done == ["all of it"]


def test_one_inside_the_other_is_heard_after_both() -> None:
    done: list[str] = []

    def nested() -> None:
        with uninterrupted():
            pressed_while_it_is_done(done)
            done.append("and more")

    with pytest.raises(KeyboardInterrupt):
        nested()
    assert done == ["all of it", "and more"]


def test_it_is_heard_afterwards_by_whichever_thread_it_came() -> None:
    done: list[str] = []

    def raised_while_it_is_done() -> None:
        with uninterrupted():
            # What Python does for every thread that is not the main one.
            signal.raise_signal(signal.SIGINT)
            other = threading.Thread(target=signal.raise_signal, args=(signal.SIGINT,))
            with _unmasked():
                other.start()
                other.join()
                done.append("all of it")

    with pytest.raises(KeyboardInterrupt):
        raised_while_it_is_done()
    assert done == ["all of it"]


@contextmanager
def _unmasked() -> Iterator[None]:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    yield


def test_what_fails_is_heard_of_as_before() -> None:
    def fail() -> None:
        with uninterrupted():
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - raised three lines above
        fail()
    with pytest.raises(KeyboardInterrupt):
        press()


def test_a_process_that_is_started_there_does_not_hear_it_either() -> None:
    with uninterrupted():
        child = subprocess.Popen(FOREVER)
    child.send_signal(signal.SIGINT)
    child.terminate()
    assert child.wait(60) == -signal.SIGTERM


def test_a_process_whose_start_is_interrupted_is_known_and_hears_it(tmp_path: Path) -> None:
    found: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        press()
        found.append(subprocess.Popen(FOREVER, cwd=tmp_path))
        return found[0]

    with pytest.raises(KeyboardInterrupt):
        started(start)
    found[0].send_signal(signal.SIGINT)
    assert found[0].wait(60) == -signal.SIGINT


def test_every_process_that_still_runs_is_ended() -> None:
    running = [started(lambda: subprocess.Popen(FOREVER)) for _ in range(2)]
    over = started(lambda: subprocess.Popen("true"))
    assert over.wait() == 0
    end_processes()
    assert [one.returncode for one in running] == [-signal.SIGTERM] * 2


def test_processes_that_share_work_do_not_hear_it_and_end_with_it() -> None:
    with processes(2) as share:
        pids = set(share(_press_and_tell, range(2)))
    assert os.getpid() not in pids
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def _press_and_tell(_: int) -> int:
    press()
    return os.getpid()
