"""Which sources address a registry: the spellings of one repository, and what is another."""

from __future__ import annotations

import pytest

from release_tool.domain.layout import Layout
from release_tool.domain.modules import ModuleId
from release_tool.domain.templates import TemplateError

GIT = Layout(
    "modules/{module}",
    "{module}/v{version}",
    ("git::https://github.com/acme/infra.git//modules/{module}?ref={tag}",),
)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("", id="nothing"),
        pytest.param("./modules/vpc", id="a local folder"),
        pytest.param("acme/vpc/aws", id="the public registry"),
        pytest.param(
            "git::https://github.com/acme/other.git//modules/vpc", id="another repository"
        ),
        pytest.param("git::https://gitlab.com/acme/infra.git//modules/vpc", id="another host"),
        pytest.param("git::https://github.com/acme/infra.git", id="the repository as a whole"),
        pytest.param("git::https://github.com/acme/infra.git//other/vpc", id="another folder"),
        pytest.param("https://github.com/acme/infra.git//modules/vpc", id="an archive over https"),
        pytest.param("github.com/acme/infra/modules/vpc", id="a folder without its slashes"),
        pytest.param("s3::https://github.com/acme/infra.git//modules/vpc", id="a bucket"),
        pytest.param("git::https://github.com/acme/infra.git//modules/../vpc", id="a way out"),
    ],
)
def test_another_source_is_no_module_of_the_registry(source: str) -> None:
    assert GIT.match_source(source) is None


@pytest.mark.parametrize(
    ("source", "ref"),
    [
        pytest.param("git::https://github.com/acme/infra.git//modules/vpc", None, id="https"),
        pytest.param("git::https://github.com/acme/infra//modules/vpc", None, id="without .git"),
        pytest.param("git::ssh://git@github.com/acme/infra.git//modules/vpc", None, id="ssh"),
        pytest.param("git::ssh://git@github.com:22/acme/infra.git//modules/vpc", None, id="a port"),
        pytest.param("git@github.com:acme/infra.git//modules/vpc", None, id="as scp writes it"),
        pytest.param("git::git@github.com:acme/infra.git//modules/vpc", None, id="scp after git::"),
        pytest.param("github.com/acme/infra//modules/vpc", None, id="the short form"),
        pytest.param("github.com/Acme/Infra//modules/vpc", None, id="another case"),
        pytest.param("github.com/acme/infra//modules/vpc?ref=vpc/v1.0.0", "vpc/v1.0.0", id="a ref"),
        pytest.param(
            "github.com/acme/infra//modules/vpc?depth=1&ref=x", "x", id="a ref at the end"
        ),
        pytest.param(
            "github.com/acme/infra//modules/vpc?ref=x&depth=1", "x", id="a ref before more"
        ),
        pytest.param("github.com/acme/infra//modules/vpc?ref=", "", id="an empty ref"),
        pytest.param("github.com/acme/infra//modules/vpc?href=x", None, id="another parameter"),
    ],
)
def test_every_spelling_of_the_repository_addresses_the_module(
    source: str, ref: str | None
) -> None:
    match = GIT.match_source(source)
    assert match is not None
    assert match.ref is not None
    assert match.module == ModuleId("", "vpc")
    start = match.ref.start
    assert (None if start is None else source[start : start + len(match.ref.text)]) == ref


def test_a_submodule_of_a_git_source_is_no_part_of_the_modules_name() -> None:
    match = GIT.match_source("github.com/acme/infra//modules/vpc/modules/subnet?ref=x")
    assert match is not None
    assert (str(match.module), match.submodule) == ("vpc", "subnet")


def test_a_template_that_pins_one_ref_is_refused() -> None:
    with pytest.raises(TemplateError, match="write"):
        Layout("{module}", "{module}/v{version}", ("github.com/acme/infra//{module}?ref=main",))
