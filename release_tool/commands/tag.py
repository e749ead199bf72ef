"""`release tag`: the annotated tags that pending and new modules want."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from release_tool.adapters.release_tags import read_release_tags
from release_tool.adapters.remote import branches_with, read_remote
from release_tool.adapters.survey import Survey
from release_tool.domain.drift import drift
from release_tool.domain.findings import Severity
from release_tool.domain.plans import CreateSignedTag, CreateTag, Plan, PushTags, Step
from release_tool.domain.status import State
from release_tool.domain.tagging import TagRow, TagStatus
from release_tool.errors import RefusedError, RequestError, WorldError
from release_tool.facts.default_branch import default_branch

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from release_tool.adapters.remote import Remote
    from release_tool.domain.registry import Module, Registry
    from release_tool.domain.tags import ReleaseTag

MOST_TAGS_A_PUSH = 3
"""GitHub sends no event at all when more tags than this arrive at once."""


class TagReport(Struct, frozen=True):
    """*unclear* are modules without a version to tag, because their pins are not in order."""

    rows: tuple[TagRow, ...]
    plan: Plan
    unclear: tuple[Module, ...]
    remote: Remote | None
    commit: str


class TagRequest(Struct, frozen=True):
    """*names* empty: every module that wants a tag. *kind* makes the step of one tag."""

    names: tuple[str, ...] = ()
    revision: str = "HEAD"
    kind: type[CreateTag | CreateSignedTag] = CreateTag


def plan_tags(working: Survey, request: TagRequest) -> TagReport:
    """The tags that are wanted and not there, and the steps that make them.

    What is declared is read from the commit that is tagged, never from the working tree.
    """
    config = working.config
    commit = working.repository.commit_id(request.revision)
    remote = read_remote(working.repository, config.release.remote)
    local = read_release_tags(working.repository, config.layout)
    tags = local.with_remote(remote.tags if remote else {})
    survey = Survey(working.repository, config, commit, tags)
    registry = survey.registry(survey.named(request.names))
    wanting = [module for module in registry.modules if module.wants_tag]
    unclear = [module for module in registry.modules if _is_unclear(module)]
    _require_no_drift(survey, registry, [*wanting, *unclear] if request.names else wanting)
    others = [one for one in registry.modules if one not in wanting and one not in unclear]
    standing = _standing(survey, remote, others, request)
    rows = [_wanted(survey, module, commit) for module in wanting]
    steps = [request.kind(row.tag.name, commit, _message(row.tag)) for row in rows]
    return TagReport((*standing, *rows), Plan(tuple(steps)), tuple(unclear), remote, commit)


def with_pushes(report: TagReport, survey: Survey, revision: str) -> TagReport:
    """*report*, and then pushes of what the remote lacks, in atomic groups."""
    remote = report.remote
    if remote is None:
        name = survey.config.release.remote
        raise RequestError(f"there is no remote {name} to push to", f"git remote add {name} URL")
    missing = [row.tag.name for row in report.rows if not row.pushed]
    if missing:
        branch = default_branch(survey, remote)
        hint = f"git push {remote.name} HEAD:{branch}"
        _require_on(survey, report.commit, revision, hint, f"refs/remotes/{remote.name}/{branch}")
    groups = (
        tuple(missing[start : start + MOST_TAGS_A_PUSH])
        for start in range(0, len(missing), MOST_TAGS_A_PUSH)
    )
    pushes = (PushTags(remote.name, names) for names in groups)
    return replace(report, plan=Plan((*report.plan.steps, *pushes)))


def carried_out(report: TagReport, done: Collection[Step]) -> TagReport:
    """*report* after the steps *done*; what was taken back counts as failed."""
    pushed = {name for step in done if isinstance(step, PushTags) for name in step.names}
    failed = len(done) < len(report.plan.steps)
    return replace(report, rows=tuple(_after(row, pushed, failed) for row in report.rows))


def _after(row: TagRow, pushed: Collection[str], failed: bool) -> TagRow:  # noqa: FBT001 - one fact
    is_pushed = row.pushed or row.tag.name in pushed
    if row.status is not TagStatus.WOULD_CREATE:
        return replace(row, pushed=is_pushed)
    kept = is_pushed or not failed
    return replace(row, status=TagStatus.CREATED if kept else TagStatus.FAILED, pushed=is_pushed)


def _is_unclear(module: Module) -> bool:
    """Whether its pins do not say a version that could be, or is, released."""
    declared, released = module.declared, module.released
    return declared is None or (released is not None and declared < released)


def _wanted(survey: Survey, module: Module, commit: str) -> TagRow:
    assert module.declared is not None  # noqa: S101 - a module that wants a tag declares a version
    tag = survey.config.layout.tag_of(module.id, module.declared)
    return TagRow(tag, commit, TagStatus.WOULD_CREATE, pushed=False)


def _message(tag: ReleaseTag) -> str:
    return f"Release {tag.module} v{tag.version}"


def _require_no_drift(survey: Survey, registry: Registry, modules: Sequence[Module]) -> None:
    for module in modules:
        for finding in drift(module, registry, survey.config.layout):
            ruled = survey.config.severity(finding.rule, finding.module, finding.severity)
            if ruled is Severity.ERROR:
                raise RefusedError(
                    f"{module.id} is not fit to be released: "
                    f"{finding.file}:{finding.line}: {finding.message}",
                    f"release check {module.id}",
                )


def _standing(
    survey: Survey, remote: Remote | None, modules: Sequence[Module], request: TagRequest
) -> list[TagRow]:
    """The tags that are there already: of the modules that were named, or that wait for a push."""
    tags = [module.released_tag for module in modules if module.released_tag is not None]
    rows: list[TagRow] = []
    for tag in tags:
        here = survey.commit_of(tag)
        there = remote.tags.get(tag.name) if remote else None
        if here and there and here != there:
            raise WorldError(
                f"{tag.name} stands on {here[:10]} here and on {there[:10]} on the remote",
                "a release tag is never moved: find out which is right before anything else",
            )
        pushed = there is not None
        if request.names or (remote is not None and not pushed):
            rows.append(TagRow(tag, here or there or "", TagStatus.EXISTS, pushed))
    if request.names:
        _require_unchanged(survey, modules)
    return rows


def _require_unchanged(survey: Survey, modules: Sequence[Module]) -> None:
    # Where only the remote has the tag, there is nothing here to compare with.
    here = [one for one in modules if one.released_tag and survey.commit_of(one.released_tag)]
    for status in survey.statuses(here):
        if status.state is State.CHANGED:
            module = status.module
            raise RefusedError(
                f"{module.id} changed since {module.released_tag} and still declares "
                f"{module.declared}",
                f"release bump {module.id} auto",
            )


def require_branch(report: TagReport, survey: Survey, revision: str) -> None:
    """Raises when the commit that is to be tagged is not on the default branch."""
    if not report.plan.steps:
        return
    branch = default_branch(survey, report.remote)
    refs = [f"refs/heads/{branch}"]
    if report.remote is not None:
        refs.append(f"refs/remotes/{report.remote.name}/{branch}")
    _require_on(
        survey,
        report.commit,
        revision,
        f"git switch {branch}   (or name it in release.yaml: release.default-branch)",
        *refs,
    )


def _require_on(survey: Survey, commit: str, revision: str, hint: str, *refs: str) -> None:
    if branches_with(survey.repository, commit, *refs):
        return
    *_, shown = refs
    branch = shown.removeprefix("refs/heads/").removeprefix("refs/remotes/")
    raise RefusedError(f"{revision} ({commit[:10]}) is not on {branch}", hint)
