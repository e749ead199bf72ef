"""What callers of modules notice between two points of their history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.adapters.hcl import read_interface
from release_tool.domain.versions import Level
from release_tool.terraform.compare import Comparison, compare
from release_tool.terraform.policy import Accepted, Policy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from release_tool.adapters.survey import Survey
    from release_tool.config import Config
    from release_tool.domain.modules import ModuleId
    from release_tool.domain.registry import Module
    from release_tool.domain.versions import Version


class ComparedModule(Struct, frozen=True):
    """*start* and *end* are a tag, a commit, or `working tree`."""

    module: ModuleId
    folder: str
    start: str
    end: str
    comparison: Comparison


def compare_with_release(
    survey: Survey, modules: Iterable[Module]
) -> dict[ModuleId, ComparedModule]:
    """Each of *modules* that has a release, as it stands here against that release."""
    wanted = list(modules)
    released = survey.released_contents(wanted)
    here = survey.contents(one for one in wanted if one.id in released)
    return {
        module.id: ComparedModule(
            module.id,
            module.folder,
            str(module.released_tag),
            survey.commit[:10] or "working tree",
            compare_files(survey.config, module.id, released[module.id], here[module.id], version),
        )
        for module in wanted
        if module.id in released and (version := module.released) is not None
    }


def compare_files(
    config: Config,
    module: ModuleId,
    before: Mapping[str, bytes],
    after: Mapping[str, bytes],
    released: Version | None,
) -> Comparison:
    """Two states of a module's folder, *before* being the version *released*."""
    return compare(
        read_interface(before),
        read_interface(after),
        policy=policy(config, module),
        released=released,
    )


def policy(config: Config, module: ModuleId) -> Policy:
    """What release.yaml decides about the interface of *module*."""
    wanted = config.interface
    return Policy(
        stateless=wanted.stateless,
        docs_level=None if wanted.docs_only == "none" else Level(wanted.docs_only),
        accepted=tuple(
            Accepted(one.rule, one.name, one.version, one.reason)
            for one in wanted.accepted
            if config.layout.parse_module(one.module) == module
        ),
    )
