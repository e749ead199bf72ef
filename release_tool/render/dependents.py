"""Who uses a module: text and JSON."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from release_tool.domain.dependents import DependentKind
from release_tool.render.json_document import dumps
from release_tool.render.table import Align, Cell, Column, table
from release_tool.render.terminal import Style
from release_tool.render.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from release_tool.domain.dependents import Dependent, UsedModule
    from release_tool.domain.versions import Level
    from release_tool.render.terminal import Palette

_COLUMNS = (
    Column("KIND"),
    Column("PIN", Align.RIGHT),
    Column("BEHIND"),
    Column("WHERE"),
    Column("REMARK"),
)
_STYLES = {"major": Style.ERROR, "minor": Style.WARNING, "patch": Style.NOTICE}


def dependents_text(modules: Sequence[UsedModule], palette: Palette) -> str:
    """A row a use, below the module that it uses; then how many there are, and how far behind."""
    parts = [_section(module, palette) for module in modules]
    uses = [use for module in modules for use in module.dependents]
    return "\n".join([*parts, _summary(uses)])


def _section(module: UsedModule, palette: Palette) -> str:
    standing = f"released {module.released}" if module.released else "not released"
    if not module.known:
        standing = "not a module of this registry" if not module.released else f"gone, {standing}"
    heading = f"{palette.paint(Style.STRONG, str(module.module))}  {standing}\n"
    rows = [_row(use) for use in module.dependents]
    return heading + (table(_COLUMNS, rows, palette) if rows else "nothing here uses it\n")


def _row(use: Dependent) -> tuple[Cell | str, ...]:
    dependency = use.dependency
    return (
        str(dependency.kind),
        dependency.pin.text if dependency.pin else "-",
        Cell(use.behind, _STYLES[use.behind]) if use.behind else "",
        f"{dependency.file}:{dependency.line}",
        Cell(use.remark, Style.QUIET if use.satisfied else Style.WARNING),
    )


def _summary(uses: Sequence[Dependent]) -> str:
    kinds = Counter(use.dependency.kind for use in uses)
    by_kind = ", ".join(counted(kinds[kind], kind) for kind in DependentKind if kinds[kind])
    behind = Counter(use.behind for use in uses if use.behind)
    amounts = ", ".join(f"{behind[level]} {level}" for level in _levels(behind))
    said = f"{counted(len(uses), 'use')}: {by_kind or 'none'}"
    return f"{said}; behind: {amounts or 'none'}\n"


def _levels(found: Iterable[Level]) -> list[Level]:
    return sorted(found, reverse=True)


def dependents_json(module: UsedModule) -> str:
    return dumps(_object(module))


def all_dependents_json(modules: Iterable[UsedModule]) -> str:
    return dumps({"modules": [_object(module) for module in modules]})


def _object(module: UsedModule) -> dict[str, object]:
    return {
        "module": str(module.module),
        "released": str(module.released) if module.released else None,
        "dependents": [_dependent(use) for use in module.dependents],
    }


def _dependent(use: Dependent) -> dict[str, object]:
    dependency = use.dependency
    return {
        "kind": str(dependency.kind),
        "file": dependency.file,
        "line": dependency.line,
        "pin": dependency.pin.text if dependency.pin else None,
        "satisfied": use.satisfied,
        "behind": str(use.behind) if use.behind else None,
    }
