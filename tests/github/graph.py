"""Answers GraphQL queries about a World, by GitHub's own schema."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphql import ExecutionResult, GraphQLError, GraphQLSchema, build_schema, graphql_sync

if TYPE_CHECKING:
    from tests.github.world import Comment, Person, Pull, Snapshot, StoredRelease, World

_HERE = Path(__file__).parent
_LARGEST_PAGE = 100


@cache
def schema() -> GraphQLSchema:
    return build_schema((_HERE / "github-schema.graphql").read_text())


class NotFound(GraphQLError):  # noqa: N818  (GitHub's name for it)
    """An error with the `type` that GitHub sets beside the message."""


class Refused(GraphQLError):  # noqa: N818  (as above)
    """What GitHub does not tell, the message being the error's `type` too."""


def execute(world: World, viewer: str, query: str, variables: dict[str, Any]) -> dict[str, Any]:
    """The answer's JSON: `data`, and `errors` in GitHub's form."""
    root = {"repository": lambda _info, owner, name, **_: _repository(world, viewer, owner, name)}
    result: ExecutionResult = graphql_sync(schema(), query, root, variable_values=variables)
    answer: dict[str, Any] = {"data": result.data}
    if result.errors:
        answer["errors"] = [_error(each) for each in result.errors]
    return answer


def _error(error: GraphQLError) -> dict[str, Any]:
    formatted: dict[str, Any] = dict(error.formatted)
    if isinstance(error.original_error, NotFound):
        formatted["type"] = "NOT_FOUND"
    if isinstance(error.original_error, Refused):
        formatted["type"] = error.message
    return formatted


def _repository(world: World, viewer: str, owner: str, name: str) -> dict[str, Any]:
    if (owner.lower(), name.lower()) != (world.owner, world.name):
        raise NotFound(f"Could not resolve to a Repository with the name '{owner}/{name}'.")
    return {
        # GraphQL finds drafts by the tag they will have, which REST does not.
        "release": lambda _info, tagName: _release(world, world.release_of(tagName)),  # noqa: N803
        "ref": lambda _info, qualifiedName: _ref(world, qualifiedName),  # noqa: N803
        "object": lambda _info, oid=None, **_: _object(world, oid),
        "pullRequest": lambda _info, number: _pull_request(world, viewer, number),
    }


def _release(world: World, release: StoredRelease | None) -> dict[str, Any] | None:
    if release is None:
        return None
    return {
        "databaseId": release.number,
        "name": release.name,
        "description": release.body,
        "isDraft": release.draft,
        "isPrerelease": release.prerelease,
        "isLatest": release.number == world.latest,
        "url": f"https://github.com/{world.owner}/{world.name}/releases/{release.number}",
    }


def _ref(world: World, name: str) -> dict[str, Any] | None:
    tag = name.removeprefix("refs/tags/")
    if tag not in world.tags or tag in world.unheard:
        return None
    *annotations, commit = world.tags[tag]
    target: dict[str, Any] = {"__typename": "Commit", "oid": commit}
    for annotation in reversed(annotations):
        target = {"__typename": "Tag", "oid": annotation, "target": target}
    return {"target": target}


def _object(world: World, oid: str) -> dict[str, Any] | None:
    place = next((place for place, each in enumerate(world.history) if each.sha == oid), None)
    return None if place is None else _commit(world, place)


def _commit(world: World, place: int) -> dict[str, Any]:
    snapshot = world.history[place]

    def history(_info: object, **asked: Any) -> dict[str, Any]:
        _page(asked)
        wanted = asked["author"]["id"]
        earlier = world.history[: place + 1]
        return {"totalCount": sum(_changed(each, asked["path"], wanted) for each in earlier)}

    def pulls(_info: object, **asked: Any) -> dict[str, Any]:
        if world.refusal:
            raise Refused(world.refusal)
        return {"nodes": [_pull(each) for each in snapshot.pulls[: _page(asked)]]}

    def authors(_info: object, **asked: Any) -> dict[str, Any]:
        return {"nodes": [_actor(each) for each in snapshot.authors[: _page(asked)]]}

    return {
        "__typename": "Commit",
        "oid": snapshot.sha,
        "author": _actor(snapshot.authors[0]),
        "authors": authors,
        "associatedPullRequests": pulls,
        "history": history,
    }


def _changed(snapshot: Snapshot, folder: str, author: str) -> bool:
    return snapshot.folder == folder and f"U_{snapshot.authors[0].login}" == author


def _actor(person: Person) -> dict[str, Any]:
    user = {"id": f"U_{person.login}", "login": person.login} if person.login else None
    return {"name": person.name, "email": person.email, "user": user}


def _pull(pull: Pull) -> dict[str, Any]:
    return {
        "number": pull.number,
        "title": pull.title,
        "url": f"https://github.com/coder/registry/pull/{pull.number}",
        "mergedAt": pull.merged_at,
        "mergeCommit": {"oid": pull.merge_commit} if pull.merge_commit else None,
        "author": {"__typename": "User", "login": pull.author} if pull.author else None,
        "labels": lambda _info, **asked: {
            "nodes": [{"name": each} for each in pull.labels[: _page(asked)]]
        },
    }


def _pull_request(world: World, viewer: str, number: int) -> dict[str, Any]:
    if number not in world.comments:
        raise NotFound(f"Could not resolve to a PullRequest with the number of {number}.")

    def comments(_info: object, **asked: Any) -> dict[str, Any]:
        start = int(asked.get("after") or 0)
        end = start + _page(asked)
        everything = world.comments[number]
        return {
            "nodes": [_comment(each, viewer) for each in everything[start:end]],
            "pageInfo": {"hasNextPage": end < len(everything), "endCursor": str(end)},
        }

    return {"comments": comments}


def _comment(comment: Comment, viewer: str) -> dict[str, Any]:
    return {
        "databaseId": comment.number,
        "body": comment.body,
        "url": f"https://github.com/coder/registry/pull/1#issuecomment-{comment.number}",
        "viewerDidAuthor": comment.author == viewer,
    }


def _page(asked: dict[str, Any]) -> int:
    # The schema lets both be left out, and GitHub does not.
    size = asked.get("first")
    if not isinstance(size, int) or not 0 < size <= _LARGEST_PAGE:
        raise GraphQLError("You must provide a `first` value between 1 and 100.")
    return size
