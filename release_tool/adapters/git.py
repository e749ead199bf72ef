"""Git processes for reading: one runner that raises when git fails."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager, suppress
from select import select
from typing import IO, TYPE_CHECKING, Self, cast

from msgspec import Struct

from release_tool.adapters.interruption import started
from release_tool.errors import GitError, WorldError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from io import BufferedReader
    from pathlib import Path

_ENVIRONMENT = {
    "LC_ALL": "C",
    # A reader must not fight over the index with the person who is working in it,
    "GIT_OPTIONAL_LOCKS": "0",
    # wait at a password prompt that nobody sees,
    "GIT_TERMINAL_PROMPT": "0",
    # or take `[module]` in a folder's name for a pattern.
    "GIT_LITERAL_PATHSPECS": "1",
}
# What people set up for their own eyes must not change what is read.
_OPTIONS = (
    "-c", "core.quotePath=false",
    "-c", "log.showSignature=false",
    "-c", "log.showRoot=true",
)  # fmt: skip


class Running(Struct, frozen=True):
    """A git process under way. `output` waits for it; leaving its context ends it."""

    command: tuple[str, ...]
    process: subprocess.Popen[bytes]

    def output(self, standard_input: bytes | None = None) -> bytes:
        """Everything that git printed. Raises GitError when it exits with another status than 0."""
        with self:
            printed, complaint = self.process.communicate(standard_input)
        if self.process.returncode:
            raise GitError(
                self.command, self.process.returncode, complaint.decode("utf-8", "replace")
            )
        return printed

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()  # nothing where it has ended
        with self.process:  # closes the pipes and waits
            pass


class Git(Struct, frozen=True):
    """Runs git in *directory*."""

    directory: Path

    def start(self, *arguments: str) -> Running:
        try:
            process = started(
                lambda: subprocess.Popen(
                    ("git", *_OPTIONS, *arguments),
                    cwd=self.directory,
                    env={**os.environ, **_ENVIRONMENT},
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                )
            )
        except FileNotFoundError as error:
            if not self.directory.is_dir():
                raise WorldError(f"there is no folder {self.directory}") from error
            raise WorldError("git is not installed", "install git 2.34 or newer") from error
        return Running(arguments, process)

    @contextmanager
    def reading(self, *arguments: str, standard_input: bytes = b"") -> Iterator[IO[bytes]]:
        """The output of git while it runs; leaving before its end stops git.

        Raises GitError on leaving when git has failed by itself.
        """
        running = self.start(*arguments)
        process = running.process
        assert process.stdin and process.stdout and process.stderr  # noqa: S101, PT018 - pipes
        with suppress(BrokenPipeError):  # git ended before it had read all: its exit says why
            process.stdin.write(standard_input)
            process.stdin.close()
        with process:  # closes the pipes and waits, whatever happens
            try:
                yield process.stdout
            finally:
                ended = _has_ended(process.stdout)
                if not ended:  # the reader has seen enough, or was interrupted
                    process.terminate()
            if not ended:
                return
            complaint = process.stderr.read().decode("utf-8", "replace")
            if process.wait():
                raise GitError(arguments, process.returncode, complaint)

    def run(self, *arguments: str, standard_input: bytes = b"") -> bytes:
        return self.start(*arguments).output(standard_input)

    def text(self, *arguments: str, standard_input: bytes = b"") -> str:
        return decoded(self.run(*arguments, standard_input=standard_input)).strip()


def _has_ended(output: IO[bytes]) -> bool:
    """Whether *output* was read to its end and git closed it. Never waits."""
    readable, _, _ = select([output], [], [], 0)
    return bool(readable) and not cast("BufferedReader", output).peek(1)


def decoded(data: bytes) -> str:
    """Text of git, bytes that are not UTF-8 kept apart so that paths survive the round trip."""
    return data.decode("utf-8", "surrogateescape")


def records(data: bytes) -> Iterator[str]:
    """The NUL-separated items of a `-z` output."""
    return (decoded(item) for item in data.split(b"\0") if item)
