"""Carries a plan out, step by step; what a failed plan leaves behind is taken back.

The only place where the tool changes a repository. A dry run is a plan that does not come here.
"""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, assert_never

from release_tool.activity import doing
from release_tool.adapters.interruption import uninterrupted
from release_tool.domain.plans import (
    CommitFiles,
    CreateSignedTag,
    CreateTag,
    Plan,
    PushTags,
    Step,
    WriteFile,
    describe,
)
from release_tool.errors import ReleaseError, WorldError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Undo = dict[Step, Callable[[], None]]


def apply(root: Path, plan: Plan, done: Callable[[Step], None]) -> None:
    """Does every step of *plan*, telling *done* of each; or takes back what it did and raises.

    A push that went through is not taken back, and neither are the tags that it published. Ctrl-C
    between two steps, or in one, is a failure like any other.
    """
    undo: Undo = {}
    try:
        with doing("carrying out", len(plan.steps)) as activity:
            for activity.done, step in enumerate(plan.steps, start=1):
                with doing(describe(step)):
                    _do(root, step, undo)
                done(step)
    except BaseException as cause:
        try:
            # Runs them all, newest first, even when one of them fails or a person is impatient.
            with uninterrupted(), ExitStack() as stack:
                for take_back in undo.values():
                    stack.callback(take_back)
        except (OSError, ReleaseError) as error:
            raise WorldError(
                f"{cause}; and not all of it could be taken back: {error}",
                "look at git status and git tag before you run this again",
            ) from cause
        raise


def rehearse(root: Path, plan: Plan) -> None:
    """Raises what `apply` would raise for files that are not as *plan* has them. Does nothing."""
    from release_tool.adapters.files import require_content

    for step in plan.steps:
        if isinstance(step, WriteFile):
            require_content(root, step.path, step.before)


def _do(root: Path, step: Step, undo: Undo) -> None:
    # GitPython and what it imports is only for commands that change something.
    from release_tool.adapters import files, writing

    match step:
        case WriteFile(path=path, before=before, after=after):
            with uninterrupted():
                undo[step] = files.replace_file(root, path, before, after)
        case CommitFiles():
            _commit(root, step, undo)
        case CreateTag(name=name, commit=commit, message=message):
            with uninterrupted():
                writing.create_tag(root, name, commit, message, "--annotate")
                undo[step] = partial(writing.delete_tag, root, name)
        case CreateSignedTag():
            _sign(root, step, undo)
        case PushTags(remote=remote, names=names):
            writing.push_tags(root, remote, names)
            for made in [made for made in undo if _is_tag(made, names)]:
                del undo[made]
        case _:
            assert_never(step)


def _commit(root: Path, step: CommitFiles, undo: Undo) -> None:
    """Hooks may take long, so that a commit can be stopped: before it is there, or after."""
    from release_tool.adapters import writing

    before = writing.head(root)
    try:
        writing.commit_files(root, step.paths, step.message)
    finally:
        with uninterrupted():
            if writing.head(root) != before:
                # A commit is not taken back, and its files are part of it.
                for written in [one for one in undo if isinstance(one, WriteFile)]:
                    if written.path in step.paths:
                        del undo[written]


def _sign(root: Path, step: CreateSignedTag, undo: Undo) -> None:
    """A key asks for its passphrase, or to be touched, so that signing can be stopped."""
    from release_tool.adapters import writing

    is_new = not writing.has_tag(root, step.name)
    try:
        writing.create_tag(root, step.name, step.commit, step.message, "--sign")
    finally:
        with uninterrupted():
            if is_new and writing.has_tag(root, step.name):
                undo[step] = partial(writing.delete_tag, root, step.name)


def _is_tag(step: Step, names: tuple[str, ...]) -> bool:
    return isinstance(step, CreateTag | CreateSignedTag) and step.name in names
