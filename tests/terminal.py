"""Runs the tool on a real terminal, with a keyboard to press Ctrl-C on and a screen to look at."""

from __future__ import annotations

import errno
import os
import pty
import select
import subprocess
import sys
import termios
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

CTRL_C = b"\x03"
_HANGS = 60
"""Seconds after which a test gives up; far more than anything here takes."""
# A terminal belongs to the first process of a session that takes it.
_TAKE = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execvp(sys.argv[1], sys.argv[1:])"
)


class Terminal:
    """A process on a terminal of its own; *typed* is all that the terminal was sent."""

    def __init__(self, keyboard: int, process: subprocess.Popen[bytes], screen: Screen) -> None:
        self._keyboard = keyboard
        self._screen = screen
        self.process = process
        self.typed = ""

    @property
    def lines(self) -> list[str]:
        """What is on the screen, and what scrolled off it."""
        self._read(0)
        return self._screen.lines

    def press(self, keys: bytes) -> None:
        os.write(self._keyboard, keys)

    def press_until_it_ends(self, keys: bytes) -> int:
        """The exit code after *keys*, pressed again by somebody who has waited a while."""
        for _ in range(_HANGS):
            self.press(keys)
            for _ in range(40):
                if not self._read(0.05) or self.process.poll() is not None:
                    return self.end()
        raise AssertionError(f"it hangs: {self._screen.lines}")

    def until(self, what: Callable[[], bool]) -> None:
        """Waits for what must come."""
        for _ in range(_HANGS * 20):
            is_open = self._read(0.05)
            if what():
                return
            assert is_open, f"it ended with {self.process.wait()}: {self._screen.lines}"
        raise AssertionError(f"it hangs: {self._screen.lines}")

    def until_shown(self, text: str) -> None:
        self.until(lambda: any(text in line for line in self.lines))

    def end(self) -> int:
        """The exit code, once there is one."""
        for _ in range(_HANGS * 20):
            if not self._read(0.05) or self.process.poll() is not None:
                break
        code = self.process.wait(_HANGS)
        while self._read(0.05) and self._has_more():
            pass
        return code

    def _has_more(self) -> bool:
        return bool(select.select([self._keyboard], [], [], 0)[0])

    def _read(self, patience: float) -> bool:
        """Whether anybody has the terminal still open."""
        while select.select([self._keyboard], [], [], patience)[0]:
            patience = 0
            try:
                data = os.read(self._keyboard, 1 << 16)
            except OSError as error:
                if error.errno == errno.EIO:
                    return False
                raise
            if not data:
                return False
            text = data.decode("utf-8")
            self.typed += text
            self._screen.feed(text)
        return True


@contextmanager
def terminal(
    *command: str, cwd: Path, env: dict[str, str] | None = None, rows: int = 24, columns: int = 80
) -> Iterator[Terminal]:
    """*command* on a terminal of *rows* and *columns*; what is left of it at the end is killed."""
    keyboard, follower = pty.openpty()
    termios.tcsetwinsize(follower, (rows, columns))
    process = subprocess.Popen(
        (sys.executable, "-c", _TAKE, *command),
        cwd=cwd,
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={**os.environ, "TERM": "xterm", **(env or {})},
        start_new_session=True,
    )
    os.close(follower)
    try:
        yield Terminal(keyboard, process, Screen(rows, columns))
    finally:
        process.kill()
        process.wait()
        os.close(keyboard)


def release_on_terminal(*arguments: str) -> tuple[str, ...]:
    """The command line of `release ARGUMENTS`."""
    return (sys.executable, "-m", "release_tool", *arguments)
