"""Commits and the files that they change, from one `git log`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from release_tool.adapters.git import decoded
from release_tool.domain.commits import Commit, Person

if TYPE_CHECKING:
    from collections.abc import Generator

    from release_tool.adapters.repository import Repository

_FORMAT = "%x1e%H%x00%P%x00%an%x00%ae%x00%cI%x00%s%x00%b"
_RECORD = re.compile(rb"(?:\A|(?<=\x00))\x1e(?=[0-9a-f]{40,64}\x00)")
_FIELDS = 7  # and then the paths
_BLOCK = 1 << 16
_COMMAND = ("log", "-z", "--name-only", "--no-renames", f"--format={_FORMAT}")


@dataclass(frozen=True, slots=True)
class LoggedCommit:
    """A commit and the paths that it changes, none for a merge."""

    commit: Commit
    paths: tuple[str, ...]


def log(repository: Repository, *arguments: str) -> list[LoggedCommit]:
    """The commits that `git log` prints for *arguments*."""
    printed = repository.git.run(*_COMMAND, *arguments)
    return [_parse(record) for record in _RECORD.split(printed) if record]


def stream(
    repository: Repository, *arguments: str, standard_input: bytes = b""
) -> Generator[LoggedCommit]:
    """As `log`, one by one while git walks; closing the iterator stops git."""
    with repository.git.reading(*_COMMAND, *arguments, standard_input=standard_input) as output:
        rest = b""
        while block := output.read(_BLOCK):
            *whole, rest = _RECORD.split(rest + block)
            yield from (_parse(record) for record in whole if record)
            # The mark that opened the last record is what the next split looks for.
            rest = b"\x1e" + rest
        yield from (_parse(record) for record in _RECORD.split(rest) if record)


def _parse(record: bytes) -> LoggedCommit:
    fields = record.split(b"\0", _FIELDS)
    sha, parents, name, email, date, subject, body = (
        part.decode("utf-8", "replace") for part in fields[:_FIELDS]
    )
    paths = fields[_FIELDS].removeprefix(b"\n") if len(fields) > _FIELDS else b""
    commit = Commit(
        sha, tuple(parents.split()), Person(name, email), date, subject, body.strip("\n")
    )
    return LoggedCommit(commit, tuple(decoded(path) for path in paths.split(b"\0") if path))
