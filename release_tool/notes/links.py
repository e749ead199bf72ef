"""Addresses of the pages that a forge has for a repository."""

from __future__ import annotations

from enum import StrEnum
from typing import assert_never
from urllib.parse import quote, urlsplit

from msgspec import Struct


class ForgeKind(StrEnum):
    GITHUB = "github"
    GITEA = "gitea"
    GITLAB = "gitlab"


class Links(Struct, frozen=True):
    """*repository* is the address of its page: `https://github.com/coder/registry`."""

    repository: str
    kind: ForgeKind = ForgeKind.GITHUB

    def __post_init__(self) -> None:
        if urlsplit(self.repository).scheme not in {"http", "https"}:
            raise ValueError(f"{self.repository!r} is not the address of a web page")

    @property
    def host(self) -> str:
        return urlsplit(self.repository).hostname or ""

    def pull(self, number: int) -> str:
        match self.kind:
            case ForgeKind.GITHUB:
                return self._page(f"pull/{number}")
            case ForgeKind.GITEA:
                return self._page(f"pulls/{number}")
            case ForgeKind.GITLAB:
                return self._page(f"-/merge_requests/{number}")
        assert_never(self.kind)

    def commit(self, sha: str) -> str:
        return self._page(f"{self._prefix}commit/{sha}")

    def compare(self, base: str, head: str) -> str:
        return self._page(f"{self._prefix}compare/{base}...{head}")

    def history(self, ref: str) -> str:
        """All commits up to *ref*."""
        return self._page(f"{self._prefix}commits/{ref}")

    def release(self, tag: str) -> str:
        if self.kind is ForgeKind.GITLAB:
            return self._page(f"-/releases/{tag}")
        return self._page(f"releases/tag/{tag}")

    @property
    def _prefix(self) -> str:
        return "-/" if self.kind is ForgeKind.GITLAB else ""

    def _page(self, path: str) -> str:
        root = quote(self.repository.rstrip("/"), safe=":/%[]@!$&'*+,;=~")
        return f"{root}/{quote(path, safe='/+~')}"
