"""What goes on is shown on a terminal, once it takes over a second, and then it is gone."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.command_line import release
from tests.registry_builder import readme
from tests.slow_git import SlowGit
from tests.terminal import release_on_terminal, terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.registry_builder import RegistryBuilder
    from tests.terminal import Terminal

STATUS = release_on_terminal("status")
READING = "looking for changes since the releases: reading commits"
LATER = re.compile(rf"{READING} \((?!1 s)\d+ s\)")


@pytest.fixture
def changed(registry: RegistryBuilder) -> RegistryBuilder:
    """A module to be tagged, after a release; `status` reads the commits between."""
    registry.released("coder/it", "1.0.0")
    registry.module("coder/it", "1.1.0", message="feat: more")
    registry.remote()
    return registry


def until_later(screen: Terminal) -> None:
    """Until the line was drawn again, with another time."""
    screen.until(lambda: any(map(LATER.fullmatch, screen.lines)))


def let_a_second_pass(registry: RegistryBuilder, folder: Path) -> None:
    """Until the tool itself, which is started now, has shown elsewhere that it takes long."""
    slow = SlowGit(folder / "elsewhere", "log")
    with terminal(*STATUS, cwd=registry.root, env=slow.env) as other:
        until_later(other)


def test_nothing_is_drawn_for_what_is_fast(tmp_path: Path) -> None:
    with terminal(*release_on_terminal("--help"), cwd=tmp_path) as screen:
        assert screen.end() == 0
        assert "\x1b" not in screen.typed


def test_what_takes_long_is_said_and_leaves_only_the_result(
    changed: RegistryBuilder, tmp_path: Path
) -> None:
    slow = SlowGit(tmp_path / "slow", "log")
    with terminal(*STATUS, cwd=changed.root, env=slow.env) as screen:
        until_later(screen)
        above, line = screen.lines
        assert (above, bool(LATER.fullmatch(line)), "(0 s)" in screen.typed) == ("", True, False)
        slow.go_on()
        assert screen.end() == 0
        assert screen.lines == release("status", cwd=changed.root).out.splitlines()


def test_at_the_bottom_of_the_screen_it_makes_room(
    changed: RegistryBuilder, tmp_path: Path
) -> None:
    slow = SlowGit(tmp_path / "slow", "log")
    script = f"echo one; echo two; echo three; exec {' '.join(STATUS)}"
    with terminal("sh", "-c", script, cwd=changed.root, env=slow.env, rows=4) as screen:
        screen.until_shown(READING)
        slow.go_on()
        assert screen.end() == 0
        result = release("status", cwd=changed.root).out.splitlines()
        assert screen.lines == ["one", "two", "three", *result]


def test_it_is_gone_before_an_error_is_told(changed: RegistryBuilder, tmp_path: Path) -> None:
    slow = SlowGit(tmp_path / "slow", "log", after="echo 'fatal: it broke' >&2; exit 128")
    with terminal(*STATUS, cwd=changed.root, env=slow.env) as screen:
        screen.until_shown(READING)
        slow.go_on()
        assert screen.end() == 3
        assert screen.lines == ["error: git log failed: fatal: it broke"]


@pytest.mark.parametrize(
    ("environment", "colours"),
    [
        pytest.param({"NO_COLOR": "1"}, False, id="none are wanted"),
        pytest.param({"NO_COLOR": ""}, True, id="nothing is said about colours"),
    ],
)
def test_it_has_colours_where_they_are_wanted(
    changed: RegistryBuilder, tmp_path: Path, environment: dict[str, str], colours: bool
) -> None:
    slow = SlowGit(tmp_path / "slow", "log")
    with terminal(*STATUS, cwd=changed.root, env={**slow.env, **environment}) as screen:
        screen.until_shown(READING)
        assert ("\x1b[2m" in screen.typed) is colours


def test_standard_error_that_is_no_terminal_gets_nothing(
    changed: RegistryBuilder, tmp_path: Path
) -> None:
    slow = SlowGit(tmp_path / "slow", "log")
    running = subprocess.Popen(
        STATUS, cwd=changed.root, stderr=subprocess.PIPE, env={**os.environ, **slow.env}
    )
    let_a_second_pass(changed, tmp_path)
    slow.go_on()
    assert (running.communicate()[1], running.returncode) == (b"", 0)


@pytest.mark.parametrize("kind", ["dumb", ""])
def test_a_terminal_that_can_only_print_gets_nothing(
    changed: RegistryBuilder, tmp_path: Path, kind: str
) -> None:
    slow = SlowGit(tmp_path / "slow", "log")
    with terminal(*STATUS, cwd=changed.root, env={**slow.env, "TERM": kind}) as screen:
        let_a_second_pass(changed, tmp_path)
        assert screen.typed + "".join(screen.lines) == ""


def test_a_question_stands_alone(changed: RegistryBuilder, tmp_path: Path) -> None:
    slow = SlowGit(tmp_path / "slow", "ls-remote")
    command = release_on_terminal("tag", "--all", "--push")
    with terminal(*command, cwd=changed.root, env=slow.env) as screen:
        screen.until_shown("asking origin for its tags")
        slow.go_on()
        screen.until_shown("Do this?")
        let_a_second_pass(changed, tmp_path)
        asked = screen.lines
        assert asked[-1].rstrip() == "Do this? [y/N]:"
        assert not any("asking origin" in line or "working" in line for line in asked)
        screen.press(b"n\n")
        assert screen.end() == 130


def test_a_program_that_asks_for_a_secret_has_the_terminal_for_itself(
    changed: RegistryBuilder, tmp_path: Path
) -> None:
    asking = "stty -echo </dev/tty; printf 'Passphrase: ' >/dev/tty"
    slow = SlowGit(tmp_path / "slow", "log", before=asking, after="stty echo </dev/tty")
    with terminal(*STATUS, cwd=changed.root, env=slow.env) as screen:
        let_a_second_pass(changed, tmp_path)
        assert screen.lines == ["Passphrase:"]
        slow.go_on()
        assert screen.end() == 0


@pytest.mark.parametrize(
    "rows", [pytest.param(24, id="at its top"), pytest.param(2, id="at its bottom")]
)
def test_what_another_program_asks_stays_on_the_screen(
    changed: RegistryBuilder, tmp_path: Path, rows: int
) -> None:
    asking = "printf 'Are you sure? ' >/dev/tty"
    slow = SlowGit(tmp_path / "slow", "log", before=asking)
    script = f"echo one; exec {' '.join(STATUS)}"
    with terminal("sh", "-c", script, cwd=changed.root, env=slow.env, rows=rows) as screen:
        screen.until_shown(READING)
        screen.press(b"yes")
        screen.until_shown("Are you sure? yes")
        until_later(screen)
        assert screen.lines[:2] == ["one", "Are you sure? yes"]


def test_a_job_in_the_background_draws_nothing(changed: RegistryBuilder, tmp_path: Path) -> None:
    slow = SlowGit(tmp_path / "slow", "log")
    script = f"{' '.join(STATUS)} >/dev/null & wait; echo done"
    with terminal("sh", "-mc", script, cwd=changed.root, env=slow.env) as screen:
        screen.until(slow.waits)
        let_a_second_pass(changed, tmp_path)
        assert screen.typed + "".join(screen.lines) == ""
        slow.go_on()
        screen.until_shown("done")


def test_ctrl_z_leaves_the_terminal_to_the_shell(changed: RegistryBuilder, tmp_path: Path) -> None:
    slow = SlowGit(tmp_path / "slow", "log")
    script = f"{' '.join(STATUS)} >/dev/null; echo stopped; fg >/dev/null; echo done"
    with terminal("sh", "-mc", script, cwd=changed.root, env=slow.env) as screen:
        screen.until_shown(READING)
        screen.press(b"\x1a")
        screen.until_shown("stopped")
        screen.until_shown(READING)  # again, since it goes on
        assert screen.lines[:2] == ["^Zstopped", ""]
        slow.go_on()
        screen.until_shown("done")
        assert screen.lines == ["^Zstopped", "done"]


def test_processes_that_share_the_work_draw_nothing_and_the_result_is_the_same(
    registry: RegistryBuilder, tmp_path: Path
) -> None:
    for module in ("coder/one", "coder/two"):
        for patch in range(25):
            registry.write(f"{registry.folder(module)}/README.md", readme(module, f"1.0.{patch}"))
            registry.commit()
            registry.tag(module, f"1.0.{patch}")
    registry.remote()
    slow = SlowGit(tmp_path / "slow", "ls-remote")
    with terminal(*release_on_terminal("audit"), cwd=registry.root, env=slow.env) as screen:
        screen.until_shown("asking origin for its tags")
        slow.go_on()
        assert screen.end() == 0
        assert screen.lines == release("audit", cwd=registry.root).out.splitlines()
