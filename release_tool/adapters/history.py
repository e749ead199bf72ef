"""Commits and the files that they change, from one `git log`."""

from __future__ import annotations

from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from msgspec import Struct

from release_tool.activity import Activity, doing
from release_tool.adapters.git import decoded
from release_tool.domain.commits import Commit, Person

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from release_tool.adapters.git import Running
    from release_tool.adapters.repository import Repository

# No field is ever empty, so two NULs in a row can only stand between two commits, whatever the
# commits say.
_FORMAT = "%x00%H%x00p%P%x00n%an%x00e%ae%x00d%cI%x00s%s%x00b%b"
_FIELDS = 7  # and then the paths
_BETWEEN = b"\0\0"
_BLOCK = 1 << 16
_COMMAND = (
    "log", "-z", "--name-only", "--no-renames", "--encoding=UTF-8", f"--format={_FORMAT}",
)  # fmt: skip


class LoggedCommit(Struct, frozen=True):
    """A commit and the paths that it changes, none for a merge.

    The rest of it is read when it is asked for: most commits of a walk are of no interest.
    """

    sha: str
    parents: tuple[str, ...]
    paths: tuple[str, ...]
    fields: tuple[bytes, ...]

    @property
    def commit(self) -> Commit:
        name, email, date, subject, body = (one.decode("utf-8", "replace") for one in self.fields)
        return Commit(self.sha, self.parents, Person(name, email), date, subject, body.strip("\n"))


def read_parents(repository: Repository, tips: Iterable[str]) -> dict[str, list[str]]:
    """The parents of every commit up to the commit ids *tips*."""
    request = "".join(f"{tip}\n" for tip in tips).encode()
    with doing("reading who descends from whom"):
        listing = repository.git.text("rev-list", "--parents", "--stdin", standard_input=request)
    return {sha: rest for sha, *rest in map(str.split, filter(None, listing.split("\n")))}


def log(repository: Repository, *arguments: str) -> list[LoggedCommit]:
    """The commits that `git log` prints for *arguments*."""
    with logging(repository, *arguments) as logged:
        return logged()


@contextmanager
def logging(repository: Repository, *arguments: str) -> Iterator[Callable[[], list[LoggedCommit]]]:
    """As `log`. Git looks for them until they are asked for."""
    with repository.git.start(*_COMMAND, *arguments) as running:
        yield lambda: _all_of(running)


def _all_of(running: Running) -> list[LoggedCommit]:
    with doing("reading commits"):
        printed = running.output()
    return [_parse(record) for record in printed.split(_BETWEEN) if record]


@contextmanager
def streaming(
    repository: Repository, *arguments: str, standard_input: bytes = b""
) -> Iterator[Iterator[LoggedCommit]]:
    """As `log`, one by one while git walks; leaving stops git."""
    with (
        doing("reading commits") as activity,
        repository.git.reading(*_COMMAND, *arguments, standard_input=standard_input) as output,
    ):
        yield _commits(output, activity)


def _commits(output: IO[bytes], activity: Activity) -> Iterator[LoggedCommit]:
    rest = b""
    while block := output.read(_BLOCK):
        *whole, rest = (rest + block).split(_BETWEEN)
        activity.done += len(whole)
        yield from (_parse(record) for record in whole if record)
    if rest:
        yield _parse(rest)


def _parse(record: bytes) -> LoggedCommit:
    sha, parents, *fields = record.removeprefix(b"\0").split(b"\0", _FIELDS)
    paths = decoded(fields.pop().removeprefix(b"\n")) if len(fields) == _FIELDS - 1 else ""
    return LoggedCommit(
        sha.decode(),
        tuple(parents[1:].decode().split()),
        tuple(path for path in paths.split("\0") if path),
        tuple(field[1:] for field in fields),
    )
