"""What can go wrong, each kind with its exit code: the table that `spec.md` and the README print.

They live together so that the codes can be compared at a glance. A message is one sentence that
names the thing; a hint is the line that says what to do next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class ReleaseError(Exception):
    """Anything that the tool can explain. Subclasses set the exit code."""

    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class RequestError(ReleaseError):
    """The request is wrong: an unknown module, a malformed tag, options that exclude each other."""

    exit_code = 2


class ConfigurationError(RequestError):
    """release.yaml is wrong at a place: *line* and *column* count from 1."""

    def __init__(self, file: str, line: int, column: int, message: str, hint: str = "") -> None:
        super().__init__(f"{file}:{line}:{column}: {message}", hint)
        self.line = line
        self.column = column


class RefusedError(ReleaseError):
    """The answer is no: what was asked for would break a rule of the registry."""

    exit_code = 1


class WorldError(ReleaseError):
    """The world failed: git, disk, network. Running again is safe."""

    exit_code = 3


class StoppedError(ReleaseError):
    """A person stopped it where more is to be said than that: how far it came, what is not known.

    Everywhere else Ctrl-C is KeyboardInterrupt, and what was begun is taken back.
    """

    exit_code = 130

    def __init__(self, hint: str) -> None:
        super().__init__("interrupted", hint)


class GitError(WorldError):
    """A git process failed; keeps its command, exit status and standard error."""

    def __init__(
        self, command: Sequence[str], status: int, stderr: str, hint: str = "", message: str = ""
    ) -> None:
        said = stderr.strip().splitlines()
        # Git says why, and then often how it is called.
        why = [line for line in said if line.startswith(("fatal:", "error:"))]
        detail = (why or said[-1:] or [f"exit status {status}"])[0]
        super().__init__(message or f"git {command[0]} failed: {detail}", hint)
        self.command = tuple(command)
        self.status = status
        self.stderr = stderr


def unknown(kind: str, name: str, known: Iterable[str], hint: str = "") -> RequestError:
    """The error for a name that does not exist, with the nearest name that does."""
    from difflib import get_close_matches  # only a mistake needs it

    near = get_close_matches(name, list(known), n=1, cutoff=0.6)
    suggestion = f"; did you mean {near[0]}?" if near else ""
    return RequestError(f"unknown {kind} {name}{suggestion}", hint)
