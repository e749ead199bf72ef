"""The steps of the demo: what is said, and the command line that shows it."""

from __future__ import annotations

from msgspec import Struct


class DemoStep(Struct, frozen=True):
    """*codes* are the exit codes that belong to the story."""

    say: str
    command: tuple[str, ...]
    codes: tuple[int, ...] = (0,)


WALK = (
    DemoStep(
        "Two modules changed since their release. What wants a release?",
        ("release", "status"),
    ),
    DemoStep(
        "A pull request with these changes would hear, on the lines to edit:",
        ("release", "check", "--base", "HEAD~2"),
        (1,),
    ),
    DemoStep(
        "The next versions, decided by what changed. First as a diff:",
        ("release", "bump", "coder/git-clone", "auto", "--dry-run"),
    ),
    DemoStep(
        "Then for every module that changed, and committed:",
        ("release", "bump", "--changed", "auto", "--commit"),
    ),
    DemoStep("The check is content:", ("release", "check", "--base", "HEAD~3")),
    DemoStep("The notes that 2.0.0 will have:", ("release", "notes", "coder/git-clone")),
    DemoStep("Tags are made on what the remote has:", ("git", "push", "--quiet", "origin", "main")),
    DemoStep("What would be tagged?", ("release", "tag", "--all", "--dry-run")),
    DemoStep(
        "Tag, push, and make the releases, here as files in a folder:",
        ("release", "tag", "--all", "--push", "--publish", "--forge", "local", "--yes"),
    ),
    DemoStep(
        "A second run finds nothing to do:",
        ("release", "tag", "--all", "--push", "--publish", "--forge", "local", "--yes"),
    ),
    DemoStep("Everything is released:", ("release", "status")),
)
