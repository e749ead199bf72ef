"""Sentences about findings."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from release_tool.domain.findings import Finding, Severity
from release_tool.domain.modules import ModuleId
from release_tool.render.wording import (
    Checked,
    contrast_of,
    counted,
    headline,
    in_full,
    place_of,
    with_help_once,
)
from tests.render.samples import BAD_DAY, DISAGREES, NO_EXAMPLE, SKIPPED, STALE

LINT = replace(DISAGREES, module=None)


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        pytest.param((), "84 modules checked, no drift", id="nothing"),
        pytest.param((DISAGREES,), "1 error in 1 module", id="one"),
        pytest.param((STALE, SKIPPED), "1 warning, 1 notice in 2 modules", id="the worst first"),
        pytest.param((DISAGREES,) * 3, "3 errors in 1 module", id="several in one module"),
        pytest.param((LINT, SKIPPED), "1 error, 1 warning in 2 files", id="one of no module"),
        pytest.param((replace(LINT, file=""),), "1 error", id="one of no module and no file"),
    ],
)
def test_the_headline_counts_levels_and_where_they_are(
    findings: tuple[Finding, ...], expected: str
) -> None:
    assert headline(findings, Checked(84)) == expected


def test_the_good_news_names_what_was_checked_for_what() -> None:
    assert str(Checked(1, "file", "problem")) == "1 file checked, no problem"


@pytest.mark.parametrize(
    ("count", "expected"), [(0, "0 modules"), (1, "1 module"), (2, "2 modules")]
)
def test_only_one_is_singular(count: int, expected: str) -> None:
    assert counted(count, "module") == expected


@pytest.mark.parametrize(
    ("finding", "expected"),
    [
        pytest.param(replace(DISAGREES, file="a.md"), "a.md:17:14", id="a column"),
        pytest.param(replace(DISAGREES, file="a.md", column=0), "a.md:17", id="a line"),
        pytest.param(replace(DISAGREES, file="a.md", line=0), "a.md", id="a column of no line"),
        pytest.param(replace(NO_EXAMPLE, file=""), "coder/zed", id="a module without a file"),
        pytest.param(replace(NO_EXAMPLE, file="", module=None), "repository", id="neither"),
        pytest.param(
            replace(NO_EXAMPLE, file="", module=ModuleId("", "zed")), "zed", id="no namespace"
        ),
    ],
)
def test_a_place_is_as_exact_as_it_is_known(finding: Finding, expected: str) -> None:
    assert place_of(finding) == expected


def test_a_contrast_leaves_out_what_there_is_not() -> None:
    assert contrast_of(NO_EXAMPLE) == ()
    assert contrast_of(replace(DISAGREES, expected="")) == (("found", "1.0.9"),)
    assert contrast_of(DISAGREES) == (("found", "1.0.9"), ("expected", "1.0.10"))


def test_a_finding_in_full_has_no_empty_lines() -> None:
    assert in_full(NO_EXAMPLE) == (NO_EXAMPLE.message,)
    assert in_full(DISAGREES) == (
        DISAGREES.message,
        "found 1.0.9, expected 1.0.10",
        DISAGREES.help,
    )


def test_findings_of_a_file_share_the_help_that_follows_them() -> None:
    elsewhere = replace(DISAGREES, file="other.md")
    helps = [text for _, text in with_help_once([DISAGREES, DISAGREES, elsewhere, SKIPPED])]
    assert helps == ["", DISAGREES.help, DISAGREES.help, SKIPPED.help]


def test_no_finding_is_lost_on_the_way_to_its_help() -> None:
    assert tuple(finding for finding, _ in with_help_once(BAD_DAY)) == BAD_DAY


def test_every_level_has_its_word() -> None:
    all_levels = [STALE.at(severity) for severity in Severity]
    assert headline(all_levels, Checked(1)) == "1 error, 1 warning, 1 notice in 1 module"
