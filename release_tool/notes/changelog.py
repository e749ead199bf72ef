"""A module's CHANGELOG.md in the style of Keep a Changelog 1.1.0."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from release_tool.notes.conventional import OTHER
from release_tool.notes.inert import inert
from release_tool.notes.lines import source_of, subject_of, with_note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from release_tool.notes.document import ReleaseNotes
    from release_tool.notes.entries import Entry

_HEADINGS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
_BY_TYPE = {"feat": "Added", "deprecate": "Deprecated", "remove": "Removed"}
_BY_VERB = {"deprecate": "Deprecated", "drop": "Removed", "remove": "Removed"}
_BY_VERB_ALONE = {"add": "Added", "added": "Added", "fix": "Fixed", "fixed": "Fixed"}
_OF_NO_NOTICE = frozenset({"build", "ci", "style", "test"})
_INTRODUCTION = (
    "The format is that of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/), "
    "the versions follow [Semantic Versioning](https://semver.org/spec/v2.0.0.html)."
)
_FIRST_WORD = re.compile(r"[A-Za-z]+")


def changelog(releases: Sequence[ReleaseNotes]) -> str:
    """The whole file from the notes of each release, newest first.

    Notes without a tag become the Unreleased section. Changes that callers cannot notice (build,
    ci, style, test) are left out unless they break something.
    """
    blocks = [
        "# Changelog",
        _INTRODUCTION,
        *(block for notes in releases for block in _blocks(notes)),
    ]
    references = [line for notes in releases for line in _reference(notes)]
    if references:
        blocks.append("\n".join(references))
    return "\n\n".join(blocks) + "\n"


def _blocks(notes: ReleaseNotes) -> Iterator[str]:
    day = f" - {inert(notes.date[:10])}" if notes.tag and notes.date else ""
    yield f"## [{_label(notes)}]{day}"
    by_heading: dict[str, list[str]] = {heading: [] for heading in _HEADINGS}
    for entry in notes.entries:
        if not entry.reverted and (entry.breaking or entry.type not in _OF_NO_NOTICE):
            by_heading[_heading_of(entry)].append(_line(entry, notes))
    if not any(by_heading.values()):
        yield "No changes that callers of the module notice."
    for heading, lines in by_heading.items():
        if lines:
            yield f"### {heading}"
            yield "\n".join(lines)


def _heading_of(entry: Entry) -> str:
    """By type; where the type leaves it open, by what the subject says is done."""
    if "security" in {entry.type, entry.scope, *entry.labels}:
        return "Security"
    if entry.type == "fix":
        return "Fixed"
    word = _FIRST_WORD.match(entry.subject)
    verb = word[0].lower() if word else ""
    if verb in _BY_VERB:
        return _BY_VERB[verb]
    if entry.type == OTHER and verb in _BY_VERB_ALONE:
        return _BY_VERB_ALONE[verb]
    return "Changed" if entry.breaking else _BY_TYPE.get(entry.type, "Changed")


def _line(entry: Entry, notes: ReleaseNotes) -> str:
    source = source_of(entry, notes.links)
    parted = f" ({source})" if source else ""
    mark = "**Breaking:** " if entry.breaking else ""
    return with_note(f"- {mark}{subject_of(entry)}{parted}", entry)


def _label(notes: ReleaseNotes) -> str:
    return str(notes.version) if notes.version else "Unreleased"


def _reference(notes: ReleaseNotes) -> Iterator[str]:
    if notes.links is None:
        return
    if notes.previous:
        yield f"[{_label(notes)}]: {notes.links.compare(notes.previous.name, notes.end)}"
    elif notes.tag:
        yield f"[{_label(notes)}]: {notes.links.release(notes.tag.name)}"
    else:
        yield f"[{_label(notes)}]: {notes.links.history(notes.end)}"
