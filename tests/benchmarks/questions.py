"""The commands that are measured, each beside the bare git commands that read the same facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.benchmarks.measure import Process

if TYPE_CHECKING:
    from tests.benchmarks.facts import Facts, Module

_LOG = "--format=%H%x00%P%x00%an%x00%ae%x00%aI%x00%B"
_FINDINGS = (0, 1)  # drift is an answer


@dataclass(frozen=True, slots=True)
class Question:
    """A command line of `release`, and what git alone would be asked."""

    name: str
    arguments: tuple[str, ...]
    bare: tuple[Process, ...]
    answers: tuple[int, ...] = (0,)


def questions(facts: Facts) -> tuple[Question, ...]:
    """What is asked of every registry."""
    survey = _survey(facts)
    differing = _differing(facts)
    counting = _git("log", "--format=%H", "--name-only", "-z", "--no-renames", _since(facts))
    remote = _git("ls-remote", "--tags", "origin")
    busy, fresh, old = facts.busy, facts.fresh, facts.old
    # Forced: some modules already declare more than a patch.
    bump = ("bump", "--changed", "patch", "--dry-run", "--force")
    tag = ("tag", "--all", "--dry-run")
    return (
        Question("status", ("status",), (*survey, differing, counting), _FINDINGS),
        Question("check", ("check",), survey, _FINDINGS),
        Question("notes, 50 commits", ("notes", busy.id), _notes(busy)),
        Question("notes, youngest tag", ("notes", fresh.id), _notes(fresh)),
        Question("notes, oldest tag", ("notes", old.id), _notes(old)),
        Question("changelog", ("changelog", busy.id), _changelog(busy)),
        Question("interface", ("interface", busy.id), _interface(busy), _FINDINGS),
        Question("bump --changed --dry-run", bump, (*survey, differing), _FINDINGS),
        Question("tag --all --dry-run", tag, (*survey, remote), _FINDINGS),
    )


def _git(*arguments: str, stdin: str = "") -> Process:
    return Process(("git", *arguments), stdin.encode())


def _survey(facts: Facts) -> tuple[Process, ...]:
    """All tags, every module's tree and README at HEAD, its tree at its tag, the worktree."""
    released = "".join(f"{module.commit}:{module.folder}\n" for module in facts.modules)
    return (
        _git("show-ref", "--tags", "-d"),
        _git("cat-file", "--batch-check", stdin=released),
        _git("ls-tree", "-r", "-t", "HEAD", "registry"),
        _git("cat-file", "--batch", stdin="\n".join(facts.readmes) + "\n"),
        _git("status", "--porcelain=v2", "-z"),
    )


def _differing(facts: Facts) -> Process:
    pairs = "".join(f"{module.released_tree} {module.tree}\n" for module in facts.changed)
    return _git("diff-tree", "--stdin", "-r", "--name-only", "-z", stdin=pairs)


def _since(facts: Facts) -> str:
    """Down to the oldest commit that is not released."""
    return f"{facts.boundary}..HEAD"


def _notes(module: Module) -> tuple[Process, ...]:
    since = f"{module.commit}..HEAD"
    log = _git("log", "--no-merges", "-z", "--no-renames", _LOG, since, "--", module.folder)
    return (*_interface(module), log)


def _interface(module: Module) -> tuple[Process, ...]:
    files = "".join(f"{side}:{module.folder}/main.tf\n" for side in (module.commit, "HEAD"))
    return (
        _git("for-each-ref", "--format=%(refname) %(*objectname)", _tags(module)),
        _git("ls-tree", "-r", module.commit, f"{module.folder}/"),
        _git("ls-tree", "-r", "HEAD", f"{module.folder}/"),
        _git("cat-file", "--batch", stdin=files),
    )


def _changelog(module: Module) -> tuple[Process, ...]:
    return (
        _git("for-each-ref", "--format=%(refname) %(*objectname) %(creatordate)", _tags(module)),
        _git("log", "--no-merges", "-z", "--no-renames", _LOG, "HEAD", "--", module.folder),
    )


def _tags(module: Module) -> str:
    return f"refs/tags/release/{module.id}/"
