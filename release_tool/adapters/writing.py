"""What the tool writes into a git repository: commits, tags, pushes; through GitPython."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.adapters.interruption import started
from release_tool.errors import GitError, StoppedError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from subprocess import Popen

_IDENTITY = 'git config user.name "Your Name" && git config user.email you@example.com'


def commit_files(root: Path, paths: Sequence[str], message: str) -> str:
    """Commits *paths* and nothing else that may be staged; returns the new commit's id."""
    _git(root, "commit", "--quiet", "--only", "-m", message, "--", *paths)
    return head(root)


def create_tag(root: Path, name: str, commit: str, message: str, kind: str) -> None:
    """*kind* is `--annotate` or `--sign`. Raises when the tag exists: it is never moved."""
    _git(root, "tag", kind, "-m", message, "--", name, commit)


def has_tag(root: Path, name: str) -> bool:
    return bool(_git(root, "for-each-ref", f"refs/tags/{name}"))


def head(root: Path) -> str:
    """The id of the commit that is checked out."""
    return _git(root, "rev-parse", "HEAD")


def delete_tag(root: Path, name: str) -> None:
    _git(root, "tag", "--delete", "--", name)


def push_tags(root: Path, remote: str, names: Sequence[str]) -> None:
    """Pushes all of *names* or none of them. Raises StoppedError where a person stops it."""
    refs = (f"refs/tags/{name}:refs/tags/{name}" for name in names)
    try:
        _git(root, "push", "--quiet", "--atomic", "--no-follow-tags", "--", remote, *refs)
    except KeyboardInterrupt as stop:
        # The remote may have taken them already, or may yet: it is told of nothing.
        raise StoppedError(
            f"whether {remote} has {', '.join(names)} is known to {remote} alone; "
            "running this again asks it"
        ) from stop


def _git(root: Path, command: str, *arguments: str) -> str:
    from git import Git

    git = Git(root)
    git.update_environment(LC_ALL="C", GIT_TERMINAL_PROMPT="0", GIT_LITERAL_PATHSPECS="1")
    # What this returns ends its process when nobody holds it any more.
    running: list[Git.AutoInterrupt] = []

    def start() -> Popen[bytes]:
        running.append(git.execute(["git", command, *arguments], as_process=True))
        process = running[0].proc
        assert process is not None  # noqa: S101 - only one that was ended is None
        return process

    process = started(start)
    try:
        printed, complaint = process.communicate()
    except BaseException:
        process.terminate()
        process.wait()
        raise
    if process.returncode:
        said = complaint.decode("utf-8", "replace").strip()
        hint = _IDENTITY if "tell me who you are" in said else _reason(said)
        raise GitError((command, *arguments), process.returncode, said, hint)
    return printed.decode("utf-8", "surrogateescape").removesuffix("\n")


def _reason(said: str) -> str:
    """The line of *said* that says why, where git's last line does not."""
    telling = ("remote:", "error:", "fatal:", " ! [")
    lines = [line.strip() for line in said.splitlines() if line.strip().startswith(telling)]
    return lines[0] if lines else ""
