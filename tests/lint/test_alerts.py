"""Alerts: a quote whose first line is nothing but its type."""

from __future__ import annotations

import pytest

from tests.lint.pages import SECTION, with_body

SILENT = {
    "a note": "> [!NOTE]\n> text\n",
    "every type": "".join(
        f"> [!{kind}]\n> text\n\n" for kind in ("TIP", "IMPORTANT", "WARNING", "CAUTION")
    ),
    "a blank quoted line before the text": "> [!NOTE]\n>\n> text\n",
    "text that the quote takes in without its mark": "> [!NOTE]\ntext\n",
    "text of code": "> [!NOTE]\n> ```sh\n> ls\n> ```\n",
    "two alerts apart": "> [!NOTE]\n> text\n\n> [!TIP]\n> text\n",
    "a quote that is no alert": "> text\n> [link](main.tf)\n",
    "the marks inside a line": "> see [!NOTE]\n",
    "an alert in code": "```md\n> [!note] x\n```\n",
    "an alert in a comment": "<!--\n> [!note]\n-->\n",
    "CRLF": "> [!NOTE]\r\n> text\r\n",
    "the last line of the file": "> [!NOTE]\n> text",
}


@pytest.mark.parametrize("more", SILENT.values(), ids=SILENT)
def test_a_good_alert_is_passed_over(more: str) -> None:
    assert with_body(f"{SECTION}\n{more}").rules == []


FOUND = {
    "no space": (">[!NOTE]\n> text\n", ["alert-malformed"]),
    "two spaces": (">  [!NOTE]\n> text\n", ["alert-malformed"]),
    "text on the first line": ("> [!NOTE] text\n> text\n", ["alert-malformed"]),
    "nothing but text on the first line": ("> [!NOTE] text\n", ["alert-malformed"]),
    "space at the end of the line": ("> [!NOTE] \n> text\n", ["alert-malformed"]),
    "small letters": ("> [!note]\n> text\n", ["alert-case"]),
    "a capital first": ("> [!Note]\n> text\n", ["alert-case"]),
    "a type that does not exist": ("> [!INFO]\n> text\n", ["alert-type"]),
    "a type that does not exist, in small letters": ("> [!info]\n> text\n", ["alert-type"]),
    "an alert inside another": ("> [!NOTE]\n> text\n> [!TIP]\n> text\n", ["alert-nested"]),
    "an alert below a blank line of another": (
        "> [!NOTE]\n> text\n>\n> [!TIP]\n> text\n",
        ["alert-nested"],
    ),
    "nothing follows": ("> [!NOTE]\n", ["alert-empty"]),
    "nothing follows, without a last newline": ("> [!NOTE]", ["alert-empty"]),
    "only the mark follows": ("> [!NOTE]\n>\n\ntext\n", ["alert-empty"]),
    "a blank line follows": ("> [!NOTE]\n\ntext\n", ["alert-empty"]),
    "everything at once": (
        ">[!note] \n",
        ["alert-malformed", "alert-case", "alert-malformed", "alert-empty"],
    ),
}


@pytest.mark.parametrize(("more", "rules"), FOUND.values(), ids=FOUND)
def test_a_wrong_alert_is_found(more: str, rules: list[str]) -> None:
    assert with_body(f"{SECTION}\n{more}").rules == rules


FIXED = {
    "no space": (">[!NOTE]\n> text\n", "> [!NOTE]\n> text\n"),
    "a tab": (">\t[!NOTE]\n> text\n", "> [!NOTE]\n> text\n"),
    "space at the end": ("> [!NOTE] \t\n> text\n", "> [!NOTE]\n> text\n"),
    "space before CRLF": ("> [!NOTE]  \r\n> text\r\n", "> [!NOTE]\r\n> text\r\n"),
    "small letters": ("> [!warning]\n> text\n", "> [!WARNING]\n> text\n"),
    "all of it": (">[!tip] \n> text\n", "> [!TIP]\n> text\n"),
}


@pytest.mark.parametrize(("before", "after"), FIXED.values(), ids=FIXED)
def test_the_first_line_is_put_right(before: str, after: str) -> None:
    found = with_body(f"{SECTION}\n{before}")
    assert found.fixed == found.content[: -len(before.encode())] + after.encode()


def test_text_on_the_first_line_is_left_to_a_person() -> None:
    found = with_body(f"{SECTION}\n> [!NOTE] text\n")
    assert found.fixed == found.content
