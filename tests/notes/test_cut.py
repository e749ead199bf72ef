"""A body that is too long for the forge ends after a whole line, with a link to the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from release_tool.notes.cut import cut

FULL = "https://github.com/coder/registry/compare/a...b"
BODY = "## Features\n\n" + "".join(f"- change {number:03}\n" for number in range(40))
ROOM = 120


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("", id="nothing"),
        pytest.param("short\n", id="less than the limit"),
        pytest.param("x" * 200, id="exactly the limit"),
    ],
)
def test_what_fits_stays(body: str) -> None:
    assert cut(body, 200, FULL) == body


def test_whole_lines_stay_and_the_rest_is_counted() -> None:
    text = cut(BODY, 130, FULL)
    assert (
        text
        == f"## Features\n\n- change 000\n- change 001\n\n*38 more in the [full list]({FULL}).*\n"
    )


def test_no_heading_stays_without_its_lines() -> None:
    body = f"- one\n\n## Fixes\n\n- {'x' * ROOM}\n"
    assert cut(body, ROOM, FULL) == f"- one\n\n*1 more in the [full list]({FULL}).*\n"


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        pytest.param("```tf", "```", id="a code fence"),
        pytest.param("~~~~", "~~~~", id="a longer fence"),
        pytest.param("<!-- kept by hand", "-->", id="a comment"),
    ],
)
def test_nothing_is_left_open(opening: str, closing: str) -> None:
    body = f"- one\n{opening}\nx\n{'y' * 200}\n{closing}\n- two\n"
    assert cut(body, ROOM, FULL) == f"- one\n\n*1 more in the [full list]({FULL}).*\n"


def test_a_first_line_that_is_too_long_leaves_only_the_link() -> None:
    assert cut("x" * 500, ROOM, FULL) == f"*The [full list]({FULL}).*\n"


def test_the_link_cannot_be_left_early() -> None:
    text = cut("x" * 500, 200, "https://x.example/a) [b](c)")
    assert text == "*The [full list](https://x.example/a%29%20[b]%28c%29).*\n"


def test_a_limit_without_room_for_the_link_is_refused() -> None:
    with pytest.raises(ValueError, match="no room"):
        cut(BODY, 20, FULL)


@given(st.text("ab`~-# \n<!>", max_size=400), st.integers(ROOM, 300))
def test_the_limit_holds_and_what_stays_is_the_beginning(body: str, limit: int) -> None:
    text = cut(body, limit, FULL)
    assert len(text) <= limit
    kept = text if text == body else text.rpartition("*")[0].rpartition("*")[0].rstrip("\n")
    assert body.startswith(kept)
