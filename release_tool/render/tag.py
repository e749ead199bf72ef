"""What `release tag` made or would make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.domain.tagging import TagStatus
from release_tool.render.json_document import dumps
from release_tool.render.table import Align, Cell, aligned
from release_tool.render.terminal import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from release_tool.domain.tagging import TagRow
    from release_tool.render.terminal import Palette

_STYLES = {
    TagStatus.CREATED: Style.GOOD,
    TagStatus.EXISTS: Style.QUIET,
    TagStatus.WOULD_CREATE: Style.NOTICE,
    TagStatus.FAILED: Style.ERROR,
}


def tag_text(rows: Sequence[TagRow], unclear: Sequence[str], palette: Palette) -> str:
    """A line a tag, then the modules that have no version to tag."""
    cells = [
        (
            row.tag.name,
            row.commit[:10],
            Cell(row.status, _STYLES[row.status]),
            "pushed" if row.pushed else "",
        )
        for row in rows
    ]
    lines = [f"{line}\n" for line in aligned(cells, [Align.LEFT] * 4, palette)]
    if not rows:
        lines.append("nothing to tag\n")
    if unclear:
        lines.append(palette.paint(Style.WARNING, not_tagged(unclear)) + "\n")
    return "".join(lines)


def not_tagged(unclear: Iterable[str]) -> str:
    """The modules that have no version to tag, of which the JSON says nothing."""
    return f"not in order, not tagged: {', '.join(unclear)}"


def tag_json(rows: Iterable[TagRow]) -> str:
    return dumps(
        {
            "tags": [
                {
                    "module": str(row.tag.module),
                    "tag": row.tag.name,
                    "commit": row.commit,
                    "status": str(row.status),
                    "pushed": row.pushed,
                }
                for row in rows
            ]
        }
    )
