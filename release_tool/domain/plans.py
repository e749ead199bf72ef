"""A plan: what a command is going to do, as values that can be shown or carried out."""

from __future__ import annotations

from msgspec import Struct


class WriteFile(Struct, frozen=True):
    """Replace the file at *path* (from the repository's root), if it still holds *before*.

    *before* is None for a file that must not be there yet.
    """

    path: str
    before: bytes | None
    after: bytes


class CommitFiles(Struct, frozen=True):
    """Commit *paths* as they are on disk, and nothing else that may be staged."""

    paths: tuple[str, ...]
    message: str


class CreateTag(Struct, frozen=True):
    """Make the annotated tag *name* at *commit*, an id."""

    name: str
    commit: str
    message: str


class CreateSignedTag(Struct, frozen=True):
    """As CreateTag, signed with the key that git is set up to use."""

    name: str
    commit: str
    message: str


class PushTags(Struct, frozen=True):
    """Push the tags *names* to *remote*, all or none."""

    remote: str
    names: tuple[str, ...]


Step = WriteFile | CommitFiles | CreateTag | CreateSignedTag | PushTags


class Plan(Struct, frozen=True):
    steps: tuple[Step, ...]


def describe(step: Step) -> str:
    """One line for the preview, the progress and the log alike."""
    match step:
        case WriteFile(path=path):
            return f"write {path}"
        case CommitFiles(paths=paths, message=message):
            return f"commit {len(paths)} file(s): {message.splitlines()[0]}"
        case CreateTag(name=name, commit=commit):
            return f"tag {commit[:10]} as {name}"
        case CreateSignedTag(name=name, commit=commit):
            return f"tag and sign {commit[:10]} as {name}"
        case PushTags(remote=remote, names=names):
            return f"push {', '.join(names)} to {remote}"
