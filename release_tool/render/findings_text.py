"""Findings for the people who read a terminal.

The worst come last. When a long report has gone by, the lines above the prompt are the ones that
are seen: the summary, and over it the file that has to be mended first. Inside a file the order is
that of its lines, since that is how someone goes through it.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from release_tool.render.table import Align, Cell, aligned
from release_tool.render.terminal import Style
from release_tool.render.wording import contrast_of, headline, place_of, with_help_once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from release_tool.domain.findings import Finding
    from release_tool.render.terminal import Palette
    from release_tool.render.wording import Checked

_INDENT = "    "


def findings_text(findings: Iterable[Finding], checked: Checked, palette: Palette) -> str:
    """A block for each file, the worst file last, then one line that sums up."""
    known = tuple(findings)
    blocks = [_block(group, palette) for group in _by_file(known)]
    style = Style(min(known, key=_rank).severity) if known else Style.GOOD
    return "\n".join([*blocks, f"{palette.paint(style, headline(known, checked))}\n"])


def _by_file(findings: Sequence[Finding]) -> list[tuple[Finding, ...]]:
    in_place = sorted(findings, key=lambda one: (one.file, one.line, one.column, one.rule))
    groups = [tuple(group) for _, group in groupby(in_place, key=lambda one: one.file)]
    return sorted(groups, key=lambda group: min(map(_rank, group)), reverse=True)


def _rank(finding: Finding) -> int:
    return finding.severity.rank


def _block(findings: Sequence[Finding], palette: Palette) -> str:
    rows = [
        (
            Cell(place_of(finding), Style.STRONG),
            Cell(f"{finding.severity}[{finding.rule}]", Style(finding.severity)),
            Cell(finding.message),
        )
        for finding in findings
    ]
    first_lines = aligned(rows, [Align.LEFT] * 3, palette)
    return "".join(
        f"{line}\n"
        for first, (finding, help_) in zip(first_lines, with_help_once(findings), strict=True)
        for line in (first, *_details(finding, help_, palette))
    )


def _details(finding: Finding, help_: str, palette: Palette) -> Iterator[str]:
    styles = {"found": Style.REMOVED, "expected": Style.ADDED}
    contrast = [
        f"{label}: {palette.paint(styles[label], value)}" for label, value in contrast_of(finding)
    ]
    if contrast:
        yield _INDENT + "  ".join(contrast)
    if help_:
        yield f"{_INDENT}{palette.paint(Style.QUIET, 'help:')} {palette.paint(Style.PLAIN, help_)}"
