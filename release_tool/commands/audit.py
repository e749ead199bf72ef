"""`release audit`: every release tag, looked at again."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct, field

from release_tool.adapters.remote import read_remote
from release_tool.adapters.tagged_releases import (
    branch_tips,
    read_lineage,
    read_tagged_releases,
)
from release_tool.domain.audit import AuditFinding, worst_tags_first
from release_tool.domain.audit_tags import (
    gone_module,
    is_maintenance_branch,
    lightweight_tags,
    missing_releases,
    moved_tags,
    neighbours,
    off_branch,
    out_of_order,
    version_gaps,
)
from release_tool.domain.findings import Severity
from release_tool.errors import WorldError
from release_tool.facts.audit_replay import replayed
from release_tool.facts.default_branch import default_branch

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from release_tool.adapters.remote import Remote
    from release_tool.adapters.survey import Survey
    from release_tool.domain.audit import TaggedRelease
    from release_tool.domain.modules import ModuleId
    from release_tool.domain.releases import Forge
    from release_tool.domain.tags import ReleaseTag


class AuditReport(Struct, frozen=True):
    """*findings* worst first; *unknown* says in sentences what could not be looked at."""

    tags: int
    findings: tuple[AuditFinding, ...]
    unknown: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """A notice, which only release.yaml makes of a rule, is for reading."""
        return all(one.finding.severity is Severity.NOTICE for one in self.findings)


def audit(survey: Survey, names: Sequence[str], forge: Forge | None = None) -> AuditReport:
    """What is wrong with the release tags of the modules *names* (default: all, gone ones too).

    Releases are missed only where a *forge* is given.
    """
    tags = survey.release_tags
    named = frozenset(_one_named(survey, name) for name in names)
    histories = read_tagged_releases(survey.repository, tags, named or tags.by_module)
    releases = tuple(chain.from_iterable(histories.values()))
    looking = _Audit(survey, named, histories, releases)
    remote = looking.remote()
    findings = [*looking.files(), *looking.versions(), *looking.places(remote)]
    if remote is not None:
        findings += looking.remote_tags(remote)
    if forge is not None:
        commits = {one.tag.name: one.commit for one in looking.releases}
        findings += missing_releases(looking.releases, forge.find(commits))
    ruled = worst_tags_first(_ruled(survey, findings))
    return AuditReport(len(looking.releases), ruled, tuple(looking.unknown))


def _one_named(survey: Survey, name: str) -> ModuleId:
    """A module that has tags need not have a folder any more."""
    module = survey.config.layout.parse_module(name)
    if module is not None and module in survey.tags:
        return module
    (found,) = survey.named([name])
    return found


class _Audit(Struct):
    """Looks, and keeps in *unknown* what it could not look at."""

    survey: Survey
    named: Collection[ModuleId]
    histories: Mapping[ModuleId, tuple[TaggedRelease, ...]]
    releases: tuple[TaggedRelease, ...]
    unknown: list[str] = field(default_factory=list)

    def remote(self) -> Remote | None:
        """The remote, None if there is none or it does not answer."""
        name = self.survey.config.release.remote
        try:
            remote = read_remote(self.survey.repository, name)
        except WorldError as error:
            self.unknown.append(f"moved tags were not looked for: {error.message}")
            return None
        if remote is None:
            self.unknown.append(f"moved tags were not looked for: there is no remote {name}")
        return remote

    def files(self) -> Iterator[AuditFinding]:
        replay = replayed(self.survey, self.histories)
        self._tell("what Terraform cannot read there was not compared", replay.unclear)
        yield from replay.findings

    def versions(self) -> Iterator[AuditFinding]:
        for module, releases in self.histories.items():
            yield from version_gaps(releases)
            if module not in self.survey.files:
                yield gone_module(releases)
        yield from lightweight_tags(self.releases)

    def places(self, remote: Remote | None) -> Iterator[AuditFinding]:
        """What the ancestry of commits says."""
        repository = self.survey.repository
        branch = default_branch(self.survey, remote)
        tips = branch_tips(repository, self.survey.config.release.remote)
        pairs = chain.from_iterable(map(neighbours, self.histories.values()))
        lineage = read_lineage(repository, self.releases, pairs, _keeping(tips, branch))
        for releases in self.histories.values():
            yield from out_of_order(releases, lineage)
        if branch in tips:
            yield from off_branch(self.releases, lineage, branch)
        else:
            self.unknown.append(
                f"tags off the default branch were not looked for: there is no {branch} here"
            )

    def remote_tags(self, remote: Remote) -> Iterator[AuditFinding]:
        elsewhere = self.survey.release_tags.with_remote(remote.tags).remote_only
        self._tell(
            f"only on {remote.name} and not looked at (git fetch {remote.name} --tags)",
            [tag for tag in elsewhere if not self.named or tag.module in self.named],
        )
        return moved_tags(self.releases, remote.name, remote.tags)

    def _tell(self, what: str, tags: Sequence[ReleaseTag]) -> None:
        if tags:
            more = f" and {len(tags) - 1} more" if len(tags) > 1 else ""
            self.unknown.append(f"{what}: {tags[0]}{more}")


def _keeping(tips: Mapping[str, frozenset[str]], branch: str) -> Iterator[str]:
    for name, commits in tips.items():
        if name == branch or is_maintenance_branch(name):
            yield from commits


def _ruled(survey: Survey, findings: Iterable[AuditFinding]) -> Iterator[AuditFinding]:
    """The findings at the severity that release.yaml gives their rule, or not at all."""
    for one in findings:
        finding = one.finding
        severity = survey.config.severity(finding.rule, finding.module, finding.severity)
        if severity is not None:
            yield one.at(severity)
