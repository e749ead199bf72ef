"""The table of `release status`, and its JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.domain.status import State, summary
from release_tool.render.json_document import dumps
from release_tool.render.table import Align, Cell, Column, table
from release_tool.render.terminal import Style
from release_tool.render.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from release_tool.domain.examples import UsageExample
    from release_tool.domain.modules import ModuleId
    from release_tool.domain.requirements import Requirement
    from release_tool.domain.status import ModuleStatus
    from release_tool.domain.untagged import UntaggedStatus
    from release_tool.render.terminal import Palette

    Required = Mapping[ModuleId, Requirement]

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

_UNTAGGED = (
    Column("FOLDER"),
    Column("KIND"),
    Column("STATE"),
    Column("COMMITS", Align.RIGHT),
)


def status_text(
    statuses: Sequence[ModuleStatus],
    gone: Sequence[ModuleId],
    palette: Palette,
    required: Required | None = None,
) -> str:
    """A row a module; then how many are in each state, and the modules *gone*."""
    columns: tuple[Column, ...] = _COLUMNS
    rows = [_row(status) for status in statuses]
    if required is not None:
        columns = (*columns, Column("REQUIRES"))
        rows = [
            (*row, required[status.module.id].level or "")
            for row, status in zip(rows, statuses, strict=True)
        ]
    lines = [table(columns, rows, palette)] if rows else []
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


def untagged_text(statuses: Sequence[UntaggedStatus], since: str | None, palette: Palette) -> str:
    """A row for each folder that is published without tags; then how many changed *since* when."""
    rows = [
        (
            one.path or ".",
            str(one.kind),
            Cell(one.state, _STYLES[one.state]),
            str(len(one.commits) or ""),
        )
        for one in statuses
    ]
    changed = sum(one.state is State.CHANGED for one in statuses)
    base = f"since {since[:10]}" if since else "since the first commit"
    said = f"{counted(len(rows), 'folder')} without tags: {changed} changed {base}\n"
    return (table(_UNTAGGED, rows, palette) + "\n" if rows else "") + said


def status_json(
    statuses: Sequence[ModuleStatus],
    gone: Iterable[ModuleId],
    required: Required | None = None,
    others: Mapping[str, object] | None = None,
) -> str:
    """*others* are further keys, such as those of `untagged_keys`."""
    counts: dict[str, int] = summary(statuses)
    names = [str(module) for module in gone]
    modules = [_object(status) for status in statuses]
    if required is not None:
        for shown, status in zip(modules, statuses, strict=True):
            wanted = required[status.module.id]
            level = str(wanted.level) if wanted.level else None
            shown["required"] = {"level": level, "reasons": list(wanted.reasons)}
    return dumps(
        {
            "modules": modules,
            "summary": counts | {"gone": len(names)},
            "gone": names,
            **(others or {}),
        }
    )


def untagged_keys(statuses: Iterable[UntaggedStatus], since: str | None) -> dict[str, object]:
    """What the JSON has more of when it lists what is published without tags."""
    return {
        "others": [
            {
                "path": one.path or ".",
                "kind": str(one.kind),
                "state": str(one.state),
                "commits": len(one.commits),
                "since": since,
            }
            for one in statuses
        ]
    }


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
