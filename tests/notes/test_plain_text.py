"""Text of commits is one line that shows what it says."""

from __future__ import annotations

import pytest
from hypothesis import given

from release_tool.notes.plain_text import plain
from release_tool.render.terminal import STEERING
from tests.notes.hostile import TEXT


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("add a [32m variable", id="brackets and digits that no escape precedes"),
        pytest.param("हिमांशु fixes ケイラ's naïve test", id="letters of several scripts"),
        pytest.param(
            "family \N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}", id="an emoji made with joiners"
        ),
        pytest.param("a `code` <b> \\ & @ada #12", id="what only Markdown would mind"),
    ],
)
def test_plain_text_stays(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("add \x1b[32m\x1b[1mSuccess!\x1b[0m done", "add Success! done", id="colours"),
        pytest.param("a \x1b]8;;http://x.example\x07b\x1b]8;;\x1b\\", "a b", id="terminal links"),
        pytest.param("a \x9b31mb", "a b", id="an escape sequence in eight-bit characters"),
        pytest.param("a \x1b]0;title", "a ]0;title", id="an escape sequence that never ends"),
        pytest.param("a\nb\r\nc\x0bd\u2028e", "a b c d e", id="line ends of every kind"),
        pytest.param("  a \t b  ", "a b", id="white space around and between"),
        pytest.param("abc\u202egpj.exe\u2066", "abcgpj.exe", id="directions of writing"),
        pytest.param("a\u200bb\ufeffc\x00d\U000e0041", "abcd", id="what nobody sees"),
    ],
)
def test_what_acts_or_hides_is_taken_out(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(TEXT)
def test_plain_text_is_plain_already(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(TEXT)
def test_nothing_in_plain_text_steers_a_terminal(text: str) -> None:
    assert not STEERING.search(plain(text))
