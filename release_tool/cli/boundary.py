"""The one error boundary: whatever happens becomes an exit code and a sentence."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

import typer

from release_tool.cli.app import app
from release_tool.cli.output import complain, tell
from release_tool.cli.progress import watching
from release_tool.errors import ReleaseError, StoppedError

if TYPE_CHECKING:
    from collections.abc import Sequence

BUG, INTERRUPTED = 70, 130
_REPORT = "please report it, with what RELEASE_DEBUG=1 prints when you run the command again"


def run(arguments: Sequence[str]) -> int:
    """Runs the command line *arguments* and returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A file name may hold bytes that are not UTF-8: shown, never a crash.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        _end_alike()
        with watching():
            code = app(args=list(arguments), prog_name="release", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of a pipe has seen enough; nothing of ours may complain about that at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (KeyboardInterrupt, typer.Abort):
        return _interrupted()
    except StoppedError as error:
        return _interrupted(error.hint)
    except Exception as error:  # noqa: BLE001 - this is the boundary
        return _failed(error)
    if code == INTERRUPTED:  # typer caught Ctrl-C itself, and says nothing
        return _interrupted()
    return code if isinstance(code, int) else 0


def _end_alike() -> None:
    """Lets a request to end, as of a workflow that is cancelled, do what Ctrl-C does."""
    if not hasattr(os, "register_at_fork"):  # Windows ends without a request
        return
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
        # The processes that work for a command do not hear of Ctrl-C: this is how they are ended.
        os.register_at_fork(after_in_child=lambda: signal.signal(signal.SIGTERM, signal.SIG_DFL))


def _interrupted(hint: str = "") -> int:
    from release_tool.adapters.interruption import end_processes

    # All is taken back: a person who presses it again ends what is left to do, in silence.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    end_processes()
    if sys.stderr.isatty():
        tell("\r")  # the terminal has shown `^C`
    complain("interrupted", hint)
    return INTERRUPTED


def _failed(error: Exception) -> int:
    if os.environ.get("RELEASE_DEBUG") == "1":
        from traceback import print_exception

        print_exception(error)
    if isinstance(error, ReleaseError):
        complain(error.message, error.hint)
        return error.exit_code
    show = getattr(error, "show", None)
    if callable(show):  # the command line itself was wrong, and typer says how
        show()
        return 2
    complain(f"this is a bug: {type(error).__name__}: {error}", _REPORT)
    return BUG
