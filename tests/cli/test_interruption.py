"""Ctrl-C stops at once and leaves nothing: no process, no file, no tag, and one sentence."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from tests.adapters.test_writing import refuse, remote_tags
from tests.command_line import release
from tests.registry_builder import example
from tests.slow_git import SlowGit
from tests.terminal import CTRL_C, release_on_terminal, terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.registry_builder import RegistryBuilder

TAG = ("tag", "--all", "--push", "--yes")
INTERRUPTED = "error: interrupted"
REWRITTEN = {"COMMIT_EDITMSG", "index", "packed-refs"}
"""What git writes although nothing of it changed."""
ALL_OF_US = "kill -INT 0"
"""Ctrl-C, as a hook of git presses it: at a moment that nobody at a keyboard could choose."""


@pytest.fixture
def waiting(registry: RegistryBuilder) -> RegistryBuilder:
    """A module that wants a tag after its release, and one that wants its first."""
    registry.released("coder/it", "1.0.0")
    registry.module("coder/it", "1.1.0", message="feat: more")
    registry.module("coder/new", "1.0.0")
    registry.remote()
    return registry


def state(registry: RegistryBuilder) -> tuple[object, ...]:
    """All that a command could leave behind, here and on the remote."""
    files = (
        path
        for folder in (registry.root, registry.root.parent / "origin.git")
        for path in folder.rglob("*")
        if path.is_file() and "objects" not in path.parts and "logs" not in path.parts
    )
    return (
        registry.tags(),
        remote_tags(registry),
        registry.git("rev-parse", "HEAD"),
        registry.git("status", "--porcelain"),
        sorted(path for path in files if path.name not in REWRITTEN),
    )


def hook(registry: RegistryBuilder, name: str, script: str) -> None:
    file = registry.root / ".git" / "hooks" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


def pressed(registry: RegistryBuilder, *arguments: str) -> list[str]:
    """What is on the screen after a hook of git has pressed Ctrl-C while `release` ran."""
    with terminal(*release_on_terminal(*arguments), cwd=registry.root) as screen:
        assert screen.end() == 130
        return screen.lines


MOMENTS = pytest.mark.parametrize(
    ("arguments", "command"),
    [
        pytest.param(("status",), "rev-parse", id="before anything is known"),
        pytest.param(("status",), "log", id="while git reads history"),
        pytest.param(("status",), "ls-tree", id="while git reads a tree"),
        pytest.param(TAG, "ls-remote", id="while the remote is asked"),
        pytest.param(("bump", "coder/it", "major", "--commit"), "commit", id="during a commit"),
        pytest.param(TAG, "push", id="during a push"),
    ],
)


@MOMENTS
def test_ctrl_c_ends_git_and_leaves_nothing(
    waiting: RegistryBuilder, tmp_path: Path, arguments: tuple[str, ...], command: str
) -> None:
    slow = SlowGit(tmp_path / "slow", command)
    before = state(waiting)
    with terminal(*release_on_terminal(*arguments), cwd=waiting.root, env=slow.env) as screen:
        screen.until(slow.waits)
        screen.press(CTRL_C)
        assert screen.end() == 130
        said = [line for line in screen.lines if line.startswith("error:")]
        assert said == [INTERRUPTED]
    assert (slow.is_left(), state(waiting)) == (False, before)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
@MOMENTS
def test_a_signal_for_the_tool_alone_ends_git_too(
    waiting: RegistryBuilder,
    tmp_path: Path,
    arguments: tuple[str, ...],
    command: str,
    number: signal.Signals,
) -> None:
    slow = SlowGit(tmp_path / "slow", command)
    before = state(waiting)
    running = _start(waiting, slow.env, *arguments)
    while not slow.waits():
        assert running.poll() is None
    said = _interrupted(running, number)
    assert (running.returncode, said.splitlines()[0]) == (130, INTERRUPTED)
    assert (slow.is_left(), state(waiting)) == (False, before)


def test_who_does_not_hear_ctrl_c_can_still_be_told_to_end(
    waiting: RegistryBuilder, tmp_path: Path
) -> None:
    slow = SlowGit(tmp_path / "slow", "log")
    in_the_background = ("sh", "-c", f"trap '' INT; exec {sys.executable} -m release_tool status")
    running = subprocess.Popen(in_the_background, cwd=waiting.root, env={**os.environ, **slow.env})
    while not slow.waits():
        assert running.poll() is None
    running.terminate()
    assert running.wait(60) == -signal.SIGTERM
    slow.go_on()


def test_what_was_drawn_is_gone_when_it_is_interrupted(
    waiting: RegistryBuilder, tmp_path: Path
) -> None:
    slow = SlowGit(tmp_path / "slow", "log")
    command = release_on_terminal("status")
    with terminal(*command, cwd=waiting.root, env=slow.env) as screen:
        screen.until_shown("reading commits")
        screen.press(CTRL_C)
        assert (screen.end(), screen.lines) == (130, [INTERRUPTED])
        assert "\x1b[?25" not in screen.typed  # the cursor was never hidden


def test_ctrl_c_at_a_question_is_a_no(waiting: RegistryBuilder) -> None:
    before = state(waiting)
    with terminal(*release_on_terminal("tag", "--all"), cwd=waiting.root) as screen:
        screen.until(lambda: screen.typed.endswith("[y/N]: "))
        # Python does not hear what comes in the microseconds before it reads; a person is slower.
        assert screen.press_until_it_ends(CTRL_C) == 130
        assert [line[:8] for line in screen.lines[-2:]] == ["Do this?", INTERRUPTED[:8]]
    assert state(waiting) == before


def test_a_push_that_waits_for_the_remote_is_stopped_on_both_sides(
    waiting: RegistryBuilder, tmp_path: Path
) -> None:
    remote = waiting.root.parent / "origin.git"
    refuse(remote, f"touch {tmp_path}/waits; exec sleep 600")
    before = state(waiting)
    with terminal(*release_on_terminal(*TAG), cwd=waiting.root) as screen:
        screen.until((tmp_path / "waits").exists)
        screen.until_shown("carrying out, 3 of 3: push release/coder/it/v1.1.0")
        screen.press(CTRL_C)
        assert screen.end() == 130
        said = "".join(screen.lines)
        assert (said.count(INTERRUPTED), "is known to origin alone" in said) == (1, True)
    assert state(waiting) == before


def test_a_push_that_the_remote_takes_after_all_is_found_by_the_next_run(
    waiting: RegistryBuilder, tmp_path: Path
) -> None:
    remote = waiting.root.parent / "origin.git"
    refuse(
        remote,
        f"touch {tmp_path}/waits; while [ ! -e {tmp_path}/go ]; do sleep 0.05; done",
    )
    before = waiting.tags()
    running = _start(waiting, {}, *TAG)
    while not (tmp_path / "waits").exists():
        assert running.poll() is None
    _interrupted(running)  # which the remote does not hear
    assert (running.returncode, waiting.tags()) == (130, before)
    (tmp_path / "go").touch()
    while len(remote_tags(waiting)) < 3:
        pass
    again = release(*TAG, "--format", "json", cwd=waiting.root)
    assert (again.code, again.json["tags"], waiting.tags()) == (0, [], before)


def test_a_tag_that_was_just_made_is_taken_back_however_often_it_is_pressed(
    waiting: RegistryBuilder,
) -> None:
    hook(waiting, "reference-transaction", f'[ "$1" != committed ] || {ALL_OF_US}')
    before = state(waiting)
    assert pressed(waiting, "tag", "--all", "--yes") == [INTERRUPTED]
    assert state(waiting) == before


@pytest.fixture
def _key(waiting: RegistryBuilder, tmp_path: Path) -> None:
    """A program that signs whatever it is given, as git expects it of GnuPG."""
    signing = tmp_path / "sign"
    signing.write_text(
        "#!/bin/sh\ncat >/dev/null\necho '[GNUPG:] SIG_CREATED ' >&2\n"
        "printf -- '-----BEGIN PGP SIGNATURE-----\\nx\\n-----END PGP SIGNATURE-----\\n'\n"
    )
    signing.chmod(0o755)
    waiting.git("config", "gpg.program", str(signing))
    waiting.git("config", "user.signingkey", "it")


@pytest.mark.usefixtures("_key")
def test_a_signed_tag_that_was_just_made_is_taken_back(waiting: RegistryBuilder) -> None:
    once = f'[ "$1" = committed ] && [ ! -e .git/once ] && touch .git/once && {ALL_OF_US}; true'
    hook(waiting, "reference-transaction", once)
    before = waiting.tags()
    assert pressed(waiting, "tag", "--all", "--sign", "--yes") == [INTERRUPTED]
    assert ((waiting.root / ".git/once").exists(), waiting.tags()) == (True, before)


@pytest.mark.usefixtures("_key")
def test_a_key_that_waits_to_be_touched_does_not_keep_a_person_waiting(
    waiting: RegistryBuilder, tmp_path: Path
) -> None:
    (tmp_path / "sign").write_text(f"#!/bin/sh\ntouch {tmp_path}/waits; exec sleep 600\n")
    before = state(waiting)
    command = release_on_terminal("tag", "--all", "--sign", "--yes")
    with terminal(*command, cwd=waiting.root) as screen:
        screen.until((tmp_path / "waits").exists)
        screen.press(CTRL_C)
        assert (screen.end(), screen.lines) == (130, [INTERRUPTED])
    assert state(waiting) == before


def test_a_commit_that_is_not_there_yet_leaves_no_edit(waiting: RegistryBuilder) -> None:
    hook(waiting, "pre-commit", ALL_OF_US)
    before = state(waiting)
    assert pressed(waiting, "bump", "coder/it", "major", "--commit") == [INTERRUPTED]
    assert state(waiting) == before


def test_a_commit_that_was_just_made_stays_with_its_files(waiting: RegistryBuilder) -> None:
    hook(waiting, "post-commit", ALL_OF_US)
    head = waiting.git("rev-parse", "HEAD")
    assert pressed(waiting, "bump", "coder/it", "major", "--commit") == [INTERRUPTED]
    assert waiting.git("rev-parse", "HEAD~1") == head
    assert waiting.git("status", "--porcelain") == ""
    assert 'version  = "2.0.0"' in waiting.readme_of("coder/it").read_text()


def test_processes_that_share_the_work_end_in_silence(
    registry: RegistryBuilder, tmp_path: Path
) -> None:
    blocks = "".join(example("coder/it", "1.0.0", f"it{number}") for number in range(20_000))
    for module in ("coder/one", "coder/two"):
        registry.write(f"{registry.folder(module)}/README.md", f"# It\n\n{blocks}")
        registry.commit()
        for patch in range(25):
            registry.tag(module, f"1.0.{patch}")
    pids = tmp_path / "pids"
    with terminal(*release_on_terminal("audit"), cwd=registry.root) as screen:
        screen.until_shown("replaying modules")
        pids.write_text(_children_of(screen.process.pid))
        screen.press(CTRL_C)
        assert (screen.end(), screen.lines) == (130, [INTERRUPTED])
    assert (bool(pids.read_text()), _alive(pids.read_text())) == (True, "")


def _children_of(pid: int) -> str:
    listing = subprocess.run(
        ("ps", "-A", "-o", "pid=", "-o", "ppid="), check=True, capture_output=True, text=True
    ).stdout
    pairs = (line.split() for line in listing.splitlines())
    return " ".join(child for child, parent in pairs if parent == str(pid))


def _alive(pids: str) -> str:
    listing = subprocess.run(
        ("ps", "-A", "-o", "pid="), check=True, capture_output=True, text=True
    ).stdout
    return " ".join(sorted({*pids.split()} & {*listing.split()}))


@pytest.mark.parametrize("command", ["tag", "push"])
def test_a_demo_that_is_not_built_yet_is_no_folder(
    waiting: RegistryBuilder, tmp_path: Path, command: str
) -> None:
    slow = SlowGit(tmp_path / "slow", command)
    before = state(waiting)
    with terminal(*release_on_terminal("demo"), cwd=waiting.root, env=slow.env) as screen:
        screen.until(slow.waits)
        screen.press(CTRL_C)
        assert (screen.end(), screen.lines) == (130, [INTERRUPTED])
    assert (slow.is_left(), state(waiting)) == (False, before)
    assert not (waiting.root / "release-demo").exists()


def test_before_the_first_line_of_a_command_it_is_no_traceback_either(tmp_path: Path) -> None:
    slow = tmp_path / "slow" / "typer.py"
    slow.parent.mkdir()
    slow.write_text(f"import pathlib, time\npathlib.Path({str(tmp_path)!r}, 'waits').touch()\n")
    with slow.open("a") as file:
        file.write("time.sleep(600)\n")
    command = release_on_terminal("status")
    with terminal(*command, cwd=tmp_path, env={"PYTHONPATH": str(slow.parent)}) as screen:
        screen.until((tmp_path / "waits").exists)
        screen.press(CTRL_C)
        assert screen.end() == 130
        assert [line.removeprefix("^C") for line in screen.lines] == [INTERRUPTED]


def _start(
    registry: RegistryBuilder, env: dict[str, str], *arguments: str
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        (sys.executable, "-m", "release_tool", *arguments),
        cwd=registry.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **env},
        text=True,
    )


def _interrupted(running: subprocess.Popen[str], number: signal.Signals = signal.SIGINT) -> str:
    """What the tool, and it alone, says to a signal; sent again if it came before it listened."""
    for _ in range(6):
        running.send_signal(number)
        with suppress(subprocess.TimeoutExpired):
            return running.communicate(timeout=10)[1]
    raise AssertionError("it hangs")
