"""Which release came before, how large a step was announced, and what is said first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from release_tool.domain.audit import (
    TaggedRelease,
    about,
    announces_most,
    before_each,
    released_level,
    worst_tags_first,
)
from release_tool.domain.audit_rules import AUDIT_RULES
from release_tool.domain.findings import Severity
from release_tool.domain.rules import AUDIT_RULES as IDS
from release_tool.domain.tags import previous
from release_tool.domain.versions import Level, Version, bumped, precedence, shifted
from tests.module_values import LAYOUT, OTHER, tags
from tests.readme_marks import OWN
from tests.readme_rows import ROW

VERSIONS = st.builds(
    Version,
    st.integers(0, 2),
    st.integers(0, 2),
    st.integers(0, 2),
    st.sampled_from([None, None, "rc.1", "rc.2"]),
)


def releases(*versions: str) -> list[TaggedRelease]:
    """Releases of `coder/git-clone`, lowest version first, each on a commit of its own."""
    folder, readme = LAYOUT.folder_of(OWN), LAYOUT.readme_of(OWN)
    return [TaggedRelease(tag, f"{tag.version}", folder, readme) for tag in tags(OWN, *versions)]


def test_every_audit_rule_has_a_weight_and_a_text() -> None:
    assert sorted(AUDIT_RULES) == sorted(IDS)


@given(st.lists(VERSIONS, max_size=8))
def test_the_release_before_is_the_one_that_notes_begin_at(versions: list[Version]) -> None:
    known = [LAYOUT.tag_of(OWN, one) for one in sorted(versions, key=precedence)]
    found = before_each([TaggedRelease(tag, "", "", "") for tag in known])
    for release, before in found:
        expected = previous(release.version, known)
        assert (before and before.version) == (expected and expected.version)


@pytest.mark.parametrize(
    ("base", "version", "level"),
    [
        ROW("2.0.0-rc.1", "2.0.0-rc.2", None, id="one pre-release after another announces nothing"),
        ROW("2.0.0-rc.1", "2.0.0", None, id="nor does what they led up to"),
        ROW("1.0.0", "1.0.1", Level.PATCH, id="a patch"),
        ROW("1.0.9", "1.1.0", Level.MINOR, id="a minor"),
        ROW("1.9.9", "2.0.0", Level.MAJOR, id="a major"),
        ROW("1.0.0", "2.0.0-rc.1", Level.MAJOR, id="a pre-release of a major"),
        ROW("1.0.0", "1.0.7", Level.PATCH, id="skipped patches are a patch"),
        ROW("1.0.0", "1.3.2", Level.MINOR, id="skipped minors are a minor"),
        ROW("1.0.0", "4.1.0", Level.MAJOR, id="skipped majors are a major"),
        ROW("0.1.0", "0.2.0", Level.MINOR, id="below 1.0.0 the numbers are the same"),
    ],
)
def test_the_level_that_a_release_announces(base: str, version: str, level: Level | None) -> None:
    assert released_level(Version.parse(base), Version.parse(version)) == level


@given(VERSIONS, st.sampled_from(Level), st.sampled_from(Level))
def test_a_release_that_announces_most_is_never_too_low(
    base: Version, required: Level, level: Level
) -> None:
    """So that leaving it out of the comparison of interfaces hides nothing."""
    base = base.finalize_version()
    version = bumped(base, level)
    announced = released_level(base, version)
    assert announced is not None
    if announces_most(base, version):
        assert shifted(required, base) <= announced


def test_the_worst_comes_first_and_then_module_and_version() -> None:
    old, new = releases("1.9.0", "1.10.0")
    other = TaggedRelease(tags(OTHER, "3.0.0")[0], "", "", "")
    findings = [
        about(old, "lightweight-tag", ""),
        about(new, "off-branch", ""),
        about(old, "off-branch", "").at(Severity.WARNING),
        about(new, "moved-tag", ""),
        about(old, "moved-tag", ""),
        about(other, "moved-tag", ""),
    ]
    assert [
        (str(one.finding.severity), one.finding.rule, one.tag.module.name, str(one.tag.version))
        for one in worst_tags_first(findings)
    ] == [
        ("error", "moved-tag", "dotfiles", "3.0.0"),
        ("error", "moved-tag", "git-clone", "1.9.0"),
        ("error", "moved-tag", "git-clone", "1.10.0"),
        ("error", "off-branch", "git-clone", "1.10.0"),
        ("warning", "off-branch", "git-clone", "1.9.0"),
        ("warning", "lightweight-tag", "git-clone", "1.9.0"),
    ]
