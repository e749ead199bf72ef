"""The reader of usage examples: what it finds, and where: bytes, line and column."""

from __future__ import annotations

import pytest

from release_tool.adapters.readme_reader import read_readme
from release_tool.domain.examples import usage_examples
from release_tool.domain.layout import Layout
from tests.readme_marks import BLOCK, HEAD, SOURCE, TAIL, found, moved, own_pins, tf, unmarked
from tests.readme_rows import BLOCKS, FENCES, ROW


@pytest.mark.parametrize("text", [*FENCES, *BLOCKS])
def test_own_pins_are_found_at_their_bytes_line_and_column_in(text: str) -> None:
    content, marked = unmarked(text)
    assert marked
    assert found(content) == marked


@pytest.mark.parametrize("text", [*FENCES, *BLOCKS])
def test_own_pins_are_found_with_carriage_returns_in(text: str) -> None:
    content, marked = unmarked(text.replace("\n", "\r\n"))
    assert found(content) == marked


@pytest.mark.parametrize(
    "expression",
    [
        ROW("var.version", id="a reference"),
        ROW('"${var.version}"', id="an interpolation"),
        ROW('"1.0.0${""}"', id="a text with an interpolation"),
        ROW('"1.0\\u002e0"', id="a text with an escape"),
        ROW('("1.0.0")', id="a text in brackets"),
        ROW('"1.0.0" == "1.0.0"', id="a comparison of two texts"),
        ROW("1.0", id="a number"),
        ROW("1.0.0", id="a version without quotes"),
        ROW("<<EOF\n1.0.0\nEOF", id="a heredoc"),
    ],
)
def test_a_version_that_is_no_plain_text_is_found_whole(expression: str) -> None:
    content, ((_, start, line, column),) = unmarked(
        tf(f"{HEAD}  version = «{expression.rstrip()}»\n{TAIL}")
    )
    (pin,) = own_pins(content)
    assert not pin.literal
    assert (pin.span.start, pin.line, pin.column) == (start, line, column)
    assert content[pin.span.start : pin.span.end].decode().strip() == expression


@pytest.mark.parametrize(
    "content",
    [
        ROW(b"caf\xe9 \xff\xfe\n\n" + tf(BLOCK).encode(), id="Latin-1 above the fence"),
        ROW(tf(BLOCK).encode().replace(b"tf\n", b"tf\n# \xe9\xe8\n"), id="Latin-1 in the fence"),
        ROW(tf("# \ud800\n" + BLOCK).encode("utf-8", "surrogatepass"), id="a lone surrogate"),
        ROW(b"\xf0\x9f\n" + tf(BLOCK).encode(), id="a character that is cut off"),
    ],
)
def test_bytes_that_are_not_utf8_move_nothing(content: bytes) -> None:
    ((text, start, line, _),) = found(content)
    assert (text, start) == (b"1.0.0", content.index(b"1.0.0"))
    assert line == content[:start].count(b"\n") + 1


def test_a_byte_that_is_not_utf8_counts_as_one_column() -> None:
    content = tf(f'module "\xe9\xe9" {{ source = "{SOURCE}"  version = "1" }}\n').encode("latin-1")
    ((_, start, _, column),) = found(content)
    assert column == start - content.rindex(b"\n", 0, start)


def test_blocks_come_in_the_order_of_the_file_with_their_keywords_places() -> None:
    text = f"# é\n\n> {BLOCK}\n" + moved(tf('module "a" {\n}\n\n  module "b" {\n}\n'), "> ")
    blocks = read_readme("README.md", text.encode()).blocks
    first = text[: text.index('module "a"')].count("\n") + 1
    assert [(one.label, one.line, one.column) for one in blocks] == [
        ("a", first, 3),
        ("b", first + 3, 5),
    ]


@pytest.mark.parametrize(
    ("source", "submodule"),
    [
        ROW(SOURCE, "", id="none"),
        ROW(f"{SOURCE}//sub", "sub", id="one"),
        ROW(f"{SOURCE}//a/b", "a/b", id="a nested one"),
    ],
)
def test_an_example_knows_its_submodule(source: str, submodule: str) -> None:
    readme = read_readme("README.md", tf(BLOCK.replace(SOURCE, source)).encode())
    (example,) = usage_examples(readme, Layout())
    assert (str(example.module), example.submodule) == ("coder/git-clone", submodule)


def test_a_readme_with_thousands_of_examples_gives_every_one_of_them() -> None:
    content = "".join(tf(BLOCK) for _ in range(2000)).encode()
    assert [line for _, _, line, _ in found(content)] == [4 + 7 * i for i in range(2000)]
