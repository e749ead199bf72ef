"""The summary of a workflow's job, and an error as its log shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.domain.releases import OutcomeStatus
from release_tool.notes.inert import inert
from release_tool.render.findings_github import workflow_command
from release_tool.render.findings_markdown import findings_markdown
from release_tool.render.markdown_text import code_span
from release_tool.render.terminal import visible
from release_tool.render.wording import Checked, counted
from release_tool.render.workflow_outputs import address

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from release_tool.domain.findings import Finding
    from release_tool.domain.releases import Publication
    from release_tool.domain.tagging import TagRow

_SHOWN = 1000
"""More lines than this would outgrow what a summary may hold."""

_SIGNS = {
    OutcomeStatus.CREATED: "🚀",
    OutcomeStatus.UPDATED: "✏️",
    OutcomeStatus.UNCHANGED: "✅",
    OutcomeStatus.FAILED: "❌",
}


def publish_summary(done: Sequence[Publication], remarks: Sequence[str]) -> str:
    """A line a release, what failed first."""
    if not done:
        return f"### ✅ Nothing to publish\n{_said(remarks)}"
    counts = dict.fromkeys(OutcomeStatus, 0)
    for one in done:
        counts[one.outcome.status] += 1
    told = ", ".join(f"{number} {status}" for status, number in counts.items() if number)
    failed_first = sorted(done, key=lambda one: one.outcome.status is not OutcomeStatus.FAILED)
    lines = [_published(one) for one in failed_first[:_SHOWN]]
    return f"### Releases: {told}\n\n{''.join(lines)}{_rest(len(done))}{_said(remarks)}"


def _published(one: Publication) -> str:
    outcome = one.outcome
    name = code_span(one.tag.name)
    url = address(outcome.url)
    shown = f"[{name}]({url})" if url.startswith("http") else name
    parts = [f"{_SIGNS[outcome.status]} {shown} {outcome.status}"]
    parts += [inert(visible(text)) for text in (outcome.error, outcome.hint) if text]
    return f"- {'<br>'.join(parts)}\n"


def tag_summary(rows: Sequence[TagRow]) -> str:
    """A line a tag."""
    if not rows:
        return "### ✅ Nothing to tag\n"
    lines = [
        f"- {code_span(row.tag.name)} {row.status}{', pushed' if row.pushed else ''}\n"
        for row in rows[:_SHOWN]
    ]
    return f"### {counted(len(rows), 'tag')}\n\n{''.join(lines)}{_rest(len(rows))}"


def check_comment(findings: Sequence[Finding], modules: int, commands: Sequence[str]) -> str:
    """The findings for a reviewer, with the commands that put them right."""
    return findings_markdown(findings, Checked(modules), fix=commands)


def with_remarks(markdown: str, remarks: Sequence[str]) -> str:
    """*markdown*, and what could not be done."""
    return f"{markdown}{_said(remarks)}"


def error_summary(message: str, hint: str) -> str:
    return f"### ❌ {inert(visible(message))}\n{_said([hint] if hint else [])}"


def error_command(message: str, hint: str) -> str:
    """An annotation of the whole run."""
    lines = [line for line in (message, hint) if line]
    return f"{workflow_command('error', {'title': 'release'}, lines)}\n"


def _said(remarks: Sequence[str]) -> str:
    return "".join(_paragraphs(remarks))


def _paragraphs(remarks: Sequence[str]) -> Iterator[str]:
    for remark in remarks:
        yield f"\n{inert(visible(remark))}\n"


def _rest(number: int) -> str:
    return f"\nand {number - _SHOWN} more\n" if number > _SHOWN else ""
