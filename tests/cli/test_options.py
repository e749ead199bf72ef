"""The options that every command has: where the repository is, and what configures it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.command_line import release
from tests.registry_builder import MAIN_TF, RegistryBuilder, readme

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = [
    pytest.param(("status",), id="status"),
    pytest.param(("check",), id="check"),
    pytest.param(("bump", "coder/it", "minor", "--dry-run"), id="bump"),
    pytest.param(("notes", "coder/it"), id="notes"),
    pytest.param(("tag", "--all", "--dry-run"), id="tag"),
    pytest.param(("publish", "--missing", "--forge", "local", "--dry-run"), id="publish"),
    pytest.param(("changelog", "coder/it"), id="changelog"),
]


@pytest.fixture
def waiting(registry: RegistryBuilder) -> RegistryBuilder:
    registry.released("coder/it", "1.0.0")
    registry.module("coder/it", "1.1.0")
    registry.module("coder/new", "0.1.0", message="feat: new")
    return registry


@pytest.mark.parametrize("command", COMMANDS)
def test_repo_and_a_subfolder_mean_the_same_repository(
    waiting: RegistryBuilder, tmp_path: Path, command: tuple[str, ...]
) -> None:
    inside = release(*command, cwd=waiting.root)
    below = release(*command, cwd=waiting.root / "registry/coder")
    named = release(*command, "--repo", "registry", cwd=tmp_path)
    assert inside.code == 0
    assert inside == below == named


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_of_ones_own_goes_before_release_yaml(
    waiting: RegistryBuilder, tmp_path: Path, command: tuple[str, ...]
) -> None:
    waiting.write("release.yaml", "this: is broken\n")
    own = tmp_path / "own.yaml"
    own.write_text("forge:\n  kind: local\n")
    assert release(*command, "--config", str(own), cwd=waiting.root).code == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_a_run_that_only_looks_leaves_no_trace(
    waiting: RegistryBuilder, command: tuple[str, ...]
) -> None:
    def state() -> tuple[str, ...]:
        return (
            waiting.git("status", "--porcelain", "--ignored"),
            waiting.git("for-each-ref"),
            waiting.git("count-objects", "--verbose"),
        )

    before = state()
    release(*command, cwd=waiting.root)
    assert state() == before


@pytest.mark.parametrize("command", COMMANDS)
def test_two_runs_say_the_same(waiting: RegistryBuilder, command: tuple[str, ...]) -> None:
    runs = {release(*command, cwd=waiting.root) for _ in range(2)}
    assert len(runs) == 1


def test_release_yaml_is_found_from_a_subfolder(waiting: RegistryBuilder) -> None:
    waiting.write("release.yaml", "nonsense: 1\n")
    ran = release("status", cwd=waiting.root / "registry")
    assert (ran.code, ran.err.startswith("error: release.yaml:1:1: ")) == (2, True)


def test_a_bare_repository_has_its_release_yaml_in_head(
    waiting: RegistryBuilder, tmp_path: Path
) -> None:
    waiting.write("release.yaml", "nonsense: 1\n")
    waiting.commit("chore: configure")
    waiting.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    ran = release("status", cwd=tmp_path / "bare.git")
    assert (ran.code, ran.err.startswith("error: release.yaml:1:1: ")) == (2, True)


def test_another_layout_needs_no_namespace(registry: RegistryBuilder) -> None:
    registry.write(
        "release.yaml",
        'modules:\n  folder: "modules/{module}"\n'
        'tags:\n  template: "{module}/v{version}"\n'
        'sources: ["example.com/acme/{module}/aws"]\n'
        'release:\n  title: "{module} v{version}"\n',
    )
    page = readme("coder/vpc", "1.0.0").replace(
        "registry.coder.com/coder/vpc/coder", "example.com/acme/vpc/aws"
    )
    registry.write("modules/vpc/README.md", page)
    registry.write("modules/vpc/main.tf", MAIN_TF)
    registry.commit()
    ran = release("tag", "vpc", "--yes", "--format", "json", cwd=registry.root)
    assert (ran.code, registry.tags()) == (0, ["vpc/v1.0.0"])
    assert release("bump", "vpc", "minor", cwd=registry.root).code == 0
    assert (registry.root / "modules/vpc/README.md").read_text() == page.replace("1.0.0", "1.1.0")
