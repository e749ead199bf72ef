"""`release bump`: which version comes next, where it is written, and what is committed."""

from __future__ import annotations

import subprocess
from typing import Any

import pytest

from tests.command_line import Ran, release
from tests.registry_builder import MAIN_TF, RegistryBuilder, readme

README = "registry/coder/modules/it/README.md"


def _bump(registry: RegistryBuilder, *arguments: str) -> Ran:
    return release("bump", *arguments, "--format", "json", cwd=registry.root)


def _declared(registry: RegistryBuilder, module: str = "coder/it") -> str:
    """The README of *module* must be a plain one; its one version."""
    text = registry.readme_of(module).read_text()
    version = text.partition('version  = "')[2].partition('"')[0]
    assert text == readme(module, version)
    return version


@pytest.mark.parametrize(
    ("level", "target"),
    [
        pytest.param("patch", "1.2.4", id="patch"),
        pytest.param("minor", "1.3.0", id="minor"),
        pytest.param("major", "2.0.0", id="major"),
        pytest.param("1.5.0", "1.5.0", id="an exact version"),
        pytest.param("2.0.0-beta.7", "2.0.0-beta.7", id="an exact pre-release"),
    ],
)
def test_a_bump_follows_the_released_version(
    registry: RegistryBuilder, level: str, target: str
) -> None:
    registry.released("coder/it", "1.2.3")
    ran = _bump(registry, "coder/it", level)
    assert (ran.code, ran.err, _declared(registry)) == (0, "", target)


def test_the_json_has_exactly_the_keys_of_the_contract(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.2.3")
    assert _bump(registry, "coder/it", "minor").json == {
        "changes": [
            {
                "module": "coder/it",
                "from": "1.2.3",
                "to": "1.3.0",
                "level": "minor",
                "reasons": [],
                "files": [{"path": README, "pins": 1}],
            }
        ],
        "applied": True,
    }


@pytest.mark.parametrize("level", ["patch", "minor", "major", "auto", "1.5.0"])
def test_a_second_bump_changes_nothing(registry: RegistryBuilder, level: str) -> None:
    registry.released("coder/it", "1.2.3")
    registry.write("registry/coder/modules/it/main.tf", MAIN_TF + "# new\n")
    registry.commit("feat: new")
    _bump(registry, "coder/it", level)
    once = registry.readme_of("coder/it").read_bytes()
    ran = _bump(registry, "coder/it", level)
    assert (ran.code, ran.json["changes"]) == (0, [])
    assert registry.readme_of("coder/it").read_bytes() == once


def test_the_base_is_the_tag_and_not_the_readme(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.2.3")
    registry.module("coder/it", "1.2.9")
    _bump(registry, "coder/it", "minor")
    assert _declared(registry) == "1.3.0"


@pytest.mark.parametrize(
    ("declared", "target"),
    [
        pytest.param("0.4.0", "0.4.0", id="the declared version"),
        pytest.param("latest", "1.0.0", id="1.0.0 where none is declared"),
    ],
)
@pytest.mark.parametrize("level", ["patch", "major", "auto"])
def test_a_first_release_is_what_is_declared(
    registry: RegistryBuilder, declared: str, target: str, level: str
) -> None:
    registry.module("coder/it", declared)
    assert _bump(registry, "coder/it", level).code == 0
    assert _declared(registry) == target


def test_pins_that_disagree_are_brought_together(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.2.3")
    registry.module("coder/it", "1.2.3", "1.2.1", "v1.2.0")
    ran = _bump(registry, "coder/it", "patch")
    assert ran.json["changes"][0]["files"] == [{"path": README, "pins": 3}]
    text = registry.readme_of("coder/it").read_text()
    assert text == readme("coder/it", "1.2.4", "1.2.4", "1.2.4")


def test_several_modules_are_bumped_at_once(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.2.3")
    registry.released("coder/other", "0.1.0")
    ran = _bump(registry, "coder/it", "other", "minor")
    assert [(one["module"], one["to"]) for one in ran.json["changes"]] == [
        ("coder/it", "1.3.0"),
        ("coder/other", "0.2.0"),
    ]
    assert (_declared(registry), _declared(registry, "coder/other")) == ("1.3.0", "0.2.0")


@pytest.mark.parametrize(
    ("subjects", "to", "level", "because"),
    [
        pytest.param(("fix: a", "docs: b"), "1.2.4", "patch", ("a", "b"), id="patch for fixes"),
        pytest.param(("fix: a", "feat: b"), "1.3.0", "minor", ("b",), id="minor for a feature"),
        pytest.param(("feat!: a", "feat: b"), "2.0.0", "major", ("a",), id="major for a break"),
    ],
)
def test_auto_is_the_level_that_the_commits_require(
    registry: RegistryBuilder,
    subjects: tuple[str, ...],
    to: str,
    level: str,
    because: tuple[str, ...],
) -> None:
    registry.released("coder/it", "1.2.3")
    for subject in subjects:
        registry.write("registry/coder/modules/it/main.tf", MAIN_TF + f"# {subject}\n")
        registry.commit(subject)
    (change,) = _bump(registry, "coder/it", "auto").json["changes"]
    assert (change["to"], change["level"]) == (to, level)
    told = [reason.rpartition(": ")[2] for reason in change["reasons"] if "): " in reason]
    assert sorted(told) == list(because)


def test_auto_leaves_a_module_alone_that_did_not_change(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.2.3")
    ran = release("bump", "coder/it", "auto", cwd=registry.root)
    assert (ran.code, registry.git("status", "--short")) == (0, "")
    assert ran.out == "coder/it: nothing changed since 1.2.3\nnothing to do\n"


def test_pre_makes_a_release_candidate_and_then_the_next(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.2.3")
    _bump(registry, "coder/it", "minor", "--pre", "rc")
    assert _declared(registry) == "1.3.0-rc.1"
    registry.commit("chore: rc")
    again = _bump(registry, "coder/it", "minor", "--pre", "rc")
    assert (again.json["changes"], _declared(registry)) == ([], "1.3.0-rc.1")
    registry.tag("coder/it", "1.3.0-rc.1")
    _bump(registry, "coder/it", "minor", "--pre", "rc")
    assert _declared(registry) == "1.3.0-rc.2"
    _bump(registry, "coder/it", "minor", "--force")
    assert _declared(registry) == "1.3.0"


def _with_changes(registry: RegistryBuilder) -> RegistryBuilder:
    """Main has released modules; one changed on main, and one on the branch that is out."""
    for name in ("same", "main", "branch"):
        registry.released(f"coder/{name}", "1.0.0")
    registry.write("registry/coder/modules/main/main.tf", MAIN_TF + "# main\n")
    registry.commit("fix: main")
    registry.git("switch", "--quiet", "--create", "topic")
    registry.write("registry/coder/modules/branch/main.tf", MAIN_TF + "# branch\n")
    registry.commit("feat: branch")
    return registry


def _changes(ran: Ran) -> list[tuple[Any, Any]]:
    assert ran.code == 0, ran.err
    return [(one["module"], one["to"]) for one in ran.json["changes"]]


def test_changed_takes_every_module_that_changed_since_its_release(
    registry: RegistryBuilder,
) -> None:
    ran = _bump(_with_changes(registry), "--changed", "auto")
    assert _changes(ran) == [("coder/branch", "1.1.0"), ("coder/main", "1.0.1")]


def test_changed_with_a_base_takes_what_changed_since_then(registry: RegistryBuilder) -> None:
    ran = _bump(_with_changes(registry), "--changed", "--base", "main", "auto")
    assert _changes(ran) == [("coder/branch", "1.1.0")]


def test_changed_takes_what_is_not_committed(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.0.0")
    registry.write("registry/coder/modules/it/extra.tf", "")
    assert _changes(_bump(registry, "--changed", "patch")) == [("coder/it", "1.0.1")]


def test_changed_twice_changes_nothing(registry: RegistryBuilder) -> None:
    _with_changes(registry)
    _bump(registry, "--changed", "minor")
    assert _changes(_bump(registry, "--changed", "minor")) == []


def test_changed_skips_what_already_declares_more(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.0.0")
    registry.module("coder/it", "2.0.0")
    ran = release("bump", "--changed", "patch", cwd=registry.root)
    assert (ran.code, _declared(registry)) == (0, "2.0.0")
    assert "coder/it: already declares 2.0.0, above 1.0.1" in ran.out


def test_a_dry_run_writes_nothing_and_says_so(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.0.0")
    ran = _bump(registry, "coder/it", "minor", "--dry-run")
    assert (ran.code, ran.json["applied"], len(ran.json["changes"])) == (0, False, 1)
    assert registry.git("status", "--short") == ""


def test_a_dry_run_commits_nothing(registry: RegistryBuilder) -> None:
    head = registry.released("coder/it", "1.0.0")
    release("bump", "coder/it", "minor", "--dry-run", "--commit", cwd=registry.root)
    assert registry.git("rev-parse", "HEAD") == head


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(str, id="line feeds"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(lambda text: "\ufeff" + text, id="a byte-order mark"),
        pytest.param(lambda text: text.rstrip("\n"), id="no last newline"),
        pytest.param(lambda text: text.replace("  version", "\tversion"), id="tabs"),
    ],
)
def test_git_apply_takes_the_diff_of_a_dry_run(registry: RegistryBuilder, change: Any) -> None:
    registry.released("coder/it", "1.0.0")
    registry.readme_of("coder/it").write_bytes(change(readme("coder/it", "1.0.0")).encode())
    dry = release("bump", "coder/it", "minor", "--dry-run", cwd=registry.root)
    assert "diff --git" in dry.out
    subprocess.run(("git", "apply", "-"), input=dry.out.encode(), cwd=registry.root, check=True)
    patched = registry.readme_of("coder/it").read_bytes()
    assert patched == change(readme("coder/it", "1.1.0")).encode()


@pytest.mark.parametrize("how", [(), ("--dry-run",), ("--cascade",)], ids=str)
def test_json_is_told_on_standard_error_of_a_constraint_that_is_left_behind(
    registry: RegistryBuilder, how: tuple[str, ...]
) -> None:
    registry.module("coder/it", "1.0.0", "~> 1.0")
    registry.tag("coder/it", "1.0.0")
    ran = _bump(registry, "coder/it", "major", *how)
    assert (ran.code, [one["to"] for one in ran.json["changes"]]) == (0, ["2.0.0"])
    assert ran.err == (
        f'note: {README}:15:15: "~> 1.0" does not accept 2.0.0; --constraints rewrites it\n'
    )


@pytest.mark.parametrize("how", [(), ("--cascade",)], ids=str)
def test_json_is_told_on_standard_error_of_a_module_that_is_not_bumped(
    registry: RegistryBuilder, how: tuple[str, ...]
) -> None:
    registry.released("coder/it", "1.0.0")
    registry.module("coder/it", "2.0.0")
    ran = _bump(registry, "--changed", "patch", *how)
    assert (ran.code, ran.json["changes"]) == (0, [])
    assert ran.err == "note: coder/it: already declares 2.0.0, above 1.0.1\n"


def test_commit_commits_just_the_files_of_the_bump(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.0.0")
    registry.write("registry/coder/modules/it/main.tf", MAIN_TF + "# at work\n")
    registry.write("staged.txt", "staged")
    registry.git("add", "staged.txt")
    assert _bump(registry, "coder/it", "minor", "--commit").code == 0
    assert registry.git("show", "--name-only", "--format=%s") == (
        f"chore(coder/it): declare 1.1.0\n\n{README}"
    )
    assert registry.git("status", "--short").splitlines() == [
        "M registry/coder/modules/it/main.tf",
        "A  staged.txt",
    ]


def test_commit_of_several_modules_lists_them(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.0.0")
    registry.released("coder/other", "2.0.0")
    _bump(registry, "coder/it", "coder/other", "patch", "--commit")
    assert registry.git("log", "-1", "--format=%B").splitlines()[2:] == [
        "- coder/it 1.0.1",
        "- coder/other 2.0.1",
    ]


def test_commit_of_nothing_makes_no_commit(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.0.0")
    head = registry.module("coder/it", "1.1.0")
    assert _bump(registry, "coder/it", "minor", "--commit").code == 0
    assert registry.git("rev-parse", "HEAD") == head


def test_a_bump_is_the_same_from_a_subfolder(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.0.0")
    folder = registry.readme_of("coder/it").parent
    assert release("bump", "it", "minor", "--commit", cwd=folder).code == 0
    assert (_declared(registry), registry.git("status", "--short")) == ("1.1.0", "")


def test_a_detached_head_can_be_bumped(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.0.0")
    registry.git("switch", "--quiet", "--detach")
    assert _bump(registry, "coder/it", "minor").code == 0
    assert _declared(registry) == "1.1.0"
