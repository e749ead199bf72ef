"""A diff changes exactly what it shows: git applies it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from release_tool.render.diff import FileChange, diff_for_terminal, unified_diff
from release_tool.render.terminal import ANSI, PLAIN, STEERING
from tests.golden_files import assert_golden
from tests.render.hostile import ROWS
from tests.render.runner_log import commands_in

README = b"""# Zed

```tf
module "zed" {
  source   = "registry.coder.com/coder/zed/coder"
  version  = "1.0.9"
  agent_id = coder_agent.main.id
}
```
"""
BUMPED = README.replace(b"1.0.9", b"1.0.10")


def run_git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CEILING_DIRECTORIES": str(folder.parent),
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@example.com",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@example.com",
    }
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=environment,
        input=stdin,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def as_bytes(diff: str) -> bytes:
    return diff.encode("utf-8", "surrogateescape")


def write(folder: Path, path: str, content: bytes | None) -> None:
    if content is not None:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def read(folder: Path, path: str) -> bytes | None:
    file = folder / path
    return file.read_bytes() if file.exists() else None


def assert_applies(folder: Path, *changes: FileChange) -> None:
    for change in changes:
        write(folder, change.path, change.before)
    run_git(folder, "apply", stdin=as_bytes(unified_diff(changes)))
    assert [read(folder, change.path) for change in changes] == [change.after for change in changes]


CRLF = README.replace(b"\n", b"\r\n")
NO_NEWLINE = README.rstrip(b"\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(README, BUMPED, id="a usual bump"),
        pytest.param(CRLF, CRLF.replace(b"1.0.9", b"2.0.0"), id="lines that end in CRLF"),
        pytest.param(README + CRLF, README + CRLF.replace(b"9", b"8"), id="both kinds of lines"),
        pytest.param(NO_NEWLINE, BUMPED.rstrip(b"\n"), id="no newline at the end, far away"),
        pytest.param(b'v = "1"', b'v = "2"', id="no newline at the end of the changed line"),
        pytest.param(b"a\n1", b"a\n1\n", id="a newline added at the end"),
        pytest.param(b"a\n1\n", b"a\n1", id="a newline taken from the end"),
        pytest.param(b"\xef\xbb\xbfv=1\n", b"\xef\xbb\xbfv=2\n", id="a byte-order mark"),
        pytest.param(b"caf\xe9 1\n\xff\n", b"caf\xe9 2\n\xff\n", id="bytes that are not UTF-8"),
        pytest.param(b"a\rb\x0c1\x0b\n", b"a\rb\x0c2\x0b\n", id="other line ends inside a line"),
        pytest.param("1 \u2028 \x85\n".encode(), "2 \u2028 \x85\n".encode(), id="those of Unicode"),
        pytest.param(b"-- 1\n++ 1\n", b"-- 2\n++ 2\n", id="lines that look like a header"),
        pytest.param(b"1\n" * 300, b"1\n" * 150 + b"2\n" + b"1\n" * 149, id="many equal lines"),
        pytest.param(README * 9, BUMPED + README * 7 + BUMPED, id="two hunks"),
        pytest.param(b"", b"1\n", id="an empty file that is filled"),
        pytest.param(b"1\n", b"", id="a file that is emptied"),
        pytest.param(None, README, id="a new file"),
        pytest.param(None, b"1", id="a new file without a newline"),
        pytest.param(None, b"", id="a new file that is empty"),
        pytest.param(README, None, id="a file that is removed"),
        pytest.param(b"", None, id="an empty file that is removed"),
    ],
)
def test_git_applies_the_diff(tmp_path: Path, before: bytes | None, after: bytes | None) -> None:
    assert_applies(tmp_path, FileChange("registry/README.md", before, after))


NAMES = [
    pytest.param("a b/c d.md", id="spaces"),
    pytest.param("Jörg/日本.md", id="letters outside ASCII"),
    pytest.param('say "hi".md', id="quotes"),
    pytest.param("back\\slash.md", id="a backslash"),
    pytest.param("tab\tand\nnewline\x07 \x011.md", id="control characters"),
    pytest.param("caf\udce9.md", id="a byte that is not UTF-8"),
    pytest.param("two  and \udcff.md", id="spaces and a byte that is not UTF-8"),
]


@pytest.mark.parametrize("name", NAMES)
def test_git_applies_the_diff_of_a_file_with(tmp_path: Path, name: str) -> None:
    assert_applies(tmp_path, FileChange(name, README, BUMPED))


def assert_as_git_shows_it(folder: Path, change: FileChange) -> None:
    """Git's own diff between two commits is ours, but for the blobs that it names."""
    run_git(folder, "init", "-q")
    write(folder, change.path, change.before)
    run_git(folder, "add", "--all")
    run_git(folder, "commit", "-q", "--allow-empty", "-m", "before")
    (folder / change.path).unlink(missing_ok=True)
    write(folder, change.path, change.after)
    run_git(folder, "add", "--all")
    shown = run_git(folder, "diff", "--cached").splitlines(keepends=True)
    ours = as_bytes(unified_diff([change])).splitlines(keepends=True)
    left_out = (b"index ", b"@@")  # after the second, git also names the section
    assert [line for line in ours if not line.startswith(left_out)] == [
        line for line in shown if not line.startswith(left_out)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_written_as_git_writes_it_with(tmp_path: Path, name: str) -> None:
    assert_as_git_shows_it(tmp_path, FileChange(name, README, BUMPED))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(None, b"", id="an empty file is made"),
        pytest.param(b"", None, id="an empty file is removed"),
        pytest.param(None, README, id="a file is made"),
        pytest.param(README, None, id="a file is removed"),
        pytest.param(README, b"", id="a file is emptied"),
        pytest.param(NO_NEWLINE, CRLF, id="every line changes"),
    ],
)
def test_the_diff_is_that_of_git_where(
    tmp_path: Path, before: bytes | None, after: bytes | None
) -> None:
    assert_as_git_shows_it(tmp_path, FileChange("a/README.md", before, after))


def test_several_files_are_one_diff(tmp_path: Path) -> None:
    assert_applies(
        tmp_path,
        FileChange("a/README.md", README, BUMPED),
        FileChange("b/README.md", README, README.upper()),
        FileChange("c.md", None, b"new\n"),
    )


CONTENT = st.lists(
    st.sampled_from([b"a", b"b\r", b"\xff", b"", b"--", b"\\ x", b"\t", b"\x00"])
).map(b"\n".join)


@settings(max_examples=60, deadline=None)
@given(CONTENT, CONTENT)
def test_git_applies_the_diff_between_any_two_files(before: bytes, after: bytes) -> None:
    change = FileChange("README.md", before, after)
    if before != after:
        with TemporaryDirectory() as folder:
            assert_applies(Path(folder), change)
    else:
        assert unified_diff([change]) == ""


def test_equal_files_make_no_diff() -> None:
    unchanged = FileChange("a.md", README, README)
    assert unified_diff([unchanged]) == ""
    assert diff_for_terminal([unchanged], ANSI) == ""


def test_a_diff_looks_like_this() -> None:
    assert_golden(
        "tests/render/golden/bump.diff",
        unified_diff([FileChange("coder/zed/README.md", README, BUMPED)]),
    )


def test_a_diff_on_a_terminal_looks_like_this() -> None:
    change = FileChange("coder/zed/README.md", CRLF, CRLF.replace(b"1.0.9", b"1.0.10")[:-2])
    assert_golden("tests/render/golden/bump.ansi", diff_for_terminal([change], ANSI))


@pytest.mark.parametrize("text", ROWS)
def test_a_diff_on_a_terminal_steers_nothing(text: str) -> None:
    content = text.encode("utf-8", "surrogateescape")
    shown = diff_for_terminal([FileChange(text, b"a\n" + content, b"b\n" + content)], PLAIN)
    assert STEERING.findall(shown.replace("\n", "").replace("\t", "")) == []
    assert commands_in(shown) == []


def test_tabs_stay_on_a_terminal() -> None:
    shown = diff_for_terminal([FileChange("a", b"\tx\n", b"\ty\n")], PLAIN)
    assert shown.splitlines()[-2:] == ["-\tx", "+\ty"]
