"""Releases on GitHub.

Looking up costs one request for fifty tags, and one more for each tag that this finds missing;
making or changing a release costs one. The look-up is GraphQL's: REST does not find drafts by tag.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec

from release_tool.adapters.github_failures import GithubError, Intent
from release_tool.domain.release_body import sendable
from release_tool.domain.releases import (
    ExistingRelease,
    Made,
    Standing,
    may_be_latest,
    needs_update,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from release_tool.adapters.github_connection import Connection
    from release_tool.domain.releases import CreateRelease, Release, UpdateRelease

BODY_LIMIT = 125_000
TAGS_A_QUERY = 50

_NO_SUCH_TAG = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY})


class _Release(msgspec.Struct, frozen=True, rename="camel"):
    database_id: int
    is_draft: bool
    is_prerelease: bool
    is_latest: bool
    url: str
    name: str | None = None
    description: str | None = None


class _Object(msgspec.Struct, frozen=True):
    oid: str
    target: _Object | None = None


class _Ref(msgspec.Struct, frozen=True):
    target: _Object | None = None


class _Commit(msgspec.Struct, frozen=True):
    sha: str


class _Shown(msgspec.Struct, frozen=True):
    html_url: str


class GithubForge:
    """The releases of one repository. Its methods raise GithubError."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def body_limit(self) -> int | None:
        return BODY_LIMIT

    def find(self, commits: Mapping[str, str]) -> Mapping[str, Standing]:
        tags = list(commits)
        found: dict[str, Standing] = {}
        for start in range(0, len(tags), TAGS_A_QUERY):
            found |= self._standings(tags[start : start + TAGS_A_QUERY])
        return found

    def create(self, step: CreateRelease) -> Made | ExistingRelease:
        release = step.release
        body = {"tag_name": release.tag, **_content(release, step.body), "draft": release.draft}
        body["make_latest"] = _make_latest(latest=may_be_latest(release))
        doubts: list[ExistingRelease | None] = []

        def reread() -> ExistingRelease | None:
            doubts.append(self._existing(release.tag))
            return doubts[-1]

        intent = _writing("create", release.tag)
        try:
            answer = self._connection.post(intent, "/releases", body, reread)
        except GithubError as error:
            answer = self._existing(release.tag) if _is_invalid(error) else None
            if answer is None:
                raise
        if not isinstance(answer, ExistingRelease):
            return Made(self._connection.shaped(intent, answer, _Shown).html_url)
        ours = bool(doubts) and not needs_update(answer, release, step.body)
        return Made(answer.url) if ours else answer

    def update(self, step: UpdateRelease) -> str:
        existing = step.existing
        body = {**_content(step.release, step.body), "draft": existing.draft}
        body["make_latest"] = _make_latest(latest=may_be_latest(step.release, existing))
        intent = _writing("update", step.tag)
        answer = self._connection.change("PATCH", intent, f"/releases/{existing.number}", body)
        shown: _Shown = self._connection.shaped(intent, answer, _Shown)
        return shown.html_url

    def _existing(self, tag: str) -> ExistingRelease | None:
        return self._standings([tag])[tag].release

    def _standings(self, tags: list[str]) -> dict[str, Standing]:
        intent = Intent("look up releases", "contents: read")
        access = self._connection.access
        variables = {"owner": access.owner, "name": access.name}
        for index, tag in enumerate(tags):
            variables |= {f"t{index}": tag, f"r{index}": f"refs/tags/{tag}"}
        data = self._connection.query(intent, _lookup(len(tags)), variables)
        nodes = self._connection.shaped(intent, data.get("repository"), dict[str, Any])
        found: dict[str, Standing] = {}
        for index, tag in enumerate(tags):
            release = self._connection.shaped(intent, nodes.get(f"t{index}"), _Release | None)
            ref = self._connection.shaped(intent, nodes.get(f"r{index}"), _Ref | None)
            commit = _peeled(ref) or self._commit_of(tag)
            found[tag] = Standing(tag, commit, _existing_release(tag, release))
        return found

    def _commit_of(self, tag: str) -> str | None:
        # GraphQL hears of a pushed tag seconds later than REST does, and a push comes just before.
        intent = Intent(f"look up the tag {tag}", "contents: read")
        reference = quote(f"tags/{tag}", safe="")
        try:
            answer = self._connection.get(intent, f"/commits/{reference}?per_page=1")
        except GithubError as error:
            if error.failure.status in _NO_SUCH_TAG:
                return None
            raise
        commit: _Commit = self._connection.shaped(intent, answer, _Commit)
        return commit.sha


def _lookup(count: int) -> str:
    return (
        f"query($owner: String!, $name: String!, {', '.join(_parameters(count))}) "
        f"{{ repository(owner: $owner, name: $name) {{ {' '.join(_fields(count))} }} }}"
    )


def _parameters(count: int) -> Iterator[str]:
    for index in range(count):
        yield f"$t{index}: String!, $r{index}: String!"


def _fields(count: int) -> Iterator[str]:
    release = "databaseId name description isDraft isPrerelease isLatest url"
    # A tag may point to a tag; two annotations are one more than anybody makes.
    target = "oid ... on Tag { target { oid ... on Tag { target { oid } } } }"
    for index in range(count):
        yield f"t{index}: release(tagName: $t{index}) {{ {release} }}"
        yield f"r{index}: ref(qualifiedName: $r{index}) {{ target {{ {target} }} }}"


def _peeled(ref: _Ref | None) -> str | None:
    target = ref.target if ref else None
    while target and target.target:
        target = target.target
    return target.oid if target else None


def _existing_release(tag: str, release: _Release | None) -> ExistingRelease | None:
    if release is None:
        return None
    return ExistingRelease(
        tag=tag,
        title=release.name or "",
        body=release.description or "",
        prerelease=release.is_prerelease,
        latest=release.is_latest,
        draft=release.is_draft,
        url=release.url,
        number=release.database_id,
    )


def _content(release: Release, body: str) -> dict[str, Any]:
    return {"name": sendable(release.title), "body": body, "prerelease": release.prerelease}


def _make_latest(*, latest: bool) -> str:
    # Left out, GitHub makes every release the latest one.
    return "true" if latest else "false"


def _writing(verb: str, tag: str) -> Intent:
    return Intent(f"{verb} the release {tag}", "contents: write")


def _is_invalid(error: GithubError) -> bool:
    # Among other things this is how GitHub says that the release exists already.
    return error.failure.status == HTTPStatus.UNPROCESSABLE_ENTITY
