"""The table of `release status`, and its JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.domain.status import State, summary
from release_tool.render.json_document import dumps
from release_tool.render.table import Align, Cell, Column, table
from release_tool.render.terminal import Style
from release_tool.render.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from release_tool.domain.examples import UsageExample
    from release_tool.domain.modules import ModuleId
    from release_tool.domain.status import ModuleStatus
    from release_tool.render.terminal import Palette

_STYLES = {
    State.DRIFTED: Style.ERROR,
    State.UNVERSIONED: Style.ERROR,
    State.PENDING: Style.WARNING,
    State.NEW: Style.WARNING,
    State.CHANGED: Style.NOTICE,
    State.RELEASED: Style.QUIET,
}
_COLUMNS = (
    Column("MODULE"),
    Column("DECLARED", Align.RIGHT),
    Column("RELEASED", Align.RIGHT),
    Column("STATE"),
    Column("COMMITS", Align.RIGHT),
)


def status_text(
    statuses: Sequence[ModuleStatus], gone: Sequence[ModuleId], palette: Palette
) -> str:
    """A row a module; then how many are in each state, and the modules *gone*."""
    rows = [_row(status) for status in statuses]
    lines = [table(_COLUMNS, rows, palette)] if rows else []
    counts = [f"{number} {state}" for state, number in summary(statuses).items() if number]
    lines.append(f"\n{counted(len(statuses), 'module')}: {', '.join(counts) or 'none'}\n")
    if gone:
        names = ", ".join(str(module) for module in gone)
        lines.append(f"tagged, and gone from the tree: {palette.paint(Style.QUIET, names)}\n")
    return "".join(lines)


def _row(status: ModuleStatus) -> tuple[Cell | str, ...]:
    module = status.module
    return (
        str(module.id),
        str(module.declared or "-"),
        str(module.released or "-"),
        Cell(status.state, _STYLES[status.state]),
        str(len(status.commits) or ""),
    )


def status_json(statuses: Sequence[ModuleStatus], gone: Iterable[ModuleId]) -> str:
    counts: dict[str, int] = summary(statuses)
    names = [str(module) for module in gone]
    return dumps(
        {
            "modules": [_object(status) for status in statuses],
            "summary": counts | {"gone": len(names)},
            "gone": names,
        }
    )


def _object(status: ModuleStatus) -> dict[str, object]:
    module = status.module
    return {
        "module": str(module.id),
        "path": module.folder,
        "declared": str(module.declared) if module.declared else None,
        "released": str(module.released) if module.released else None,
        "tag": module.released_tag.name if module.released_tag else None,
        "state": str(status.state),
        "commits": len(status.commits),
        "pins": [pin_object(module.readme_path, example) for example in module.examples],
    }


def pin_object(path: str, example: UsageExample) -> dict[str, object]:
    """One usage example; *version* is null, and the place the block's, where it has none."""
    pin = example.pin
    return {
        "file": path,
        "line": pin.line if pin else example.block.line,
        "column": pin.column if pin else example.block.column,
        "version": pin.text if pin else None,
        "module": str(example.module),
    }
