"""The lines of notes and changelogs: a change, who made it, where to read on, as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.notes.conventional import REVERT
from release_tool.notes.inert import inert, inert_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from release_tool.notes.document import ReleaseNotes
    from release_tool.notes.entries import Entry
    from release_tool.notes.links import Links
    from release_tool.notes.people import Author


def subject_of(entry: Entry) -> str:
    """The subject, where a revert still says that it is one."""
    subject = inert(entry.subject) or "no subject"
    if entry.type == REVERT and not entry.subject.lower().startswith("revert"):
        return f"Revert: {subject}"
    return subject


def with_note(line: str, entry: Entry) -> str:
    """*line*, and below it what breaks, if the author said so."""
    note = inert(entry.note)
    return f"{line}\n  - {note}" if note else line


def source_of(entry: Entry, links: Links | None) -> str:
    """The pull request, or else the commit; "" if there is neither number nor link."""
    if entry.pr is not None:
        return f"[#{entry.pr}]({links.pull(entry.pr)})" if links else f"#{entry.pr}"
    if links is None:
        return ""
    return f"[`{entry.sha[:7]}`]({links.commit(entry.sha)})"


def name_of(author: Author, links: Links | None) -> str:
    """A mention, `@login`, where the login is one of the forge that shows the notes; or the name.

    It is written as the forge writes it in its own notes, so that the release lists the person
    among its contributors. Automatic accounts are named without a mention.
    """
    elsewhere = links is not None and author.host not in {"", links.host}
    if author.login is None or elsewhere:
        return inert_name(author.name)
    return inert_name(author.login) if author.automatic else f"@{author.login}"


def names_of(authors: Iterable[Author], links: Links | None) -> str:
    """`@one, @two and Three`."""
    *most, last = (name_of(one, links) for one in authors)
    return f"{', '.join(most)} and {last}" if most else last


def compare_of(notes: ReleaseNotes) -> tuple[str, str] | None:
    """The caption and the address of everything between two releases; None without links."""
    if notes.links is None:
        return None
    end = f"v{notes.version}" if notes.version else "HEAD"
    if notes.previous is None:
        return end, notes.links.history(notes.end)
    caption = f"v{notes.previous.version}...{end}"
    return caption, notes.links.compare(notes.previous.name, notes.end)
