"""The JSON that GitHub's REST API shows for what a World holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.github.world import NOON

if TYPE_CHECKING:
    from tests.github.world import Comment, StoredRelease, World

_USER_LINKS = (
    "avatar",
    "events",
    "followers",
    "following",
    "gists",
    "html",
    "organizations",
    "received_events",
    "repos",
    "starred",
    "subscriptions",
)


def release(world: World, stored: StoredRelease, author: str) -> dict[str, Any]:
    api = f"https://api.github.com/repos/{world.owner}/{world.name}/releases/{stored.number}"
    page = f"https://github.com/{world.owner}/{world.name}/releases/tag/{stored.tag}"
    return {
        "url": api,
        "assets_url": f"{api}/assets",
        "upload_url": f"{api}/assets{{?name,label}}",
        "html_url": page,
        "tarball_url": None if stored.draft else f"{api}/tarball",
        "zipball_url": None if stored.draft else f"{api}/zipball",
        "id": stored.number,
        "node_id": f"RE_{stored.number}",
        "tag_name": stored.tag,
        "target_commitish": "main",
        "name": stored.name,
        "body": stored.body,
        "draft": stored.draft,
        "prerelease": stored.prerelease,
        "created_at": NOON,
        "published_at": None if stored.draft else NOON,
        "author": user(author),
        "assets": [],
    }


def comment(world: World, pull: int, stored: Comment) -> dict[str, Any]:
    api = f"https://api.github.com/repos/{world.owner}/{world.name}/issues"
    page = f"https://github.com/{world.owner}/{world.name}/pull/{pull}"
    return {
        "id": stored.number,
        "node_id": f"IC_{stored.number}",
        "url": f"{api}/comments/{stored.number}",
        "html_url": f"{page}#issuecomment-{stored.number}",
        "issue_url": f"{api}/{pull}",
        "body": stored.body,
        "user": user(stored.author),
        "created_at": NOON,
        "updated_at": NOON,
        "author_association": "NONE",
    }


def commit(world: World, sha: str) -> dict[str, Any]:
    api = f"https://api.github.com/repos/{world.owner}/{world.name}/commits/{sha}"
    person = {"name": "Ann", "email": "ann@example.com", "date": NOON}
    return {
        "sha": sha,
        "node_id": f"C_{sha}",
        "url": api,
        "html_url": f"https://github.com/{world.owner}/{world.name}/commit/{sha}",
        "comments_url": f"{api}/comments",
        "commit": {
            "url": api,
            "author": person,
            "committer": person,
            "message": "feat: more",
            "comment_count": 0,
            "tree": {"sha": sha, "url": api},
        },
        "author": user("ann"),
        "committer": user("ann"),
        "parents": [],
    }


def user(login: str) -> dict[str, Any]:
    api = f"https://api.github.com/users/{login}"
    return {
        "login": login,
        "id": 1,
        "node_id": f"U_{login}",
        "gravatar_id": "",
        "url": api,
        "type": "User",
        "site_admin": False,
        **{f"{link}_url": f"{api}/{link}" for link in _USER_LINKS},
    }
