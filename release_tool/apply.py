"""Carries a plan out, step by step; what a failed plan leaves behind is taken back.

The only place where the tool changes a repository. A dry run is a plan that does not come here.
"""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, assert_never

from release_tool.domain.plans import (
    CommitFiles,
    CreateSignedTag,
    CreateTag,
    Plan,
    PushTags,
    Step,
    WriteFile,
)
from release_tool.errors import ReleaseError, WorldError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Undo = dict[Step, Callable[[], None]]


def apply(root: Path, plan: Plan, done: Callable[[Step], None]) -> None:
    """Does every step of *plan*, telling *done* of each; or takes back what it did and raises.

    A push that went through is not taken back, and neither are the tags that it published.
    """
    undo: Undo = {}
    try:
        for step in plan.steps:
            _do(root, step, undo)
            done(step)
    except BaseException as cause:
        try:
            with ExitStack() as stack:  # runs them all, newest first, even when one of them fails
                for take_back in undo.values():
                    stack.callback(take_back)
        except (OSError, ReleaseError) as error:
            raise WorldError(
                f"{cause}; and not all of it could be taken back: {error}",
                "look at git status and git tag before you run this again",
            ) from cause
        raise


def _do(root: Path, step: Step, undo: Undo) -> None:
    # GitPython and what it imports is only for commands that change something.
    from release_tool.adapters import files, writing

    match step:
        case WriteFile(path=path, before=before, after=after):
            undo[step] = files.replace_file(root, path, before, after)
        case CommitFiles(paths=paths, message=message):
            writing.commit_files(root, paths, message)
            # A commit is not taken back, and its files are part of it.
            for written in [one for one in undo if isinstance(one, WriteFile)]:
                if written.path in paths:
                    del undo[written]
        case CreateTag(name=name, commit=commit, message=message):
            writing.create_tag(root, name, commit, message, "--annotate")
            undo[step] = partial(writing.delete_tag, root, name)
        case CreateSignedTag(name=name, commit=commit, message=message):
            writing.create_tag(root, name, commit, message, "--sign")
            undo[step] = partial(writing.delete_tag, root, name)
        case PushTags(remote=remote, names=names):
            writing.push_tags(root, remote, names)
            for made in [made for made in undo if _is_tag(made, names)]:
                del undo[made]
        case _:
            assert_never(step)


def _is_tag(step: Step, names: tuple[str, ...]) -> bool:
    return isinstance(step, CreateTag | CreateSignedTag) and step.name in names
