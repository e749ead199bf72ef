"""Between the title and the next heading: a text, and one example of the module itself."""

from __future__ import annotations

import pytest

from release_tool.lint.subjects import Kind
from tests.lint.pages import EXAMPLE, FENCE, SECTION, SOURCE, with_body

TITLE = "# Git Clone\n\n"


def described(source: str = SOURCE, version: str = 'version = "1.0.0"') -> str:
    """A section whose example has *source* and a line *version*."""
    return f'{TITLE}text\n\n```tf\nmodule "it" {{\n  source = "{source}"\n  {version}\n}}\n```\n'


SILENT = {
    "a text and an example": SECTION,
    "the example may come first": f"{TITLE}{FENCE}\ntext\n",
    "a quote is a text": f"{TITLE}> text\n\n{FENCE}",
    "a list is a text": f"{TITLE}- text\n\n{FENCE}",
    "other fences are no examples": f"{SECTION}\n```sh\nls\n```\n\n```json\n{{}}\n```\n",
    "variables are no example": f'{SECTION}\n```tfvars\na = "b"\n```\n',
    "an example in a list is none of this section": (
        f"{SECTION}\n- also\n\n  ```tf\n  a = 1\n  ```\n"
    ),
    "a second example below a heading": f"{SECTION}\n## More\n\n{FENCE}",
    "another language below a heading": f"{SECTION}\n## More\n\n```hcl\n{EXAMPLE}```\n",
    "two modules in one fence": f"{TITLE}text\n\n```tf\n{EXAMPLE}\n{EXAMPLE}```\n",
    "a constraint as version": described(version='version = "~> 1.2"'),
    "a submodule as source": described(f"{SOURCE}//deep"),
    "another module beside it without version": (
        f'{TITLE}text\n\n```tf\n{EXAMPLE}\nmodule "o" {{\n  source = "./o"\n}}\n```\n'
    ),
}


@pytest.mark.parametrize("body", SILENT.values(), ids=SILENT)
def test_a_good_section_is_passed_over(body: str) -> None:
    assert with_body(body).rules == []


FOUND = {
    "nothing but an example": (f"{TITLE}{FENCE}", "paragraph-missing"),
    "nothing but an image": (f"{TITLE}![a](main.tf)\n\n{FENCE}", "paragraph-missing"),
    "nothing but HTML": (f"{TITLE}<p>\ntext\n</p>\n\n{FENCE}", "paragraph-missing"),
    "a text only below the next heading": (f"{TITLE}{FENCE}\n## A\n\ntext\n", "paragraph-missing"),
    "no example": (f"{TITLE}text\n", "terraform-fence"),
    "an example only below the next heading": (
        f"{TITLE}text\n\n## A\n\n{FENCE}",
        "terraform-fence",
    ),
    "an example only in a list": (f"{TITLE}- text\n\n  ```tf\n  a = 1\n  ```\n", "terraform-fence"),
    "two examples": (f"{SECTION}\n{FENCE}", "terraform-fence"),
    "a fence called hcl": (f"{TITLE}text\n\n```hcl\n{EXAMPLE}```\n", "fence-language"),
    "a fence called terraform": (f"{TITLE}text\n\n```terraform\n{EXAMPLE}```\n", "fence-language"),
    "no version": (described(version=""), "pin-missing"),
    "a version with a v": (described(version='version = "v1.0.0"'), "pin-invalid"),
    "latest as version": (described(version='version = "latest"'), "pin-invalid"),
    "the version of something inside": (
        described(version='tools = {\n    version = "1.0.0"\n  }'),
        "pin-missing",
    ),
    "the source of another namespace": (
        described("registry.coder.com/other/git-clone/coder"),
        "h1-example",
    ),
    "the right source only in a later example": (
        f"{described('registry.coder.com/other/git-clone/coder')}\n## More\n\n{FENCE}",
        "h1-example",
    ),
    "a source without a namespace": (described("registry.coder.com/git-clone/coder"), "h1-example"),
    "a fence without a module": (f'{TITLE}text\n\n```tf\nversion = "1.0.0"\n```\n', "h1-example"),
}


@pytest.mark.parametrize(("body", "rule"), FOUND.values(), ids=FOUND)
def test_a_wrong_section_is_found(body: str, rule: str) -> None:
    assert with_body(body).rules == [rule]


def test_the_expected_source_is_named() -> None:
    (fault,) = with_body(described("registry.coder.com/other/git-clone/coder")).faults
    assert SOURCE in fault.help


def test_the_place_of_an_invalid_version_is_inside_its_quotes() -> None:
    found = with_body(described(version='version   = "v1"'))
    line = found.content[: found.content.index(b"v1")].count(b"\n") + 1
    assert found.places("pin-invalid") == [(line, 16)]


def test_an_example_that_cannot_be_read_is_one_fault() -> None:
    broken = FENCE.replace("}\n```", "```")
    assert with_body(f"{TITLE}text\n\n{broken}").rules == ["terraform-syntax"]


def test_a_template_needs_a_text_and_no_example() -> None:
    assert with_body("# T\n\ntext\n", Kind.TEMPLATE).rules == []
    assert with_body("# T\n", Kind.TEMPLATE).rules == ["paragraph-missing"]


def test_a_template_may_call_its_fences_terraform_and_not_hcl() -> None:
    body = "# T\n\ntext\n\n```{}\na = 1\n```\n"
    assert with_body(body.format("terraform"), Kind.TEMPLATE).rules == []
    assert with_body(body.format("hcl"), Kind.TEMPLATE).rules == ["fence-language"]


FIXED = {
    "hcl": ("```hcl\n", "```tf\n"),
    "terraform": ("```terraform\n", "```tf\n"),
    "behind a space": ("``` hcl\n", "``` tf\n"),
    "before more words": ("```hcl title=main.tf\n", "```tf title=main.tf\n"),
    "in tildes": ("~~~hcl\n", "~~~tf\n"),
    "with CRLF": ("```hcl\r\n", "```tf\r\n"),
}


@pytest.mark.parametrize(("before", "after"), FIXED.values(), ids=FIXED)
def test_only_the_word_of_the_language_changes(before: str, after: str) -> None:
    end = before[:3]
    found = with_body(f"{TITLE}text\n\n{before}{EXAMPLE}{end}\n")
    assert found.rules == ["fence-language"]
    assert found.fixed == found.content.replace(before.encode(), after.encode())
