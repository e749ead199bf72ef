"""Fences of a Markdown file, and the place in the file of every byte of their code."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from release_tool.adapters.markdown import fences
from tests.readme_rows import BLOCKS, FENCES, LOOK_ALIKES, NO_OWN_PIN

ROW = pytest.param
TEXTS = [str(row.values[0]) for row in (*FENCES, *BLOCKS, *LOOK_ALIKES, *NO_OWN_PIN)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ROW("```tf\n\na\n\n\nb\n```\n", "\na\n\n\nb\n", id="blank lines stay"),
        ROW("```tf\n  a\n\tb\n```\n", "  a\n\tb\n", id="indentation stays"),
        ROW("  ```tf\n    a\n b\n  ```\n", "  a\nb\n", id="no more than the mark's goes"),
        ROW("> ```tf\n> a\n>\n> b\n> ```\n", "a\n\nb\n", id="quote marks go"),
        ROW("- x\n\n  ```tf\n  a\n\n    b\n  ```\n", "a\n\n  b\n", id="a list's indentation goes"),
        ROW("```tf\n````\n", "", id="a longer mark closes"),
        ROW("````tf\n```\n````\n", "```\n", id="a shorter mark does not"),
        ROW("```tf\n~~~\n```\n", "~~~\n", id="the other mark does not"),
        ROW("```tf\n    ```\n```\n", "    ```\n", id="a mark that is indented by four does not"),
        ROW("```tf\n``` x\n```\n", "``` x\n", id="a mark with text behind it does not"),
        ROW("```tf\na", "a", id="the end of the file does"),
        ROW("```tf\n\\* &amp; <b>\n```\n", "\\* &amp; <b>\n", id="nothing is unescaped"),
        ROW("```tf\n" + "x" * 70_000 + "\n```\n", "x" * 70_000 + "\n", id="a long line"),
    ],
)
def test_the_code_is_what_stands_between_the_marks(text: str, code: str) -> None:
    (fence,) = fences(text.encode())
    assert (fence.info, fence.code.decode()) == ("tf", code)
    assert text.encode()[fence.start : fence.start + 3] == b"```"


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(TEXTS), max_size=4).map("\n\n".join),
    st.sampled_from(["", "> ", "- ", "\ufeff"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_every_byte_of_the_code_is_the_byte_of_the_file_at_its_place(
    text: str, prefix: str, newline: str
) -> None:
    content = (prefix + text).replace("\n", newline).encode()
    for fence in fences(content):
        places = [fence.offset_in_file(offset) for offset in range(len(fence.code))]
        assert bytes(content[place] for place in places) == fence.code
        assert places == sorted(set(places))


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_at_all_are_read(content: bytes) -> None:
    for fence in fences(b"```\n" + content):
        assert len(fence.pieces) == len(fence.offsets)


def test_thousands_of_fences_are_no_recursion() -> None:
    assert sum(1 for _ in fences(b"```tf\na\n```\n" * 20_000)) == 20_000


@pytest.mark.parametrize(
    "content", [b"> " * 5000 + b"```tf\na\n", b"- " * 5000 + b"```tf\na\n"], ids=["quotes", "lists"]
)
def test_thousands_of_nested_blocks_are_read_to_the_end(content: bytes) -> None:
    list(fences(content))
