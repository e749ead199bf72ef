"""`release init`: shown, then written, never over what is there, and once."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from release_tool.adapters.configuration import read_configuration
from release_tool.adapters.templates import source_of
from release_tool.config.model import Config
from release_tool.domain.setup import UNKNOWN_SOURCE, parse_source
from release_tool.errors import RequestError
from tests.command_line import Ran, release

if TYPE_CHECKING:
    from tests.registry_builder import RegistryBuilder

ACTION = "acme/release@0123456789abcdef0123456789abcdef01234567"
TAG, CHECK, MISSING = (
    f".github/workflows/{name}.yml"
    for name in ("release-on-tag", "check-pull-request", "publish-missing")
)


def _init(registry: RegistryBuilder, *arguments: str) -> Ran:
    return release("init", "--action", ACTION, *arguments, cwd=registry.root)


def _files(registry: RegistryBuilder) -> dict[str, str]:
    paths = registry.git("ls-files", "--others", "--exclude-standard").split()
    return {path: (registry.root / path).read_text() for path in paths}


@pytest.fixture
def coder(registry: RegistryBuilder) -> RegistryBuilder:
    registry.released("coder/it", "1.0.0")
    return registry


@pytest.mark.parametrize("arguments", [[], ["--dry-run"], ["--dry-run", "--yes"]], ids=str)
def test_without_a_yes_it_is_only_shown(coder: RegistryBuilder, arguments: list[str]) -> None:
    ran = _init(coder, *arguments)
    assert ran.code == (0 if arguments else 2)
    assert "+permissions: {}" in ran.out
    assert _files(coder) == {}


def test_a_second_run_does_nothing(coder: RegistryBuilder) -> None:
    assert _init(coder, "--yes").code == 0
    before = _files(coder)
    ran = _init(coder, "--yes", "--format", "json")
    assert ran.code == 0
    assert [row["written"] for row in ran.json["files"]] == [False] * 3
    assert _files(coder) == before


def test_a_file_that_differs_is_kept(coder: RegistryBuilder) -> None:
    coder.write(TAG, "mine: true\n")
    ran = _init(coder, "--yes")
    assert ran.code == 0
    assert f"kept as it is, differs  {TAG}" in ran.out
    assert (coder.root / TAG).read_text() == "mine: true\n"
    assert (coder.root / CHECK).exists()


def test_a_file_that_a_linked_folder_leads_out_to_is_not_shown(coder: RegistryBuilder) -> None:
    outside = coder.root.parent / "outside"
    (outside / "workflows").mkdir(parents=True)
    (outside / "workflows" / Path(TAG).name).write_text("secret\n")
    (coder.root / ".github").symlink_to(outside)
    ran = _init(coder, "--dry-run")
    assert (ran.code, ran.out) == (2, "")
    assert f"{TAG} cannot be written: it is a link that leaves the repository" in ran.err


def test_a_file_where_a_folder_should_be_is_told(coder: RegistryBuilder) -> None:
    coder.write(".github", "in the way\n")
    ran = _init(coder, "--yes")
    assert (ran.code, f"{TAG} cannot be written: it is below a file" in ran.err) == (2, True)


def test_a_release_yaml_is_never_proposed_over_one(coder: RegistryBuilder) -> None:
    coder.write("release.yaml", "release: {latest: never}\n")
    ran = _init(coder, "--yes", "--format", "json")
    assert [row["path"] for row in ran.json["files"]] == [TAG, CHECK, MISSING]


def test_a_link_that_leaves_the_repository_is_not_followed(
    coder: RegistryBuilder, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (coder.root / ".github").symlink_to(outside)
    ran = _init(coder, "--yes")
    assert (ran.code, list(outside.iterdir())) == (2, [])


def test_a_bare_repository_has_no_files(coder: RegistryBuilder) -> None:
    assert release("init", "--yes", "--action", ACTION, cwd=coder.remote()).code == 2


def test_workflows_and_a_configuration_are_written(coder: RegistryBuilder) -> None:
    ran = _init(coder, "--yes")
    assert ran.code == 0, ran.err
    assert sorted(_files(coder)) == sorted([TAG, CHECK, MISSING, "release.yaml"])
    assert "1 module at registry/{namespace}/modules/{module}, 1 release tag" in ran.err


def test_the_configuration_says_the_defaults(coder: RegistryBuilder) -> None:
    _init(coder, "--yes")
    text = (coder.root / "release.yaml").read_text()
    head, _, settings = text.partition("\n\n")
    said = "\n".join(line.removeprefix("# ") for line in settings.split("\n"))
    assert read_configuration(text.encode()) == read_configuration(said.encode()) == Config()
    assert "release:" in said
    assert head.startswith("# ")


@pytest.mark.parametrize(
    ("configuration", "pattern"),
    [
        pytest.param("", "release/*/*/v*.*.*", id="the default layout"),
        pytest.param(
            "modules: {folder: 'modules/{module}'}\ntags: {template: '{module}/v{version}'}\n"
            "sources: ['example.com/{module}/x']\nrelease: {title: '{module} {version}'}\n",
            "**/v*.*.*",
            id="no namespaces, and names that may nest",
        ),
    ],
)
def test_the_trigger_is_the_repositorys_tags(
    registry: RegistryBuilder, configuration: str, pattern: str
) -> None:
    registry.write("README.md", "x")
    if configuration:
        registry.write("release.yaml", configuration)
    registry.commit()
    assert _init(registry, "--yes").code == 0
    assert f'    tags: ["{pattern}"]\n' in (registry.root / TAG).read_text()


def test_a_registry_without_modules_is_told(registry: RegistryBuilder) -> None:
    registry.commit("chore: begin")
    assert "say in release.yaml where they are" in _init(registry, "--yes").err


def test_the_linters_of_workflows_find_nothing(coder: RegistryBuilder) -> None:
    _init(coder, "--yes")
    workflows = [str(coder.root / path) for path in (TAG, CHECK, MISSING)]
    programs = Path(sys.executable).parent
    for command in (
        [str(programs / "zizmor"), "--offline", "--no-progress", "--quiet", *workflows],
        [
            str(programs / "check-jsonschema"),
            "--builtin-schema",
            "vendor.github-workflows",
            *workflows,
        ],
        [str(programs / "actionlint"), *workflows],
    ):
        done = subprocess.run(command, cwd=coder.root, capture_output=True, check=False)
        assert done.returncode == 0, (done.stdout + done.stderr).decode()


def _asked(registry: RegistryBuilder, answers: str) -> int:
    """The exit code of `release init` on a terminal, where a person gives *answers*."""
    leader, follower = pty.openpty()
    os.write(leader, answers.encode())
    done = subprocess.run(
        [sys.executable, "-m", "release_tool", "init", "--action", ACTION],
        cwd=registry.root,
        stdin=follower,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    os.close(leader)
    os.close(follower)
    return done.returncode


@pytest.mark.parametrize(
    ("answers", "code", "kept", "written"),
    [
        pytest.param("n\ny\n", 0, True, True, id="keep mine, write the rest"),
        pytest.param("y\ny\n", 0, False, True, id="replace mine, write the rest"),
        pytest.param("y\nn\n", 130, True, False, id="after all, no"),
    ],
)
def test_a_person_is_asked(
    coder: RegistryBuilder, answers: str, code: int, kept: bool, written: bool
) -> None:
    coder.write(TAG, "mine: true\n")
    assert _asked(coder, answers) == code
    assert ((coder.root / TAG).read_text() == "mine: true\n") is kept
    assert (coder.root / CHECK).exists() is written


def test_a_source_that_is_none_is_refused(coder: RegistryBuilder) -> None:
    ran = release("init", "--yes", "--action", "$(id)", cwd=coder.root)
    assert (ran.code, _files(coder)) == (2, {})
    assert "OWNER/NAME@REF" in ran.err


def test_what_stands_for_an_unknown_source_can_be_nobodys_repository() -> None:
    for stands_in in (f"{UNKNOWN_SOURCE.repository}@main", f"coder/release@{UNKNOWN_SOURCE.ref}"):
        with pytest.raises(RequestError):
            parse_source(stands_in)


COMMIT = "f" * 40


@pytest.mark.parametrize(
    ("record", "uses"),
    [
        pytest.param({"url": "file:///nowhere", "dir_info": {}}, None, id="no folder"),
        pytest.param(
            {"url": "https://gitlab.com/a/b", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
            None,
            id="not on GitHub",
        ),
        pytest.param({"url": "https://files.example.com/x.whl"}, None, id="a wheel"),
        pytest.param(
            {
                "url": "https://github.com/coder/release",
                "vcs_info": {"vcs": "git", "commit_id": COMMIT, "requested_revision": "v1.2.0"},
            },
            f"coder/release/.github/actions/release@{COMMIT} # v1.2.0",
            id="a tag on GitHub",
        ),
        pytest.param(
            {"url": "https://github.com/coder/release.git", "vcs_info": {"commit_id": COMMIT}},
            f"coder/release/.github/actions/release@{COMMIT}",
            id="a branch on GitHub",
        ),
    ],
)
def test_the_action_is_where_this_copy_came_from(record: dict[str, Any], uses: str | None) -> None:
    found = source_of(record)
    assert (found.uses if found else None) == uses


def test_a_clone_of_the_tool_knows_where_it_came_from(registry: RegistryBuilder) -> None:
    head = registry.commit()
    record = {"url": registry.root.as_uri(), "dir_info": {"editable": True}}
    assert source_of(record) is None
    registry.git("remote", "add", "origin", "git@github.com:coder/release.git")
    found = source_of(json.loads(json.dumps(record)))
    assert found
    assert found.uses == f"coder/release/.github/actions/release@{head}"
