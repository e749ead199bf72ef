"""Reading YAML: plain values, the place of each, and what is refused."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from release_tool.adapters.yaml_documents import DEEPEST, LONGEST, MOST_VALUES, read
from release_tool.domain.documents import Place
from release_tool.errors import ConfigurationError

if TYPE_CHECKING:
    from release_tool.domain.documents import Path, Plain


def refusal(content: bytes) -> ConfigurationError:
    with pytest.raises(ConfigurationError) as caught:
        read(content, "release.yaml")
    return caught.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("", None, id="an empty file says nothing"),
        pytest.param("# only a comment\n", None, id="a comment says nothing"),
        pytest.param("---\n", None, id="a document start says nothing"),
        pytest.param("a: 1", {"a": 1}, id="a missing last newline changes nothing"),
        pytest.param("\ufeffa: 1\n", {"a": 1}, id="a byte-order mark is no part of the first key"),
        pytest.param("a: 1\r\nb: x\r\n", {"a": 1, "b": "x"}, id="line ends may be CRLF"),
        pytest.param("a: off\nb: Yes\n", {"a": "off", "b": "Yes"}, id="off and yes are text"),
        pytest.param("a: 2026-01-02", {"a": "2026-01-02"}, id="a date is text"),
        pytest.param("a: 1.2.3", {"a": "1.2.3"}, id="a version is text"),
        pytest.param("a: 1_000", {"a": "1_000"}, id="a number with underscores is text"),
        pytest.param("a: '1'\nb: \"x\\ty\"", {"a": "1", "b": "x\ty"}, id="what is quoted is text"),
        pytest.param("a: !!str 1\nb: ! 2", {"a": "1", "b": "2"}, id="a text tag makes text"),
        pytest.param("1: a\ntrue: b", {"1": "a", "true": "b"}, id="keys are text"),
        pytest.param(
            "a: -5\nb: 0x1F\nc: 0o17\nd: 1.5e3\ne: .5\nf: -.inf",
            {"a": -5, "b": 31, "c": 15, "d": 1500.0, "e": 0.5, "f": float("-inf")},
            id="numbers are numbers",
        ),
        pytest.param(
            "a: true\nb: FALSE\nc: ~\nd:\ne: null",
            {"a": True, "b": False, "c": None, "d": None, "e": None},
            id="truth and nothing have their few words",
        ),
        pytest.param(
            "a: |\n  x\n  y\nb: >-\n  x\n  y\n",
            {"a": "x\ny\n", "b": "x y"},
            id="text in blocks is read as YAML says",
        ),
        pytest.param(
            "a: &one {k: [1, 2]}\nb: *one\n",
            {"a": {"k": [1, 2]}, "b": {"k": [1, 2]}},
            id="an alias repeats a value",
        ),
        pytest.param("<<: {a: 1}", {"<<": {"a": 1}}, id="a merge key is a key like any other"),
    ],
)
def test_a_document_becomes_plain_values(text: str, value: Plain) -> None:
    assert read(text.encode(), "f").value == value


@pytest.mark.parametrize(
    ("content", "line", "column", "message"),
    [
        pytest.param(b"a: 1\na: 2\n", 2, 1, "duplicate key 'a'", id="a key that is there already"),
        pytest.param(
            b"a: {b: 1, b: 2}", 1, 11, "duplicate key 'b'", id="a key twice in one pair of braces"
        ),
        pytest.param(
            b"a: [1\nb: 2\n", 2, 2, "expected ',' or ']'", id="a bracket that is not closed"
        ),
        pytest.param(b"a:\n\tb: 1\n", 2, 1, "cannot start any token", id="a tab that indents"),
        pytest.param(b"a: 1\n  b: 2\n", 2, 4, "mapping values", id="a key that is too far right"),
        pytest.param(b"a: @x\n", 1, 4, "cannot start", id="a character that YAML reserves"),
        pytest.param(
            "é: 1\nü: ".encode() + b"\xff\n", 2, 4, "not UTF-8", id="a byte that is not UTF-8"
        ),
        pytest.param("a: 1\n".encode("utf-16"), 1, 1, "not UTF-8", id="a file in another encoding"),
        pytest.param(b"a: 1\nb: \x00\n", 2, 4, "U+0000", id="a control character"),
        pytest.param(
            b"a: !!python/name:os.system x\n", 1, 4, "python/name", id="a tag that names code"
        ),
        pytest.param(
            b"- !!python/object/apply:os.system [ls]\n", 1, 3, "python", id="a tag that calls code"
        ),
        pytest.param(b"!x a: 1\n", 1, 1, "tag '!x'", id="a tag on a key"),
        pytest.param(b"a: !!int foo\n", 1, 4, "tag '!!int'", id="a tag that asks for a number"),
        pytest.param(b"a: !!set {b}\n", 1, 4, "tag '!!set'", id="a tag that asks for a set"),
        pytest.param(b"a: 1\n---\nb: 1\n", 2, 1, "second document", id="a second document"),
        pytest.param(b"? [a]\n: 1\n", 1, 3, "plain text", id="a key that is a list"),
        pytest.param(b"a: 1\nb: *c\n", 2, 4, "no anchor 'c'", id="an alias of nothing"),
        pytest.param(b"a: &x [*x]\n", 1, 8, "no anchor 'x'", id="an alias of itself"),
    ],
)
def test_what_is_wrong_is_refused_where_it_stands(
    content: bytes, line: int, column: int, message: str
) -> None:
    error = refusal(content)

    assert (error.line, error.column) == (line, column)
    assert message in error.message
    assert error.message.startswith(f"release.yaml:{line}:{column}: ")


def test_a_tab_is_explained() -> None:
    assert "spaces" in refusal(b"a:\n\tb: 1\n").hint


def test_a_duplicate_key_names_the_line_of_the_first() -> None:
    assert refusal(b"a: 1\nb: 2\na: 3\n").hint == "the first one is in line 1"


def test_aliases_that_multiply_are_bounded() -> None:
    rows = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    rows += [f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in pairwise("abcdef")]

    error = refusal("\n".join(rows).encode())

    assert f"more than {MOST_VALUES} values" in error.message
    assert error.line == 5


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[" * 100_000, id="brackets that are never closed"),
        pytest.param("- " * 5_000 + "x", id="dashes on one line"),
        pytest.param("".join(f"{' ' * n}a:\n" for n in range(300)), id="keys below keys"),
    ],
)
def test_depth_is_bounded(text: str) -> None:
    assert f"more than {DEEPEST} deep" in refusal(text.encode()).message


def test_a_document_just_within_the_depth_is_read() -> None:
    document = read(("[" * DEEPEST + "x" + "]" * DEEPEST).encode(), "f")

    assert document.at((0,) * DEEPEST) == "x"


def test_size_is_bounded() -> None:
    assert "KiB" in refusal(b"# " + b"x" * LONGEST).message


@pytest.mark.parametrize(
    ("path", "place"),
    [
        pytest.param((), Place(2, 1), id="the document"),
        pytest.param(("rules", 0, "why"), Place(4, 11), id="a value in braces"),
        pytest.param(("rules", 1), Place(5, 5), id="an item of a list"),
        pytest.param(("ü",), Place(6, 6), id="a value after characters of several bytes"),
        pytest.param(("empty",), Place(7, 1), id="a missing value is at its key"),
        pytest.param(
            ("rules", 1, "lost"), Place(5, 5), id="what is not there is at what is round it"
        ),
        pytest.param(("list", 0), Place(10, 3), id="a missing item is at its dash"),
        pytest.param(("copy", 0), Place(8, 7), id="what an alias repeats is at the alias"),
    ],
)
def test_every_value_knows_its_place(path: Path, place: Place) -> None:
    text = (
        "# c\nrules:\n  # c\n  - {why: x}\n  - &two [y]\nü:   1\nempty:\ncopy: *two\nlist:\n  -\n"
    )

    assert read(text.encode(), "f").place_of(path) == place


def test_a_key_knows_its_place() -> None:
    document = read(b"a:\n  - b: 1\n    c: 2\n", "f")

    assert document.place_of_key(("a", 0, "c")) == Place(3, 5)


@settings(deadline=None)
@given(st.text(st.sampled_from("ab:-?,[]{}#&*!|>'\"%@` \n\t~0.<=_\r\x85\ufeff"), max_size=40))
def test_any_text_is_read_or_refused_at_a_place(text: str) -> None:
    try:
        place = read(text.encode(), "f").place_of(())
    except ConfigurationError as error:
        place = Place(error.line, error.column)

    assert min(place.line, place.column) >= 1
