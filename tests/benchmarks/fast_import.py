"""A stream of commits and tags into a new repository by `git fast-import`."""

from __future__ import annotations

import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MAIN = "refs/heads/main"
SIDE = "refs/heads/side"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a commit: path, mode (`100644`, `100755`), whole text."""

    path: str
    mode: str
    text: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Who and when, in seconds since 1970."""

    name: str
    email: str
    when: int

    def __str__(self) -> str:
        return f"{self.name} <{self.email}> {self.when} +0000"


class FastImport:
    """Writes commands; a commit is named by the mark that `commit` returns."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self._pipe = pipe
        self._marks = 0

    def commit(
        self,
        ref: str,
        signature: Signature,
        message: str,
        entries: Iterable[Entry],
        parents: tuple[int, ...] = (),
    ) -> int:
        """A commit on the ref's tip, or on *parents* where given."""
        self._marks += 1
        lines = [f"commit {ref}\nmark :{self._marks}\nauthor {signature}\n"]
        lines += [f"committer {signature}\n", _data(message)]
        lines += [
            f"{word} :{mark}\n"
            for word, mark in zip(("from", *["merge"] * len(parents)), parents, strict=False)
        ]
        for entry in entries:
            lines += [f"M {entry.mode} inline {entry.path}\n", _data(entry.text)]
        self._pipe.write("".join(lines).encode())
        return self._marks

    def annotated_tag(self, name: str, mark: int, tagger: Signature, message: str) -> None:
        text = f"tag {name}\nfrom :{mark}\ntagger {tagger}\n{_data(message)}"
        self._pipe.write(text.encode())

    def lightweight_tag(self, name: str, mark: int) -> None:
        self._pipe.write(f"reset refs/tags/{name}\nfrom :{mark}\n\n".encode())

    def forget(self, ref: str) -> None:
        """Leaves no such ref behind."""
        self._pipe.write(f"reset {ref}\nfrom {'0' * 40}\n\n".encode())


def _data(text: str) -> str:
    return f"data {len(text.encode())}\n{text}\n"


@contextmanager
def fast_import(repository: Path) -> Iterator[FastImport]:
    """A writer into the repository; refs appear when the block ends."""
    # The fastest compression: whoever wants small packs repacks afterwards.
    command = ["git", "-c", "core.compression=1", "fast-import", "--quiet"]
    with subprocess.Popen(command, cwd=repository, stdin=subprocess.PIPE) as process:
        assert process.stdin is not None
        yield FastImport(process.stdin)
        process.stdin.close()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
