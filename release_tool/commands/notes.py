"""`release notes`: what a tag released, or what a module has not released yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.errors import RequestError
from release_tool.facts.enrichment import told
from release_tool.facts.release_notes import Releases, release_tag

if TYPE_CHECKING:
    from release_tool.adapters.survey import Survey
    from release_tool.facts.enrichment import Source, Told
    from release_tool.facts.release_notes import ReleaseRange


def notes(survey: Survey, target: str, start: str, end: str, source: Source = None) -> Told:
    """The notes of *target*, a release tag or a module; *start* a tag, *end* a revision.

    *source* adds what git does not know.
    """
    releases = Releases(survey.repository, survey.config)
    return told(releases, [_range(releases, survey, target, start, end)], source)


def _range(releases: Releases, survey: Survey, target: str, start: str, end: str) -> ReleaseRange:
    layout = survey.config.layout
    name = target.removeprefix("refs/tags/")
    if layout.parse_tag(name) is None:
        if layout.looks_like_tag(name):
            release_tag(survey.config, name)
        return releases.range_of_unreleased(survey.committed(target), start, end or "HEAD")
    if end:
        raise RequestError("--to goes with a module, not with a tag", f"release notes {target}")
    return releases.range_of_tag(release_tag(survey.config, name), start)
