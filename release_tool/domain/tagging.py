"""A tag that is wanted, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from release_tool.domain.tags import ReleaseTag


class TagStatus(StrEnum):
    CREATED = "created"
    EXISTS = "exists"
    WOULD_CREATE = "would-create"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag that is wanted at *commit*, and what became of it."""

    tag: ReleaseTag
    commit: str
    status: TagStatus
    pushed: bool
