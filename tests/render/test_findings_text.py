"""What a check says on a terminal."""

from __future__ import annotations

from itertools import permutations

import pytest
from msgspec.structs import replace

from release_tool.render.findings_text import findings_text
from release_tool.render.terminal import ANSI, PLAIN, STEERING
from tests.golden_files import assert_golden
from tests.render.hostile import ROWS
from tests.render.runner_log import commands_in
from tests.render.samples import (
    BAD_DAY,
    CHECKED,
    DISAGREES,
    NO_EXAMPLE,
    SKIPPED,
    STALE,
    finding_that_says,
)


def test_a_report_looks_like_this() -> None:
    assert_golden("tests/render/golden/report.txt", findings_text(BAD_DAY, CHECKED, PLAIN))


def test_a_coloured_report_looks_like_this() -> None:
    assert_golden("tests/render/golden/report.ansi", findings_text(BAD_DAY, CHECKED, ANSI))


def test_good_news_is_one_line() -> None:
    assert findings_text([], CHECKED, PLAIN) == "84 modules checked, no drift\n"


def test_the_worst_file_comes_last() -> None:
    report = findings_text([DISAGREES, SKIPPED, STALE], CHECKED, PLAIN)
    assert report.index("notice") < report.index("warning[") < report.index("error[")


def test_files_that_are_equally_bad_come_by_name() -> None:
    findings = [replace(DISAGREES, file=name) for name in ("b.md", "a.md", "c.md")]
    report = findings_text(findings, CHECKED, PLAIN)
    assert report.index("a.md") < report.index("b.md") < report.index("c.md")


def test_a_file_is_gone_through_from_its_top() -> None:
    warning = replace(SKIPPED, file=NO_EXAMPLE.file, line=3)
    error = replace(NO_EXAMPLE, line=20)
    report = findings_text([error, warning], CHECKED, PLAIN)
    assert report.index("warning[") < report.index("error[")


def test_the_order_of_the_findings_changes_nothing() -> None:
    reports = {findings_text(order, CHECKED, PLAIN) for order in permutations(BAD_DAY)}
    assert len(reports) == 1


@pytest.mark.parametrize("text", ROWS)
def test_text_begins_no_line_and_steers_nothing(text: str) -> None:
    report = findings_text([finding_that_says(text)], CHECKED, PLAIN)
    assert len(report.splitlines()) == 5
    assert STEERING.findall(report.replace("\n", "")) == []
    assert commands_in(report) == []
