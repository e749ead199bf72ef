"""The forge that releases are published on, and pull requests are commented on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from release_tool.adapters.github_comment import StickyComment
    from release_tool.adapters.survey import Survey
    from release_tool.domain.releases import Forge


def local_forge(survey: Survey) -> Forge:
    """The folder of releases that release.yaml names."""
    from release_tool.adapters.forge_local import LocalForge

    return LocalForge(survey.repository.root / survey.config.forge.folder)


def github_forge(survey: Survey, environment: Mapping[str, str]) -> Forge:
    """GitHub, as release.yaml, the *environment* and the remote say. Raises without a token."""
    from release_tool.adapters.github_opening import open_github

    return open_github(survey.repository, survey.config, environment)


def sticky_comment(survey: Survey, environment: Mapping[str, str], number: int) -> StickyComment:
    """The tool's comment on pull request *number*. Raises RequestError without a token."""
    from release_tool.adapters.github_comment import StickyComment
    from release_tool.adapters.github_opening import connect

    return StickyComment(connect(survey.repository, survey.config, environment), number)
