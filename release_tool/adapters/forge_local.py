"""Releases as files in a folder: for trying out, for demonstrations and for mirrors.

A release is a Markdown file with its body and a JSON file with the rest. The JSON file is written
after the body, and a release exists when its JSON file does; so a run that is killed between the
two left nothing that the next run would take for a release.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from release_tool.adapters.interruption import uninterrupted
from release_tool.domain.release_body import sendable
from release_tool.domain.releases import (
    ExistingRelease,
    Made,
    Standing,
    may_be_latest,
)
from release_tool.errors import WorldError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from release_tool.domain.releases import CreateRelease, Release, UpdateRelease

_PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789._-")
_SLASH = ord("/")
_LONGEST_NAME = 180
_LATEST = "~latest"
"""A name that no tag is stored under: those have an ending."""


class _Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    tag: str
    commit: str
    title: str
    prerelease: bool
    draft: bool


class LocalForge(Struct, frozen=True):
    """Keeps releases in *folder*, which is made when the first one is."""

    folder: Path

    @property
    def body_limit(self) -> int | None:
        return None

    def find(self, commits: Mapping[str, str]) -> Mapping[str, Standing]:
        """What the folder has. It has no tags, so each stands where it does here."""
        latest = self._latest()
        return {tag: self._standing(tag, commit, latest) for tag, commit in commits.items()}

    def create(self, step: CreateRelease) -> Made:
        return Made(self._write(step.release, step.body, draft=step.release.draft))

    def update(self, step: UpdateRelease) -> str:
        return self._write(step.release, step.body, draft=step.existing.draft)

    def _standing(self, tag: str, commit: str, latest: str) -> Standing:
        record = self._record(tag)
        if record is None:
            return Standing(tag, commit, None)
        body = self._body_file(tag)
        existing = ExistingRelease(
            tag=tag,
            title=record.title,
            body=_read(body) or "",
            prerelease=record.prerelease,
            latest=latest == tag,
            draft=record.draft,
            url=body.absolute().as_uri(),
        )
        return Standing(tag, record.commit, existing)

    def _record(self, tag: str) -> _Record | None:
        path = self._record_file(tag)
        text = _read(path)
        if text is None:
            return None
        try:
            return msgspec.json.decode(text, type=_Record)
        except msgspec.DecodeError as error:
            raise WorldError(
                f"{path} does not describe a release: {error}", "remove the file and run again"
            ) from error

    def _write(self, release: Release, body: str, *, draft: bool) -> str:
        record = {
            "tag": release.tag,
            "commit": release.commit,
            "title": sendable(release.title),
            "prerelease": release.prerelease,
            "draft": draft,
        }
        body_file = self._body_file(release.tag)
        with uninterrupted():
            _replace(body_file, body)
            _replace(self._record_file(release.tag), json.dumps(record, indent=2) + "\n")
            if may_be_latest(release) and not draft:
                _replace(self.folder / _LATEST, release.tag + "\n")
        return body_file.absolute().as_uri()

    def _latest(self) -> str:
        return (_read(self.folder / _LATEST) or "").strip()

    def _body_file(self, tag: str) -> Path:
        return self.folder / f"{file_name(tag)}.md"

    def _record_file(self, tag: str) -> Path:
        return self.folder / f"{file_name(tag)}.json"


def file_name(tag: str) -> str:
    """A file name for *tag*, another one for every tag, also where upper and lower case are one.

    It has `~` for a slash, which a URL may show as it is.
    """
    name = "".join(
        chr(byte) if byte in _PLAIN else "~" if byte == _SLASH else f"%{byte:02x}"
        for byte in tag.encode("utf-8", "surrogateescape")
    )
    if len(name) <= _LONGEST_NAME:
        return name
    # No escape begins like this, so that no tag has this name for its own.
    return f"{name[:100]}%~{hashlib.sha256(name.encode()).hexdigest()}"


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise WorldError(f"{path} is not UTF-8 text", "remove the file and run again") from error
    except OSError as error:
        raise WorldError(f"{path} could not be read: {error.strerror}") from error


def _replace(path: Path, text: str) -> None:
    """Writes *path* whole or not at all."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=".writing-", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise WorldError(
            f"{path} could not be written: {error.strerror}",
            "releases before it are written; mend the folder and run again",
        ) from error
