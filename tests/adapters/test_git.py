"""The runner of git: what it printed, or an error that keeps what git said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from release_tool.adapters.git import Git, decoded, records
from release_tool.errors import GitError, WorldError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.registry_builder import RegistryBuilder


def test_a_failure_is_never_an_empty_answer(registry: RegistryBuilder) -> None:
    with pytest.raises(GitError) as raised:
        Git(registry.root).run("log", "nowhere")
    assert raised.value.command == ("log", "nowhere")
    assert raised.value.status == 128
    assert "nowhere" in raised.value.stderr
    assert raised.value.exit_code == 3


def test_the_message_is_the_line_that_says_why(registry: RegistryBuilder) -> None:
    registry.commit()
    with pytest.raises(GitError, match="ambiguous argument 'nowhere'"):
        Git(registry.root).run("log", "nowhere")


def test_a_failure_while_reading_is_no_empty_answer_either(registry: RegistryBuilder) -> None:
    registry.commit()
    with pytest.raises(GitError) as raised, Git(registry.root).reading("log", "nowhere") as output:
        output.read()
    assert "nowhere" in raised.value.stderr


@pytest.mark.parametrize("size", [0, 1, 1_000_000])
def test_a_failure_before_git_has_taken_its_input_keeps_what_git_said(
    size: int, registry: RegistryBuilder
) -> None:
    registry.commit()
    request = b"x\n" * size
    with pytest.raises(GitError, match="unrecognized argument"):
        Git(registry.root).run("log", "--bogus", standard_input=request)
    reading = Git(registry.root).reading("log", "--bogus", standard_input=request)
    with pytest.raises(GitError, match="unrecognized argument"), reading as output:
        output.read()


def test_a_reader_that_leaves_with_an_error_stops_git_and_keeps_its_own_error(
    registry: RegistryBuilder,
) -> None:
    registry.write("big", "line\n" * 500_000)
    registry.commit()

    def read_a_little() -> None:
        with Git(registry.root).reading("show", "HEAD:big") as output:
            output.read(1)
            raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        read_a_little()


def test_an_answer_larger_than_a_pipe_arrives_whole(registry: RegistryBuilder) -> None:
    registry.write("big", "line\n" * 500_000)
    registry.commit()
    assert Git(registry.root).run("show", "HEAD:big") == b"line\n" * 500_000
    with Git(registry.root).reading("show", "HEAD:big") as output:
        assert output.read() == b"line\n" * 500_000


def test_a_question_larger_than_a_pipe_is_asked_whole(registry: RegistryBuilder) -> None:
    registry.commit()
    request = b"HEAD\n" * 20_000
    answer = Git(registry.root).run("cat-file", "--batch-check", standard_input=request)
    assert answer.count(b"\n") == 20_000


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match=f"there is no folder {tmp_path}/nowhere"):
        Git(tmp_path / "nowhere").run("status")


def test_git_that_is_not_installed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(WorldError, match="git is not installed") as raised:
        Git(tmp_path).run("status")
    assert "2.34" in raised.value.hint


def test_names_are_no_patterns(registry: RegistryBuilder) -> None:
    registry.write("a/x", "1")
    registry.write("[a]/x", "1")
    registry.commit()
    listing = Git(registry.root).run("log", "--name-only", "-z", "--format=", "--", "[a]/x")
    assert list(records(listing)) == ["[a]/x"]


def test_bytes_that_are_not_utf8_survive_the_round_trip(registry: RegistryBuilder) -> None:
    name = b"caf\xe9 \xff".decode("utf-8", "surrogateescape")
    registry.write(name, "1")
    registry.commit()
    (found,) = records(Git(registry.root).run("ls-tree", "-z", "--name-only", "HEAD"))
    assert found == name
    assert decoded(b"caf\xe9 \xff").encode("utf-8", "surrogateescape") == b"caf\xe9 \xff"
