"""Which GitHub, which repository and with which token; the token is shown nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec import Struct

from release_tool.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Mapping

_SLUG = re.compile(r"([A-Za-z0-9][A-Za-z0-9-]*(?:_[A-Za-z0-9]+)?)/([A-Za-z0-9._-]+)")
_SCP_LIKE = re.compile(r"(?:[^@/:]+@)?([^/:@]+):(?!//)(.+)")
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_TOKENS = ("GITHUB_TOKEN", "GH_TOKEN")


class GithubAccess(Struct, frozen=True):
    """*api* has no slash at its end: `https://api.github.com`, `https://host/api/v3`."""

    api: str
    owner: str
    name: str
    token: str

    @property
    def repository(self) -> str:
        return f"{self.owner}/{self.name}"

    def __repr__(self) -> str:
        return f"GithubAccess({self.api}, {self.repository})"


def access_from(
    environment: Mapping[str, str], remote: str = "", host: str = "", repository: str = ""
) -> GithubAccess:
    """Where and as whom to work. *host* and *repository* are the configuration's, *remote* a URL.

    Raises RequestError where something is missing, or where the token would go to a host that the
    environment does not name.
    """
    target = _target(environment, remote, host, repository)
    match = _SLUG.fullmatch(target.slug)
    if not match:
        raise RequestError(
            f"no GitHub repository is known: {target.slug!r} is not of the form owner/name",
            "set GITHUB_REPOSITORY=owner/name, or add a GitHub remote",
        )
    if not target.trusted:
        # release.yaml and remotes come with a clone: they must not say where a token goes.
        raise RequestError(
            f"the token is not sent to {target.host}: the environment does not name that host",
            f"set GH_HOST={target.host} if it is your GitHub",
        )
    token = next((environment[name] for name in _TOKENS if environment.get(name)), "").strip()
    if not token:
        raise RequestError(
            "there is no token for GitHub",
            "set GITHUB_TOKEN (in a workflow: `GITHUB_TOKEN: ${{ github.token }}`)",
        )
    if not token.isascii() or not token.isprintable() or " " in token:
        raise RequestError(
            "the token for GitHub has characters that no token has",
            "set GITHUB_TOKEN to the token alone, without quotes or line ends",
        )
    return GithubAccess(_api(environment, target.host), match[1], match[2], token)


def names_github(
    environment: Mapping[str, str], remote: str = "", host: str = "", repository: str = ""
) -> bool:
    """Whether a repository on a GitHub is meant, so that a token is all that may be missing."""
    target = _target(environment, remote, host, repository)
    return bool(_SLUG.fullmatch(target.slug)) and (target.trusted or bool(host))


class _Target(Struct, frozen=True):
    """*slug* may be anything; *trusted*: the environment names the host, or it is github.com."""

    host: str
    slug: str
    trusted: bool


def _target(environment: Mapping[str, str], remote: str, host: str, repository: str) -> _Target:
    remote_host, remote_slug = remote_repository(remote)
    api_host = _host(environment.get("GITHUB_SERVER_URL", ""))
    wanted = (host or api_host or remote_host or "github.com").lower()
    slug = repository or environment.get("GITHUB_REPOSITORY", "") or remote_slug
    known = {"github.com", api_host, environment.get("GH_HOST", "").lower()}
    return _Target(wanted, slug, wanted in known)


def remote_repository(url: str) -> tuple[str, str]:
    """Host and `owner/name` of a git remote's *url*, both empty where it is no such thing."""
    scp = _SCP_LIKE.fullmatch(url)
    if scp and "://" not in url:
        return scp[1].lower(), _slug_of(scp[2])
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    if parts.scheme not in {"https", "http", "ssh", "git"}:
        return "", ""
    return (parts.hostname or "").lower(), _slug_of(parts.path)


def _slug_of(path: str) -> str:
    return path.strip("/").removesuffix(".git")


def _api(environment: Mapping[str, str], host: str) -> str:
    api_host = _host(environment.get("GITHUB_SERVER_URL", ""))
    given = environment.get("GITHUB_API_URL", "").rstrip("/")
    if given and api_host in {host, ""}:
        parts = urlsplit(given)
        if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
            raise RequestError(
                f"the token is not sent over {parts.scheme or 'no'} protocol: GITHUB_API_URL",
                "use a GITHUB_API_URL that begins with https://",
            )
        return given
    if host == "github.com" or host.endswith(".ghe.com"):
        return f"https://api.{host}"
    return f"https://{host}/api/v3"


def _host(url: str) -> str:
    return (urlsplit(url).netloc.rpartition("@")[2]).lower()
