"""The reports of `release lint`, a function a format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool import __version__
from release_tool.domain.lint_rules import LINT_RULE_TEXTS
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
    from release_tool.render.terminal import Palette

COMMENT_MARKER = "release lint"
_KEYS = ("rule", "level", "file", "line", "column", "message", "help")


def lint_text(findings: Sequence[Finding], readmes: int, palette: Palette) -> str:
    return findings_text(findings, _checked(readmes), palette)


def lint_github(findings: Sequence[Finding], readmes: int) -> str:
    """Annotations, and a last line for those who read the log."""
    return f"{findings_github(findings)}{headline(findings, _checked(readmes))}\n"


def lint_markdown(findings: Sequence[Finding], readmes: int, commands: Sequence[str]) -> str:
    return findings_markdown(findings, _checked(readmes), COMMENT_MARKER, commands)


def lint_sarif(findings: Iterable[Finding]) -> str:
    return findings_sarif(findings, LINT_RULE_TEXTS, __version__)


def lint_json(findings: Iterable[Finding], *, ok: bool) -> str:
    return dumps({"ok": ok, "findings": [_object(finding) for finding in findings]})


def _object(finding: Finding) -> dict[str, object]:
    known = finding_object(finding)
    return {key: known[key] for key in _KEYS}


def _checked(readmes: int) -> Checked:
    return Checked(readmes, "README", "mistake")
