"""`release publish`: the release of each tag on a forge, made or brought up to date."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.activity import each
from release_tool.adapters.forge_publish import carry_out
from release_tool.domain.latest import LatestKind, LatestPolicy, latest_tag
from release_tool.domain.releases import KeepRelease, Publication, Release, planned
from release_tool.errors import unknown
from release_tool.facts.enrichment import told
from release_tool.facts.release_notes import Releases, release_tag, sections
from release_tool.notes.cut import cut
from release_tool.notes.markdown import render

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from release_tool.adapters.survey import Survey
    from release_tool.domain.enrichment import NotEnriched
    from release_tool.domain.release_body import Cut
    from release_tool.domain.releases import Forge, ReleaseStep, Standing
    from release_tool.domain.tags import ReleaseTag
    from release_tool.facts.enrichment import Source
    from release_tool.notes.document import ReleaseNotes


class PlannedRelease(Struct, frozen=True):
    """*cut* shortens the notes, with a link to where all of them can be seen."""

    tag: ReleaseTag
    folder: str
    previous: ReleaseTag | None
    release: Release
    step: ReleaseStep
    cut: Cut


class PublishPlan(Struct, frozen=True):
    """*lacking* says why the notes are without what GitHub knows, if there is a reason."""

    releases: tuple[PlannedRelease, ...]
    lacking: NotEnriched | None = None


class PublishRequest(Struct, frozen=True):
    """*latest* is the policy for this run, None for that of release.yaml."""

    latest: LatestKind | None = None
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
    survey: Survey,
    forge: Forge,
    tags: Iterable[ReleaseTag],
    request: PublishRequest,
    source: Source = None,
) -> PublishPlan:
    """The step that each of *tags* wants on *forge*, which is asked once for all of them.

    *source* is asked once too, for what the notes tell of commits that git does not know.
    """
    wanted = list(tags)
    standing = forge.find({tag.name: survey.commit_of(tag) or "" for tag in wanted})
    latest = _latest(survey, request.latest)
    releases = Releases(survey.repository, survey.config)
    ranges = [releases.range_of_tag(tag) for tag in each("reading release tags", wanted)]
    about = told(releases, ranges, source)
    planner = _Planner(survey, forge, latest, request.draft, about.lacking)
    return PublishPlan(
        tuple(
            planner.planned(tag, notes, standing[tag.name])
            for tag, notes in zip(wanted, about.notes, strict=True)
        ),
        about.lacking,
    )


class _Planner(Struct, frozen=True):
    survey: Survey
    forge: Forge
    latest: ReleaseTag | None
    draft: bool
    lacking: NotEnriched | None

    def planned(self, tag: ReleaseTag, notes: ReleaseNotes, standing: Standing) -> PlannedRelease:
        config = self.survey.config
        release = Release(
            tag.name,
            self.survey.commit_of(tag) or "",
            config.title_of(tag.module, tag.version),
            render(notes, sections(config)),
            prerelease=bool(tag.version.prerelease),
            latest=tag == self.latest,
            draft=self.draft,
        )
        shorten = partial(cut, full=_page(notes))
        if standing.release and self.lacking and self.lacking.passing:
            # Notes that only this run knows less of would take away what is already there.
            step: ReleaseStep = KeepRelease(standing.release)
        else:
            step = planned(release, standing, self.forge.body_limit, shorten)
        folder = config.layout.folder_of(tag.module)
        return PlannedRelease(tag, folder, notes.previous, release, step, shorten)


def publish(releases: Collection[PlannedRelease], forge: Forge) -> Iterator[Publication]:
    """What became of each release, as soon as it is known; one failure does not stop the rest."""
    for one in each("publishing releases", releases):
        outcome = carry_out(one.step, forge, one.cut)
        yield Publication(one.tag, one.folder, one.previous, one.release, outcome)


def _latest(survey: Survey, kind: LatestKind | None) -> ReleaseTag | None:
    config = survey.config
    policy = LatestPolicy(
        kind or LatestKind(config.release.latest),
        config.layout.parse_module(config.release.latest_module or ""),
    )
    if policy.kind is LatestKind.NEVER:
        return None
    made = survey.repository.tag_dates()
    dates = {tag: made[tag.name] for tags in survey.tags.values() for tag in tags}
    return latest_tag(policy, dates)


def _page(notes: ReleaseNotes) -> str:
    """Where all changes of the release can be seen; empty where the remote has no pages."""
    if notes.links is None:
        return ""
    if notes.previous is None:
        return notes.links.history(notes.end)
    return notes.links.compare(notes.previous.name, notes.end)
