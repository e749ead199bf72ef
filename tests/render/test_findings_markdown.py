"""A comment on a pull request says what is wrong, and nobody else's text does anything in it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from release_tool.domain.findings import Severity
from release_tool.render.findings_markdown import LIMIT, findings_markdown
from release_tool.render.markdown_text import code_block, code_span
from release_tool.render.terminal import visible
from tests.golden_files import assert_golden
from tests.render.github_page import page_of
from tests.render.hostile import ROWS
from tests.render.samples import BAD_DAY, CHECKED, DISAGREES, STALE, finding_that_says

FIX = ("release bump coder/git-clone patch", "release bump coder/zed minor")


def test_a_comment_looks_like_this() -> None:
    assert_golden(
        "tests/render/golden/comment.md", findings_markdown(BAD_DAY, CHECKED, "release-check", FIX)
    )


def test_a_comment_on_a_clean_pull_request_looks_like_this() -> None:
    assert_golden(
        "tests/render/golden/comment_clean.md", findings_markdown([], CHECKED, "release-check", FIX)
    )


def test_without_a_marker_and_a_fix_there_is_neither() -> None:
    page = page_of(findings_markdown([STALE], CHECKED))
    assert page.comments == []
    assert "pre" not in page.tags


def test_the_marker_is_hidden() -> None:
    page = page_of(findings_markdown([], CHECKED, "release-check"))
    assert page.comments == ["release-check"]
    assert "release-check" not in page.text


@pytest.mark.parametrize("marker", ["a --> b", "a>", "a--b", "a\nb"])
def test_a_marker_that_could_end_its_comment_is_refused(marker: str) -> None:
    with pytest.raises(ValueError, match="not a marker"):
        findings_markdown([], CHECKED, marker)


@pytest.mark.parametrize("text", ROWS)
def test_text_becomes_no_element_link_mention_or_item(text: str) -> None:
    page = page_of(findings_markdown([finding_that_says(text)], CHECKED, "mark", [text]))
    own = {"h3", "ul", "li", "strong", "code", "br", "p", "pre", "span"}
    assert set(page.tags) <= own
    assert page.tags.count("h3") == page.tags.count("li") == page.tags.count("ul") == 1
    assert page.tags.count("pre") == 1
    assert page.comments == ["mark"]
    assert page.linked == []


@pytest.mark.parametrize("text", ROWS)
def test_what_was_found_can_be_read_as_it_is(text: str) -> None:
    assert visible(text) in page_of(findings_markdown([finding_that_says(text)], CHECKED)).code


@example(" ")
@example(" a ")
@example("`")
@example("a`` ```b")
@given(st.text(min_size=1))
def test_any_text_as_code_reads_as_that_text(text: str) -> None:
    page = page_of(f"before {code_span(text)} after")
    assert page.tags == ["p", "code"]
    assert page.code == [visible(text)]


@example(["```", "# after", "`````"])
@given(st.lists(st.text(), min_size=1))
def test_any_lines_in_a_block_of_code_read_as_those_lines(lines: list[str]) -> None:
    page = page_of(code_block(lines, "sh"))
    assert page.tags == ["pre", "code"]
    assert page.code == ["".join(f"{visible(line)}\n" for line in lines)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a sentence of the usual length", id="a usual sentence"),
        pytest.param("$" * 5_000, id="a text of which every character needs fifteen"),
        pytest.param("\U000e0041" * 5_000, id="a text that is all escapes"),
        pytest.param("`" * 5_000, id="a text that needs a long fence"),
    ],
)
def test_a_comment_is_cut_between_findings_and_counts_the_rest(text: str) -> None:
    findings = [replace(finding_that_says(text), line=line) for line in range(1, 1_001)]
    comment = findings_markdown(findings, CHECKED, "mark", [text] * 100)
    page = page_of(comment)
    shown = page.tags.count("li")
    assert LIMIT * 2 // 3 < len(comment) <= LIMIT
    assert f"and {1_000 - shown} more findings" in page.text
    assert "and 80 more commands" in page.text


def test_a_comment_that_fits_to_the_character_is_not_cut() -> None:
    finding = replace(DISAGREES, help="")
    two, three = (len(findings_markdown([finding] * number, CHECKED)) for number in (2, 3))
    others = [finding] * ((LIMIT - two) // (three - two))
    space = LIMIT - len(findings_markdown([finding, *others], CHECKED))
    fitting = replace(finding, message=finding.message + "x" * space)
    longer = replace(fitting, message=f"{fitting.message}x")
    exact = findings_markdown([fitting, *others], CHECKED)
    assert len(exact) == LIMIT
    assert "more finding" not in exact
    assert "and 1 more finding:" in findings_markdown([longer, *others], CHECKED)


def test_the_findings_that_are_cut_are_the_mildest() -> None:
    many = [replace(STALE, line=line) for line in range(1, 1_001)]
    comment = findings_markdown([*many, DISAGREES], CHECKED)
    assert page_of(comment).text.index("error") < page_of(comment).text.index("notice")
    assert "pins-disagree" in comment


@pytest.mark.parametrize("severity", Severity)
def test_the_headline_shows_how_bad_it_is(severity: Severity) -> None:
    sign = {"error": "❌", "warning": "⚠️", "notice": "💡"}[severity]
    assert findings_markdown([STALE.at(severity)], CHECKED).startswith(f"### {sign} 1 {severity}")
