"""`--help`: what it says, kept as files, and that every example in it works when it is pasted."""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from release_tool.cli.app import COMMANDS
from tests.command_line import release
from tests.golden_files import assert_golden
from tests.registry_builder import RegistryBuilder

SAMPLE = Path(__file__).parents[2] / "registry"
GIT_CLONE = "registry/coder/modules/git-clone"
_EXAMPLE = re.compile(r"^ {4}(release \S.*?)(?: {2,}.*)?$", re.MULTILINE)


def _help(cwd: Path, *command: str) -> str:
    ran = release(*command, "--help", cwd=cwd)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


def test_the_help_of_the_tool(tmp_path: Path) -> None:
    assert_golden("tests/cli/golden/release.txt", _help(tmp_path))


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command(command: str, tmp_path: Path) -> None:
    assert_golden(f"tests/cli/golden/{command}.txt", _help(tmp_path, command))


def test_the_tool_lists_every_command(tmp_path: Path) -> None:
    out = _help(tmp_path)
    assert [name for name in COMMANDS if f"\n  {name} " not in out] == []


@pytest.fixture
def sample(tmp_path: Path) -> RegistryBuilder:
    """The project's own registry: claude-code wants a tag, code-server changed, the rest is out."""
    registry = RegistryBuilder.create(tmp_path / "sample")
    shutil.copytree(SAMPLE, registry.root / "registry")
    registry.write("release.yaml", "forge:\n  kind: local\n")
    page = registry.readme_of("coder/git-clone")
    declared = page.read_text()
    page.write_text(declared.replace('"2.0.0"', '"1.3.0"'))
    registry.commit("feat: the modules")
    registry.tag("coder/git-clone", "1.3.0")
    page.write_text(declared)
    registry.write(f"{GIT_CLONE}/extra.tf", 'output "extra" {\n  value = 1\n}\n')
    registry.commit("feat(git-clone): another output")
    for row in release("status", "--format", "json", cwd=registry.root).json["modules"]:
        if row["module"] != "coder/claude-code":
            registry.tag(row["module"], row["declared"])
    with (registry.root / "registry/coder/modules/code-server/main.tf").open("a") as code:
        code.write("# more of it\n")
    registry.commit("fix(code-server): more of it")
    registry.remote()
    return registry


def _paste(line: str, cwd: Path) -> tuple[int, str]:
    """Runs *line* as a shell does, at a terminal where a person says yes to everything."""
    shims = cwd.parent / "shims"
    shims.mkdir(exist_ok=True)
    shim = shims / "release"
    shim.write_text(f'#!/bin/sh\nexec {sys.executable} -m release_tool "$@"\n')
    shim.chmod(0o755)
    keyboard, terminal = pty.openpty()
    os.write(keyboard, b"y\n")
    ran = subprocess.run(
        ("sh", "-c", line),
        cwd=cwd,
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PATH": f"{shims}:{os.environ['PATH']}"},
        check=False,
    )
    os.close(terminal)
    os.close(keyboard)
    return ran.returncode, ran.stdout.decode("utf-8", "replace")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_example_works_when_it_is_pasted(command: str, sample: RegistryBuilder) -> None:
    examples = _EXAMPLE.findall(_help(sample.root, command))
    assert examples
    for number, example in enumerate(examples):
        copy = sample.root.parent / f"copy-{number}"
        shutil.copytree(sample.root, copy)
        code, said = _paste(example, copy)
        assert (code, "error:" in said) == (0, False), f"{example}\n{said}"


def test_the_examples_of_the_tool_work_one_after_the_other(sample: RegistryBuilder) -> None:
    examples = _EXAMPLE.findall(_help(sample.root))
    assert len(examples) == 4
    for example in examples:
        code, said = _paste(example, sample.root)
        assert (code, "error:" in said) == (0, False), f"{example}\n{said}"
    assert "release/coder/claude-code/v5.2.0" in sample.git("ls-remote", "--tags", "origin")


def test_the_sample_registry_has_no_drift(sample: RegistryBuilder) -> None:
    ran = release("check", "--format", "json", cwd=sample.root)
    assert (ran.code, ran.json["findings"]) == (0, [])
