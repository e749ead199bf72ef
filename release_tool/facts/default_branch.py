"""The branch that is released from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from release_tool.adapters.remote import Remote
    from release_tool.adapters.survey import Survey


def default_branch(survey: Survey, remote: Remote | None) -> str:
    """The branch that is released from: configured, the remote's, or the usual name."""
    if survey.config.release.default_branch:
        return survey.config.release.default_branch
    if remote is not None and remote.default_branch:
        return remote.default_branch
    names = survey.repository.branches()
    usual = [name for name in ("main", "master") if name in names]
    return next(iter(usual), next(iter(names)) if len(names) == 1 else "main")
