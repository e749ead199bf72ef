"""`release notes`: what a tag released, or what a module has not released yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.errors import RequestError
from release_tool.facts.release_notes import Releases, release_tag

if TYPE_CHECKING:
    from release_tool.adapters.survey import Survey
    from release_tool.notes.document import ReleaseNotes


def notes(survey: Survey, target: str, start: str, end: str) -> ReleaseNotes:
    """The notes of *target*, a release tag or a module; *start* a tag, *end* a revision."""
    releases = Releases(survey.repository, survey.config)
    layout = survey.config.layout
    name = target.removeprefix("refs/tags/")
    if layout.parse_tag(name) is None:
        if layout.looks_like_tag(name):
            release_tag(survey.config, name)
        (module,) = survey.named([target])
        return releases.notes_of_unreleased(module, start, end or "HEAD")
    if end:
        raise RequestError("--to goes with a module, not with a tag", f"release notes {target}")
    return releases.notes_of_tag(release_tag(survey.config, name), start)
