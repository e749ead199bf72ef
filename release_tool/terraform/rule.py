"""What a rule of the semver check is: data that explains it, and one function that applies it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.domain.versions import Level
from release_tool.terraform.change import Sighting, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from release_tool.terraform.pair import Pair


class Certainty(StrEnum):
    CERTAIN = "certain"
    """The level is required."""
    REVIEW = "review"
    """The level is suggested; only the floor is required."""


class Example(Struct, frozen=True):
    """A module before and after a change that the rule reports, as Terraform source."""

    before: str
    after: str


class Rule(Struct, frozen=True):
    id: str
    title: str
    description: str
    """What is compared, and when the rule speaks."""
    why: str
    """What happens to callers."""
    verdict: Verdict
    reference: str
    """Where Terraform says so."""
    example: Example
    check: Callable[[Pair], Iterable[Sighting]]

    @property
    def certainty(self) -> Certainty:
        same = self.verdict.required == self.verdict.suggested
        return Certainty.CERTAIN if same else Certainty.REVIEW


def certain(level: Level | None) -> Verdict:
    """The verdict of a rule that is sure of its level."""
    return Verdict(level, level)


def review(level: Level, *, floor: Level) -> Verdict:
    """The verdict of a rule that is sure of the floor only; a person decides on the level."""
    return Verdict(floor, level)


MAJOR = certain(Level.MAJOR)
MINOR = certain(Level.MINOR)
PATCH = certain(Level.PATCH)
NONE = certain(None)
