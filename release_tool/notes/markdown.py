"""Release notes as Markdown: the body of a release on a forge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.notes.inert import inert
from release_tool.notes.lines import compare_of, name_of, names_of, source_of, subject_of, with_note
from release_tool.notes.sections import DEFAULT_SECTIONS, Sections, grouped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.notes.document import InterfaceGroup, ReleaseNotes
    from release_tool.notes.entries import Entry, Newcomer
    from release_tool.notes.links import Links


def render(notes: ReleaseNotes, sections: Sections = DEFAULT_SECTIONS) -> str:
    """The notes, each block parted by an empty line, with a newline at the end.

    Only headings, lists, links and mentions that are made here act; what commits, people and
    configuration say is shown as it is.
    """
    return "\n\n".join(_blocks(notes, sections)) + "\n"


def _blocks(notes: ReleaseNotes, sections: Sections) -> Iterator[str]:
    groups = grouped(notes.entries, sections)
    if not groups:
        since = f" since v{notes.previous.version}" if notes.previous else ""
        yield f"No changes to this module{since}."
    for group in groups:
        yield _heading(2, group.heading)
        yield "\n".join(_change(entry, notes.links) for entry in group.entries)
    if notes.interface:
        yield _heading(2, sections.interface)
        for kind in notes.interface:
            yield from _interface(kind)
    if notes.newcomers:
        yield _heading(2, sections.newcomers)
        yield "\n".join(_newcomer(one, notes.links) for one in notes.newcomers)
    if compare := compare_of(notes):
        caption, address = compare
        yield f"**Full changelog**: [{caption}]({address})"


def _heading(level: int, text: str) -> str:
    return f"{'#' * level} {inert(text)}"


def _change(entry: Entry, links: Links | None) -> str:
    source = source_of(entry, links)
    parted = f" ({source})" if source else ""
    line = f"- {subject_of(entry)}{parted} by {names_of(entry.authors, links)}"
    return with_note(line, entry)


def _interface(kind: InterfaceGroup) -> Iterator[str]:
    yield _heading(3, kind.heading)
    yield "\n".join(f"- {inert(line)}" for line in kind.lines)


def _newcomer(newcomer: Newcomer, links: Links | None) -> str:
    source = source_of(newcomer.entry, links)
    where = f" in {source}" if source else ""
    return f"- {name_of(newcomer.author, links)} made their first contribution{where}"
