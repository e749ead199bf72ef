"""Columns stand straight, whatever is in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from release_tool.render.table import Align, Cell, Column, aligned, table, width
from release_tool.render.terminal import ANSI, PLAIN, STEERING, Style
from tests.golden_files import assert_golden

COLUMNS = (Column("module"), Column("declared", Align.RIGHT), Column("state"))
ROWS = (
    ("coder/git-clone", "1.0.10", Cell("drifted", Style.ERROR)),
    ("coder/zed", Cell("10.0.0-rc.1", Style.STRONG), Cell("released", Style.GOOD)),
    ("日本/端末", "2.0.0", ""),
    ("jo\u0308rg/e\u0301cran", "", "unversioned"),
)


def test_a_table_looks_like_this() -> None:
    assert_golden("tests/render/golden/table.txt", table(COLUMNS, ROWS, PLAIN))


def test_a_coloured_table_looks_like_this() -> None:
    assert_golden("tests/render/golden/table.ansi", table(COLUMNS, ROWS, ANSI))


def test_a_table_without_rows_is_its_header() -> None:
    assert table(COLUMNS, [], PLAIN) == "module  declared  state\n"


def test_no_rows_are_no_lines() -> None:
    assert aligned([], [Align.LEFT], PLAIN) == []


def test_no_line_ends_in_spaces() -> None:
    lines = aligned([("long enough", "x"), ("short", "")], [Align.LEFT] * 2, PLAIN)
    assert lines == ["long enough  x", "short"]


def test_a_row_with_a_cell_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        table(COLUMNS, [("a", "b", "c"), ("a", "b")], PLAIN)


def test_a_cell_stays_in_its_line() -> None:
    assert table(COLUMNS, [("a\nb", "\x1b[2J", "c\td")], PLAIN).splitlines()[1:] == [
        r"a\nb     \x1b[2J  c\td",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("plain", 5, id="ASCII"),
        pytest.param("Jörg", 4, id="accents in one character"),
        pytest.param("Jo\u0308rg", 4, id="accents that combine"),
        pytest.param("日本", 4, id="East Asian wide"),
        pytest.param("Ａ", 2, id="full width"),  # noqa: RUF001  the wide letter is the point
        pytest.param("ｱ", 1, id="half width"),
        pytest.param("🎉", 2, id="an emoji"),
        pytest.param("👩\u200d💻", 2, id="two emoji joined into one"),
    ],
)
def test_width_is_what_a_terminal_shows(text: str, expected: int) -> None:
    assert width(text) == expected


# A joiner at a cell's end would join the padding, in the eyes of what measures the line here.
CELLS = st.text(st.characters(exclude_characters="\u200d"))


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1))
def test_the_second_column_begins_at_the_same_place_in_every_row(
    rows: list[tuple[str, str]],
) -> None:
    lines = aligned([(*row, "|") for row in rows], [Align.LEFT, Align.RIGHT, Align.LEFT], PLAIN)
    assert len({width(line) for line in lines}) == 1
    assert all(STEERING.search(line) is None for line in lines)
