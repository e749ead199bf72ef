"""What a stand-in GitHub holds, and what GitHub does when it is asked to change it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

NOON = "2026-08-01T12:00:00Z"
BODY_LIMIT = 125_000
COMMENT_LIMIT = 65_536


@dataclass(frozen=True)
class Grant:
    """Whose token it is, and what the job that holds it may write."""

    login: str
    contents: str = "write"
    pull_requests: str = "write"


@dataclass(frozen=True)
class Person:
    """*login* is empty for an address that belongs to no account."""

    name: str
    email: str
    login: str = ""


@dataclass(frozen=True)
class Pull:
    number: int
    title: str
    author: str
    labels: tuple[str, ...] = ()
    merge_commit: str = ""
    merged_at: str | None = NOON


@dataclass(frozen=True)
class Snapshot:
    """A commit: *authors* holds the author first and then the co-authors."""

    sha: str
    authors: tuple[Person, ...]
    folder: str = ""
    pulls: tuple[Pull, ...] = ()


@dataclass
class StoredRelease:
    number: int
    tag: str
    name: str
    body: str
    draft: bool = False
    prerelease: bool = False


@dataclass
class Comment:
    number: int
    body: str
    author: str


class Refusal(Exception):  # noqa: N818  (an answer, not a mistake of this program)
    """GitHub says no, with *status* and *body*."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        super().__init__(status)
        self.status = status
        self.body = {"documentation_url": "https://docs.github.com/rest", **body}


@dataclass
class World:
    """One repository, its people and their tokens."""

    owner: str = "coder"
    name: str = "registry"
    grants: dict[str, Grant] = field(default_factory=dict)
    tags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Tag to the objects it leads to: tag objects first, the commit last."""
    unheard: set[str] = field(default_factory=set)
    """Tags that were pushed a moment ago: REST has them and GraphQL does not yet."""
    history: list[Snapshot] = field(default_factory=list)
    releases: list[StoredRelease] = field(default_factory=list)
    latest: int = 0
    refusal: str = ""
    """The type of the error that GraphQL gives instead of a commit's pull requests."""
    comments: dict[int, list[Comment]] = field(default_factory=dict)
    """By pull request; the pull requests that have no key here do not exist."""
    numbers: int = 1000

    def tag(self, name: str, commit: str | None = None, annotations: int = 1) -> str:
        """Pushes a tag and returns its commit."""
        commit = commit or sha_of(name)
        objects = (sha_of(f"{name} annotation {index}") for index in range(annotations))
        self.tags[name] = (*objects, commit)
        return commit

    def next_number(self) -> int:
        self.numbers += 1
        return self.numbers

    def release_of(self, tag: str) -> StoredRelease | None:
        return next((each for each in self.releases if each.tag == tag), None)

    def create_release(self, asked: dict[str, Any]) -> StoredRelease:
        tag, draft = asked["tag_name"], asked.get("draft", False)
        if not draft and any(each.tag == tag and not each.draft for each in self.releases):
            raise _invalid("already_exists", "tag_name")
        # GitHub makes the tag that a release lacks, at the default branch's head.
        if tag not in self.tags:
            self.tags[tag] = (sha_of("head"),)
        release = StoredRelease(
            number=self.next_number(),
            tag=tag,
            name=asked.get("name", tag),
            body=_short(asked.get("body", "")),
            draft=draft,
            prerelease=asked.get("prerelease", False),
        )
        self.releases.append(release)
        self._make_latest(release, asked.get("make_latest", "true"))
        return release

    def update_release(self, number: int, asked: dict[str, Any]) -> StoredRelease:
        release = next((each for each in self.releases if each.number == number), None)
        if release is None:
            raise Refusal(404, {"message": "Not Found"})
        release.body = _short(asked.get("body", release.body))
        release.name = asked.get("name", release.name)
        release.draft = asked.get("draft", release.draft)
        release.prerelease = asked.get("prerelease", release.prerelease)
        self._make_latest(release, asked.get("make_latest", "true"))
        return release

    def create_comment(self, pull: int, body: str, author: str) -> Comment:
        if pull not in self.comments:
            raise Refusal(404, {"message": "Not Found"})
        comment = Comment(self.next_number(), _short_comment(body), author)
        self.comments[pull].append(comment)
        return comment

    def comment(self, number: int) -> tuple[int, Comment]:
        for pull, comments in self.comments.items():
            for comment in comments:
                if comment.number == number:
                    return pull, comment
        raise Refusal(404, {"message": "Not Found"})

    def update_comment(self, number: int, body: str) -> tuple[int, Comment]:
        pull, comment = self.comment(number)
        comment.body = _short_comment(body)
        return pull, comment

    def delete_comment(self, number: int) -> None:
        pull, comment = self.comment(number)
        self.comments[pull].remove(comment)

    def _make_latest(self, release: StoredRelease, wish: str) -> None:
        if wish == "true" and not release.draft and not release.prerelease:
            self.latest = release.number
        elif self.latest == release.number:
            self.latest = 0


def sha_of(text: str) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def _short(body: str) -> str:
    if len(body) > BODY_LIMIT:
        raise _invalid("custom", "body", f"body is too long (maximum is {BODY_LIMIT} characters)")
    return body


def _short_comment(body: str) -> str:
    if len(body) > COMMENT_LIMIT:
        text = f"Body is too long (maximum is {COMMENT_LIMIT} characters)"
        raise Refusal(422, {"message": text})
    return body


def _invalid(code: str, where: str, message: str = "") -> Refusal:
    error = {"resource": "Release", "code": code, "field": where}
    if message:
        error["message"] = message
    return Refusal(422, {"message": "Validation Failed", "errors": [error]})
