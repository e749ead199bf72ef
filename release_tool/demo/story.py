"""The history of the demo's registry, made from the sample registry that the tool ships.

The sample is the registry as it is today. What the last commits brought is taken out again for the
commits before them, so that `git log` tells a story: git-clone loses an input, and claude-code
gains one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.domain.commits import Person

if TYPE_CHECKING:
    from collections.abc import Mapping

Files = dict[str, bytes]
"""Contents by path, from the repository's root."""

GIT_CLONE = "registry/coder/modules/git-clone/"
CLAUDE_CODE = "registry/coder/modules/claude-code/"
CODE_SERVER = "registry/coder/modules/code-server/"
RUNNER = "registry/coder-labs/modules/claude-self-hosted-runner/"

MAINTAINER = Person("Ada", "1001+ada-demo@users.noreply.github.com")
_BO = Person("Bo", "1002+bo-demo@users.noreply.github.com")
_CY = Person("Cy", "cy@example.com")

_DEPTH = b"""variable "depth" {
  type        = number
  description = "How many commits of history to fetch. 0 fetches all of it."
  default     = 0
}

"""
_DEPTH_USE = b'    var.depth > 0 ? ["--depth=${var.depth}"] : [],\n'
_DEPTH_NOTE = b"""> [!NOTE]
> Version 2.0.0 no longer has the input `depth`. Write `extra_args = ["--depth=1"]` instead.

"""
_MODEL = b"""variable "model" {
  type        = string
  description = "The model to use. Empty leaves the choice to Claude Code."
  default     = ""
}

"""
_MODEL_USE = b"    ANTHROPIC_MODEL    = var.model\n"
_MODEL_SECTION = (b"### Choose a model\n", b"### Use a gateway\n")


class StoryCommit(Struct, frozen=True):
    """A commit of *files*, and the release tags that it gets."""

    message: str
    author: Person
    files: Files
    tags: tuple[str, ...] = ()


def story(sample: Mapping[str, bytes]) -> tuple[StoryCommit, ...]:
    """The commits, oldest first, that lead to a registry with two modules to release."""
    before = _before(sample)
    early = {path: _pinned(content, "1.3.0", "1.2.0") for path, content in before.items()}
    clone_test = f"{GIT_CLONE}git-clone.tftest.hcl"
    first_clone = _below(early, GIT_CLONE)
    del first_clone[clone_test]
    rest = {path: content for path, content in early.items() if "/modules/" not in path}
    return (
        StoryCommit("docs: start the registry", MAINTAINER, rest),
        StoryCommit(
            "feat(git-clone): clone a repository when the workspace starts (#3)",
            MAINTAINER,
            first_clone,
            ("release/coder/git-clone/v1.2.0",),
        ),
        StoryCommit(
            "feat(code-server): run an editor in the browser (#5)",
            _BO,
            _below(before, CODE_SERVER),
            ("release/coder/code-server/v1.4.2",),
        ),
        StoryCommit(
            "feat(git-clone): test what is cloned (#9)",
            _BO,
            _below(before, GIT_CLONE),
            ("release/coder/git-clone/v1.3.0",),
        ),
        StoryCommit(
            "feat: add claude-code and its runner (#12)",
            _CY,
            _below(before, CLAUDE_CODE) | _below(before, RUNNER),
            (
                "release/coder/claude-code/v5.1.0",
                "release/coder-labs/claude-self-hosted-runner/v0.3.1",
            ),
        ),
        StoryCommit(
            "feat(git-clone)!: drop the input depth (#21)\n\n"
            "git clone has many options, and extra_args passes all of them on.\n\n"
            'BREAKING CHANGE: write extra_args = ["--depth=1"] instead of depth = 1.',
            _BO,
            _with_pins(_below(sample, GIT_CLONE), "2.0.0", "1.3.0"),
        ),
        StoryCommit(
            "feat(claude-code): choose the model (#22)\n\nCo-authored-by: Ada "
            "<1001+ada-demo@users.noreply.github.com>",
            _CY,
            _with_pins(_with_pins(_below(sample, CLAUDE_CODE), "5.2.0", "5.1.0"), "2.0.0", "1.3.0"),
        ),
    )


def _before(sample: Mapping[str, bytes]) -> Files:
    """The *sample* as it was at git-clone 1.3.0 and claude-code 5.1.0."""
    files = dict(sample)
    clone, claude = f"{GIT_CLONE}main.tf", f"{CLAUDE_CODE}main.tf"
    files[clone] = _inserted(files[clone], b'variable "extra_args" {\n', _DEPTH)
    files[clone] = _inserted(files[clone], b"    var.extra_args,\n", _DEPTH_USE)
    files[claude] = _without(_without(files[claude], _MODEL), _MODEL_USE)
    clone, claude = f"{GIT_CLONE}README.md", f"{CLAUDE_CODE}README.md"
    files[clone] = _without(files[clone], _DEPTH_NOTE)
    start, end = (files[claude].index(mark) for mark in _MODEL_SECTION)
    files[claude] = files[claude][:start] + files[claude][end:]
    return _with_pins(_with_pins(files, "2.0.0", "1.3.0"), "5.2.0", "5.1.0")


def _with_pins(files: Mapping[str, bytes], old: str, new: str) -> Files:
    return {
        path: _pinned(content, old, new) if path.endswith("README.md") else content
        for path, content in files.items()
    }


def _pinned(content: bytes, old: str, new: str) -> bytes:
    return content.replace(f'"{old}"'.encode(), f'"{new}"'.encode())


def _below(files: Mapping[str, bytes], folder: str) -> Files:
    return {path: content for path, content in files.items() if path.startswith(folder)}


def _inserted(content: bytes, anchor: bytes, text: bytes) -> bytes:
    before, found, after = content.partition(anchor)
    _require(found, anchor)
    return before + text + found + after


def _without(content: bytes, text: bytes) -> bytes:
    before, found, after = content.partition(text)
    _require(found, text)
    return before + after


def _require(found: bytes, text: bytes) -> None:
    if not found:
        raise ValueError(f"the sample registry no longer has {text[:40]!r}")
