"""The comment of `release check` on its pull request."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from release_tool.domain.comments import CommentOutcome, CommentStatus
from release_tool.errors import RequestError
from release_tool.facts.forges import sticky_comment
from release_tool.notes.cut import cut

if TYPE_CHECKING:
    from collections.abc import Mapping

    from release_tool.adapters.survey import Survey


class CommentMode(StrEnum):
    """What becomes of the comment when nothing is left to say."""

    GREEN = "green"
    """It says so."""
    DELETE = "delete"


class Verdict(Struct, frozen=True):
    """*markdown* says what was found, and *full* is the page that has all of it."""

    markdown: str
    ok: bool
    full: str = ""


def comment(
    survey: Survey, environment: Mapping[str, str], number: int, verdict: Verdict, mode: CommentMode
) -> CommentOutcome:
    """Brings the comment on pull request *number* up to date; one is made only for what is wrong.

    What could not be written is in the outcome: the check is a check without its comment.
    """
    try:
        sticky = sticky_comment(survey, environment, number)
    except RequestError as error:
        return CommentOutcome(
            CommentStatus.NOT_WRITTEN,
            error=f"the comment on #{number} is not written: {error.message}",
            hint=error.hint,
        )
    shorten = partial(cut, full=verdict.full)
    if not verdict.ok:
        return sticky.write(verdict.markdown, shorten)
    match mode:
        case CommentMode.GREEN:
            return sticky.amend(verdict.markdown, shorten)
        case CommentMode.DELETE:
            return sticky.delete()
    assert_never(mode)
