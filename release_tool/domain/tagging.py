"""A tag that is wanted, and what became of it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from release_tool.domain.tags import ReleaseTag


class TagStatus(StrEnum):
    CREATED = "created"
    EXISTS = "exists"
    WOULD_CREATE = "would-create"
    FAILED = "failed"


class TagRow(Struct, frozen=True):
    """A tag that is wanted at *commit*, and what became of it."""

    tag: ReleaseTag
    commit: str
    status: TagStatus
    pushed: bool
