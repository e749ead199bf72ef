"""Releases on a forge: what is wanted, what is there, and the step from one to the other."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct

from release_tool.domain.release_body import merged_body, same_text, sendable
from release_tool.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from release_tool.domain.release_body import Cut
    from release_tool.domain.tags import ReleaseTag


class Release(Struct, frozen=True):
    """A release as it should be. *notes* is Markdown, without markers and of any length."""

    tag: str
    commit: str
    title: str
    notes: str
    prerelease: bool = False
    latest: bool = False
    draft: bool = False
    """Only for making it: a draft that exists is never published by an update, nor the reverse."""


class ExistingRelease(Struct, frozen=True):
    """A release as the forge has it; *number* is what the forge calls it, if anything."""

    tag: str
    title: str
    body: str
    prerelease: bool
    latest: bool
    draft: bool
    url: str
    number: int = 0


class Standing(Struct, frozen=True):
    """What a forge has for one tag; *commit* is None where the forge does not have the tag."""

    tag: str
    commit: str | None
    release: ExistingRelease | None


class CreateRelease(Struct, frozen=True):
    release: Release
    body: str

    @property
    def tag(self) -> str:
        return self.release.tag


class UpdateRelease(Struct, frozen=True):
    existing: ExistingRelease
    release: Release
    body: str

    @property
    def tag(self) -> str:
        return self.release.tag


class KeepRelease(Struct, frozen=True):
    existing: ExistingRelease

    @property
    def tag(self) -> str:
        return self.existing.tag


class RefuseRelease(Struct, frozen=True):
    """Nothing is done for *tag*, *reason* says why and *hint* what to do."""

    tag: str
    reason: str
    hint: str


ReleaseStep = CreateRelease | UpdateRelease | KeepRelease | RefuseRelease


class OutcomeStatus(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FAILED = "failed"


class Outcome(Struct, frozen=True):
    """What became of one tag. *error* and *hint* are empty unless it failed."""

    tag: str
    status: OutcomeStatus
    url: str = ""
    error: str = ""
    hint: str = ""


class Publication(Struct, frozen=True):
    """What became of the release of *tag*; *folder* is its module's."""

    tag: ReleaseTag
    folder: str
    previous: ReleaseTag | None
    release: Release
    outcome: Outcome


class Made(Struct, frozen=True):
    """This run made the release, and *url* shows it."""

    url: str


class Forge(Protocol):
    """A place that keeps releases. Its methods raise ReleaseError when the place fails them."""

    @property
    def body_limit(self) -> int | None:
        """How many characters a body may have."""

    def find(self, commits: Mapping[str, str]) -> Mapping[str, Standing]:
        """What the forge has for each tag of *commits*, which maps a tag to its commit here."""

    def create(self, step: CreateRelease) -> Made | ExistingRelease:
        """The new release, or the one that somebody else made since `find` looked."""

    def update(self, step: UpdateRelease) -> str:
        """The URL of the release, which is now as *step* says."""


def planned(wanted: Release, standing: Standing, limit: int | None, cut: Cut) -> ReleaseStep:
    """The step that brings what stands on the forge to what is *wanted*."""
    tag = wanted.tag
    if standing.commit is None:
        return RefuseRelease(
            tag, f"the forge has no tag {tag}", f"push it: git push origin refs/tags/{tag}"
        )
    if standing.commit != wanted.commit:
        return RefuseRelease(
            tag,
            f"the tag {tag} stands on {standing.commit[:12]} on the forge "
            f"and on {wanted.commit[:12]} here",
            "fetch the tags again (git fetch --tags --force), and find out who moved it",
        )
    existing = standing.release
    try:
        body = merged_body(existing.body if existing else "", wanted.notes, limit, cut)
    except RefusedError as error:
        return RefuseRelease(tag, error.message, error.hint)
    if existing is None:
        return CreateRelease(wanted, body)
    if needs_update(existing, wanted, body):
        return UpdateRelease(existing, wanted, body)
    return KeepRelease(existing)


def needs_update(existing: ExistingRelease, wanted: Release, body: str) -> bool:
    """Whether *existing* differs in something that the tool decides.

    That a release is latest and should not be is no difference: the next latest one takes it over.
    """
    becomes_latest = may_be_latest(wanted, existing) and not existing.latest
    return (
        existing.title != sendable(wanted.title)
        or existing.prerelease != wanted.prerelease
        or becomes_latest
        or not same_text(existing.body, body)
    )


def may_be_latest(wanted: Release, existing: ExistingRelease | None = None) -> bool:
    """Whether to ask for *latest*: no forge makes a draft or a pre-release that."""
    draft = existing.draft if existing else wanted.draft
    return wanted.latest and not wanted.prerelease and not draft
