"""The one comment of the tool on a pull request: found by a hidden marker, changed in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from release_tool.adapters.github_failures import GithubError, Intent
from release_tool.domain.comments import CommentOutcome, CommentStatus
from release_tool.domain.release_body import same_text, sendable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from release_tool.adapters.github_connection import Connection
    from release_tool.domain.release_body import Cut

BODY_LIMIT = 65_536
MARKER = "<!-- release:check -->"

_GONE = 404

_COMMENTS = """
query($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      comments(first: 100, after: $after) {
        nodes { databaseId body url viewerDidAuthor }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}
"""


class _Comment(msgspec.Struct, frozen=True, rename="camel"):
    database_id: int
    body: str
    url: str
    viewer_did_author: bool


class _PageInfo(msgspec.Struct, frozen=True, rename="camel"):
    has_next_page: bool
    end_cursor: str | None = None


class _Page(msgspec.Struct, frozen=True, rename="camel"):
    page_info: _PageInfo
    nodes: list[_Comment | None]


class _PullRequest(msgspec.Struct, frozen=True):
    comments: _Page


class _Repository(msgspec.Struct, frozen=True, rename="camel"):
    pull_request: _PullRequest


class _Answer(msgspec.Struct, frozen=True):
    repository: _Repository


class _Shown(msgspec.Struct, frozen=True):
    html_url: str


class StickyComment:
    """The comment on pull request *number*. Nothing here raises GithubError.

    A check that may not comment, as on a fork's pull request, is a check all the same: what could
    not be written is in the outcome.
    """

    def __init__(self, connection: Connection, number: int) -> None:
        self._connection = connection
        self._number = number

    def write(self, markdown: str, cut: Cut) -> CommentOutcome:
        """Makes the comment say *markdown*, or makes the comment."""
        body = _marked(markdown, cut)
        return self._for_each_or(lambda found: self._say(found, body), lambda: self._create(body))

    def amend(self, markdown: str, cut: Cut) -> CommentOutcome:
        """Makes the comment say *markdown* if there is one: all is well again."""
        body = _marked(markdown, cut)
        return self._for_each_or(lambda found: self._say(found, body), _absent)

    def delete(self) -> CommentOutcome:
        """Takes the comment away if there is one."""
        return self._for_each_or(self._remove, _absent)

    def _for_each_or(
        self,
        present: Callable[[Sequence[_Comment]], CommentOutcome],
        absent: Callable[[], CommentOutcome],
    ) -> CommentOutcome:
        try:
            found = self._own()
            return present(found) if found else absent()
        except GithubError as error:
            return CommentOutcome(CommentStatus.NOT_WRITTEN, error=error.message, hint=error.hint)

    def _say(self, found: Sequence[_Comment], body: str) -> CommentOutcome:
        first, *others = found
        if others:
            # Two runs at once can both find none and make one each.
            self._remove(others)
        if same_text(first.body, body):
            return CommentOutcome(CommentStatus.UNCHANGED, first.url)
        intent = self._intent("update")
        path = f"/issues/comments/{first.database_id}"
        self._connection.change("PATCH", intent, path, {"body": body})
        return CommentOutcome(CommentStatus.UPDATED, first.url)

    def _create(self, body: str) -> CommentOutcome:
        intent = self._intent("make")
        path = f"/issues/{self._number}/comments"
        answer = self._connection.post(
            intent, path, {"body": body}, lambda: next(iter(self._own()), None)
        )
        if isinstance(answer, _Comment):
            return CommentOutcome(CommentStatus.CREATED, answer.url)
        shown = self._connection.shaped(intent, answer, _Shown)
        return CommentOutcome(CommentStatus.CREATED, shown.html_url)

    def _remove(self, found: Sequence[_Comment]) -> CommentOutcome:
        for comment in found:
            path = f"/issues/comments/{comment.database_id}"
            try:
                self._connection.change("DELETE", self._intent("delete"), path, None)
            except GithubError as error:
                if error.failure.status != _GONE:
                    raise
        return CommentOutcome(CommentStatus.DELETED)

    def _own(self) -> list[_Comment]:
        """The comments with the marker that this token wrote: anybody can copy a marker."""
        access = self._connection.access
        intent = Intent(f"look up the comments on #{self._number}", "pull-requests: read")
        own: list[_Comment] = []
        after: str | None = None
        while True:
            variables: dict[str, Any] = {
                "owner": access.owner,
                "name": access.name,
                "number": self._number,
                "after": after,
            }
            data = self._connection.query(intent, _COMMENTS, variables)
            answer = self._connection.shaped(intent, data, _Answer)
            page = answer.repository.pull_request.comments
            own += [
                each
                for each in page.nodes
                if each and each.viewer_did_author and each.body.startswith(MARKER)
            ]
            after = page.page_info.end_cursor
            if not page.page_info.has_next_page:
                return own

    def _intent(self, verb: str) -> Intent:
        return Intent(f"{verb} the comment on #{self._number}", "pull-requests: write")


def _absent() -> CommentOutcome:
    return CommentOutcome(CommentStatus.ABSENT)


def _marked(markdown: str, cut: Cut) -> str:
    markdown = sendable(markdown).strip()
    room = BODY_LIMIT - len(MARKER) - 1
    return f"{MARKER}\n{markdown if len(markdown) <= room else cut(markdown, room)}"
