"""What became of the tool's comment on a pull request."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class CommentStatus(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DELETED = "deleted"
    ABSENT = "absent"
    """There was none to change, and none was made."""
    NOT_WRITTEN = "not-written"


class CommentOutcome(Struct, frozen=True):
    """*error* and *hint* say what could not be written and why, and are empty otherwise."""

    status: CommentStatus
    url: str = ""
    error: str = ""
    hint: str = ""
