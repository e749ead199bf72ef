"""What a command does not use it does not import: that is most of its time."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.registry_builder import RegistryBuilder

_PROGRAM = """
import contextlib, io, sys
from release_tool.cli.boundary import run
with contextlib.redirect_stdout(io.StringIO()) as out:
    out.reconfigure = lambda **_: None
    code = run(sys.argv[1:])
print(code, *sorted(sys.modules))
"""
_WRITING = {"git", "github", "requests", "urllib3", "jwt", "cryptography"}
_HELP = {"ruamel", "rich", "msgspec", "tree_sitter", "pyromark", "semver", "multiprocessing"}
_OTHERS = {"release_tool.cli.audit", "release_tool.cli.publish", "release_tool.cli.demo"}
_FILES = {"pyromark", "release_tool.adapters.checkout", "release_tool.adapters.module_changes"}
_CHECK = {"ruamel", "rich", "release_tool.terraform", "release_tool.lint"}


def imported(registry: RegistryBuilder, *arguments: str, stderr: int = subprocess.PIPE) -> set[str]:
    """The modules, and the packages that they are in, that a command has imported at its end."""
    done = subprocess.run(
        (sys.executable, "-c", _PROGRAM, *arguments),
        cwd=registry.root,
        check=True,
        stdout=subprocess.PIPE,
        stderr=stderr,
        env={**os.environ, "TERM": "xterm"},
        text=True,
    )
    code, *names = done.stdout.split()
    assert code == "0", done.stderr
    parts = [name.split(".") for name in names]
    return {".".join(part[:count]) for part in parts for count in range(1, len(part) + 1)}


@pytest.mark.parametrize(
    ("arguments", "unused"),
    [
        pytest.param(["--help"], _WRITING | _HELP | _CHECK, id="the help needs next to nothing"),
        pytest.param(
            ["status"],
            _WRITING | _CHECK | _OTHERS | {"release_tool.notes"},
            id="status needs no notes and no other command",
        ),
        pytest.param(["check"], _WRITING | _CHECK, id="check without a base needs no rules"),
        pytest.param(
            ["notes", "coder/git-clone"],
            _WRITING | _FILES | {"ruamel", "rich", "tree_sitter", "release_tool.lint"},
            id="notes of a change of scripts need no parser",
        ),
        pytest.param(["changelog", "coder/git-clone"], _FILES, id="a changelog needs no files"),
    ],
)
def test_a_command_imports_only_what_it_uses(
    registry: RegistryBuilder, arguments: list[str], unused: set[str]
) -> None:
    registry.released("coder/git-clone", "1.0.0")
    registry.write("registry/coder/modules/git-clone/run.sh", "echo\n")
    registry.commit("fix: say something")
    assert imported(registry, *arguments) & unused == set()


def test_a_terminal_to_watch_for_progress_costs_no_import(registry: RegistryBuilder) -> None:
    keyboard, follower = pty.openpty()
    on_terminal = imported(registry, "--help", stderr=follower)
    os.close(follower)
    os.close(keyboard)
    assert on_terminal == imported(registry, "--help")
