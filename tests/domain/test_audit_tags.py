"""The rules about tags; of each, first what it is silent about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from release_tool.domain.audit_tags import (
    Lineage,
    gone_module,
    is_maintenance_branch,
    lightweight_tags,
    missing_releases,
    moved_tags,
    off_branch,
    out_of_order,
    version_gaps,
)
from release_tool.domain.releases import ExistingRelease, Standing
from tests.domain.test_audit import releases
from tests.readme_rows import ROW

if TYPE_CHECKING:
    from collections.abc import Iterable

    from release_tool.domain.audit import AuditFinding, TaggedRelease

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def said(findings: Iterable[AuditFinding]) -> list[str]:
    return [f"{one.tag.version}: {one.finding.message}" for one in findings]


@pytest.mark.parametrize(
    "versions",
    [
        ROW([], id="no release"),
        ROW(["0.3.7"], id="a first release of any version"),
        ROW(["1.0.0", "1.0.1", "1.1.0", "2.0.0"], id="every level"),
        ROW(["1.9.9", "1.9.10", "1.10.0"], id="numbers, not text"),
        ROW(["1.0.0", "1.0.1", "1.1.0", "1.1.1", "2.0.0"], id="patches of an older minor"),
        ROW(["1.0.0", "2.0.0-rc.1", "2.0.0-rc.4", "2.0.0"], id="pre-releases and what they led to"),
        ROW(["2.0.0-rc.1", "2.0.0"], id="a final after nothing but pre-releases"),
    ],
)
def test_there_is_no_gap_between(versions: list[str]) -> None:
    assert said(version_gaps(releases(*versions))) == []


@pytest.mark.parametrize(
    ("versions", "gaps"),
    [
        ROW(["1.0.0", "1.0.2"], ["1.0.2"], id="a patch left out"),
        ROW(["1.0.0", "1.1.1"], ["1.1.1"], id="a minor that begins with a patch"),
        ROW(["1.0.0", "3.0.0", "3.0.1"], ["3.0.0"], id="a major left out, said once"),
        ROW(["1.0.0", "3.0.0-rc.1"], ["3.0.0-rc.1"], id="a pre-release of a version too far"),
    ],
)
def test_a_gap_is_found_between(versions: list[str], gaps: list[str]) -> None:
    assert [str(one.tag.version) for one in version_gaps(releases(*versions))] == gaps


@pytest.mark.parametrize(
    ("versions", "choices"),
    [
        ROW(["1.0.0", "1.5.0"], "1.0.1 or 1.1.0 or 2.0.0", id="a release"),
        ROW(["2.0.0-rc.1", "2.0.2-rc.1"], "2.0.0", id="a pre-release"),
    ],
)
def test_a_gap_names_what_could_have_followed(versions: list[str], choices: str) -> None:
    (found,) = version_gaps(releases(*versions))
    message = f"it skips versions: after {versions[0]} comes {choices}"
    expected = choices.partition(" ")[0]
    assert found.finding.message == message
    assert (found.finding.found, found.finding.expected) == (versions[1], expected)


def pair(
    lower: timedelta = timedelta(), higher: timedelta = timedelta()
) -> tuple[TaggedRelease, TaggedRelease]:
    """1.0.0 and 1.0.1, made so long after noon."""
    one, other = releases("1.0.0", "1.0.1")
    return replace(one, made=NOON + lower), replace(other, made=NOON + higher)


DAY = timedelta(days=1)
DESCENDS = Lineage(descents=frozenset({("1.0.0", "1.0.1")}))
REVERSED = Lineage(descents=frozenset({("1.0.1", "1.0.0")}))


@pytest.mark.parametrize(
    ("tags", "lineage"),
    [
        ROW(pair(), DESCENDS, id="made at the same moment, commits in order"),
        ROW(pair(higher=DAY), DESCENDS, id="made a day later, commits in order"),
        ROW(pair(lower=DAY), Lineage(), id="on branches that do not meet, whenever they were made"),
        ROW(releases("1.0.0", "1.0.1"), DESCENDS, id="tags that do not say when they were made"),
        ROW(
            (pair(lower=DAY)[0], replace(pair()[1], annotated=False)),
            DESCENDS,
            id="a lightweight tag, whose date is its commit's",
        ),
        ROW(
            (pair()[0], replace(pair(higher=DAY)[1], commit="1.0.0")),
            Lineage(),
            id="both on one commit, the higher made later",
        ),
        ROW([pair()[0], replace(pair()[0], commit="x")], REVERSED, id="one version, named twice"),
    ],
)
def test_the_order_is_right_of(tags: list[TaggedRelease], lineage: Lineage) -> None:
    assert said(out_of_order(tags, lineage)) == []


@pytest.mark.parametrize(
    ("tags", "lineage", "message"),
    [
        ROW(
            pair(higher=DAY),
            REVERSED,
            "error 1.0.1: its commit 1.0.1 is an ancestor of that of 1.0.0, 1.0.0",
            id="commits the wrong way round",
        ),
        ROW(
            pair(lower=DAY),
            DESCENDS,
            "warning 1.0.0: it was made on 2026-01-02, after the tag of 1.0.1 (2026-01-01)",
            id="a tag that was added when the next was there",
        ),
        ROW(
            (pair(lower=DAY)[0], replace(pair()[1], commit="1.0.0")),
            Lineage(),
            "warning 1.0.0: it was made on 2026-01-02, after the tag of 1.0.1 (2026-01-01)",
            id="both on one commit, the lower made later",
        ),
        ROW(
            (replace(pair(lower=DAY)[0], annotated=False), pair()[1]),
            DESCENDS,
            "warning 1.0.0: it was made on 2026-01-02, after the tag of 1.0.1 (2026-01-01)",
            id="a lightweight tag on a commit that is younger than the next tag",
        ),
    ],
)
def test_the_order_is_wrong_of(tags: list[TaggedRelease], lineage: Lineage, message: str) -> None:
    (found,) = out_of_order(tags, lineage)
    assert f"{found.finding.severity} {said([found])[0]}" == message


@pytest.mark.parametrize(
    "name",
    [
        "develop", "feat/x", "fix-1", "release-notes", "release/next", "fix-registry-issue-42",
        "v", "1", "maintainers", "stable", "2.x-fixes", "gh-readonly-queue/main/pr-5-d413f6920a",
    ],
)  # fmt: skip
def test_not_a_maintenance_branch(name: str) -> None:
    assert not is_maintenance_branch(name)


@pytest.mark.parametrize(
    "name",
    [
        "1.x", "v1.x", "1.2.x", "v2", "1.4", "v1.4", "release/1.x", "release-1.2", "releases/v3",
        "coder/git-clone/1.x", "git-clone-2.x", "maint-1", "maintenance/git-clone", "stable/2",
        "support/1.x",
    ],
)  # fmt: skip
def test_a_maintenance_branch(name: str) -> None:
    assert is_maintenance_branch(name)


def test_only_a_commit_that_no_branch_keeps_is_off() -> None:
    lineage = Lineage(kept=frozenset({"1.0.0"}))
    assert said(off_branch(releases("1.0.0", "1.0.1"), lineage, "trunk")) == [
        "1.0.1: its commit 1.0.1 is neither on trunk nor on a maintenance branch"
    ]


def test_only_a_tag_that_is_not_annotated_is_lightweight() -> None:
    one, other = releases("1.0.0", "1.0.1")
    found = said(lightweight_tags([one, replace(other, annotated=False)]))
    assert found == ["1.0.1: it is not annotated: nobody signs for it"]


def test_only_a_tag_that_the_remote_has_elsewhere_was_moved() -> None:
    same, moved, missing = releases("1.0.0", "1.0.1", "1.0.2")
    there = {same.tag.name: same.commit, moved.tag.name: "feedbeef00112233"}
    (found,) = moved_tags([same, moved, missing], "upstream", there)
    assert said([found]) == ["1.0.1: it stands on 1.0.1 here and on feedbeef00 on upstream"]
    assert (found.finding.found, found.finding.expected) == ("feedbeef00112233", "1.0.1")


@pytest.mark.parametrize(
    ("versions", "message"),
    [
        ROW(
            ["1.9.0", "1.10.0"],
            "1.10.0: coder/git-clone has 2 release tags and no folder any more",
            id="several",
        ),
        ROW(["1.0.0"], "1.0.0: coder/git-clone has 1 release tag and no folder any more", id="one"),
    ],
)
def test_a_module_that_is_gone_is_said_at_its_newest_tag(versions: list[str], message: str) -> None:
    assert said([gone_module(releases(*versions))]) == [message]


def test_only_a_tag_without_a_release_misses_it() -> None:
    there, bare, unknown = releases("1.0.0", "1.0.1", "1.0.2")
    release = ExistingRelease(
        there.tag.name, "", "", prerelease=False, latest=False, draft=False, url=""
    )
    standing = [
        Standing(there.tag.name, "1.0.0", release),
        Standing(bare.tag.name, "1.0.1", None),
        Standing(unknown.tag.name, None, None),
    ]
    found = missing_releases([there, bare, unknown], {one.tag: one for one in standing})
    assert said(found) == [
        "1.0.1: the forge has no release for it",
        "1.0.2: the forge has no such tag, and no release",
    ]
