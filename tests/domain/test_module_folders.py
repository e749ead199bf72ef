"""Which module a file belongs to."""

from __future__ import annotations

import pytest

from release_tool.domain.layout import Layout
from release_tool.domain.module_folders import module_folders

NESTED = Layout("avm/{module}", "avm/{module}/{version}", ())
FILES = (
    "README.md",
    "main.tf",
    "avm/res/net/vnet/main.tf",
    "avm/res/net/vnet/run.sh",
    "avm/res/net/vnet/modules/subnet/main.tf",
    "avm/res/net/vnet/examples/basic/main.tf",
    "avm/ptn/hub/main.tf.json",
    "avm/ptn/docs/README.md",
    "avm/tests/unit/main.tf",
    "avm/.github/ci/main.tf",
)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("README.md", id="a file of the repository"),
        pytest.param("main.tf", id="Terraform at the root"),
        pytest.param("avm/ptn/docs/README.md", id="a folder without Terraform files"),
        pytest.param("avm/tests/unit/main.tf", id="tests"),
        pytest.param("avm/.github/ci/main.tf", id="a hidden folder"),
        pytest.param("other/vnet/main.tf", id="outside of the registry"),
    ],
)
def test_what_is_no_module_has_no_owner(path: str) -> None:
    assert module_folders(NESTED, FILES).owner(path) is None


@pytest.mark.parametrize(
    ("path", "module"),
    [
        pytest.param("avm/res/net/vnet/main.tf", "res/net/vnet", id="a file of its own"),
        pytest.param("avm/res/net/vnet/modules/subnet/main.tf", "res/net/vnet", id="a submodule"),
        pytest.param("avm/res/net/vnet/examples/basic/main.tf", "res/net/vnet", id="an example"),
        pytest.param("avm/ptn/hub/main.tf.json", "ptn/hub", id="Terraform as JSON"),
    ],
)
def test_the_outermost_folder_with_terraform_files_is_the_module(path: str, module: str) -> None:
    assert str(module_folders(NESTED, FILES).owner(path)) == module


def test_with_a_namespace_the_depth_alone_tells() -> None:
    folders = module_folders(Layout(), ())
    assert str(folders.owner("registry/coder/modules/git-clone/a/b.sh")) == "coder/git-clone"
    assert folders.owner("registry/coder/templates/docker/main.tf") is None
