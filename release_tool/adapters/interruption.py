"""Ctrl-C: what it must not tear apart, and who must not hear of it."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from threading import current_thread, main_thread
from typing import TYPE_CHECKING, Protocol, TypeVar

from release_tool.errors import WorldError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from subprocess import Popen

T = TypeVar("T")
R = TypeVar("R")

_running: list[Popen[bytes]] = []


@contextmanager
def uninterrupted() -> Iterator[None]:
    """What is done here is done whole: Ctrl-C is heard after it, also by what is started here.

    For what takes next to no time: a person who stops a command does not wait.
    """
    # The mask is for what is started here; it does not keep another thread from hearing.
    with _heard_afterwards(), _masked():
        yield


@contextmanager
def _masked() -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):  # Windows has nothing like it
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def started(start: Callable[[], Popen[bytes]]) -> Popen[bytes]:
    """The process that *start* starts; from its first moment `end_processes` knows of it."""
    with _heard_afterwards():
        process = start()
        _running[:] = [one for one in _running if one.returncode is None]
        _running.append(process)
    return process


def end_processes() -> None:
    """Ends what was `started` and still runs: nobody waits for it any more.

    Git takes its locks and its temporary files with it, and the processes that work for it.
    """
    for process in _running:
        if process.poll() is None:
            process.terminate()
    for process in _running:
        process.wait()


@contextmanager
def _heard_afterwards() -> Iterator[None]:
    """As `uninterrupted`, but what is started here hears Ctrl-C at once."""
    if (
        current_thread() is not main_thread()
        or signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    ):
        yield
        return
    pressed: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if pressed:
            raise KeyboardInterrupt


class Share(Protocol):
    """Gives work to processes, *chunksize* items at a time; results come in the items' order."""

    def __call__(
        self, work: Callable[[T], R], items: Iterable[T], chunksize: int = 1
    ) -> Iterator[R]: ...


@contextmanager
def processes(count: int) -> Iterator[Share]:
    """As many processes to share work among; leaving early ends them at the work in their hands.

    They never hear of Ctrl-C, which is for the command, and so have nothing to say about it.
    """
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(count, get_context("fork"))

    def share(work: Callable[[T], R], items: Iterable[T], chunksize: int = 1) -> Iterator[R]:
        with uninterrupted():  # the first call starts the processes, which keep that
            return pool.map(work, items, chunksize=chunksize)

    try:
        yield share
    except BrokenExecutor as error:
        raise WorldError(
            "a process that shared the work was killed", "is there memory left? run it again"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)
