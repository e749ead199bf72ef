"""Text for a terminal acts on nothing, and stays readable."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from release_tool.render.terminal import ANSI, PLAIN, STEERING, Style, visible, visible_lines
from tests.render.hostile import ROWS
from tests.render.runner_log import commands_in

ANYTHING = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("registry/coder/modules/zed/README.md:17:14", id="a place"),
        pytest.param('version = "~> 1.2" # pinned', id="a line of Terraform"),
        pytest.param(r"C:\temp\x1b", id="backslashes"),
        pytest.param("git::https://host/x.git?ref=v1", id="colons inside"),
        pytest.param("  indented", id="spaces at the start"),
        pytest.param("## [1.0.0]", id="a heading with a link"),
        pytest.param("Jörg 日本語 e\u0301 🎉", id="other scripts, combining marks and emoji"),
        pytest.param("👩\u200d💻 می\u200cخواهم", id="joiners, which scripts and emoji need"),  # noqa: RUF001  Persian
        pytest.param("10\u00a0000", id="a space that does not break"),
    ],
)
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("\x1b[31m", r"\x1b[31m", id="the escape character"),
        pytest.param("\x9b31m", r"\x9b31m", id="the eight-bit form of an escape sequence"),
        pytest.param("a\nb\tc\rd", r"a\nb\tc\rd", id="line ends and tabs"),
        pytest.param("a\x7f\x08", r"a\x7f\x08", id="delete and backspace"),
        pytest.param("a\u202eb", r"a\u202eb", id="a right-to-left override"),
        pytest.param("a\u2028b", r"a\u2028b", id="a line separator"),
        pytest.param("a\U000e0041", r"a\U000e0041", id="a tag character"),
        pytest.param("caf\udce9", r"caf\xe9", id="a byte that is not UTF-8 as that byte"),
        pytest.param("x\ud800", r"x\ud800", id="half a character"),
        pytest.param("::error::x", r"\x3a:error::x", id="a workflow command at the start"),
        pytest.param("  ::error::x", r"  \x3a:error::x", id="one after spaces"),
        pytest.param("x ##[error]y", r"x #\x23[error]y", id="the older form of one, anywhere"),
    ],
)
def test_what_could_act_becomes_an_escape(text: str, expected: str) -> None:
    assert visible(text) == expected


def test_every_control_and_direction_character_there_is_becomes_an_escape() -> None:
    directions = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    acting = [
        character
        for character in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}
        or unicodedata.bidirectional(character) in directions
    ]
    assert [character for character in acting if not STEERING.match(character)] == []


@given(ANYTHING)
def test_nothing_in_any_text_can_act(text: str) -> None:
    assert STEERING.search(visible(text)) is None
    assert commands_in(visible(text)) == []


@given(ANYTHING)
def test_text_that_is_harmless_already_is_not_escaped_again(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize("text", ROWS)
def test_lines_keep_their_breaks_and_tabs_and_nothing_else_that_acts(text: str) -> None:
    block = visible_lines(f"\tone\n{text}")
    assert block.startswith("\tone\n")
    assert STEERING.findall(block.replace("\n", "").replace("\t", "")) == []
    assert commands_in(block) == []


def test_lines_that_are_harmless_stay_as_they_are() -> None:
    assert visible_lines("a\n\tb: c\n\n") == "a\n\tb: c\n\n"


def test_a_colour_ends_where_its_text_ends() -> None:
    assert ANSI.paint(Style.ERROR, "no") == "\x1b[1;31mno\x1b[0m"


def test_the_plain_palette_adds_nothing_in_any_style() -> None:
    assert {PLAIN.paint(style, "text") for style in Style} == {"text"}


def test_text_cannot_end_its_colour() -> None:
    assert ANSI.paint(Style.QUIET, "a\x1b[0mb") == "\x1b[2ma\\x1b[0mb\x1b[0m"


def test_no_text_gets_no_colour() -> None:
    assert ANSI.paint(Style.ERROR, "") == ""
