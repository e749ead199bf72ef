"""Findings to render: what a check of a small registry says on a bad day."""

from __future__ import annotations

from msgspec.structs import replace

from release_tool.domain.findings import Finding, Severity
from release_tool.domain.modules import ModuleId
from release_tool.render.wording import Checked

GIT_CLONE = ModuleId("coder", "git-clone")
README = "registry/coder/modules/git-clone/README.md"
CHECKED = Checked(84)

DISAGREES = Finding(
    rule="pins-disagree",
    severity=Severity.ERROR,
    module=GIT_CLONE,
    file=README,
    line=17,
    column=14,
    message="this example pins another version than the others",
    found="1.0.9",
    expected="1.0.10",
    help="release bump coder/git-clone patch",
)
STALE = Finding(
    rule="foreign-pin-stale",
    severity=Severity.NOTICE,
    module=ModuleId("coder-labs", "codex"),
    file="registry/coder-labs/modules/codex/README.md",
    line=40,
    column=16,
    message="coder/agentapi has a newer release",
    found="1.0.0",
    expected="1.2.0",
)
SKIPPED = Finding(
    rule="version-skipped",
    severity=Severity.WARNING,
    module=ModuleId("coder", "zed"),
    file="registry/coder/modules/zed/README.md",
    line=9,
    column=14,
    message="2.0.0 is not the next version after 1.1.1",
    found="2.0.0",
    expected="1.1.2, 1.2.0 or 2.0.0",
    help="release bump coder/zed minor",
)
NO_EXAMPLE = Finding(
    rule="no-usage-example",
    severity=Severity.ERROR,
    module=ModuleId("coder", "zed"),
    file="registry/coder/modules/zed/README.md",
    line=0,
    column=0,
    message="the README has no example of its own module",
)
BAD_DAY = (
    DISAGREES,
    STALE,
    replace(DISAGREES, line=117, column=3),
    SKIPPED,
    NO_EXAMPLE,
)
RULES = {
    "foreign-pin-stale": ("A pin of another module is behind.", "Pin its released version."),
    "no-usage-example": ("The README has no own usage example.", "Add a module block."),
    "pins-disagree": ("Own pins of one README differ.", "Run `release bump`."),
    "version-skipped": ("The declared version is not a next one.", "Declare a next version."),
}


def finding_that_says(text: str) -> Finding:
    """A finding with *text* wherever somebody else's text can get."""
    return replace(
        DISAGREES, file=text, message=text, found=text, expected=f"not {text}", help=f"look: {text}"
    )
