"""Links and images lead to something, inside the repository and inside the README."""

from __future__ import annotations

import pytest

from release_tool.lint.subjects import Kind
from release_tool.lint.tree import FileTree
from tests.lint.pages import SECTION, with_body

SILENT = {
    "an address": "[a](https://example.com/none.md#none)\n",
    "a mail address": "[a](mailto:a@b.c) <a@b.cd>\n",
    "an address without its scheme": "[a](//example.com/none)\n",
    "a file beside the README": "[a](main.tf) [b](./main.tf)\n",
    "an image of the namespace": "![a](../../.images/preview.png)\n",
    "a file at the root of the repository": "[a](../../../../CONTRIBUTING.md)\n",
    "a path from the root": "[a](/CONTRIBUTING.md)\n",
    "a folder": "[a](docs) [b](docs/) [c](../..)\n",
    "the root": "[a](../../../..) [b](/)\n",
    "a space as an escape": "[a](docs/more%20notes.md)\n",
    "a space in angle brackets": "[a](<docs/more notes.md>)\n",
    "an anchor of another file": "[a](docs/more%20notes.md#anything)\n",
    "a question after a file": "![a](../../.images/preview.png?raw=true)\n",
    "a reference": "[a][r]\n\n[r]: main.tf\n",
    "an image that is a link": "[![a](../../.images/preview.png)](https://example.com)\n",
    "an image in HTML": '<img src="../../.images/preview.png" width="10">\n',
    "a link in HTML over several lines": '<p>\n<a\n  href="main.tf"\n>a</a>\n</p>\n',
    "a link in code": "`[a](none.md)`\n\n```md\n[a](none.md)\n```\n",
    "a link in a comment": "<!-- [a](none.md) <img src='none.png'> -->\n",
    "brackets that are no link": "a [b] (none.md)\n",
    "a heading": "[a](#git-clone)\n",
    "the top": "[a](#) [b](#top)\n",
    "a heading with marks": "[a](#the-depth-option-twice)\n\n## The `depth` option: *twice*!\n",
    "a heading with a link": "[a](#see-here)\n\n## See [here](https://a.b)\n",
    "equal headings are numbered": "[a](#b) [b](#b-1) [c](#b-2)\n\n## B\n\n## B\n\n## B\n",
    "a heading in a list": "[a](#item)\n\n- ## Item\n",
    "an id in HTML": '[a](#own) [b](#old)\n\n<a id="own"></a> <a name="old"></a>\n',
    "an id as forges write it": '[a](#user-content-own)\n\n<a id="own"></a>\n',
    "a heading with combining marks": "[a](#हिन्दी)\n\n## हिन्दी\n",
    "a heading of another script": "[a](#größe-東京)\n\n## Größe (東京)\n",
    "an anchor that is escaped": "[a](#gr%C3%B6%C3%9Fe)\n\n## Größe\n",
    "the README by its own name": "[a](README.md#git-clone)\n",
}


@pytest.mark.parametrize("more", SILENT.values(), ids=SILENT)
def test_a_good_link_is_passed_over(more: str) -> None:
    assert with_body(f"{SECTION}\n{more}").rules == []


FOUND = {
    "a file that is not there": ("[a](none.md)\n", "link-broken"),
    "an image that is not there": ("![a](../../.images/none.png)\n", "link-broken"),
    "an image one level off": ("![a](../.images/preview.png)\n", "link-broken"),
    "a file in capitals": ("[a](MAIN.tf)\n", "link-broken"),
    "a folder that is not there": ("[a](docs/deep/)\n", "link-broken"),
    "a path from the root that is not there": ("[a](/none.md)\n", "link-broken"),
    "two slashes before a file": ("[a](..//../../../../etc)\n", "link-broken"),
    "a way out of the repository": ("[a](../../../../../etc/passwd)\n", "link-broken"),
    "a reference": ("[a][r]\n\n[r]: none.md\n", "link-broken"),
    "an image in HTML": ("<img src='none.png'>\n", "link-broken"),
    "a link in HTML inside a text": ('text <a href="none.md">a</a>\n', "link-broken"),
    "an image inside a link": ("[![a](none.png)](https://a.b)\n", "link-broken"),
    "a table": ("| a |\n| - |\n| [b](none.md) |\n", "link-broken"),
    "a heading that is not there": ("[a](#none)\n", "anchor-broken"),
    "a heading in capitals": ("[a](#Git-Clone)\n", "anchor-broken"),
    "a heading numbered too high": ("[a](#git-clone-1)\n", "anchor-broken"),
    "a heading in code": ("[a](#b)\n\n```md\n## B\n```\n", "anchor-broken"),
    "the README by its own name": ("[a](README.md#none)\n", "anchor-broken"),
}


@pytest.mark.parametrize(("more", "rule"), FOUND.values(), ids=FOUND)
def test_a_broken_link_is_found(more: str, rule: str) -> None:
    assert with_body(f"{SECTION}\n{more}").rules == [rule]


@pytest.mark.parametrize("kind", list(Kind))
def test_links_are_judged_in_every_kind_of_readme(kind: Kind) -> None:
    assert with_body(f"{SECTION}\n[a](none.md)\n", kind).rules == ["link-broken"]


def test_the_place_is_where_the_link_begins() -> None:
    found = with_body(f"{SECTION}\nüber [a](none.md)\n")
    line = found.content.decode().count("\n", 0, found.content.decode().index("über")) + 1
    assert found.places("link-broken") == [(line, 6)]


@pytest.mark.parametrize("target", ["../../../../..", "../../../../../etc/passwd"])
def test_a_way_out_of_the_repository_is_called_that(target: str) -> None:
    (fault,) = with_body(f"{SECTION}\n[a]({target})\n").faults
    assert fault.message == f"{target} leads out of the repository"


def test_the_one_file_of_that_name_is_suggested() -> None:
    (fault,) = with_body(f"{SECTION}\n![a](../.images/preview.png)\n").faults
    assert fault.help == "did you mean ../../.images/preview.png?"


def test_nothing_is_suggested_where_several_files_have_that_name() -> None:
    body = f"{SECTION}\n![a](../.images/preview.png)\n"
    (fault,) = with_body(body, Kind.MODULE, "images/preview.png").faults
    assert fault.help == ""


def test_the_nearest_heading_is_suggested() -> None:
    (fault,) = with_body(f"{SECTION}\n[a](#gitclone)\n").faults
    assert fault.help == "did you mean #git-clone?"


def test_what_lies_behind_a_link_or_a_submodule_is_not_judged() -> None:
    tree = FileTree(frozenset({"a/README.md", "a/vendor"}), frozenset({"a/vendor"}))
    assert tree.leads_to_something("a/vendor/deep/file.md")
    assert not tree.leads_to_something("a/other/file.md")
