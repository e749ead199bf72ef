"""Changing YAML that a person wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from release_tool.adapters.yaml_changes import changed, write
from release_tool.adapters.yaml_documents import read
from release_tool.errors import ConfigurationError

if TYPE_CHECKING:
    from release_tool.domain.documents import Path, Plain

ITEM: Plain = {"rule": "output-removed", "reason": "nobody: read it # ever"}


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        pytest.param("a: 1  # c\n", ("a",), 1, id="a number that is there already"),
        pytest.param("a:   'x'\n", ("a",), "x", id="a text in other quotes"),
        pytest.param("a: {b: [1,2 ]}\n", ("a",), {"b": [1, 2]}, id="a mapping in another style"),
        pytest.param("a: &x [1]\nb: *x\n", ("b", 0), 1, id="a value that an alias says"),
    ],
)
def test_what_is_said_already_changes_nothing(text: str, path: Path, value: Plain) -> None:
    assert changed(text.encode(), {path: value}, "f") == text.encode()


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        pytest.param(
            "a: 1   # one\nb: 2\n", ("a",), 3, "a: 3   # one\nb: 2\n", id="a number is replaced"
        ),
        pytest.param(
            "a: 'x'\r\nb: 2\r\n", ("c",), [1], "a: 'x'\r\nb: 2\r\nc:\r\n  - 1\r\n", id="CRLF stays"
        ),
        pytest.param("\ufeffa: 1", ("b",), 2, "\ufeffa: 1\nb: 2", id="a byte-order mark stays"),
        pytest.param("a: 1\n", ("a",), True, "a: true\n", id="true is another value than 1"),
        pytest.param(
            "a:  # none\nb: 1\n", ("a",), 2, "a: 2  # none\nb: 1\n", id="nothing is filled"
        ),
        pytest.param("", ("a", "b", 0), 1, "a:\n  b:\n    - 1\n", id="an empty file is begun"),
        pytest.param("# c\n", ("a",), 1, "# c\na: 1\n", id="comments above come first"),
        pytest.param(
            "a:\n# lead\n- x   # first\n\n# tail\nb: 1\n",
            ("a", 1),
            ITEM,
            "a:\n# lead\n- x   # first\n- rule: output-removed\n"
            '  reason: "nobody: read it # ever"\n\n# tail\nb: 1\n',
            id="an item goes below the last one, above the comment that follows",
        ),
        pytest.param(
            "a:\n    -   x: |\n          t\n        # c\n\nb: 1\n",
            ("a", 1),
            "y",
            "a:\n    -   x: |\n          t\n    - y\n        # c\n\nb: 1\n",
            id="an item goes below a text in a block, as far right as the others",
        ),
        pytest.param(
            "a: [x, y,  ]  # c\n", ("a", 2), "z: z", 'a: [x, y, "z: z",  ]  # c\n', id="in brackets"
        ),
        pytest.param("a: []  # c\n", ("a", 0), ITEM, None, id="into empty brackets"),
        pytest.param(
            "a:\n- -\n# tail\n", ("a", 0, 1), 1, "a:\n- -\n  - 1\n# tail\n", id="below a bare dash"
        ),
        pytest.param("a: {x: 1}\n", ("a", "y"), [1], "a: {x: 1, y: [1]}\n", id="in braces"),
        pytest.param(
            "a:\n  b: 1\n\n# tail\nc:\n  d: 2\n",
            ("a", "e", "f"),
            1,
            "a:\n  b: 1\n  e:\n    f: 1\n\n# tail\nc:\n  d: 2\n",
            id="a key goes into its mapping with all that is missing on the way",
        ),
    ],
)
def test_only_what_is_new_is_written(
    before: str, path: Path, value: Plain, after: str | None
) -> None:
    content = changed(before.encode(), {path: value}, "f")

    assert read(content, "f").at(path) == value
    if after is not None:
        assert content.decode() == after


@pytest.mark.parametrize(
    ("text", "path"),
    [
        pytest.param("a: &x {k: 1}\nb: *x\n", ("b", "k"), id="inside what an alias repeats"),
        pytest.param("a: &x {k: 1}\nb: *x\n", ("a", "k"), id="inside what has an anchor"),
        pytest.param("a: 1\n", ("a", "b"), id="below a number"),
        pytest.param("a: [1]\n", ("a", 2), id="beyond the end of a list"),
        pytest.param("a: [1]\n", ("a", "b"), id="a key in a list"),
    ],
)
def test_a_change_that_would_change_more_is_refused(text: str, path: Path) -> None:
    with pytest.raises(ConfigurationError):
        changed(text.encode(), {path: 2}, "f")


def test_several_changes_follow_each_other() -> None:
    content = changed(b"a: []\n", {("a", 0): "x", ("a", 1): "y", ("b",): 1}, "f")

    assert read(content, "f").value == {"a": ["x", "y"], "b": 1}


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None)
@given(st.dictionaries(WORDS, VALUES, max_size=4))
def test_what_is_written_is_what_is_read(value: dict[str, Plain]) -> None:
    assert repr(read(write(value), "f").value) == repr(value)


@settings(deadline=None)
@given(st.dictionaries(WORDS, VALUES, min_size=1, max_size=4), WORDS, VALUES)
def test_a_change_is_read_back_and_the_rest_is_untouched(
    before: dict[str, Plain], key: str, value: Plain
) -> None:
    after = read(changed(write(before), {(key,): value}, "f"), "f").value

    assert repr(after) == repr({**before, key: value})
