"""What a bump did or would do: text, diff, JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.domain.plans import WriteFile
from release_tool.render.diff import FileChange
from release_tool.render.json_document import dumps
from release_tool.render.table import Align, Cell, aligned
from release_tool.render.terminal import Style, visible
from release_tool.render.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from release_tool.domain.bumping import Bump
    from release_tool.domain.cascade import Cascade, CascadedBump
    from release_tool.domain.modules import ModuleId
    from release_tool.domain.plans import Plan
    from release_tool.render.terminal import Palette

_ALIGNS = (Align.LEFT, Align.RIGHT, Align.LEFT, Align.LEFT, Align.LEFT)


def bump_text(
    bumps: Sequence[Bump], skipped: Iterable[tuple[ModuleId, str]], palette: Palette
) -> str:
    """A line a module, what its bump leaves alone, and why."""
    rows = aligned([_row(bump) for bump in bumps], _ALIGNS, palette)
    lines: list[str] = []
    for row, bump in zip(rows, bumps, strict=True):
        lines += [row, *_remarks(bump, palette)]
    lines += [palette.paint(Style.QUIET, line) for line in skipped_modules(skipped)]
    if not any(bump.changes for bump in bumps):
        lines.append("nothing to do")
    return "".join(f"{line}\n" for line in lines)


def _row(bump: Bump) -> tuple[Cell | str, ...]:
    module = bump.module
    before = str(module.declared or module.released or "new")
    done = f"{counted(bump.pins, 'pin')} in {module.readme_path}" if bump.changes else "as it is"
    return str(module.id), before, "->", Cell(str(bump.target), Style.GOOD), done


def _remarks(bump: Bump, palette: Palette) -> Iterator[str]:
    for reason in bump.reasons:
        yield f"  {palette.paint(Style.QUIET, f'because {reason}')}"
    for line in kept_constraints(bump):
        yield f"  {palette.paint(Style.WARNING, line)}"


def cascade_text(wanted: Cascade, skipped: Iterable[tuple[ModuleId, str]], palette: Palette) -> str:
    """As `bump_text`; below each module the files of others that follow it."""
    rows = aligned([_row(one.bump) for one in wanted.bumps], _ALIGNS, palette)
    lines: list[str] = []
    for row, one in zip(rows, wanted.bumps, strict=True):
        lines += [row, *_remarks(one.bump, palette)]
        lines += [f"  {counted(file.pins, 'pin')} in {visible(file.path)}" for file in one.files]
        lines += [f"  {palette.paint(Style.WARNING, left)}" for left in kept_pins(one)]
    lines += [palette.paint(Style.QUIET, line) for line in skipped_modules(skipped)]
    if not wanted.files:
        lines.append("nothing to do")
    return "".join(f"{line}\n" for line in lines)


def skipped_modules(skipped: Iterable[tuple[ModuleId, str]]) -> list[str]:
    """A line for each module that is not bumped."""
    return [f"{module}: {reason}" for module, reason in skipped]


def kept_constraints(bump: Bump) -> list[str]:
    """A line for each own pin that does not follow."""
    return [
        f'{bump.module.readme_path}:{pin.line}:{pin.column}: "{pin.text}" '
        f"does not accept {bump.target}; --constraints rewrites it"
        for pin in bump.kept
    ]


def kept_pins(cascaded: CascadedBump) -> list[str]:
    """A line for each pin in a file of others that does not follow."""
    return [
        f'{one.file}:{one.pin.line}:{one.pin.column}: "{one.pin.text}" {one.reason}'
        for one in cascaded.kept
    ]


def file_changes(plan: Plan) -> list[FileChange]:
    """What *plan* writes, for a diff."""
    return [
        FileChange(step.path, step.before, step.after)
        for step in plan.steps
        if isinstance(step, WriteFile)
    ]


def bump_json(bumps: Iterable[Bump], *, applied: bool) -> str:
    return dumps({"changes": [_object(bump) for bump in bumps if bump.changes], "applied": applied})


def cascade_json(wanted: Cascade, *, applied: bool) -> str:
    changes = [_cascaded(one) for one in wanted.bumps if one.changes]
    return dumps({"changes": changes, "applied": applied})


def _cascaded(one: CascadedBump) -> dict[str, object]:
    own = [(one.bump.module.readme_path, one.bump.pins)] if one.bump.changes else []
    files = own + [(file.path, file.pins) for file in one.files]
    shown = [{"path": path, "pins": pins} for path, pins in files]
    return _object(one.bump) | {"files": shown}


def _object(bump: Bump) -> dict[str, object]:
    module = bump.module
    return {
        "module": str(module.id),
        "from": str(module.declared) if module.declared else None,
        "to": str(bump.target),
        "level": str(bump.level) if bump.level else None,
        "reasons": list(bump.reasons),
        "files": [{"path": module.readme_path, "pins": bump.pins}],
    }
