"""The reader of usage examples, first on all that must be left alone."""

from __future__ import annotations

import multiprocessing
import os

import pytest

from release_tool.adapters.readme_reader import read_readme, reading
from release_tool.errors import WorldError
from tests.readme_marks import BLOCK, SOURCE, found, own_pins, tf, unmarked
from tests.readme_rows import (
    COMMENTED_OUT,
    LOOK_ALIKES,
    NO_OWN_PIN,
    NOT_A_PIN,
    NOT_IN_A_FENCE,
    OTHER_FENCES,
    ROW,
    UNREADABLE,
    VERSION,
)

_PROCESSES = pytest.mark.skipif(os.cpu_count() == 1, reason="one processor reads alone")


@pytest.mark.parametrize("text", NO_OWN_PIN)
def test_no_own_pin_is_found_in(text: str) -> None:
    assert own_pins(text.encode()) == []
    assert own_pins(text.replace("\n", "\r\n").encode()) == []


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_the_own_pin_is_found_and_not(text: str) -> None:
    content, marked = unmarked(text)
    assert len(marked) == 1
    assert found(content) == marked


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_cannot_be_read_is_said_to_be(text: str) -> None:
    (fence,) = read_readme("README.md", text.encode()).unreadable
    assert SOURCE in fence.text


@pytest.mark.parametrize("text", [*NOT_IN_A_FENCE, *OTHER_FENCES, *COMMENTED_OUT, *NOT_A_PIN])
def test_what_is_no_example_is_not_called_unreadable(text: str) -> None:
    assert read_readme("README.md", text.encode()).unreadable == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ROW("# x\n\n" + tf("module {"), (3, 1), id="a fence, at its opening mark"),
        ROW("\ufeff" + tf("module {"), (1, 1), id="a fence right behind a byte-order mark"),
        ROW("> - a\n> \n>   " + tf("module {").replace("\n", "\n>   "), (3, 5), id="a moved fence"),
        ROW(tf("# é\n" + BLOCK.replace("}", VERSION + "}")), (3, 1), id="a block, at its keyword"),
    ],
)
def test_the_place_of_what_cannot_be_read_is_that_of(text: str, place: tuple[int, int]) -> None:
    (fence,) = read_readme("README.md", text.encode()).unreadable
    assert (fence.line, fence.column) == place


@_PROCESSES
def test_many_are_read_by_other_processes_as_one_is_read() -> None:
    contents = {f"{number}/README.md": f"{number}\n{tf(BLOCK)}".encode() for number in range(700)}
    contents["none/README.md"] = b""
    contents["torn/README.md"] = tf("module {").encode()
    with reading(contents) as read:
        assert multiprocessing.active_children()
        assert read() == {path: read_readme(path, content) for path, content in contents.items()}
    assert not multiprocessing.active_children()


@_PROCESSES
def test_a_reading_process_that_is_killed_is_told() -> None:
    long = (tf(BLOCK) * 300).encode()
    with pytest.raises(WorldError, match="was killed"):
        _killed_while_reading({f"{number}/README.md": long for number in range(700)})


def _killed_while_reading(contents: dict[str, bytes]) -> None:
    with reading(contents) as read:
        for process in multiprocessing.active_children():
            process.kill()
        read()
