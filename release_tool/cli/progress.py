"""What is going on, shown on the terminal of a person once it takes over a second.

The terminal is not ours alone: ssh asks for a passphrase there, a pager shows what comes through a
pipe. So the line stands below the cursor, which stays where it is and is never hidden; and nothing
is drawn while the terminal does not echo what is typed, or while another job has it.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager, suppress
from threading import Event, RLock, Thread
from time import monotonic
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE = 1.0
"""Seconds after which a person begins to wonder."""
_TICK = 0.2

_BELOW = "\x1bD\x1b[A\x1b7\x1b[B\r"
"""Makes sure that there is a line below the cursor, and goes there."""
_NOTHING_MORE = "\x1b[J"
_BACK = "\x1b8"


class _Progress:
    """The line below the cursor of *terminal*. A thread draws it; all else is for the command's."""

    def __init__(self, terminal: TextIO) -> None:
        self._terminal = terminal
        # By the thread that writes to the terminal.
        self._held = RLock()
        self._over = Event()
        self._quiet_since = monotonic()
        self._drawn = False

    def watch(self) -> None:
        """Draws, again and again until the end."""
        # Ctrl-C is for the thread of the command: it may be waiting, and only it is to hear of it.
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        while not self._over.wait(_TICK):
            with self._held:
                waited = monotonic() - self._quiet_since
                if waited >= _PATIENCE and not self._over.is_set() and _is_ours(self._terminal):
                    self._drawn = True
                    with suppress(OSError):  # the terminal was closed meanwhile
                        self._put(_line(self._terminal, int(waited)))

    @contextmanager
    def silent(self) -> Iterator[None]:
        with self._held:
            self._erase()
            try:
                yield
            finally:
                self._quiet_since = monotonic()

    def end(self) -> None:
        self._over.set()
        with self._held:
            self._erase()

    def make_room(self, *_: object) -> None:
        """Ctrl-Z: stops here, without the line where the shell is going to write."""
        with self.silent():
            signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            signal.raise_signal(signal.SIGTSTP)
            signal.signal(signal.SIGTSTP, self.make_room)

    def before_fork(self) -> None:
        """Waits until nothing is being drawn: a child must not begin with a lock that is taken."""
        self._held.acquire()

    def after_fork(self) -> None:
        self._held.release()

    def leave_to_parent(self) -> None:
        """A child has nothing to draw, and nothing to erase."""
        self._drawn = False
        _shown.clear()
        self._held.release()

    def _erase(self) -> None:
        if self._drawn and _is_ours(self._terminal):
            with suppress(OSError):
                self._put("")
        self._drawn = False

    def _put(self, line: str) -> None:
        # What the terminal cannot show takes one column of it, not the six of an escape.
        drawn = f"{_BELOW}{line}{_NOTHING_MORE}{_BACK}".encode(self._terminal.encoding, "replace")
        os.write(self._terminal.fileno(), drawn)


_shown: list[_Progress] = []
"""The one that there is, if there is one."""


@contextmanager
def watching() -> Iterator[None]:
    """Shows on standard error what goes on meanwhile, where that is a terminal."""
    if not _is_watched(sys.stderr):
        yield
        return
    progress = _Progress(sys.stderr)
    _shown.append(progress)
    os.register_at_fork(
        before=progress.before_fork,
        after_in_parent=progress.after_fork,
        after_in_child=progress.leave_to_parent,
    )
    before = signal.getsignal(signal.SIGTSTP)
    if before is signal.SIG_DFL:
        signal.signal(signal.SIGTSTP, progress.make_room)
    Thread(target=progress.watch, daemon=True).start()
    try:
        yield
    finally:
        _shown.clear()
        progress.end()
        signal.signal(signal.SIGTSTP, before)


@contextmanager
def silent() -> Iterator[None]:
    """The terminal without what goes on, for what is written to it or asked on it meanwhile."""
    if not _shown:
        yield
        return
    with _shown[0].silent():
        yield


def _is_watched(stream: TextIO) -> bool:
    can_draw = os.environ.get("TERM", "") not in {"", "dumb"}
    return os.name == "posix" and stream.isatty() and can_draw


def _is_ours(terminal: TextIO) -> bool:
    """Whether nobody else uses *terminal* at the moment."""
    from termios import ECHO, error, tcgetattr

    number = terminal.fileno()
    try:
        if not tcgetattr(number)[3] & ECHO:
            return False
    except error:
        return False  # it was closed
    try:
        return os.tcgetpgrp(number) == os.getpgrp()
    except OSError:
        return True  # of another session, which has no jobs here


def _line(terminal: TextIO, seconds: int) -> str:
    from release_tool.activity import under_way
    from release_tool.cli.output import palette
    from release_tool.render.progress import progress_line

    columns = os.get_terminal_size(terminal.fileno()).columns or 80
    return progress_line(under_way(), seconds, columns, palette(terminal))
