"""`release status`: what it says of a registry, and that it is the same wherever it is asked."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.command_line import Ran, release
from tests.registry_builder import MAIN_TF, RegistryBuilder, example, readme

if TYPE_CHECKING:
    from tests.commands.conftest import Once


def _in_each_state(root: Path) -> RegistryBuilder:
    registry = RegistryBuilder.create(root)
    for name in ("same", "edited", "ahead", "split", "behind"):
        registry.released(f"coder/{name}", "1.2.0")
    registry.write("registry/coder/modules/edited/main.tf", MAIN_TF + "# other\n")
    registry.commit("fix(edited): it")
    registry.module("coder/ahead", "1.3.0")
    registry.module("coder/split", "1.2.0", "1.3.0")
    registry.module("coder/behind", "1.1.0")
    registry.module("coder/first", "0.1.0")
    registry.module("coder/silent", None)
    registry.module("coder/worded", "latest")
    registry.released("coder/lost", "1.0.0")
    shutil.rmtree(registry.root / registry.folder("coder/lost"))
    registry.commit("feat!: remove lost")
    return registry


@pytest.fixture
def states(once: Once, tmp_path: Path) -> tuple[RegistryBuilder, Ran]:
    """A registry with a module in each state, and what status says of it; to be read only."""

    def make() -> tuple[RegistryBuilder, Ran]:
        registry = _in_each_state(tmp_path / "states")
        return registry, release("status", "--format", "json", cwd=registry.root)

    return once("states", make)


def _row(ran: Ran, module: str) -> Any:
    return next(row for row in ran.json["modules"] if row["module"] == module)


def _status(registry: RegistryBuilder, module: str = "coder/it") -> Any:
    ran = release("status", "--format", "json", cwd=registry.root)
    assert ran.code == 0, ran.err
    return _row(ran, module)


@pytest.mark.parametrize(
    ("module", "state", "versions", "commits"),
    [
        pytest.param("same", "released", ("1.2.0", "1.2.0"), 0, id="nothing since the tag"),
        pytest.param("edited", "changed", ("1.2.0", "1.2.0"), 1, id="a file differs from the tag"),
        pytest.param("ahead", "pending", ("1.3.0", "1.2.0"), 1, id="a version above the tag"),
        pytest.param("first", "new", ("0.1.0", None), 0, id="no tag yet"),
        pytest.param("split", "drifted", (None, "1.2.0"), 1, id="own pins that disagree"),
        pytest.param("behind", "drifted", ("1.1.0", "1.2.0"), 1, id="a version below the tag"),
        pytest.param("silent", "unversioned", (None, None), 0, id="an example without a version"),
        pytest.param("worded", "unversioned", (None, None), 0, id="a version that is none"),
    ],
)
def test_each_state_is_recognised(
    states: tuple[RegistryBuilder, Ran],
    module: str,
    state: str,
    versions: tuple[str | None, str | None],
    commits: int,
) -> None:
    row = _row(states[1], f"coder/{module}")
    assert (row["state"], row["commits"]) == (state, commits)
    assert (row["declared"], row["released"]) == versions


def test_the_exit_code_is_0_whatever_the_states_are(states: tuple[RegistryBuilder, Ran]) -> None:
    assert states[1].code == 0


def test_a_module_has_exactly_the_keys_of_the_contract(states: tuple[RegistryBuilder, Ran]) -> None:
    row = _row(states[1], "coder/same")
    assert list(row) == [
        "module", "path", "declared", "released", "tag", "state", "commits", "pins"
    ]  # fmt: skip
    assert (row["path"], row["tag"]) == (
        "registry/coder/modules/same",
        "release/coder/same/v1.2.0",
    )


def test_the_summary_counts_every_state_and_what_is_gone(
    states: tuple[RegistryBuilder, Ran],
) -> None:
    assert states[1].json["summary"] == {
        "drifted": 2,
        "unversioned": 2,
        "pending": 1,
        "new": 1,
        "changed": 1,
        "released": 1,
        "gone": 1,
    }


def test_a_module_without_a_folder_is_listed_only_when_asked_for(
    states: tuple[RegistryBuilder, Ran],
) -> None:
    root = states[0].root
    assert "coder/lost" not in release("status", cwd=root).out
    assert "coder/lost" in release("status", "--gone", cwd=root).out


def test_only_the_modules_that_are_named_are_shown(states: tuple[RegistryBuilder, Ran]) -> None:
    ran = release("status", "coder/edited", "--format", "json", cwd=states[0].root)
    assert [row["module"] for row in ran.json["modules"]] == ["coder/edited"]


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("coder/edited", id="by its id"),
        pytest.param("edited", id="by a bare name that is unique"),
        pytest.param("registry/coder/modules/edited", id="by its folder"),
        pytest.param("registry/coder/modules/edited/", id="by its folder as a shell completes it"),
    ],
)
def test_a_module_can_be_named(states: tuple[RegistryBuilder, Ran], name: str) -> None:
    ran = release("status", name, "--format", "json", cwd=states[0].root)
    assert [row["module"] for row in ran.json["modules"]] == ["coder/edited"]


def test_the_table_has_a_row_a_module_and_a_line_that_counts(
    states: tuple[RegistryBuilder, Ran],
) -> None:
    lines = release("status", cwd=states[0].root).out.splitlines()
    assert lines[0].split() == ["MODULE", "DECLARED", "RELEASED", "STATE", "COMMITS"]
    assert ["coder/ahead", "1.3.0", "1.2.0", "pending", "1"] in [line.split() for line in lines]
    assert lines[-1].startswith("8 modules: 2 drifted")


def test_a_pin_is_placed_at_the_first_character_of_its_version(registry: RegistryBuilder) -> None:
    registry.write(
        registry.folder("coder/it") + "/README.md",
        "# It\n\n> A fence in a quotation:\n>\n> "
        + example("coder/it", "1.0.0").replace("\n", "\n> "),
    )
    registry.commit()
    assert _status(registry)["pins"] == [
        {
            "file": "registry/coder/modules/it/README.md",
            "line": 8,
            "column": 17,
            "version": "1.0.0",
            "module": "coder/it",
        }
    ]


def test_an_example_without_a_version_is_placed_at_its_block(registry: RegistryBuilder) -> None:
    registry.module("coder/it", "1.0.0", None)
    pins = _status(registry)["pins"]
    assert [(pin["line"], pin["column"], pin["version"]) for pin in pins] == [
        (8, 15, "1.0.0"),
        (13, 1, None),
    ]


def test_pins_of_other_modules_are_listed_with_their_module(registry: RegistryBuilder) -> None:
    registry.module("coder/other", "3.0.0")
    text = readme("coder/it", "1.0.0") + "\n" + example("coder/other", "3.0.0")
    registry.write(registry.folder("coder/it") + "/README.md", text)
    registry.commit()
    assert [pin["module"] for pin in _status(registry)["pins"]] == ["coder/it", "coder/other"]


@pytest.mark.parametrize(
    "file",
    [
        pytest.param("main.test.ts", id="a test in TypeScript"),
        pytest.param("it.tftest.hcl", id="a Terraform test"),
        pytest.param("testdata/main.tf", id="test data"),
        pytest.param("docs/picture.png", id="an image"),
    ],
)
def test_a_commit_of_files_that_do_not_count_changes_nothing(
    registry: RegistryBuilder, file: str
) -> None:
    registry.released("coder/it", "1.0.0")
    registry.write(f"registry/coder/modules/it/{file}", "new")
    registry.commit("test: it")
    row = _status(registry)
    assert (row["state"], row["commits"]) == ("released", 0)


def test_only_commits_of_files_that_count_are_counted(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.0.0")
    for file in ("main.tf", "run.sh", "it.tftest.hcl", "../other/main.tf"):
        registry.write(f"registry/coder/modules/it/{file}", "new")
        registry.commit(f"fix: {file}")
    assert _status(registry)["commits"] == 2


def test_a_change_that_was_taken_back_leaves_the_module_released(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.0.0")
    registry.write("registry/coder/modules/it/main.tf", MAIN_TF + "# other\n")
    registry.commit("feat: other")
    registry.git("revert", "--no-edit", "HEAD")
    assert _status(registry)["state"] == "released"


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(("write", "main.tf"), id="an edited file"),
        pytest.param(("write", "extra.tf"), id="a file that git does not know yet"),
        pytest.param(("delete", "main.tf"), id="a deleted file"),
    ],
)
def test_what_is_not_committed_counts_too(registry: RegistryBuilder, edit: tuple[str, str]) -> None:
    registry.released("coder/it", "1.0.0")
    what, file = edit
    path = registry.root / "registry/coder/modules/it" / file
    if what == "delete":
        path.unlink()
    else:
        path.write_text("# other\n")
    row = _status(registry)
    assert (row["state"], row["commits"]) == ("changed", 0)


def test_a_version_that_is_not_committed_yet_is_declared(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.0.0")
    registry.write("registry/coder/modules/it/README.md", readme("coder/it", "1.1.0"))
    row = _status(registry)
    assert (row["state"], row["declared"]) == ("pending", "1.1.0")


def test_the_released_version_is_the_highest_and_not_the_newest_tag(
    registry: RegistryBuilder,
) -> None:
    registry.released("coder/it", "1.0.10")
    registry.tag("coder/it", "1.0.9")
    registry.tag("coder/it", "1.1.0-rc.1")
    registry.git("tag", "release/coder/it/v9.0.0+build")
    registry.git("tag", "v10.0.0")
    assert _status(registry)["released"] == "1.1.0-rc.1"


def test_a_lightweight_tag_is_a_release_too(registry: RegistryBuilder) -> None:
    registry.module("coder/it", "1.0.0")
    registry.git("tag", "release/coder/it/v1.0.0")
    assert _status(registry)["state"] == "released"


def test_a_repository_without_tags_has_only_new_modules(registry: RegistryBuilder) -> None:
    registry.module("coder/it", "1.0.0")
    assert _status(registry)["state"] == "new"


def test_a_repository_without_modules_is_no_error(registry: RegistryBuilder) -> None:
    registry.commit("chore: begin")
    ran = release("status", "--format", "json", cwd=registry.root)
    assert (ran.code, ran.json["modules"], ran.json["summary"]["gone"]) == (0, [], 0)


def _same_from(states: tuple[RegistryBuilder, Ran], cwd: Path, *arguments: str) -> None:
    ran = release("status", "--format", "json", *arguments, cwd=cwd)
    assert (ran.code, ran.json) == (0, states[1].json), ran.err


def test_a_subfolder_says_the_same(states: tuple[RegistryBuilder, Ran]) -> None:
    _same_from(states, states[0].root / "registry/coder/modules/edited")


def test_repo_names_the_repository_from_elsewhere(
    states: tuple[RegistryBuilder, Ran], tmp_path: Path
) -> None:
    _same_from(states, tmp_path, "--repo", str(states[0].root))


def test_a_bare_repository_says_the_same(
    states: tuple[RegistryBuilder, Ran], tmp_path: Path
) -> None:
    states[0].git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    _same_from(states, tmp_path / "bare.git")


def test_a_detached_head_says_the_same(states: tuple[RegistryBuilder, Ran], tmp_path: Path) -> None:
    states[0].git("clone", "--quiet", ".", str(tmp_path / "clone"))
    clone = RegistryBuilder(tmp_path / "clone")
    clone.git("switch", "--quiet", "--detach")
    _same_from(states, clone.root)


def test_a_worktree_says_the_same(states: tuple[RegistryBuilder, Ran], tmp_path: Path) -> None:
    states[0].git("clone", "--quiet", ".", str(tmp_path / "clone"))
    RegistryBuilder(tmp_path / "clone").git(
        "worktree", "add", "--quiet", "--detach", str(tmp_path / "tree")
    )
    _same_from(states, tmp_path / "tree")


def test_a_sparse_checkout_says_the_same(
    states: tuple[RegistryBuilder, Ran], tmp_path: Path
) -> None:
    states[0].git("clone", "--quiet", ".", str(tmp_path / "clone"))
    clone = RegistryBuilder(tmp_path / "clone")
    clone.git("sparse-checkout", "set", "registry/coder/modules/same")
    assert not clone.readme_of("coder/ahead").exists()
    _same_from(states, clone.root)


def test_names_of_files_that_are_not_utf8_are_no_obstacle(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.0.0")
    folder = str(registry.root / "registry/coder/modules/it").encode()
    Path((folder + b"/caf\xe9.tf").decode("utf-8", "surrogateescape")).write_text("")
    registry.commit("fix: caf\xe9")
    assert _status(registry)["commits"] == 1
