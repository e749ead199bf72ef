"""Annotations say what was found, and are all that the runner is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from release_tool.domain.findings import Finding, Severity
from release_tool.render.findings_github import findings_github
from release_tool.render.terminal import visible
from tests.golden_files import assert_golden
from tests.render.hostile import ROWS
from tests.render.runner_log import commands_in
from tests.render.samples import BAD_DAY, DISAGREES, SKIPPED, STALE, finding_that_says


def test_annotations_look_like_this() -> None:
    assert_golden("tests/render/golden/annotations.txt", findings_github(BAD_DAY))


def test_good_news_is_no_annotation() -> None:
    assert findings_github([]) == ""


def test_an_annotation_stands_at_its_line_and_column() -> None:
    (command,) = commands_in(findings_github([DISAGREES]))
    assert command.name == "error"
    assert command.properties == {
        "file": DISAGREES.file,
        "line": "17",
        "col": "14",
        "title": "pins-disagree in coder/git-clone",
    }
    assert command.data.splitlines() == [
        DISAGREES.message,
        "found 1.0.9, expected 1.0.10",
        DISAGREES.help,
    ]


def test_a_place_that_is_not_known_is_left_out() -> None:
    (in_file,) = commands_in(findings_github([replace(DISAGREES, line=0)]))
    (nowhere,) = commands_in(findings_github([replace(DISAGREES, file="", module=None)]))
    assert set(in_file.properties) == {"file", "title"}
    assert nowhere.properties == {"title": "pins-disagree"}


def test_the_worst_come_first() -> None:
    commands = commands_in(findings_github([STALE, SKIPPED, DISAGREES]))
    assert [command.name for command in commands] == ["error", "warning", "notice"]


def test_ten_of_a_level_are_all_shown() -> None:
    commands = commands_in(findings_github([DISAGREES] * 10))
    assert [command.properties["file"] for command in commands] == [DISAGREES.file] * 10


def test_of_more_than_ten_of_a_level_the_tenth_counts_the_rest() -> None:
    findings = [replace(DISAGREES, line=line, file=f"{line % 4}.md") for line in range(1, 13)]
    commands = commands_in(findings_github([*findings, SKIPPED]))
    errors = [command for command in commands if command.name == "error"]
    assert len(errors) == 10
    assert errors[-1].properties == {"title": "3 more errors"}
    assert errors[-1].data == "in 1 file; the text report has them all"
    assert commands[-1].name == "warning"


@pytest.mark.parametrize("text", ROWS)
def test_text_starts_no_command_and_ends_no_property(text: str) -> None:
    (command,) = commands_in(findings_github([finding_that_says(text)]))
    assert command.name == "error"
    assert command.properties["file"] == visible(text)
    assert list(command.properties) == ["file", "line", "col", "title"]
    assert command.data.splitlines()[0] == visible(text)


@given(st.lists(st.builds(finding_that_says, st.text(min_size=1)), max_size=9))
def test_any_findings_make_as_many_commands_and_the_runner_reads_their_text(
    findings: list[Finding],
) -> None:
    commands = commands_in(findings_github(findings))
    assert sorted(command.properties["file"] for command in commands) == sorted(
        visible(finding.file) for finding in findings
    )


@pytest.mark.parametrize("severity", Severity)
def test_every_level_is_a_command_of_github(severity: Severity) -> None:
    (command,) = commands_in(findings_github([DISAGREES.at(severity)]))
    assert command.name in {"error", "warning", "notice"}
    assert command.name == severity
