"""`release tag --push`: to a real bare remote, in groups, refused and run again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.command_line import Ran, release

if TYPE_CHECKING:
    from pathlib import Path

    from tests.registry_builder import RegistryBuilder

NAMES = ("a", "b", "c", "d", "e")
TAGS = [f"release/coder/{name}/v1.0.0" for name in NAMES]


def _tag(registry: RegistryBuilder, *arguments: str) -> Ran:
    return release("tag", *arguments, "--yes", "--format", "json", cwd=registry.root)


def _push(registry: RegistryBuilder, *arguments: str) -> Ran:
    return _tag(registry, *(arguments or ("--all",)), "--push")


def _remote_tags(registry: RegistryBuilder) -> list[str]:
    listing = registry.git("ls-remote", "--tags", "--refs", "origin")
    return [line.partition("refs/tags/")[2] for line in listing.splitlines()]


def _statuses(ran: Ran) -> list[tuple[Any, Any]]:
    return [(row["status"], row["pushed"]) for row in ran.json["tags"]]


@pytest.fixture
def five(registry: RegistryBuilder) -> RegistryBuilder:
    """Five new modules, committed and on the remote."""
    for name in NAMES:
        folder = registry.folder(f"coder/{name}")
        source = f"registry.coder.com/coder/{name}/coder"
        block = f'module "x" {{\n  source = "{source}"\n  version = "1.0.0"\n}}'
        registry.write(f"{folder}/README.md", f"```tf\n{block}\n```\n")
    registry.commit("feat: five")
    registry.remote()
    return registry


def _hook(registry: RegistryBuilder, name: str, script: str) -> None:
    hook = registry.root.parent / "origin.git/hooks" / name
    hook.write_text(f"#!/bin/sh\n{script}\n")
    hook.chmod(0o755)


def _refuse(registry: RegistryBuilder, pattern: str) -> None:
    """The remote refuses every push with a tag that fits *pattern*."""
    _hook(
        registry, "pre-receive",
        f"if grep --quiet '{pattern}'; then echo 'the office is closed' >&2; exit 1; fi",
    )  # fmt: skip


def _allow(registry: RegistryBuilder) -> None:
    (registry.root.parent / "origin.git/hooks/pre-receive").unlink()


def test_everything_that_is_made_is_pushed(five: RegistryBuilder) -> None:
    ran = _push(five)
    assert (ran.code, ran.err, _remote_tags(five)) == (0, "", TAGS)
    assert _statuses(ran) == [("created", True)] * 5


def test_a_push_carries_at_most_three_tags(five: RegistryBuilder, tmp_path: Path) -> None:
    log = tmp_path / "pushes"
    _hook(five, "post-receive", f"wc -l >> {log}")
    _push(five)
    assert log.read_text().split() == ["3", "2"]


def test_a_dry_run_pushes_nothing(five: RegistryBuilder) -> None:
    ran = release("tag", "--all", "--push", "--dry-run", "--format", "json", cwd=five.root)
    assert (ran.code, five.tags(), _remote_tags(five)) == (0, [], [])
    assert _statuses(ran) == [("would-create", False)] * 5


@pytest.mark.parametrize("how", ["--yes", "--dry-run"])
def test_publish_without_a_token_is_refused_before_a_tag_is_made(
    five: RegistryBuilder, how: str
) -> None:
    ran = release(
        "tag", "--all", "--push", "--publish", how, cwd=five.root,
        env={"GITHUB_REPOSITORY": "coder/registry"},
    )  # fmt: skip
    assert (ran.code, ran.out, five.tags(), _remote_tags(five)) == (2, "", [], [])
    assert "there is no token for GitHub" in ran.err


def test_publish_needs_no_token_where_there_is_nothing_to_do(five: RegistryBuilder) -> None:
    _push(five)
    ran = _push(five, "--all", "--publish")
    assert (ran.code, ran.json) == (0, {"tags": []})


def test_nothing_is_pushed_without_push(five: RegistryBuilder) -> None:
    ran = _tag(five, "--all")
    assert (five.tags(), _remote_tags(five), _statuses(ran)) == (
        TAGS, [], [("created", False)] * 5
    )  # fmt: skip


def test_of_a_refused_push_no_tag_is_left(five: RegistryBuilder) -> None:
    _refuse(five, "coder/b/")
    ran = _push(five, "a", "b", "c")
    assert (ran.code, five.tags(), _remote_tags(five)) == (3, [], [])
    assert _statuses(ran) == [("failed", False)] * 3
    assert "the office is closed" in ran.err


def test_of_a_group_in_which_one_tag_is_refused_none_arrives(five: RegistryBuilder) -> None:
    _hook(five, "update", 'case "$1" in */coder/b/*) exit 1;; esac')
    ran = _push(five, "a", "b", "c")
    assert (ran.code, five.tags(), _remote_tags(five)) == (3, [], [])


def test_groups_before_a_refused_one_stay_pushed(five: RegistryBuilder) -> None:
    _refuse(five, "coder/e/")
    ran = _push(five)
    assert (ran.code, five.tags(), _remote_tags(five)) == (3, TAGS[:3], TAGS[:3])
    assert _statuses(ran) == [("created", True)] * 3 + [("failed", False)] * 2


def test_a_run_after_a_refused_push_does_what_is_missing(five: RegistryBuilder) -> None:
    _refuse(five, "coder/e/")
    _push(five)
    _allow(five)
    ran = _push(five)
    assert (ran.code, five.tags(), _remote_tags(five)) == (0, TAGS, TAGS)
    assert [row["tag"] for row in ran.json["tags"]] == TAGS[3:]


def test_tags_that_were_made_without_a_push_are_pushed_later(five: RegistryBuilder) -> None:
    _tag(five, "--all")
    made = {tag: five.git("rev-parse", tag) for tag in TAGS}
    ran = _push(five)
    assert (ran.code, _remote_tags(five), _statuses(ran)) == (0, TAGS, [("exists", True)] * 5)
    assert {tag: five.git("rev-parse", tag) for tag in TAGS} == made


def test_a_refused_push_keeps_tags_that_an_earlier_run_made(five: RegistryBuilder) -> None:
    _tag(five, "--all")
    _refuse(five, "coder/b/")
    ran = _push(five)
    assert (ran.code, five.tags(), _remote_tags(five)) == (3, TAGS, [])
    assert {status for status, _ in _statuses(ran)} == {"exists"}


def test_a_run_when_all_is_pushed_does_nothing(five: RegistryBuilder) -> None:
    _push(five)
    _refuse(five, "")
    ran = _push(five)
    assert (ran.code, ran.json["tags"], _remote_tags(five)) == (0, [], TAGS)


def test_a_tag_that_only_the_remote_has_is_not_made_again(five: RegistryBuilder) -> None:
    _push(five)
    for tag in TAGS:
        five.git("tag", "--delete", tag)
    ran = _push(five)
    assert (ran.code, ran.json["tags"], five.tags()) == (0, [], [])


def test_a_named_module_whose_tag_only_the_remote_has_exists(five: RegistryBuilder) -> None:
    _push(five)
    five.git("tag", "--delete", TAGS[0])
    ran = _push(five, "coder/a")
    assert (ran.code, ran.err, _statuses(ran)) == (0, "", [("exists", True)])


def test_a_tag_that_stands_elsewhere_on_the_remote_is_an_error(five: RegistryBuilder) -> None:
    _push(five)
    five.commit("fix: later")
    five.git("tag", "--delete", TAGS[0])
    five.git("tag", TAGS[0], "HEAD")
    there = five.git("ls-remote", "origin", TAGS[0])
    ran = _push(five)
    assert (ran.code, ran.out) == (3, "")
    assert f"{TAGS[0]} stands on" in ran.err
    assert "never moved" in ran.err
    assert five.git("ls-remote", "origin", TAGS[0]) == there


def test_a_commit_that_the_remote_does_not_have_is_refused(five: RegistryBuilder) -> None:
    five.module("coder/f", "1.0.0")
    ran = _push(five)
    assert (ran.code, ran.out, five.tags(), _remote_tags(five)) == (1, "", [], [])
    assert "is not on origin/main" in ran.err
    assert "hint: git push origin HEAD:main" in ran.err


def test_a_remote_that_does_not_answer_is_exit_3(five: RegistryBuilder) -> None:
    five.git("remote", "set-url", "origin", "../nowhere.git")
    ran = _push(five)
    assert (ran.code, ran.out, five.tags()) == (3, "", [])
    assert "the remote origin does not answer" in ran.err


def test_the_default_branch_is_the_remotes(five: RegistryBuilder) -> None:
    remote = five.root.parent / "origin.git"
    five.git("push", "--quiet", "origin", "main:trunk")
    (remote / "HEAD").write_text("ref: refs/heads/trunk\n")
    five.git("fetch", "--quiet")
    five.commit("fix: on main only")
    five.git("push", "--quiet", "origin", "main")
    ran = _push(five)
    assert (ran.code, "is not on origin/trunk" in ran.err, five.tags()) == (1, True, [])


def test_a_bare_clone_can_tag_and_push(five: RegistryBuilder) -> None:
    bare = five.root.parent / "bare.git"
    five.git("clone", "--quiet", "--bare", "../origin.git", str(bare))
    five.git(
        "--git-dir",
        str(bare),
        "config",
        "remote.origin.fetch",
        "+refs/heads/*:refs/remotes/origin/*",
    )
    five.git("--git-dir", str(bare), "fetch", "--quiet", "origin")
    ran = release("tag", "--all", "--push", "--yes", cwd=bare)
    assert (ran.code, ran.err, _remote_tags(five)) == (0, "", TAGS)
