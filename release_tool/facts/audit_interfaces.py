"""Releases whose interface needed a higher level than they announced."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from release_tool.adapters.hcl import read_source
from release_tool.domain.audit import AuditFinding, announces_most, before_each, released_level
from release_tool.domain.audit_rules import AUDIT_RULES
from release_tool.domain.findings import Finding
from release_tool.domain.versions import Level, bumped
from release_tool.terraform.compare import compare
from release_tool.terraform.reading import is_terraform, read_interface

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from release_tool.adapters.tagged_releases import ReleasedFolder
    from release_tool.domain.audit import TaggedRelease
    from release_tool.domain.tags import ReleaseTag
    from release_tool.terraform.compare import Comparison
    from release_tool.terraform.interface import Interface
    from release_tool.terraform.policy import Policy

Step = tuple["ReleasedFolder", "ReleasedFolder"]
"""A release of a module and the one that followed it."""

_read = lru_cache(maxsize=64)(read_source)
"""Most releases change one file of several."""


def doubtful_steps(
    releases: Sequence[TaggedRelease], folders: Mapping[TaggedRelease, ReleasedFolder]
) -> Iterator[Step]:
    """The steps of one module that could be too small, lowest version first."""
    for release, before in before_each(releases):
        if before is None or announces_most(before.version, release.version):
            continue
        one, other = folders[before], folders[release]
        if one.tree and other.tree and _may_matter(one, other):
            yield one, other


def _may_matter(before: ReleasedFolder, after: ReleasedFolder) -> bool:
    """Whether callers may notice more than a patch: of other files than Terraform's, a loss."""
    lost = before.files.keys() - after.files.keys()
    return bool(lost) or _terraform(before) != _terraform(after)


def _terraform(folder: ReleasedFolder) -> dict[str, str]:
    return {path: oid for path, oid in folder.files.items() if is_terraform(path)}


def sources(steps: Iterable[Step]) -> set[str]:
    """The object ids of the files that comparing *steps* reads."""
    return {oid for step in steps for folder in step for oid in _terraform(folder).values()}


def released_too_low(
    steps: Iterable[Step], policy: Policy, contents: Mapping[str, bytes]
) -> tuple[list[AuditFinding], list[ReleaseTag]]:
    """Those of *steps* that were too small, and those of which not everything could be read.

    *contents* has the `sources` by object id.
    """
    findings: list[AuditFinding] = []
    unclear: list[ReleaseTag] = []
    interfaces: dict[str, Interface] = {}

    def interface(folder: ReleasedFolder) -> Interface:
        if folder.tree not in interfaces:
            # What other files say asks for a patch at most, and that is what every release is.
            files = {
                path: contents[oid] if is_terraform(path) else b""
                for path, oid in folder.files.items()
            }
            interfaces[folder.tree] = read_interface(files, _read)
        return interfaces[folder.tree]

    for before, after in steps:
        base = before.release.version
        comparison = compare(interface(before), interface(after), policy=policy, released=base)
        level, required = released_level(base, after.release.version), comparison.required
        if level is not None and required is not None and required > level:
            findings.append(_finding(before.release, after.release, required, comparison))
        if comparison.inconclusive:
            unclear.append(after.release.tag)
    return findings, unclear


def _finding(
    before: TaggedRelease, release: TaggedRelease, required: Level, comparison: Comparison
) -> AuditFinding:
    deciding = [one for one in comparison.changes if one.level == required and one.accepted is None]
    first, module = deciding[0], release.tag.module
    more = f", and {len(deciding) - 1} more" if len(deciding) > 1 else ""
    finding = Finding(
        "released-too-low", AUDIT_RULES["released-too-low"].severity, module,
        f"{release.folder}/{first.file}",
        # The tag does not have the line of what is gone.
        0 if first.gone else first.line, 0,
        f"after {before.version} it needed a {required} version: {first.message} "
        f"({first.rule}){more}",
        str(release.version), str(bumped(before.version.finalize_version(), required)),
    )  # fmt: skip
    return AuditFinding(release.tag, finding)
