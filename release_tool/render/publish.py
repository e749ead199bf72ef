"""What became of releases."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from release_tool.domain.releases import (
    CreateRelease,
    KeepRelease,
    OutcomeStatus,
    RefuseRelease,
    UpdateRelease,
)
from release_tool.render.json_document import dumps
from release_tool.render.table import Align, Cell, aligned
from release_tool.render.terminal import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from release_tool.domain.releases import Outcome, ReleaseStep
    from release_tool.render.terminal import Palette

_STYLES = {
    OutcomeStatus.CREATED: Style.GOOD,
    OutcomeStatus.UPDATED: Style.NOTICE,
    OutcomeStatus.UNCHANGED: Style.QUIET,
    OutcomeStatus.FAILED: Style.ERROR,
}


def outcomes_text(outcomes: Sequence[Outcome], palette: Palette) -> str:
    """A line a tag: where its release is, or why there is none and what to do about it."""
    rows = [
        (one.tag, Cell(one.status, _STYLES[one.status]), one.url or one.error) for one in outcomes
    ]
    lines = aligned(rows, [Align.LEFT] * 3, palette)
    return _with_hints(lines, [one.hint for one in outcomes], palette)


def outcomes_json(outcomes: Iterable[Outcome]) -> str:
    return dumps(
        {
            "releases": [
                {
                    "tag": one.tag,
                    "status": str(one.status),
                    "url": one.url or None,
                    "error": one.error or None,
                }
                for one in outcomes
            ]
        }
    )


def steps_text(steps: Sequence[ReleaseStep], palette: Palette) -> str:
    """A line a tag: what would be done, or why nothing would be and what to do about it."""
    rows = [(step.tag, _described(step)) for step in steps]
    hints = [step.hint if isinstance(step, RefuseRelease) else "" for step in steps]
    return _with_hints(aligned(rows, [Align.LEFT] * 2, palette), hints, palette)


def _with_hints(rows: Iterable[str], hints: Iterable[str], palette: Palette) -> str:
    lines: list[str] = []
    for row, hint in zip(rows, hints, strict=True):
        lines.append(f"{row}\n")
        if hint:
            lines.append(f"  {palette.paint(Style.QUIET, hint)}\n")
    return "".join(lines) or "nothing to publish\n"


def steps_json(steps: Iterable[ReleaseStep]) -> str:
    """What would be done, with the keys of what was done."""
    return dumps({"releases": [_step(step) for step in steps]})


def _step(step: ReleaseStep) -> dict[str, object]:
    match step:
        case CreateRelease():
            status, url, error = "would-create", "", ""
        case UpdateRelease(existing=existing):
            status, url, error = "would-update", existing.url, ""
        case KeepRelease(existing=existing):
            status, url, error = str(OutcomeStatus.UNCHANGED), existing.url, ""
        case RefuseRelease(reason=error):
            status, url = "would-fail", ""
        case _:
            assert_never(step)
    return {"tag": step.tag, "status": status, "url": url or None, "error": error or None}


def _described(step: ReleaseStep) -> str:
    match step:
        case CreateRelease(release=release):
            return f"would create {release.title}"
        case UpdateRelease(release=release):
            return f"would update {release.title}"
        case KeepRelease():
            return "is as it should be"
        case RefuseRelease(reason=reason):
            return f"would fail: {reason}"
    assert_never(step)
