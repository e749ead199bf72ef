"""The error boundary: whatever happens is an exit code and a sentence, and JSON stays JSON."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from release_tool.cli import boundary
from tests.command_line import release

if TYPE_CHECKING:
    from tests.registry_builder import RegistryBuilder


@pytest.fixture
def released(registry: RegistryBuilder) -> RegistryBuilder:
    registry.released("coder/it", "1.0.0")
    return registry


def test_debug_shows_the_traceback(tmp_path: Path) -> None:
    ran = release("status", cwd=tmp_path, env={"RELEASE_DEBUG": "1"})
    assert ran.code == 2
    assert "Traceback" in ran.err
    assert "is not in a git repository" in ran.err


def test_without_debug_there_is_no_traceback(tmp_path: Path) -> None:
    assert "Traceback" not in release("status", cwd=tmp_path).err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("--nonsense",), "No such option", id="an option that there is not"),
        pytest.param(("statsu",), "No such command", id="a command that there is not"),
        pytest.param(("status", "--format", "xml"), "'xml'", id="a format that there is not"),
        pytest.param(("check", "--level", "huge"), "'huge'", id="a level that there is not"),
        pytest.param(("notes",), "Missing argument", id="an argument that is missing"),
        pytest.param(("bump",), "Missing argument", id="a level that is missing"),
    ],
)
def test_a_usage_error_is_exit_2(
    released: RegistryBuilder, arguments: tuple[str, ...], said: str
) -> None:
    ran = release(*arguments, cwd=released.root)
    assert (ran.code, ran.out, said in ran.err) == (2, "", True), ran.err


def test_a_command_that_is_nearly_right_is_suggested(tmp_path: Path) -> None:
    assert "status" in release("statsu", cwd=tmp_path).err


def test_no_command_shows_the_help(tmp_path: Path) -> None:
    ran = release(cwd=tmp_path)
    assert ran.code in {0, 2}
    assert "Commands:" in ran.out + ran.err


def test_the_version_is_shown_without_a_repository(tmp_path: Path) -> None:
    ran = release("--version", cwd=tmp_path)
    assert (ran.code, ran.out.startswith("release "), ran.err) == (0, True, "")


def test_an_interruption_is_exit_130(released: RegistryBuilder, tmp_path: Path) -> None:
    # A git that waits for ever, so that there is something to interrupt.
    slow = tmp_path / "bin/git"
    slow.parent.mkdir()
    started = tmp_path / "started"
    slow.write_text(f"#!/bin/sh\ntouch {started}\nexec sleep 60\n")
    slow.chmod(0o755)
    running = subprocess.Popen(
        (sys.executable, "-m", "release_tool", "status"),
        cwd=released.root,
        env={**os.environ, "PATH": f"{slow.parent}:{os.environ['PATH']}"},
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while not started.exists():
        assert running.poll() is None
    os.killpg(running.pid, signal.SIGINT)  # as Ctrl-C does: to everything in the foreground
    _, complaint = running.communicate(timeout=30)
    assert (running.returncode, complaint) == (130, b"error: interrupted\n")


def test_a_reader_that_has_seen_enough_is_no_error(released: RegistryBuilder) -> None:
    running = subprocess.Popen(
        (sys.executable, "-m", "release_tool", "status"),
        cwd=released.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout
    running.stdout.close()
    assert running.stderr
    complaint = running.stderr.read()
    running.stderr.close()
    assert (running.wait(), complaint) == (0, b"")


def test_a_bug_is_exit_70_and_asks_to_be_reported(
    capsys: pytest.CaptureFixture[str],
) -> None:
    # No input that is known makes the tool fail like this; an argument that is no text does.
    code = boundary.run([object()])  # type: ignore[list-item]
    assert (code, "please report it" in capsys.readouterr().err) == (70, True)


def test_a_bad_working_folder_is_no_bug(released: RegistryBuilder) -> None:
    gone = released.root / "gone"
    gone.mkdir()
    script = 'rmdir "$PWD"; exec "$0" -m release_tool status'
    ran = subprocess.run(
        ("sh", "-c", script, sys.executable),
        cwd=gone,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert ran.returncode in {2, 3}
    assert b"bug" not in ran.stderr


JSON_COMMANDS = [
    pytest.param(("status",), id="status"),
    pytest.param(("check",), id="check"),
    pytest.param(("check", "--fix"), id="check --fix"),
    pytest.param(("bump", "coder/it", "minor"), id="bump"),
    pytest.param(("bump", "coder/it", "minor", "--dry-run"), id="bump --dry-run"),
    pytest.param(("notes", "coder/it"), id="notes"),
    pytest.param(("tag", "--all", "--yes"), id="tag"),
    pytest.param(("tag", "--all", "--dry-run"), id="tag --dry-run"),
    pytest.param(("publish", "--missing", "--forge", "local"), id="publish"),
    pytest.param(("publish", "--missing", "--forge", "local", "--dry-run"), id="publish --dry-run"),
    pytest.param(("changelog", "coder/it", "--write"), id="changelog"),
]


@pytest.mark.parametrize("command", JSON_COMMANDS)
@pytest.mark.parametrize("colour", [{}, {"FORCE_COLOR": "1", "NO_COLOR": ""}], ids=["", "forced"])
def test_with_json_stdout_is_one_object(
    released: RegistryBuilder, command: tuple[str, ...], colour: dict[str, str]
) -> None:
    released.module("coder/it", "1.1.0", "1.0.0")
    ran = release(*command, "--format", "json", cwd=released.root, env=colour)
    assert isinstance(ran.json, dict)
    assert "\x1b" not in ran.out


@pytest.mark.parametrize("command", JSON_COMMANDS)
def test_a_pipe_gets_no_colours(released: RegistryBuilder, command: tuple[str, ...]) -> None:
    released.module("coder/it", "1.1.0", "1.0.0")
    ran = release(*command, cwd=released.root, env={"NO_COLOR": ""})
    assert "\x1b" not in ran.out + ran.err


def test_no_color_goes_before_force_color(released: RegistryBuilder) -> None:
    forced = release("status", cwd=released.root, env={"FORCE_COLOR": "1", "NO_COLOR": ""})
    refused = release("status", cwd=released.root, env={"FORCE_COLOR": "1", "NO_COLOR": "1"})
    assert ("\x1b" in forced.out, "\x1b" in refused.out) == (True, False)


def test_an_environment_without_unicode_is_no_obstacle(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.0.0")
    registry.write("registry/coder/modules/it/main.tf", "# new\n")
    registry.commit("fix: caf\N{LATIN SMALL LETTER E WITH ACUTE} \N{ROCKET}")
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    ran = release("notes", "coder/it", cwd=registry.root, env=environment)
    assert (ran.code, ran.err) == (0, "")
    assert "caf" in ran.out
