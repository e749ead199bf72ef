"""`release publish`: the release of each tag on a forge, made or brought up to date."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from release_tool.adapters.forge_publish import carry_out
from release_tool.domain.latest import LatestKind, LatestPolicy, latest_tag
from release_tool.domain.releases import Release, planned
from release_tool.errors import unknown
from release_tool.facts.release_notes import Releases, release_tag, sections
from release_tool.notes.cut import cut
from release_tool.notes.markdown import render

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from release_tool.adapters.survey import Survey
    from release_tool.domain.release_body import Cut
    from release_tool.domain.releases import Forge, Outcome, ReleaseStep
    from release_tool.domain.tags import ReleaseTag
    from release_tool.notes.document import ReleaseNotes


@dataclass(frozen=True, slots=True)
class PlannedRelease:
    """*cut* shortens the notes, with a link to where all of them can be seen."""

    step: ReleaseStep
    cut: Cut


@dataclass(frozen=True, slots=True)
class PublishRequest:
    """*latest* is the policy of release.yaml, or another one for this run."""

    latest: LatestKind
    draft: bool = False


def named_tags(survey: Survey, names: Iterable[str]) -> list[ReleaseTag]:
    """The release tags *names*, which must be there."""
    tags = [release_tag(survey.config, name) for name in names]
    known = {tag.name for found in survey.tags.values() for tag in found}
    for tag in tags:
        if tag.name not in known:
            raise unknown("tag", tag.name, known, "git fetch --tags")
    return tags


def missing_tags(survey: Survey, forge: Forge) -> list[ReleaseTag]:
    """The release tags that *forge* has, and no release for."""
    tags = [tag for found in survey.tags.values() for tag in found]
    standing = forge.find({tag.name: survey.commit_of(tag) or "" for tag in tags})
    return [
        tag
        for tag in tags
        if standing[tag.name].commit is not None and standing[tag.name].release is None
    ]


def plan_releases(
    survey: Survey, forge: Forge, tags: Iterable[ReleaseTag], request: PublishRequest
) -> Iterator[PlannedRelease]:
    """The step that each of *tags* wants on *forge*, which is asked once for all of them."""
    wanted = list(tags)
    standing = forge.find({tag.name: survey.commit_of(tag) or "" for tag in wanted})
    latest = _latest(survey, request.latest)
    releases = Releases(survey.repository, survey.config)
    for tag in wanted:
        notes = releases.notes_of_tag(tag)
        release = Release(
            tag.name,
            survey.commit_of(tag) or "",
            survey.config.title_of(tag.module, tag.version),
            render(notes, sections(survey.config)),
            prerelease=bool(tag.version.prerelease),
            latest=tag == latest,
            draft=request.draft,
        )
        shorten = partial(cut, full=_page(notes))
        step = planned(release, standing[tag.name], forge.body_limit, shorten)
        yield PlannedRelease(step, shorten)


def publish(releases: Iterable[PlannedRelease], forge: Forge) -> Iterator[Outcome]:
    """What became of each release, as soon as it is known; one failure does not stop the rest."""
    for release in releases:
        yield carry_out(release.step, forge, release.cut)


def _latest(survey: Survey, kind: LatestKind) -> ReleaseTag | None:
    if kind is LatestKind.NEVER:
        return None
    made = survey.repository.tag_dates()
    dates = {tag: made[tag.name] for tags in survey.tags.values() for tag in tags}
    return latest_tag(LatestPolicy(kind), dates)


def _page(notes: ReleaseNotes) -> str:
    """Where all changes of the release can be seen; empty where the remote has no pages."""
    if notes.links is None:
        return ""
    if notes.previous is None:
        return notes.links.history(notes.end)
    return notes.links.compare(notes.previous.name, notes.end)
