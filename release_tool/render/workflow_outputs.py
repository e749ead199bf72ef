"""The outputs of a workflow's step: text that later steps can put anywhere without harm."""

from __future__ import annotations

import json
import re
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote

from release_tool.domain.releases import OutcomeStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from release_tool.domain.modules import ModuleId
    from release_tool.domain.releases import Publication
    from release_tool.domain.tags import ReleaseTag

NOTHING: Mapping[str, str] = MappingProxyType(
    {
        "release_created": "false",
        "releases_created": "false",
        "tag_name": "",
        "version": "",
        "previous_version": "",
        "major": "",
        "minor": "",
        "patch": "",
        "namespace": "",
        "module": "",
        "path": "",
        "prerelease": "false",
        "sha": "",
        "html_url": "",
        "body_path": "",
        "releases": "[]",
        "drift": "",
        "modules_changed": "[]",
    }
)
"""Every output, as it is when nothing happened; an empty `drift` means that nobody looked."""

# Inside JSON these only ever stand in strings, where an escape says the same.
_ACTIVE = re.compile(r"[^\w{}\[\]\",:\\ ./+@=-]", re.ASCII)
_ADDRESS = re.compile(r"(?:https?|file)://", re.ASCII)


def publish_outputs(done: Sequence[Publication], body_path: str) -> dict[str, str]:
    """The outputs of a run; what speaks of one release speaks of the first."""
    if not done:
        return dict(NOTHING)
    first = done[0]
    return {
        **tag_outputs(first.tag, first.release.commit, first.folder),
        "release_created": _word(_is_new(first)),
        "releases_created": _word(any(_is_new(one) for one in done)),
        "previous_version": str(first.previous.version) if first.previous else "",
        "html_url": address(first.outcome.url),
        "body_path": body_path,
        "releases": _json([_release(one) for one in done]),
    }


def tag_outputs(tag: ReleaseTag, commit: str, folder: str) -> dict[str, str]:
    """The outputs that tell of a tag; the others say that nothing was released."""
    version = tag.version
    return {
        **NOTHING,
        "tag_name": tag.name,
        "version": str(version),
        "major": str(version.major),
        "minor": str(version.minor),
        "patch": str(version.patch),
        "namespace": tag.module.namespace,
        "module": tag.module.name,
        "path": folder,
        "prerelease": _word(bool(version.prerelease)),
        "sha": commit,
    }


def check_outputs(changed: Iterable[ModuleId], *, ok: bool) -> dict[str, str]:
    names = [str(module) for module in sorted(changed)]
    return {**NOTHING, "drift": _word(not ok), "modules_changed": _json(names)}


def address(url: str) -> str:
    """*url* without anything that acts in a shell or in Markdown; empty if it is none."""
    return quote(url, safe=":/?#=+@,._~%-") if _ADDRESS.match(url) else ""


def _release(one: Publication) -> dict[str, str | None]:
    return {
        "tag": one.tag.name,
        "module": str(one.tag.module),
        "version": str(one.tag.version),
        "status": str(one.outcome.status),
        "url": address(one.outcome.url) or None,
        "error": one.outcome.error or None,
    }


def _is_new(one: Publication) -> bool:
    return one.outcome.status is OutcomeStatus.CREATED


def _word(value: bool) -> str:  # noqa: FBT001 - a fact to be written
    return "true" if value else "false"


def _json(value: object) -> str:
    text = json.dumps(value, separators=(",", ":"))
    return _ACTIVE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
