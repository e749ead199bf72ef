"""What `release init` would write, and what it wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.domain.setup import FileState
from release_tool.render.diff import FileChange
from release_tool.render.json_document import dumps

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from release_tool.domain.setup import SetupFile


def setup_changes(files: Iterable[SetupFile]) -> list[FileChange]:
    """What would change, for a diff."""
    return [FileChange(file.path, file.before, file.after) for file in files]


def init_json(files: Iterable[SetupFile], written: Collection[str]) -> str:
    return dumps({"files": [_object(file, written) for file in files]})


def init_text(files: Iterable[SetupFile], written: Collection[str]) -> str:
    """A line a file."""
    return "".join(f"{_became(file, written)}  {file.path}\n" for file in files)


def _object(file: SetupFile, written: Collection[str]) -> dict[str, object]:
    return {"path": file.path, "state": str(file.state), "written": file.path in written}


def _became(file: SetupFile, written: Collection[str]) -> str:
    if file.path in written:
        return "written"
    return {
        FileState.NEW: "not written",
        FileState.SAME: "as it is",
        FileState.DIFFERS: "kept as it is, differs",
    }[file.state]
