"""How many git processes a command starts: the same for few modules and for many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.command_line import release
from tests.registry_builder import MAIN_TF, RegistryBuilder, readme

if TYPE_CHECKING:
    from pathlib import Path

FEW, MANY = 3, 30


def _registry(root: Path, modules: int) -> RegistryBuilder:
    """Each third of the *modules* is released, changed or pending; all are named alike."""
    registry = RegistryBuilder.create(root)
    names = [f"coder/m{number:02}" for number in range(modules)]
    _write(registry, names, "1.0.0", MAIN_TF)
    registry.commit("feat: begin")
    for name in names:
        registry.tag(name, "1.0.0")
    _write(registry, names[1::3], "1.0.0", MAIN_TF + "# changed\n")
    registry.commit("feat: change")
    _write(registry, names[2::3], "1.1.0", MAIN_TF + "# pending\n")
    registry.commit("feat: more")
    return registry


def _write(registry: RegistryBuilder, names: list[str], version: str, code: str) -> None:
    for name in names:
        registry.write(f"{registry.folder(name)}/README.md", readme(name, version))
        registry.write(f"{registry.folder(name)}/main.tf", code)


def _processes(registry: RegistryBuilder, command: tuple[str, ...], traces: Path) -> int:
    """git writes a file a process into a folder that exists."""
    traces.mkdir()
    ran = release(*command, cwd=registry.root, env={"GIT_TRACE2_EVENT": str(traces)})
    assert ran.code in {0, 1}, ran.err
    return len(list(traces.iterdir()))


@pytest.fixture(scope="module")
def _built() -> dict[int, RegistryBuilder]:
    return {}


@pytest.fixture
def registries(
    _built: dict[int, RegistryBuilder], tmp_path: Path
) -> tuple[RegistryBuilder, RegistryBuilder]:
    """A registry with few modules and one with many, to be read only."""
    for modules in (FEW, MANY):
        if modules not in _built:
            _built[modules] = _registry(tmp_path / str(modules), modules)
    return _built[FEW], _built[MANY]


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("status",), id="status"),
        pytest.param(("check",), id="check"),
        pytest.param(("check", "--base", "HEAD~1"), id="check --base"),
        pytest.param(("bump", "coder/m00", "minor", "--dry-run"), id="bump"),
        pytest.param(("bump", "--changed", "auto", "--dry-run"), id="bump --changed"),
        pytest.param(("tag", "--all", "--dry-run"), id="tag"),
    ],
)  # fmt: skip
def test_the_number_of_git_processes_does_not_grow_with_the_modules(
    registries: tuple[RegistryBuilder, RegistryBuilder], command: tuple[str, ...], tmp_path: Path
) -> None:
    few = _processes(registries[0], command, tmp_path / "few-traces")
    many = _processes(registries[1], command, tmp_path / "many-traces")
    assert (few, few > 0) == (many, True)


def test_naming_every_module_costs_no_more_than_naming_one(
    registries: tuple[RegistryBuilder, RegistryBuilder], tmp_path: Path
) -> None:
    names = [f"coder/m{number:02}" for number in range(MANY)]
    command = ("bump", *names, "minor", "--dry-run")
    one = _processes(registries[1], ("bump", names[0], "minor", "--dry-run"), tmp_path / "one")
    assert _processes(registries[1], command, tmp_path / "all") == one


def test_status_needs_at_most_ten_git_processes(
    registries: tuple[RegistryBuilder, RegistryBuilder], tmp_path: Path
) -> None:
    assert _processes(registries[1], ("status",), tmp_path / "traces") <= 10
