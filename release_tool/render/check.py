"""The reports of `release check`, a function a format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool import __version__
from release_tool.domain.rule_texts import CHECK_RULE_TEXTS
from release_tool.render.findings_github import findings_github
from release_tool.render.findings_json import finding_object
from release_tool.render.findings_markdown import findings_markdown
from release_tool.render.findings_sarif import findings_sarif
from release_tool.render.findings_text import findings_text
from release_tool.render.json_document import dumps
from release_tool.render.wording import Checked, headline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from release_tool.domain.findings import Finding
    from release_tool.domain.requirements import CheckedModule
    from release_tool.render.terminal import Palette

COMMENT_MARKER = "release check"


def check_text(findings: Sequence[Finding], modules: int, palette: Palette) -> str:
    return findings_text(findings, Checked(modules), palette)


def check_github(findings: Sequence[Finding], modules: int) -> str:
    """Annotations, and a last line for those who read the log."""
    return f"{findings_github(findings)}{headline(findings, Checked(modules))}\n"


def check_markdown(findings: Sequence[Finding], modules: int, commands: Sequence[str]) -> str:
    return findings_markdown(findings, Checked(modules), COMMENT_MARKER, commands)


def check_sarif(findings: Iterable[Finding]) -> str:
    return findings_sarif(findings, CHECK_RULE_TEXTS, __version__)


def check_json(findings: Iterable[Finding], modules: Iterable[CheckedModule], *, ok: bool) -> str:
    return dumps(
        {
            "ok": ok,
            "findings": [finding_object(finding) for finding in findings],
            "modules": [_object(checked) for checked in modules],
        }
    )


def _object(checked: CheckedModule) -> dict[str, object]:
    module, requirement = checked.module, checked.requirement
    return {
        "module": str(module.id),
        "released": str(module.released) if module.released else None,
        "declared": str(module.declared) if module.declared else None,
        "expected": str(checked.expected),
        "required": {
            "level": str(requirement.level) if requirement.level else None,
            "reasons": list(requirement.reasons),
        },
    }
