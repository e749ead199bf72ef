"""Headings: one title first, then levels that go down one at a time."""

from __future__ import annotations

import pytest

from release_tool.lint.subjects import Kind
from tests.lint.pages import FENCE, SECTION, with_body

SILENT = {
    "levels may go up by any number": "## A\n\n### B\n\n#### C\n\n## D\n",
    "a hash in code is no heading": "```sh\n#!/bin/sh\n# comment\n#none\n```\n",
    "a hash in a fence of tildes is no heading": "~~~\n#none\n# one\n~~~\n",
    "a hash in a fence within a fence is no heading": "````md\n```\n# a\n```\n#b\n````\n",
    "a hash in indented code is no heading": "text\n\n    # comment\n    #none\n",
    "a hash in a comment is no heading": "<!--\n# hidden\n#none\n-->\n",
    "a hash inside a line is none": "see #12 and C#\n",
    "a hash that is escaped is none": "\\#12 was fixed\n",
    "a heading in a list is not in the outline": "- # item\n- #### other\n",
    "a heading in a quote is not in the outline": "> # said\n",
    "a heading may have closing hashes": "## A ##\n",
    "an underlined heading counts as its level": "A\n---\n\n### B\n",
    "a tab may follow the hashes": "##\tA\n",
}


@pytest.mark.parametrize("more", SILENT.values(), ids=SILENT)
def test_good_headings_are_passed_over(more: str) -> None:
    assert with_body(f"{SECTION}\n{more}").rules == []


FOUND = {
    "no title at all": ("text\n", "h1-first"),
    "a title at level 2": ("## A\n\ntext\n", "h1-first"),
    "an underlined title": (f"A\n===\n\ntext\n\n{FENCE}", "h1-first"),
    "text before the title": (f"text\n\n{SECTION}", "h1-first"),
    "a title without its space": (f"#A\n\ntext\n\n{FENCE}", "h1-first"),
    "two titles": (f"{SECTION}\n# B\n", "h1-repeated"),
    "a second title in the underlined form": (f"{SECTION}\nB\n===\n", "h1-repeated"),
    "a level that is passed over": (f"{SECTION}\n### B\n", "heading-skipped"),
    "two levels that are passed over": (f"{SECTION}\n## B\n\n##### C\n", "heading-skipped"),
    "a level that an underlined heading precedes": (
        f"{SECTION}\nB\n---\n\n#### C\n",
        "heading-skipped",
    ),
    "no space after the hashes": (f"{SECTION}\n##B\n", "heading-malformed"),
    "a number after the hash": (f"{SECTION}\n#12 was fixed\n", "heading-malformed"),
    "seven hashes": (f"{SECTION}\n####### B\n", "heading-malformed"),
    "nothing after the hashes": (f"{SECTION}\n##\n", "heading-malformed"),
}


@pytest.mark.parametrize(("body", "rule"), FOUND.values(), ids=FOUND)
def test_a_wrong_heading_is_found(body: str, rule: str) -> None:
    assert rule in with_body(body).rules


def test_a_level_that_was_passed_over_is_reported_once_and_not_for_its_neighbours() -> None:
    found = with_body(f"{SECTION}\n#### B\n\n#### C\n")
    assert found.rules == ["heading-skipped"]


def test_the_place_is_that_of_the_heading() -> None:
    found = with_body(f"{SECTION}\n## B\n\n#### C\n")
    line = found.content[: found.content.index(b"#### C")].count(b"\n") + 1
    assert found.places("heading-skipped") == [(line, 1)]


def test_a_readme_without_a_title_is_told_nothing_about_what_follows_it() -> None:
    assert with_body("## A\n\n![a](main.tf)\n").rules == ["h1-first"]


def test_a_long_title_is_cut_in_the_message() -> None:
    (fault,) = with_body(f"{SECTION}\n# {'long ' * 40}\n").faults
    assert len(fault.message) < 100
    assert fault.message.endswith("…'")


def test_nothing_below_the_frontmatter_is_one_fault() -> None:
    assert with_body("").rules == ["body-missing"]


@pytest.mark.parametrize("kind", [Kind.NAMESPACE, Kind.SKILLS])
def test_profiles_and_skills_may_be_written_as_their_authors_like(kind: Kind) -> None:
    assert with_body("text\n\n### A\n\n# B\n", kind).rules == []


FIXED = {
    "before a word": ("##B\n", "## B\n"),
    "with CRLF": ("##B\r\n", "## B\r\n"),
    "above a blank line": ("##B\n\ntext\n", "## B\n\ntext\n"),
    "above a blank line with CRLF": ("##B\r\n\r\ntext\r\n", "## B\r\n\r\ntext\r\n"),
    "at the end of the file": ("##B", "## B"),
}


@pytest.mark.parametrize(("before", "after"), FIXED.values(), ids=FIXED)
def test_the_missing_space_is_put_in(before: str, after: str) -> None:
    found = with_body(f"{SECTION}\n{before}")
    assert found.fixed == found.content[: -len(before.encode())] + after.encode()


NOT_FIXED = {
    "a number, which may be that of an issue": "#12 was fixed\n",
    "a line in the middle of a paragraph": "this goes\n#on and on\n",
    "the first line of a paragraph": "#on and on\nthis goes\n",
    "a shebang": "#!/bin/sh\n",
    "too many hashes": "#######B\n",
}


@pytest.mark.parametrize("line", NOT_FIXED.values(), ids=NOT_FIXED)
def test_what_may_be_text_is_left_to_a_person(line: str) -> None:
    found = with_body(f"{SECTION}\n{line}")
    assert found.rules == ["heading-malformed"]
    assert found.fixed == found.content
