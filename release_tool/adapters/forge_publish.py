"""Carries one release step out on a forge; a failure becomes an outcome, so the others go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from release_tool.domain.releases import (
    CreateRelease,
    KeepRelease,
    Made,
    Outcome,
    OutcomeStatus,
    RefuseRelease,
    Standing,
    UpdateRelease,
    planned,
)
from release_tool.errors import ReleaseError

if TYPE_CHECKING:
    from release_tool.domain.release_body import Cut
    from release_tool.domain.releases import Forge, ReleaseStep


def carry_out(step: ReleaseStep, forge: Forge, cut: Cut) -> Outcome:
    """What became of *step*'s tag. *cut* is the one that the step was planned with."""
    try:
        return _done(step, forge, cut)
    except ReleaseError as error:
        return Outcome(step.tag, OutcomeStatus.FAILED, error=error.message, hint=error.hint)


def _done(step: ReleaseStep, forge: Forge, cut: Cut) -> Outcome:
    match step:
        case KeepRelease(existing):
            return Outcome(step.tag, OutcomeStatus.UNCHANGED, existing.url)
        case RefuseRelease(tag, reason, hint):
            return Outcome(tag, OutcomeStatus.FAILED, error=reason, hint=hint)
        case UpdateRelease():
            return Outcome(step.tag, OutcomeStatus.UPDATED, forge.update(step))
        case CreateRelease(release):
            made = forge.create(step)
            if isinstance(made, Made):
                return Outcome(step.tag, OutcomeStatus.CREATED, made.url)
            # Another run made it meanwhile: from here on it is a release like any that exists.
            standing = Standing(step.tag, release.commit, made)
            return _done(planned(release, standing, forge.body_limit, cut), forge, cut)
    assert_never(step)
