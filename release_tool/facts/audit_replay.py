"""What the files at every release tag say: usage examples against the tag, interfaces in turn.

Git is read here, once for all tags; reading READMEs and Terraform is work for all processors.
"""

from __future__ import annotations

import os
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.activity import counted, doing, each
from release_tool.adapters.interruption import processes
from release_tool.adapters.readme_reader import read_readme
from release_tool.adapters.tagged_releases import (
    ReleasedFolder,
    present_folders,
    read_folders,
)
from release_tool.domain.audit import AuditFinding, TaggedRelease
from release_tool.domain.audit_pins import replay
from release_tool.domain.drift import unknown_source
from release_tool.domain.examples import usage_examples
from release_tool.domain.registry import Module
from release_tool.facts.audit_interfaces import doubtful_steps, released_too_low, sources
from release_tool.facts.interfaces import policy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from release_tool.adapters.survey import Survey
    from release_tool.domain.findings import Finding
    from release_tool.domain.layout import Layout
    from release_tool.domain.modules import ModuleId
    from release_tool.domain.tags import ReleaseTag
    from release_tool.facts.audit_interfaces import Step
    from release_tool.terraform.policy import Policy

_WORTH_A_PROCESS = 20
"""How many releases take longer to replay than a process takes to start."""
_SEVERAL = 2


class _Chapter(Struct, frozen=True):
    """All that is needed to replay one module; *steps* are the releases to compare, in pairs."""

    layout: Layout
    policy: Policy
    folders: tuple[ReleasedFolder, ...]
    steps: tuple[Step, ...]
    contents: Mapping[str, bytes]
    """READMEs and, for *steps*, Terraform files, by their object ids."""


class _Addressed(Struct, frozen=True):
    """A finding that holds if *module* had no folder at the tag, and has none now."""

    release: TaggedRelease
    module: ModuleId
    finding: Finding


class _Read(Struct, frozen=True):
    findings: tuple[AuditFinding, ...]
    addressed: tuple[_Addressed, ...]
    unclear: tuple[ReleaseTag, ...]


class Replay(Struct, frozen=True):
    """*unclear* are releases whose interface could not be read in full."""

    findings: tuple[AuditFinding, ...]
    unclear: tuple[ReleaseTag, ...]


def replayed(survey: Survey, histories: Mapping[ModuleId, Sequence[TaggedRelease]]) -> Replay:
    """What is found in the files at the releases *histories*, of each lowest version first."""
    read = _in_processes(_chapters(survey, histories))
    findings = chain.from_iterable(one.findings for one in read)
    unclear = chain.from_iterable(one.unclear for one in read)
    unknown = _unknown_sources(survey, [found for one in read for found in one.addressed])
    return Replay((*findings, *unknown), tuple(unclear))


def _unknown_sources(survey: Survey, addressed: Iterable[_Addressed]) -> Iterator[AuditFinding]:
    places = {
        one: (one.release.commit, survey.config.layout.folder_of(one.module))
        for one in addressed
        if one.module not in survey.files
    }
    present = present_folders(survey.repository, places.values())
    for one, place in places.items():
        if place not in present:
            yield AuditFinding(one.release.tag, one.finding)


def _chapters(
    survey: Survey, histories: Mapping[ModuleId, Sequence[TaggedRelease]]
) -> list[_Chapter]:
    layout, repository = survey.config.layout, survey.repository
    folders = read_folders(repository, chain.from_iterable(histories.values()))
    steps = {module: tuple(doubtful_steps(one, folders)) for module, one in histories.items()}
    wanted = {
        module: _readmes(layout, [folders[one] for one in releases]) | sources(steps[module])
        for module, releases in histories.items()
    }
    with doing("reading what stood at the tags"):
        contents = repository.blobs(oid for oids in wanted.values() for oid in sorted(oids))
    return [
        _Chapter(
            layout,
            policy(survey.config, module),
            tuple(folders[one] for one in releases),
            steps[module],
            {oid: contents[oid] for oid in wanted[module]},
        )
        for module, releases in histories.items()
    ]


def _readmes(layout: Layout, folders: Iterable[ReleasedFolder]) -> set[str]:
    return {one.files[layout.readme] for one in folders if layout.readme in one.files}


def _in_processes(chapters: Sequence[_Chapter]) -> list[_Read]:
    """Every chapter replayed, by as many processes as there are processors when it is worth it."""
    releases = sum(len(chapter.folders) for chapter in chapters)
    workers = min(os.cpu_count() or 1, releases // _WORTH_A_PROCESS, len(chapters))
    if workers < _SEVERAL or not hasattr(os, "fork"):
        return [_replayed(chapter) for chapter in each("replaying modules", chapters)]
    longest_first = sorted(chapters, key=lambda one: len(one.folders), reverse=True)
    with processes(workers) as share:
        read = share(_replayed, longest_first)
        return list(counted("replaying modules", read, len(chapters)))


def _replayed(chapter: _Chapter) -> _Read:
    findings: list[AuditFinding] = []
    addressed: list[_Addressed] = []
    for folder in chapter.folders:
        release = folder.release
        module = _module(chapter, folder)
        found = replay(module, release.version, chapter.layout)
        findings += (AuditFinding(release.tag, one) for one in found)
        addressed += (
            _Addressed(release, example.module, unknown_source(module, example))
            for example in module.examples
            if example.module != module.id
        )
    too_low, unclear = released_too_low(chapter.steps, chapter.policy, chapter.contents)
    return _Read((*findings, *too_low), tuple(addressed), tuple(unclear))


def _module(chapter: _Chapter, folder: ReleasedFolder) -> Module:
    """The module as the tag has it."""
    layout, release = chapter.layout, folder.release
    path = release.readme_path
    oid = folder.files.get(layout.readme)
    readme = None if oid is None else read_readme(path, chapter.contents[oid])
    return Module(
        release.tag.module,
        release.folder,
        readme,
        path,
        usage_examples(readme, layout) if readme else (),
        problem="there is none" if folder.tree else "the tag does not have the module's folder",
    )
