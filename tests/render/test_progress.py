"""The line that says what goes on."""

from __future__ import annotations

import pytest

from release_tool.activity import Activity
from release_tool.render.progress import progress_line
from release_tool.render.table import width
from release_tool.render.terminal import ANSI, PLAIN


def activity(what: str, done: int = 0, total: int = 0) -> Activity:
    made = Activity(what, total)
    made.done = done
    return made


@pytest.mark.parametrize(
    ("under_way", "seconds", "line"),
    [
        pytest.param([], 1, "working (1 s)", id="nobody says anything"),
        pytest.param([activity("reading")], 59, "reading (59 s)", id="nothing is counted"),
        pytest.param([activity("reading", 0, 9)], 1, "reading (1 s)", id="none is begun"),
        pytest.param([activity("reading", 12_500)], 1, "reading, 12,500 (1 s)", id="so far"),
        pytest.param(
            [activity("reading", 34, 2_000)], 65, "reading, 34 of 2,000 (1 min 5 s)", id="of all"
        ),
        pytest.param(
            [activity("publishing", 3, 12), activity("asking GitHub")],
            2,
            "publishing, 3 of 12: asking GitHub (2 s)",
            id="one inside the other",
        ),
        pytest.param(
            [activity("tag \x1b]0;x\x07\nv1")],
            1,
            r"tag \x1b]0;x\x07\nv1 (1 s)",
            id="text that would steer the terminal",
        ),
    ],
)
def test_it_says_what_goes_on_and_how_long(
    under_way: list[Activity], seconds: int, line: str
) -> None:
    assert progress_line(under_way, seconds, 80, PLAIN) == line


@pytest.mark.parametrize("what", ["tag " * 40, "標籤" * 40, "e\N{COMBINING ACUTE ACCENT}" * 99])
@pytest.mark.parametrize("columns", [20, 41, 80])
def test_it_never_fills_the_terminal_and_keeps_its_end(what: str, columns: int) -> None:
    line = progress_line([activity(what)], 7, columns, PLAIN)
    assert columns - 3 <= width(line) < columns
    assert line.endswith(" (7 s)")


@pytest.mark.parametrize("columns", [0, 1, 2, 6])
def test_a_terminal_without_room_gets_what_fits(columns: int) -> None:
    assert width(progress_line([activity("reading")], 100, columns, PLAIN)) <= max(0, columns - 1)


def test_it_is_quiet_where_there_are_colours() -> None:
    assert progress_line([], 1, 80, ANSI) == "\x1b[2mworking (1 s)\x1b[0m"
