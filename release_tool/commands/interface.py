"""`release interface`: what a module's changes require of its next version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from release_tool.errors import RequestError, unknown
from release_tool.facts.interfaces import ComparedModule, compare_files, compare_with_release
from release_tool.terraform.catalogue import BY_ID

if TYPE_CHECKING:
    from release_tool.adapters.survey import Survey
    from release_tool.domain.modules import ModuleId
    from release_tool.domain.tags import ReleaseTag
    from release_tool.terraform.rule import Rule


def interface(survey: Survey, name: str, start: str, end: str) -> ComparedModule:
    """The module *name* since its release, or since the tag *start*; here, or at *end*."""
    survey = survey.about(name)
    there = _at(survey, end)
    (identity,) = there.named([name])
    registry = there.registry([identity])
    (module,) = registry.modules
    if not start:
        found = compare_with_release(there, [module])
        if identity not in found:
            raise RequestError(
                f"{identity} has no release to compare with",
                f"name one: release interface {identity} --from TAG",
            )
        return found[identity]
    tag = _tag(survey, identity, start)
    commit = survey.commit_of(tag) or ""
    before = replace(survey, commit=commit, given_tags=survey.release_tags)
    (old,) = before.registry([identity]).modules or (module,)
    files = before.contents([old])[identity]
    after = there.contents([module])[identity]
    compared = compare_files(survey.config, identity, files, after, tag.version)
    return ComparedModule(identity, module.folder, tag.name, end or "working tree", compared)


def rule(name: str) -> Rule:
    """The interface rule *name*. Raises with the nearest name when there is none."""
    if name not in BY_ID:
        raise unknown("rule", name, BY_ID, "the README lists the rules")
    return BY_ID[name]


def _at(survey: Survey, end: str) -> Survey:
    if not end:
        return survey
    commit = survey.repository.commit_id(end)
    return replace(survey, commit=commit, given_tags=survey.release_tags)


def _tag(survey: Survey, module: ModuleId, name: str) -> ReleaseTag:
    tags = survey.tags.get(module, ())
    for tag in tags:
        if name in (tag.name, str(tag.version)):
            return tag
    raise unknown("release", name, [tag.name for tag in tags], "git fetch --tags")
