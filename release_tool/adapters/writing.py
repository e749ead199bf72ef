"""What the tool writes into a git repository: commits, tags, pushes; through GitPython."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.errors import GitError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_IDENTITY = 'git config user.name "Your Name" && git config user.email you@example.com'


def commit_files(root: Path, paths: Sequence[str], message: str) -> str:
    """Commits *paths* and nothing else that may be staged; returns the new commit's id."""
    _git(root, "commit", "--quiet", "--only", "-m", message, "--", *paths)
    return _git(root, "rev-parse", "HEAD")


def create_tag(root: Path, name: str, commit: str, message: str, kind: str) -> None:
    """*kind* is `--annotate` or `--sign`. Raises when the tag exists: it is never moved."""
    _git(root, "tag", kind, "-m", message, "--", name, commit)


def delete_tag(root: Path, name: str) -> None:
    _git(root, "tag", "--delete", "--", name)


def push_tags(root: Path, remote: str, names: Sequence[str]) -> None:
    """Pushes all of *names* or none of them."""
    refs = (f"refs/tags/{name}:refs/tags/{name}" for name in names)
    _git(root, "push", "--quiet", "--atomic", "--no-follow-tags", "--", remote, *refs)


def _git(root: Path, command: str, *arguments: str) -> str:
    from git import Git
    from git.exc import GitCommandError

    git = Git(root)
    git.update_environment(LC_ALL="C", GIT_TERMINAL_PROMPT="0", GIT_LITERAL_PATHSPECS="1")
    try:
        return str(git.execute(["git", command, *arguments]))
    except GitCommandError as error:
        said = error.stderr.strip().removeprefix("stderr:").strip().strip("'")
        hint = _IDENTITY if "tell me who you are" in said else _reason(said)
        status = error.status if isinstance(error.status, int) else 1
        raise GitError((command, *arguments), status, said, hint) from error


def _reason(said: str) -> str:
    """The line of *said* that says why, where git's last line does not."""
    telling = ("remote:", "error:", "fatal:", " ! [")
    lines = [line.strip() for line in said.splitlines() if line.strip().startswith(telling)]
    return lines[0] if lines else ""
