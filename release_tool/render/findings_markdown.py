"""Findings as the comment on a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.domain.findings import Severity, worst_first
from release_tool.notes.inert import inert
from release_tool.render.markdown_text import code_block, code_span
from release_tool.render.terminal import visible
from release_tool.render.wording import (
    contrast_of,
    counted,
    headline,
    place_of,
    with_help_once,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from release_tool.domain.findings import Finding
    from release_tool.render.wording import Checked

LIMIT = 65_536
"""How many characters the body of a comment may have."""

_LONGEST_TEXT = 300
_MOST_COMMANDS = 20

_SIGNS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.NOTICE: "💡"}


def findings_markdown(
    findings: Iterable[Finding], checked: Checked, marker: str = "", fix: Sequence[str] = ()
) -> str:
    """A comment of at most `LIMIT` characters, the worst finding first.

    *marker* names a hidden first line, by which a later run finds the comment again; *fix* are the
    commands that put things right. Raises ValueError if the marker could end its own comment.
    """
    known = worst_first(findings)
    sign = _SIGNS[known[0].severity] if known else "✅"
    head = f"{_hidden(marker)}### {sign} {inert(headline(known, checked))}\n"
    if not known:
        return head
    foot = _fix(fix)
    return head + _list(known, LIMIT - len(head) - len(foot)) + foot


def _hidden(marker: str) -> str:
    if not marker:
        return ""
    if not marker.isprintable() or "--" in marker or ">" in marker:
        raise ValueError(f"not a marker for a hidden comment: {marker!r}")
    return f"<!-- {marker} -->\n"


def _list(findings: Sequence[Finding], space: int) -> str:
    """The first findings that fit into *space* characters, and how many more there are.

    A list, not a table: a path and a sentence side by side leave neither of them room.
    """
    written = "\n"
    for index, (finding, help_) in enumerate(with_help_once(findings)):
        item = _item(finding, help_)
        after = len(findings) - index - 1
        if len(written) + len(item) + len(_rest(after)) > space:
            return written + _rest(after + 1)
        written += item
    return written


def _rest(number: int) -> str:
    if not number:
        return ""
    return f"\nand {counted(number, 'more finding')}: the text report has them all.\n"


def _item(finding: Finding, help_: str) -> str:
    place, rule = _code(place_of(finding)), _code(finding.rule)
    contrast = ", ".join(f"{label} {_code(value)}" for label, value in contrast_of(finding))
    lines = (f"**{finding.severity}** {place} {rule} {_prose(finding.message)}", contrast)
    # One line of Markdown: only there does no text begin a heading, a list or an underline.
    return f"- {'<br>'.join(line for line in (*lines, _prose(help_)) if line)}\n"


def _fix(commands: Sequence[str]) -> str:
    if not commands:
        return ""
    shown = [_clipped(visible(command)) for command in commands[:_MOST_COMMANDS]]
    if rest := len(commands) - len(shown):
        shown.append(f"# and {counted(rest, 'more command')}")
    return f"\nTo put it right:\n\n{code_block(shown, 'sh')}"


def _code(text: str) -> str:
    return code_span(_clipped(text))


def _prose(text: str) -> str:
    return inert(visible(_clipped(text)))


def _clipped(text: str) -> str:
    return text if len(text) <= _LONGEST_TEXT else f"{text[:_LONGEST_TEXT]}…"
