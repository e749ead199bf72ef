"""What a pull request owes: the version that a changed module must declare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.domain.drift import settled_version
from release_tool.domain.findings import Finding, Severity
from release_tool.domain.versions import Level, bumped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.domain.registry import Module
    from release_tool.domain.versions import Version


class Requirement(Struct, frozen=True):
    """The smallest level that the changes since the released version allow, and why."""

    level: Level | None
    reasons: tuple[str, ...] = ()


NOTHING_REQUIRED = Requirement(None)


class CheckedModule(Struct, frozen=True):
    """A module, the version that it should declare, and the level that its changes require."""

    module: Module
    expected: Version
    requirement: Requirement


def expected_version(module: Module, requirement: Requirement, asked: Level | None) -> Version:
    """The version that *module* should declare."""
    level = asked or requirement.level
    if level is None or module.released is None:
        return settled_version(module)
    target = bumped(module.released, level)
    if asked is None and module.declared is not None and module.declared >= target:
        return module.declared
    return target


def owed(module: Module, requirement: Requirement, asked: Level | None) -> Iterator[Finding]:
    """The rules for a module that a pull request changes; *asked* is the label's level."""
    declared, released, required = module.declared, module.released, requirement.level
    if declared is None or released is None or required is None or declared < released:
        return  # a first release owes nothing, and drift has its own findings
    expected = expected_version(module, requirement, asked)
    because = f": {requirement.reasons[0]}" if requirement.reasons else ""
    if declared == released:
        yield _finding(
            "not-bumped", module, expected,
            f"{module.id} changed and still declares the released version {released}",
        )  # fmt: skip
        return
    final, lowest = declared.finalize_version(), bumped(released, required)
    if final < lowest:
        yield _finding(
            "bump-too-small", module, lowest,
            f"{module.id} {released} -> {declared} needs at least {_a(required)} bump{because}",
        )  # fmt: skip
    if asked is not None and final != expected:
        yield _finding(
            "level-mismatch", module, expected,
            f"{_a(asked)} bump of {module.id} {released} was asked for, {declared} is declared",
        )  # fmt: skip


def _a(level: Level) -> str:
    return f"a {level}"


def _finding(rule: str, module: Module, expected: Version, message: str) -> Finding:
    pin = module.own_pins[0]
    return Finding(
        rule, Severity.ERROR, module.id, module.readme_path, pin.line, pin.column, message,
        found=pin.text, expected=str(expected), help=f"release bump {module.id} {expected}",
    )  # fmt: skip
