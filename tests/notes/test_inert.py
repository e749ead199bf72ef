"""Untrusted text in Markdown shows exactly what it is, by the forge's own parser and a second."""

from __future__ import annotations

import pytest
from hypothesis import example, given

from release_tool.notes.inert import BREAK, inert, inert_name
from release_tool.notes.plain_text import plain
from tests.notes.hostile import TEXT
from tests.notes.page import kinds_of, page_of

_TAGS_OF_A_LINE = {"ul", "li", "p", "code", "span"}
_KINDS_OF_A_LINE = {"List", "Item", "Text", "Code", "InlineHtml"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("add a variable (optional), again: yes!", id="prose"),
        pytest.param("set extra_args in module_directory", id="underscores inside words"),
        pytest.param("use `$HOME` and `a_b <c>` instead", id="balanced inline code"),
        pytest.param("``a `tick` here`` is code", id="inline code with backticks in it"),
        pytest.param("require >= 1.9 & more", id="a comparison and an ampersand"),
        pytest.param("feed the cafe in a facade", id="words of hexadecimal letters, but short"),
    ],
)
def test_harmless_text_stays_as_it_was_typed(text: str) -> None:
    assert inert(text) == text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        pytest.param("thanks @ada", "thanks @·ada", id="a mention"),
        pytest.param("see #12, GH-3, o/r#4", "see #·12, GH-·3, o/r#·4", id="issues"),
        pytest.param("as in deadbeef", "as in deadbe·ef", id="the id of a commit"),
        pytest.param("https://x.example", "https:·//x.example", id="an address"),
        pytest.param("www.x.example", "www·.x.example", id="an address without a scheme"),
        pytest.param("ship it :tada:", "ship it :·tada:", id="an emoji's short code"),
        pytest.param("[a](b) ![c]", r"\[a\](b) !\[c\]", id="a link and an image"),
        pytest.param("<b> &lt; &", r"\<b> \&lt; &", id="HTML, and an ampersand that is none"),
        pytest.param("*a* _b_ ~c~ a|b", r"\*a\* \_b\_ \~c\~ a\|b", id="emphasis and cells"),
        pytest.param("# a ##", r"\# a \##", id="a heading"),
        pytest.param("1. one", r"1\. one", id="a list with numbers"),
        pytest.param("- one", r"\- one", id="a list"),
        pytest.param("> one", r"\> one", id="a quotation"),
        pytest.param("a ` b", r"a \` b", id="a backtick without a second"),
        pytest.param("`` a`", r"\`\` a\`", id="backticks that do not pair"),
        pytest.param("`##[group]`", r"\`##\[group\]\`", id="a command of the runner in code"),
        pytest.param("use $HOME", r"use \$HOME", id="one dollar sign"),
        pytest.param("$a$", r"<span>\$</span>a<span>\$</span>", id="a formula"),
    ],
)
def test_a_mark_loses_its_meaning(text: str, markdown: str) -> None:
    assert inert(text).replace(BREAK, "·") == markdown


@given(TEXT)
@example("``` x ``` ` `y` `` z")
@example("a\\`b` `c\\`")
def test_a_line_is_one_item_with_nothing_but_text_and_code(text: str) -> None:
    markdown = f"- {inert(text)} end\n"
    page = page_of(markdown)
    assert len(page.items) == 1
    assert set(page.tags) <= _TAGS_OF_A_LINE
    assert kinds_of(markdown) <= _KINDS_OF_A_LINE


@given(TEXT)
def test_a_line_shows_the_plain_text(text: str) -> None:
    shown = page_of(f"- {inert(text)} end\n").items[0].strip()
    assert shown.replace("`", "") == " ".join(f"{plain(text)} end".split()).replace("`", "")


@given(TEXT.map(lambda text: text.replace("`", "'")))
def test_a_line_without_code_shows_the_plain_text_to_the_letter(text: str) -> None:
    assert page_of(f"- x {inert(text)}\n").items[0].strip() == f"x {plain(text)}".strip()


@given(TEXT)
@example("a`@ada`")
def test_the_site_finds_nothing_to_link_in_a_line(text: str) -> None:
    assert page_of(f"- {inert(text)} end\n").acting == []


@given(TEXT)
def test_a_line_holds_no_command_for_the_runner_of_a_workflow(text: str) -> None:
    assert "##[" not in inert(text)


@given(TEXT)
def test_a_heading_shows_the_plain_text(text: str) -> None:
    page = page_of(f"## x {inert(text)}\n")
    assert page.headings[0].replace("`", "") == f"x {plain(text)}".strip().replace("`", "")


@given(TEXT, TEXT)
def test_two_texts_on_a_line_make_no_formula_together(subject: str, name: str) -> None:
    markdown = f"- {inert(subject)} by {inert_name(name)}\n"
    assert page_of(markdown).acting == []
    assert kinds_of(markdown) <= _KINDS_OF_A_LINE
