"""Every code fence has an end, and Terraform can read what says that it is Terraform."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from release_tool.lint.subjects import Kind
from tests.lint.pages import SECTION, with_body

CLOSED = {
    "closed by as many marks": "```sh\nls\n```\n",
    "closed by more marks": "```sh\nls\n`````\n",
    "closed by tildes": "~~~\nls\n~~~\n",
    "empty": "```\n```\n",
    "closed at the end of the file": "```\nls\n```",
    "with a blank last line": "```\n\n```\n",
    "with CRLF": "```sh\r\nls\r\n```\r\n",
    "marks inside longer marks": "````md\n```sh\nls\n```\n````\n",
    "ticks inside tildes": "~~~\n```sh\n~~~\n",
    "a line of code with ticks": "```md\na ```sh\n```\n",
    "in a list": "- a\n\n  ```sh\n  ls\n  ```\n",
    "in a quote": "> ```sh\n> ls\n> ```\n",
    "indented by three": "   ```sh\n   ls\n   ```\n",
    "ticks in a line": "a ``` b\n",
}


@pytest.mark.parametrize("more", CLOSED.values(), ids=CLOSED)
def test_a_closed_fence_is_passed_over(more: str) -> None:
    assert with_body(f"{SECTION}\n{more}").rules == []


UNCLOSED = {
    "at the end of the file": "```sh\nls\n",
    "with nothing in it": "```sh\n",
    "with nothing in it and no last newline": "```sh",
    "fewer marks at the end": "````sh\nls\n```\n",
    "other marks at the end": "```sh\nls\n~~~\n",
    "marks with a word at the end": "```sh\nls\n```sh\n",
    "marks that are indented as code": "```sh\nls\n    ```\n",
    "in a list that ends": "- ```sh\n  ls\n\ntext\n",
    "in a quote that ends": "> ```sh\n> ls\n\ntext\n",
    "blank lines at the end": "```sh\nls\n\n\n",
    "another fence begins before its end": "```sh\nls\n\n```sh\nls\n```\n",
    "another fence begins in a list": "- ```\n  ls\n  ```sh\n  ls\n  ```\n",
    "another fence begins in a quote": "> ```\n> ls\n> ```sh\n> ls\n> ```\n",
}


@pytest.mark.parametrize("more", UNCLOSED.values(), ids=UNCLOSED)
def test_a_fence_that_is_never_closed_is_found(more: str) -> None:
    assert with_body(f"{SECTION}\n{more}").rules == ["fence-unclosed"]


READABLE = {
    "a block": 'resource "a" "b" {\n  c = 1\n}\n',
    "an attribute": "a = 1\n",
    "nothing": "",
    "a comment": "# only this\n",
    "a heredoc with braces": "a = <<-EOT\n  { not closed\n  EOT\n",
    "a template": 'a = "${var.b ? "x" : "y"}%{ if c }d%{ endif }"\n',
    "for expressions": "a = { for k, v in b : k => v... }\nc = [for x in d : x if x != 0]\n",
    "a block in one line": 'module "m" { a = 1 }\n',
    "an empty block in one line": "a {}\n",
    "a heredoc before the closing brace": "a {\n  b = <<EOT\nx\nEOT\n}\nc = 1\n",
    "a comment behind an argument": "a = 1 # b = 2\n",
    "equal names in different blocks": "a {\n  b = 1\n}\na {\n  b = 2\n}\n",
    "an object in one line": "a = { b = 1, c = 2 }\n",
    "an ellipsis for what is left out": 'module "m" {\n  ...\n  a = 1\n}\n',
    "the ellipsis character": "a = 1\n…\n",
}
REFUSED = {
    "an open brace": 'resource "a" "b" {\n',
    "an open quote": 'a = "b\n',
    "an open heredoc": "a = <<EOT\nb\n",
    "a brace too many": "a = 1\n}\n",
    "a missing value": "a =\nb = 1\n",
    "an ellipsis inside a line": 'module "m" { ... }\n',
    "placeholders": "a = <your value>\n",
    "two attributes in a line": "a = 1 b = 2\n",
    "an argument beside the opening brace": 'module "m" { a = 1\n}\n',
    "an argument beside the closing brace": 'module "m" {\n  a = 1 }\n',
    "a block beside the opening brace": "a { b {\n} }\n",
    "a block inside a block in one line": "a { b {} }\n",
    "an argument that is said twice": "a {\n  b = 1\n  b = 2\n}\n",
    "shell": "terraform init -upgrade && ls\n",
}


@pytest.mark.parametrize("code", READABLE.values(), ids=READABLE)
@pytest.mark.parametrize("info", ["tf", "hcl", "terraform"])
def test_readable_terraform_is_passed_over(code: str, info: str) -> None:
    assert with_body(f"{SECTION}\n## A\n\n```{info}\n{code}```\n").rules == []


@pytest.mark.parametrize("code", REFUSED.values(), ids=REFUSED)
def test_terraform_that_cannot_be_read_is_found(code: str) -> None:
    assert with_body(f"{SECTION}\n## A\n\n```tf\n{code}```\n").rules == ["terraform-syntax"]


@pytest.mark.parametrize("code", REFUSED.values(), ids=REFUSED)
def test_other_languages_are_not_read(code: str) -> None:
    assert with_body(f"{SECTION}\n## A\n\n```text\n{code}```\n").rules == []


@pytest.mark.skipif(shutil.which("terraform") is None, reason="terraform is not installed")
@pytest.mark.parametrize("name", [*READABLE, *REFUSED])
def test_the_formatter_agrees(name: str) -> None:
    code = (READABLE | REFUSED)[name]
    done = subprocess.run(
        ("terraform", "fmt", "-"), input=code.encode(), capture_output=True, check=False
    )
    tolerated = "ellipsis" in name and name in READABLE
    assert (done.returncode == 0) is (name in READABLE and not tolerated)


def test_the_place_is_where_reading_stopped() -> None:
    found = with_body(f"{SECTION}\n- see\n\n  ```tf\n  a = 1\n  b = <x>\n  ```\n")
    line = found.content[: found.content.index(b"b = <x>")].count(b"\n") + 1
    assert [place[0] for place in found.places("terraform-syntax")] == [line]


@pytest.mark.parametrize("kind", list(Kind))
def test_fences_are_judged_in_every_kind_of_readme(kind: Kind) -> None:
    assert with_body(f"{SECTION}\n```sh\n", kind).rules == ["fence-unclosed"]


def test_the_deepest_nesting_is_read() -> None:
    deep = "a {\n" * 3000 + "}\n" * 3000
    assert with_body(f"{SECTION}\n## A\n\n```tf\n{deep}```\n").rules == []
    assert with_body(f"{SECTION}\n## A\n\n```tf\n{deep}}}\n```\n").rules == ["terraform-syntax"]
