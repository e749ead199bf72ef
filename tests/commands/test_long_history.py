"""Where history is long, the command that makes notes quick is said to those who can run it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.command_line import release

if TYPE_CHECKING:
    from tests.registry_builder import RegistryBuilder

TOLD = "note: history is long here: notes come several times faster after "
WRITE = ("commit-graph", "write", "--reachable", "--changed-paths")
SPLIT = (*WRITE, "--split")
PLAIN = ("-c", "commitGraph.changedPathsVersion=0", "commit-graph", "write", "--reachable")
NOTES, CHANGELOG = ("notes", "coder/it"), ("changelog", "coder/it")


@pytest.fixture
def long(registry: RegistryBuilder) -> RegistryBuilder:
    """A registry with the index of a pack of many objects; git leaves one without a pack alone."""
    registry.released("coder/it", "1.0.0")
    index = registry.root / ".git/objects/pack/pack-0.idx"
    index.parent.mkdir(exist_ok=True)
    with index.open("wb") as file:
        file.truncate(5 << 20)
    return registry


@pytest.mark.parametrize(
    ("git", "environment"),
    [
        pytest.param(WRITE, {}, id="there are filters"),
        pytest.param(SPLIT, {}, id="there are filters in a chain of graphs"),
        pytest.param(("gc", "--quiet"), {"CI": "true"}, id="a workflow has a new clone each time"),
    ],
)
def test_nothing_is_said_where(
    git: tuple[str, ...], environment: dict[str, str], long: RegistryBuilder
) -> None:
    long.git(*git)
    assert release(*NOTES, cwd=long.root, env={"CI": "", **environment}).err == ""


def test_nothing_is_said_where_history_is_short(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.0.0")
    assert release(*NOTES, cwd=registry.root, env={"CI": ""}).err == ""


@pytest.mark.parametrize("command", [NOTES, CHANGELOG], ids=["notes", "changelog"])
@pytest.mark.parametrize("git", [("status",), PLAIN], ids=["no graph", "a graph without filters"])
def test_the_command_is_said_where(
    git: tuple[str, ...], command: tuple[str, ...], long: RegistryBuilder
) -> None:
    long.git(*git)
    ran = release(*command, cwd=long.root, env={"CI": ""})
    assert (ran.code, ran.err) == (0, f"{TOLD}`git {' '.join(WRITE)}`\n")
