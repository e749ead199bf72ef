"""The profile of a namespace: who publishes there, and how to reach them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from release_tool.lint.fields import Field, Fields
from release_tool.lint.tree import resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.domain.documents import Document
    from release_tool.lint.fault import Fault
    from release_tool.lint.subjects import Premises

PROFILE = {
    "display_name": Field(filled=True),
    "bio": Field(),
    "status": Field(filled=True),
    "avatar": Field(),
    "github": Field(),
    "linkedin": Field(),
    "website": Field(),
    "support_email": Field(),
}
_STATUSES = ("official", "partner", "community")
_IMAGES = (".png", ".jpeg", ".jpg", ".gif", ".svg")
_LOGIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?")
_MAIL = re.compile(r"[^\s@?]+@[^\s@?.]+(?:\.[^\s@?.]+)+")


def profile(document: Document, premises: Premises) -> Iterator[Fault]:
    fields = Fields(document, PROFILE)
    yield from fields.faults()
    status = fields.text("status")
    if status is not None and status not in _STATUSES:
        yield fields.fault("unknown-status", "status", f"there is no status {status!r}")
    github = fields.text("github")
    if github is not None and not _LOGIN.fullmatch(github):
        hint = f"write {name}" if (name := _login_in(github)) else ""
        yield fields.fault("github-name", "github", f"{github!r} is no name on GitHub", hint)
    for key in ("linkedin", "website"):
        address = fields.text(key)
        if address is not None and not _is_web_address(address):
            yield fields.fault("web-address", key, f"{address!r} is no complete web address")
    mail = fields.text("support_email")
    if mail is not None and not _MAIL.fullmatch(mail):
        yield fields.fault("mail-address", "support_email", f"{mail!r} is no mail address")
    avatar = fields.text("avatar")
    if avatar is not None:
        yield from _avatar(fields, avatar, premises)


def _login_in(address: str) -> str:
    """The name in an address such as `https://github.com/name`, "" if there is none."""
    name = address.strip().rstrip("/").rpartition("/")[2].removeprefix("@")
    return name if _LOGIN.fullmatch(name) else ""


def _is_web_address(text: str) -> bool:
    if not text.isprintable() or " " in text:
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _avatar(fields: Fields, avatar: str, premises: Premises) -> Iterator[Fault]:
    if not avatar.endswith(_IMAGES):
        message = f"the avatar {avatar} does not end as an image does"
        yield fields.fault("avatar-path", "avatar", message)
    elif _is_web_address(avatar):
        if "?" in avatar:
            message = f"the avatar {avatar} has search parameters"
            yield fields.fault("avatar-path", "avatar", message)
    else:
        file = fields.document.file
        path = resolved(file, avatar)
        folder = resolved(file, ".images")
        if path is None or not path.startswith(f"{folder}/"):
            message = f"the avatar {avatar} is not in the folder .images of the namespace"
            yield fields.fault("avatar-path", "avatar", message)
        elif not premises.tree.is_file(path):
            message = f"the avatar {avatar} is not there: {path}"
            yield fields.fault("avatar-missing", "avatar", message)
