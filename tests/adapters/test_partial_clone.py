"""A clone that left out contents gets what it lacks in one connection."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from release_tool.adapters.repository import open_repository
from tests.command_line import release

if TYPE_CHECKING:
    from pathlib import Path

    from tests.registry_builder import RegistryBuilder

COUNT = 12


@pytest.fixture
def partial(registry: RegistryBuilder, tmp_path: Path) -> Path:
    """A clone without contents of a registry whose modules changed since their releases."""
    for number in range(COUNT):
        registry.released(f"coder/module-{number}", "1.0.0")
    for number in range(COUNT):
        registry.write(
            f"registry/coder/modules/module-{number}/main.tf", f'variable "v{number}" {{}}\n'
        )
    registry.commit("feat: change all (#2)")
    bare = registry.remote()
    for name in ("allowFilter", "allowAnySHA1InWant"):
        subprocess.run(("git", "-C", bare, "config", f"uploadpack.{name}", "true"), check=True)
    clone = tmp_path / "partial"
    command = ("git", "clone", "--quiet", "--filter=blob:none", bare.as_uri(), str(clone))
    subprocess.run(command, check=True)
    return clone


def fetches(traces: Path) -> int:
    """How many git processes went to the remote for objects."""
    bodies = [file.read_text() for file in traces.iterdir()]
    assert bodies, "git wrote no traces"
    return sum('"fetch"' in body and "--filter=blob:none" in body for body in bodies)


def test_old_contents_are_fetched_once_for_all_modules(partial: Path, tmp_path: Path) -> None:
    traces = tmp_path / "traces"
    traces.mkdir()
    ran = release(
        "bump", "--changed", "auto", "--dry-run", "--format", "json",
        cwd=partial, env={"GIT_TRACE2_EVENT": str(traces)},
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert len(ran.json["changes"]) == COUNT
    assert fetches(traces) == 1


def test_what_is_here_is_not_fetched_again(partial: Path, tmp_path: Path) -> None:
    release("bump", "--changed", "auto", "--dry-run", cwd=partial)
    traces = tmp_path / "traces"
    traces.mkdir()
    ran = release("bump", "--changed", "auto", "--dry-run", cwd=partial,
                  env={"GIT_TRACE2_EVENT": str(traces)})  # fmt: skip
    assert ran.code == 0
    assert fetches(traces) == 0


def test_a_remote_that_is_gone_is_told(partial: Path, tmp_path: Path) -> None:
    (tmp_path / "origin.git").rename(tmp_path / "away.git")
    ran = release("bump", "--changed", "auto", "--dry-run", cwd=partial)
    assert (ran.code, "this clone is partial" in ran.err) == (3, True)


def test_a_whole_clone_asks_nobody(registry: RegistryBuilder) -> None:
    registry.released("coder/git-clone", "1.0.0")
    repository = open_repository(registry.root)
    oid = registry.git("rev-parse", "HEAD:registry/coder/modules/git-clone/main.tf")
    assert repository.blobs([oid])[oid].startswith(b"variable")
