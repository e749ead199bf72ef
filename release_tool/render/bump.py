"""What a bump did or would do: text, diff, JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.render.diff import FileChange
from release_tool.render.json_document import dumps
from release_tool.render.table import Align, Cell, aligned
from release_tool.render.terminal import Style
from release_tool.render.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from release_tool.domain.bumping import Bump
    from release_tool.domain.modules import ModuleId
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
    lines += [palette.paint(Style.QUIET, f"{module}: {reason}") for module, reason in skipped]
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
    for pin in bump.kept:
        place = f"{bump.module.readme_path}:{pin.line}:{pin.column}"
        yield palette.paint(
            Style.WARNING,
            f'  {place}: "{pin.text}" does not accept {bump.target}; --constraints rewrites it',
        )


def file_changes(bumps: Iterable[Bump]) -> list[FileChange]:
    """What the bumps write, for a diff."""
    return [
        FileChange(bump.module.readme_path, bump.before, bump.after)
        for bump in bumps
        if bump.changes
    ]


def bump_json(bumps: Iterable[Bump], *, applied: bool) -> str:
    return dumps({"changes": [_object(bump) for bump in bumps if bump.changes], "applied": applied})


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
