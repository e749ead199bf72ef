"""One finding of the semver check: what changed, what it requires, and who breaks."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from release_tool.domain.versions import Level
    from release_tool.terraform.interface import Place


class Breaks(StrEnum):
    """Who notices a change first."""

    EVERY_CALLER = "every caller"
    SETTERS = "callers that set it"
    READERS = "callers that read it"
    REPEATERS = "callers that call the module with count, for_each or depends_on"
    STATE = "state"
    OLD_TOOLS = "callers with an older Terraform or provider"
    NOBODY = "nobody"


class Verdict(Struct, frozen=True):
    """The levels that a change asks for; None asks for no release at all."""

    required: Level | None
    """What is certain."""
    suggested: Level | None
    """What a person should consider; never below `required`."""


class Sighting(Struct, frozen=True):
    """What a rule saw; the rule it belongs to and the effect of policy are not yet in it."""

    kind: str
    """`variable`, `output`, `provider`, `terraform`, `resource`, `data`, `module`, `file`…"""
    name: str
    message: str
    place: Place
    before: str = ""
    after: str = ""
    breaks: Breaks = Breaks.NOBODY
    help: str = ""
    gone: bool = False
    """True where `place` is in the module as it was, because now there is no such line."""
    verdict: Verdict | None = None
    """Where it differs from the rule's own."""


class Change(Struct, frozen=True):
    """A finding, with its rule and the levels that it asks for after this released version."""

    rule: str
    level: Level | None
    """The certain level: the one that is required. None asks for no release."""
    suggested: Level | None
    kind: str
    name: str
    submodule: str
    """The folder of the submodule in which it happened; empty for the module itself."""
    before: str
    after: str
    file: str
    line: int
    gone: bool
    """True where file and line are those of the earlier version."""
    message: str
    breaks: Breaks
    help: str
    accepted: str | None = None
    """The reason for which it was accepted; an accepted change requires nothing."""

    @property
    def subject(self) -> str:
        """What changed, as release.yaml names it: `variable.url`, `modules/db//output.id`."""
        subject = self.name if self.name.startswith(f"{self.kind}.") else f"{self.kind}.{self.name}"
        return f"{self.submodule}//{subject}" if self.submodule else subject

    @property
    def fingerprint(self) -> str:
        """A name for the finding that survives when lines move or files are split."""
        from hashlib import sha256  # what is printed for people has no use for it

        parts = (self.rule, self.subject, self.before, self.after)
        return sha256("\0".join(parts).encode()).hexdigest()[:16]
