"""Module sources that name a git repository, a folder in it, and a ref.

Grammar: https://developer.hashicorp.com/terraform/language/modules/sources#generic-git-repository
"""

from __future__ import annotations

import re

from msgspec import Struct

_PLACE = re.compile(
    r"(?:git::)?(?:"
    r"(?:(?<=git::)|(?=ssh://))(?:https?|ssh|git)://(?:[^@/]+@)?(?P<url_host>[^/:@]+)(?::\d+)?/"
    r"|(?:[^@/:]+@)(?P<scp_host>[^/:@]+):"
    r"|(?P<short_host>github\.com|bitbucket\.org)/"
    r")(?P<rest>.+)"
)
_REF = re.compile(r"[?&]ref=(?P<ref>[^&#]*)")


class GitAddress(Struct, frozen=True):
    """*repository* is `host/owner/name`, however it was written; *start* is where *ref* begins.

    *ref* is None where the source has none.
    """

    repository: str
    folder: str
    ref: str | None
    start: int


def parse_git_address(source: str) -> GitAddress | None:
    """The git repository that *source* names, None for any other kind of source."""
    match = _PLACE.fullmatch(source)
    if match is None:
        return None
    host = match["url_host"] or match["scp_host"] or match["short_host"]
    address, _, _ = match["rest"].partition("?")
    path, _, folder = address.partition("//")
    parts = path.strip("/").split("/")
    if match["short_host"] and not folder and len(parts) > 2:  # noqa: PLR2004 - owner and name
        return None
    found = _REF.search(source)
    return GitAddress(
        f"{host.lower()}/{'/'.join(parts).removesuffix('.git').lower()}",
        folder.strip("/"),
        found["ref"] if found else None,
        found.start("ref") if found else 0,
    )
