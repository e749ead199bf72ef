"""Bad input: its exit code, one sentence that names the thing, a line that says what to do next."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.command_line import Ran, release

if TYPE_CHECKING:
    from pathlib import Path

    from tests.registry_builder import RegistryBuilder

COMMANDS = [
    pytest.param(("status",), id="status"),
    pytest.param(("check",), id="check"),
    pytest.param(("bump", "coder/it", "minor"), id="bump"),
    pytest.param(("notes", "coder/it"), id="notes"),
    pytest.param(("tag", "--all", "--yes"), id="tag"),
    pytest.param(("publish", "--missing", "--forge", "local"), id="publish"),
    pytest.param(("changelog", "coder/it", "--write"), id="changelog"),
]
"""Every command that works on a repository, so that each would do something."""


def _said(ran: Ran) -> tuple[str, str]:
    """The error and the hint of *ran*: one line each, and nothing else anywhere."""
    lines = ran.err.splitlines()
    assert (ran.out, len(lines)) == ("", 2), ran
    error, hint = lines
    assert error.startswith("error: ")
    assert hint.startswith("hint: ")
    return error.removeprefix("error: "), hint.removeprefix("hint: ")


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and ".git" not in file.relative_to(folder).parts
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_no_repository(command: tuple[str, ...], tmp_path: Path) -> None:
    ran = release(*command, cwd=tmp_path)
    assert ran.code == 2
    assert _said(ran) == (
        f"{tmp_path} is not in a git repository",
        "run this inside the registry's clone, or name it with --repo DIR",
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_that_is_not_there(command: tuple[str, ...], tmp_path: Path) -> None:
    ran = release(*command, "--repo", "nowhere", cwd=tmp_path)
    assert ran.code == 2
    assert "nowhere" in _said(ran)[0]


@pytest.mark.parametrize(
    "command", [one for one in COMMANDS if one.id != "publish"]
)  # without commits there are no tags, so that there is nothing to publish
def test_no_commits(command: tuple[str, ...], registry: RegistryBuilder) -> None:
    registry.write("registry/coder/modules/it/README.md", "# It\n")
    ran = release(*command, cwd=registry.root)
    assert ran.code == 3
    assert _said(ran)[0] == "this repository has no commits yet"
    assert set(_contents(registry.root)) == {"registry/coder/modules/it/README.md"}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_shallow_clone(
    command: tuple[str, ...], registry: RegistryBuilder, tmp_path: Path
) -> None:
    registry.released("coder/it", "1.0.0")
    registry.module("coder/it", "1.1.0")
    registry.git("clone", "--quiet", "--depth=1", registry.root.as_uri(), str(tmp_path / "clone"))
    before = _contents(tmp_path / "clone")
    ran = release(*command, cwd=tmp_path / "clone")
    assert ran.code == 3
    error, hint = _said(ran)
    assert "shallow" in error
    assert hint.startswith("git fetch --unshallow --tags")
    assert _contents(tmp_path / "clone") == before


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        pytest.param(
            "release:\n  titel: x\n", "2:3", "unknown key in release: titel; did you mean title?",
            id="an unknown key",
        ),
        pytest.param("rules: 7\n", "1:8", "rules must be a list, not a number", id="a wrong type"),
        pytest.param(
            "tags:\n  template: v{version}\n", "2:13", "{module}", id="a template without a module"
        ),
        pytest.param("a: [\n", "2:1", "", id="no YAML at all"),
    ],
)  # fmt: skip
def test_a_broken_release_yaml(
    command: tuple[str, ...], text: str, place: str, said: str, registry: RegistryBuilder
) -> None:
    registry.released("coder/it", "1.0.0")
    registry.write("release.yaml", text)
    before = _contents(registry.root), registry.tags()
    ran = release(*command, cwd=registry.root)
    assert ran.code == 2
    assert ran.err.startswith(f"error: release.yaml:{place}: "), ran.err
    assert said in ran.err
    assert (_contents(registry.root), registry.tags()) == before


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(("status", "coder/gitclone"), id="status"),
        pytest.param(("check", "coder/gitclone"), id="check"),
        pytest.param(("bump", "coder/gitclone", "minor"), id="bump"),
        pytest.param(("notes", "coder/gitclone"), id="notes"),
        pytest.param(("tag", "coder/gitclone", "--yes"), id="tag"),
        pytest.param(("changelog", "coder/gitclone"), id="changelog"),
    ],
)
def test_an_unknown_module_suggests_the_nearest(
    command: tuple[str, ...], registry: RegistryBuilder
) -> None:
    registry.released("coder/git-clone", "1.0.0")
    registry.module("coder/other", "1.0.0")
    ran = release(*command, cwd=registry.root)
    assert ran.code == 2
    assert _said(ran) == (
        "unknown module coder/gitclone; did you mean coder/git-clone?",
        "release status lists the modules there are",
    )


def test_a_name_that_two_namespaces_have_is_not_guessed(registry: RegistryBuilder) -> None:
    registry.module("coder/it", "1.0.0")
    registry.module("other/it", "1.0.0")
    ran = release("bump", "it", "minor", cwd=registry.root)
    assert ran.code == 2
    error, _ = _said(ran)
    assert "coder/it" in error
    assert "other/it" in error


@pytest.mark.parametrize("command", [("notes",), ("publish", "--forge", "local")])
def test_a_malformed_tag_is_told_what_tags_look_like(
    command: tuple[str, ...], registry: RegistryBuilder
) -> None:
    registry.released("coder/it", "1.0.0")
    ran = release(*command, "release/coder/it/1.0.0", cwd=registry.root)
    assert ran.code == 2
    assert _said(ran) == (
        "release/coder/it/1.0.0 is not a release tag",
        "release tags look like release/{namespace}/{module}/v{version}",
    )


def test_a_configuration_that_is_not_there(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.0.0")
    ran = release("status", "--config", "nowhere.yaml", cwd=registry.root)
    assert (ran.code, "nowhere.yaml cannot be read" in ran.err) == (2, True)


def test_a_configuration_that_is_a_folder(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.0.0")
    registry.write("release.yaml/inside", "")
    ran = release("status", cwd=registry.root)
    assert (ran.code, "release.yaml cannot be read" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        pytest.param("../outside.yaml", "a link that leaves the repository", id="a file outside"),
        pytest.param(".git/config", "a link into a folder of git", id="git's configuration"),
    ],
)
def test_a_configuration_that_leads_elsewhere(
    registry: RegistryBuilder, target: str, reason: str
) -> None:
    registry.released("coder/it", "1.0.0")
    (registry.root.parent / "outside.yaml").write_text("secret: 1\n")
    (registry.root / "release.yaml").symlink_to(target)
    ran = release("status", cwd=registry.root)
    assert ran.code == 2
    assert _said(ran) == (
        f"release.yaml cannot be read: it is {reason}",
        "put a file in its place, or name another one with --config FILE",
    )


def test_git_that_is_not_installed(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.0.0")
    ran = release("status", cwd=registry.root, env={"PATH": "/nowhere"})
    assert ran.code == 3
    assert _said(ran)[0] == "git is not installed"


def test_a_file_that_may_not_be_read(registry: RegistryBuilder) -> None:
    if os.geteuid() == 0:
        # Root reads everything: a loop of links is what root cannot read either.
        registry.released("coder/it", "1.0.0")
        registry.readme_of("coder/it").unlink()
        registry.readme_of("coder/it").symlink_to("README.md")
    else:
        registry.released("coder/it", "1.0.0")
        registry.readme_of("coder/it").chmod(0)
    ran = release("bump", "coder/it", "minor", cwd=registry.root)
    assert ran.code in {2, 3}
    assert "registry/coder/modules/it/README.md" in _said(ran)[0]


def test_an_object_that_git_lost_is_exit_3(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.0.0")
    oid = registry.git("rev-parse", "HEAD^{tree}")
    (registry.root / ".git/objects" / oid[:2] / oid[2:]).unlink()
    ran = release("status", cwd=registry.root)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("error: git ")


def test_text_of_the_request_cannot_steer_the_terminal(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.0.0")
    ran = release("status", "coder/\x1b[2Jit\n::error::no", cwd=registry.root)
    assert ran.code == 2
    assert "\x1b" not in ran.err
    assert not any(line.startswith("::") for line in ran.err.splitlines())
