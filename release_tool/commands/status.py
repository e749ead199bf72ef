"""`release status`: where every module stands, and what is published beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from release_tool.adapters.survey import Survey
    from release_tool.domain.modules import ModuleId
    from release_tool.domain.requirements import Requirement
    from release_tool.domain.status import ModuleStatus
    from release_tool.domain.untagged import UntaggedStatus


class StatusReport(Struct, frozen=True):
    """*gone* are the modules that have release tags and no folder any more."""

    statuses: tuple[ModuleStatus, ...]
    gone: tuple[ModuleId, ...]


class UntaggedReport(Struct, frozen=True):
    """*since* is the commit of the last deployment, None where nothing was ever released."""

    statuses: tuple[UntaggedStatus, ...]
    since: str | None


def status(survey: Survey, names: Sequence[str]) -> StatusReport:
    """The modules *names*, all of them when there are none, by module id."""
    registry, statuses = survey.registry_with_statuses(survey.named(names))
    return StatusReport(tuple(statuses), () if names else registry.gone)


def required(survey: Survey, report: StatusReport) -> Mapping[ModuleId, Requirement]:
    """The level that the changes of each module require."""
    from release_tool.facts.required_level import requirements_of

    return requirements_of(survey, report.statuses)


def untagged(survey: Survey, since: str) -> UntaggedReport:
    """What is published below the registry's root without tags, and what changed since *since*.

    Without *since*: since the newest commit here that has a release tag, which deployed it all.
    """
    from release_tool.adapters.deployment import untagged_commits
    from release_tool.adapters.module_sources import ModuleSources
    from release_tool.domain.untagged import UntaggedFolders, untagged_statuses
    from release_tool.terraform.reading import is_terraform

    sources = ModuleSources(survey)
    files = frozenset(path for path in sources.paths if sources.owner(path) is None)
    folders = UntaggedFolders(survey.config.layout, files, frozenset(filter(is_terraform, files)))
    start = survey.repository.commit_id(since) if since else _last_release(survey)
    edited = survey.checkout.edited.present | survey.checkout.edited.deleted
    statuses = untagged_statuses(
        folders,
        untagged_commits(sources, start),
        (path for path in edited if sources.owner(path) is None),
    )
    return UntaggedReport(statuses, start)


def _last_release(survey: Survey) -> str | None:
    from release_tool.adapters.deployment import newest_of

    tagged = {survey.commit_of(tag) for tags in survey.tags.values() for tag in tags}
    return newest_of(survey.repository, survey.head, {sha for sha in tagged if sha})
