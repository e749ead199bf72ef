"""`release tag`: which tags are made, where, and what stops it from making any."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.command_line import Ran, release
from tests.registry_builder import RegistryBuilder, example, readme

if TYPE_CHECKING:
    from pathlib import Path


def _tag(registry: RegistryBuilder, *arguments: str) -> Ran:
    return release("tag", *arguments, "--format", "json", cwd=registry.root)


def _refused(registry: RegistryBuilder, *arguments: str) -> Ran:
    """Tags, and looks that there is no tag more and none less."""
    before = registry.tags()
    ran = release("tag", *arguments, cwd=registry.root)
    assert (registry.tags(), ran.out, "hint: " in ran.err) == (before, "", True), ran
    return ran


@pytest.fixture
def waiting(registry: RegistryBuilder) -> RegistryBuilder:
    """One module that is pending, one that is new, one released and one changed."""
    registry.released("coder/changed", "1.0.0")
    registry.released("coder/pending", "1.0.0")
    registry.released("coder/same", "1.0.0")
    registry.module("coder/new", "0.1.0")
    registry.write("registry/coder/modules/changed/main.tf", "# new\n")
    registry.module("coder/pending", "1.1.0")
    return registry


WANTED = ["release/coder/new/v0.1.0", "release/coder/pending/v1.1.0"]


def test_all_tags_what_is_pending_and_what_is_new(waiting: RegistryBuilder) -> None:
    before = waiting.tags()
    ran = _tag(waiting, "--all", "--yes")
    head = waiting.git("rev-parse", "HEAD")
    assert (ran.code, ran.err) == (0, "")
    assert waiting.tags() == sorted([*before, *WANTED])
    assert ran.json == {
        "tags": [
            {"module": module, "tag": tag, "commit": head, "status": "created", "pushed": False}
            for module, tag in zip(("coder/new", "coder/pending"), WANTED, strict=True)
        ]
    }


def test_the_tags_are_annotated_and_stand_on_head(waiting: RegistryBuilder) -> None:
    _tag(waiting, "--all", "--yes")
    for tag, message in zip(WANTED, ("new v0.1.0", "pending v1.1.0"), strict=True):
        assert waiting.git("cat-file", "-t", tag) == "tag"
        assert waiting.git("tag", "--list", "--format=%(contents)", tag) == (
            f"Release coder/{message}"
        )
        assert waiting.git("rev-parse", f"{tag}^{{commit}}") == waiting.git("rev-parse", "HEAD")


def test_only_the_module_that_is_named_is_tagged(waiting: RegistryBuilder) -> None:
    assert _tag(waiting, "coder/pending", "--yes").code == 0
    assert WANTED[0] not in waiting.tags()
    assert WANTED[1] in waiting.tags()


def test_a_second_run_has_nothing_to_do(waiting: RegistryBuilder) -> None:
    _tag(waiting, "--all", "--yes")
    ran = _tag(waiting, "--all", "--yes")
    assert (ran.code, ran.json) == (0, {"tags": []})


def test_a_named_module_that_is_tagged_exists(waiting: RegistryBuilder) -> None:
    ran = _tag(waiting, "coder/same")
    (row,) = ran.json["tags"]
    assert (ran.code, row["tag"], row["status"]) == (0, "release/coder/same/v1.0.0", "exists")


def test_a_dry_run_makes_nothing(waiting: RegistryBuilder) -> None:
    before = waiting.tags()
    ran = _tag(waiting, "--all", "--dry-run")
    assert (ran.code, waiting.tags()) == (0, before)
    assert [(row["tag"], row["status"]) for row in ran.json["tags"]] == [
        (tag, "would-create") for tag in WANTED
    ]


def test_without_a_terminal_it_wants_yes(waiting: RegistryBuilder) -> None:
    ran = _refused(waiting, "--all")
    assert (ran.code, "--yes" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("answer", "code", "made"),
    [
        pytest.param(b"n\n", 130, [], id="no makes nothing"),
        pytest.param(b"\n", 130, [], id="an empty answer makes nothing"),
        pytest.param(b"y\n", 0, WANTED, id="yes makes the tags"),
    ],
)
def test_on_a_terminal_it_shows_what_it_will_do_and_asks(
    waiting: RegistryBuilder, answer: bytes, code: int, made: list[str]
) -> None:
    before = waiting.tags()
    keyboard, terminal = pty.openpty()
    os.write(keyboard, answer)
    ran = subprocess.run(
        (sys.executable, "-m", "release_tool", "tag", "--all"),
        cwd=waiting.root, stdin=terminal, capture_output=True, check=False,
    )  # fmt: skip
    os.close(terminal)
    os.close(keyboard)
    assert (ran.returncode, waiting.tags()) == (code, sorted([*before, *made]))
    assert all(f"as {tag}" in ran.stderr.decode() for tag in WANTED)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param((), "name modules, or --all", id="neither a name nor --all"),
        pytest.param(("coder/new", "--all"), "name modules, or --all", id="both"),
        pytest.param(("coder/news", "--yes"), "did you mean coder/new?", id="an unknown module"),
        pytest.param(("--all", "--at", "nowhere", "--yes"), "nowhere names no commit", id="--at"),
        pytest.param(("--all", "--push", "--yes"), "no remote origin", id="no remote"),
    ],
)
def test_a_request_that_makes_no_sense_is_exit_2(
    waiting: RegistryBuilder, arguments: tuple[str, ...], said: str
) -> None:
    ran = _refused(waiting, *arguments)
    assert (ran.code, said in ran.err) == (2, True), ran.err


@pytest.mark.parametrize(
    ("page", "said"),
    [
        pytest.param(readme("coder/pending", "1.1.0", "1.0.0"), ":15:", id="pins disagree"),
        pytest.param(readme("coder/pending", "1.1.0", None), ":13:", id="a pin is missing"),
        pytest.param(readme("coder/pending", "0.9.0"), ":8:", id="declared below the release"),
        pytest.param(
            readme("coder/pending", "1.1.0") + example("coder/nobody", "1.0.0"),
            "no module coder/nobody",
            id="an unknown source",
        ),
        pytest.param("# Nothing\n", "no usage example", id="no example"),
    ],
)
def test_drift_of_a_named_module_is_refused(waiting: RegistryBuilder, page: str, said: str) -> None:
    waiting.write("registry/coder/modules/pending/README.md", page)
    waiting.commit()
    ran = _refused(waiting, "coder/new", "coder/pending", "--yes")
    assert (ran.code, said in ran.err) == (1, True), ran.err
    assert "release check coder/pending" in ran.err


def test_all_passes_over_a_module_without_a_version_and_says_so(waiting: RegistryBuilder) -> None:
    waiting.module("coder/pending", "1.1.0", "1.0.0")
    ran = release("tag", "--all", "--yes", cwd=waiting.root)
    assert (ran.code, WANTED[0] in waiting.tags()) == (0, True)
    assert "not in order, not tagged: coder/pending" in ran.out


@pytest.mark.parametrize("how", ["--yes", "--dry-run"])
def test_json_is_told_of_a_module_without_a_version_on_standard_error(
    waiting: RegistryBuilder, how: str
) -> None:
    waiting.module("coder/pending", "1.1.0", "1.0.0")
    ran = _tag(waiting, "--all", how)
    assert [row["tag"] for row in ran.json["tags"]] == [WANTED[0]]
    assert (ran.code, ran.err) == (0, "note: not in order, not tagged: coder/pending\n")


def test_a_changed_module_that_is_named_wants_a_bump_first(waiting: RegistryBuilder) -> None:
    ran = _refused(waiting, "coder/changed", "--yes")
    assert (ran.code, "release bump coder/changed auto" in ran.err) == (1, True)


def test_a_version_in_the_working_tree_is_not_tagged(waiting: RegistryBuilder) -> None:
    waiting.write("registry/coder/modules/pending/README.md", readme("coder/pending", "9.0.0"))
    waiting.write("registry/coder/modules/unknown/README.md", readme("coder/unknown", "1.0.0"))
    waiting.git("add", "--all")
    ran = _tag(waiting, "--all", "--yes")
    assert [row["tag"] for row in ran.json["tags"]] == WANTED


def test_drift_in_the_working_tree_does_not_stop_a_tag(waiting: RegistryBuilder) -> None:
    waiting.readme_of("coder/pending").unlink()
    assert _tag(waiting, "coder/pending", "--yes").code == 0
    assert WANTED[1] in waiting.tags()


def test_at_tags_another_commit_with_what_is_declared_there(waiting: RegistryBuilder) -> None:
    there = waiting.git("rev-parse", "HEAD")
    waiting.module("coder/pending", "1.2.0")
    ran = _tag(waiting, "coder/pending", "--at", "HEAD~1", "--yes")
    assert [(row["tag"], row["commit"]) for row in ran.json["tags"]] == [(WANTED[1], there)]
    assert waiting.git("rev-parse", f"{WANTED[1]}^{{commit}}") == there


def test_a_branch_off_the_default_branch_is_refused(waiting: RegistryBuilder) -> None:
    waiting.git("switch", "--quiet", "--create", "topic")
    waiting.commit("feat: not merged")
    ran = _refused(waiting, "--all", "--yes")
    assert (ran.code, "is not on main" in ran.err, "git switch main" in ran.err) == (1, True, True)


def test_a_detached_head_on_the_default_branch_is_fine(waiting: RegistryBuilder) -> None:
    waiting.git("switch", "--quiet", "--detach")
    assert _tag(waiting, "--all", "--yes").code == 0
    assert set(WANTED) <= set(waiting.tags())


def test_a_detached_head_elsewhere_is_refused(waiting: RegistryBuilder) -> None:
    waiting.git("switch", "--quiet", "--detach")
    waiting.commit("feat: lost")
    assert _refused(waiting, "--all", "--yes").code == 1


def test_the_default_branch_can_be_configured(waiting: RegistryBuilder) -> None:
    waiting.git("branch", "--move", "trunk")
    waiting.git("branch", "main", "HEAD~1")
    waiting.write("release.yaml", "release:\n  default-branch: trunk\n")
    assert _tag(waiting, "--all", "--yes").code == 0
    assert set(WANTED) <= set(waiting.tags())


def test_a_shallow_clone_is_refused_with_the_command_that_mends_it(
    waiting: RegistryBuilder, tmp_path: Path
) -> None:
    address = waiting.root.as_uri()
    waiting.git("clone", "--quiet", "--depth=1", address, str(tmp_path / "shallow"))
    ran = _refused(RegistryBuilder(tmp_path / "shallow"), "--all", "--yes")
    assert ran.code == 3
    assert "git fetch --unshallow --tags" in ran.err
    assert "fetch-depth: 0" in ran.err


def test_a_tag_that_cannot_be_made_takes_back_those_before_it(waiting: RegistryBuilder) -> None:
    # A branch of refs stands where the second tag would: git refuses it.
    waiting.git("tag", f"{WANTED[1]}/in-the-way")
    before = waiting.tags()
    ran = _tag(waiting, "--all", "--yes")
    assert (ran.code, waiting.tags()) == (3, before)
    assert [row["status"] for row in ran.json["tags"]] == ["failed", "failed"]


def test_sign_asks_git_for_a_signature(waiting: RegistryBuilder) -> None:
    waiting.git("config", "gpg.program", "false")
    before = waiting.tags()
    ran = _tag(waiting, "--all", "--sign", "--yes")
    assert (ran.code, waiting.tags()) == (3, before)
    assert "sign" in ran.err
