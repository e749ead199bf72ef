"""Release notes as the object that programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from release_tool.notes.document import ReleaseNotes
    from release_tool.notes.entries import Entry


def as_json(notes: ReleaseNotes, markdown: str) -> dict[str, object]:
    """Every commit of the range, the reverted ones marked, and *markdown*, its rendering."""
    return {
        "tag": notes.tag.name if notes.tag else None,
        "module": str(notes.module),
        "version": str(notes.version) if notes.version else None,
        "previous": notes.previous.name if notes.previous else None,
        "commits": [_commit(entry) for entry in notes.entries],
        "markdown": markdown,
    }


def _commit(entry: Entry) -> dict[str, object]:
    return {
        "sha": entry.sha,
        "type": entry.type,
        "scope": entry.scope,
        "breaking": entry.breaking,
        "subject": entry.subject,
        "pr": entry.pr,
        "authors": [author.label for author in entry.authors],
        "reverted": entry.reverted,
    }
