"""The page of a repository, from the URL of its remote."""

from __future__ import annotations

import re

_SCP = re.compile(r"(?:[^@/\s]+@)?(?P<host>[A-Za-z0-9.-]+):(?!//)(?P<path>[^\s]+)")
_URL = re.compile(
    r"(?:https?|ssh|git)://(?:[^@/\s]*@)?(?P<host>[A-Za-z0-9.-]+)(?::\d+)?/(?P<path>[^\s?#]+)"
)
_PATH = re.compile(r"[A-Za-z0-9_.~-]+(?:/[A-Za-z0-9_.~-]+)+")


def repository_page(url: str) -> str | None:
    """`https://HOST/OWNER/NAME`, without the credentials that *url* may hold.

    None for a folder, or any other URL that has no page.
    """
    match = _URL.fullmatch(url) or _SCP.fullmatch(url)
    if match is None:
        return None
    path = match["path"].strip("/").removesuffix(".git")
    return f"https://{match['host'].lower()}/{path}" if _PATH.fullmatch(path) else None
