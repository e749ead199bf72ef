"""What an audit looks at, a release tag after the other, and what it has to say about one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.domain.audit_rules import AUDIT_RULES
from release_tool.domain.findings import Finding
from release_tool.domain.versions import Level, precedence, shifted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from release_tool.domain.findings import Severity
    from release_tool.domain.tags import ReleaseTag
    from release_tool.domain.versions import Version


class TaggedRelease(Struct, frozen=True):
    """A release tag as this clone has it; *folder* and *readme_path* are its module's."""

    tag: ReleaseTag
    commit: str
    folder: str
    readme_path: str
    annotated: bool = True
    made: datetime | None = None
    """When the tag was made, if it says so; of a lightweight tag, when its commit was."""

    @property
    def version(self) -> Version:
        return self.tag.version


class AuditFinding(Struct, frozen=True):
    """A finding about the module, or about one of its files, as *tag* has them."""

    tag: ReleaseTag
    finding: Finding

    def at(self, severity: Severity) -> AuditFinding:
        return AuditFinding(self.tag, self.finding.at(severity))


def about(
    release: TaggedRelease, rule: str, message: str, contrast: tuple[str, str] = ("", "")
) -> AuditFinding:
    """What is found of the tag itself, and of no line of a file; *contrast*: found, expected."""
    finding = Finding(
        rule, AUDIT_RULES[rule].severity, release.tag.module, release.readme_path, 0, 0, message,
        *contrast,
    )  # fmt: skip
    return AuditFinding(release.tag, finding)


def worst_tags_first(findings: Iterable[AuditFinding]) -> tuple[AuditFinding, ...]:
    """By severity, then by the weight of the rule, then by module, version and place."""
    weights = {rule: weight for weight, rule in enumerate(AUDIT_RULES)}

    def key(one: AuditFinding) -> tuple[object, ...]:
        found, tag = one.finding, one.tag
        order = (found.severity.rank, weights[found.rule], tag.module, precedence(tag.version))
        return (*order, tag.name, found.file, found.line, found.column)

    return tuple(sorted(findings, key=key))


def before_each(
    releases: Sequence[TaggedRelease],
) -> list[tuple[TaggedRelease, TaggedRelease | None]]:
    """Each of one module's *releases*, lowest version first, with the release before it.

    A final version passes over pre-releases.
    """
    found: list[tuple[TaggedRelease, TaggedRelease | None]] = []
    for index, release in enumerate(releases):
        final = not release.version.prerelease
        lower = (
            one
            for one in reversed(releases[:index])
            if one.version != release.version and not (final and one.version.prerelease)
        )
        found.append((release, next(lower, None)))
    return found


def released_level(base: Version, version: Version) -> Level | None:
    """How large a step *version* announces after *base*, also when it skips versions.

    None from one pre-release of a version to another, which announces nothing.
    """
    if base.prerelease and base.finalize_version() == version.finalize_version():
        return None
    if version.major != base.major:
        return Level.MAJOR
    return Level.MINOR if version.minor != base.minor else Level.PATCH


def announces_most(base: Version, version: Version) -> bool:
    """Whether no change after *base* could ask for more than *version* announces."""
    level = released_level(base, version)
    return level is None or level >= shifted(Level.MAJOR, base)
