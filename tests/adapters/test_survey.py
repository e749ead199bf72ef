"""A registry as it stands: its modules, what was released, and what changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from release_tool.adapters.repository import open_repository
from release_tool.adapters.survey import Survey
from release_tool.config.model import Config
from release_tool.domain.modules import ModuleId
from release_tool.domain.status import ModuleStatus, State
from release_tool.errors import RequestError
from tests.registry_builder import readme

if TYPE_CHECKING:
    from tests.registry_builder import RegistryBuilder

A, B = ModuleId("coder", "a"), ModuleId("coder", "b")
FOLDER = "registry/coder/modules/a"


def survey(registry: RegistryBuilder, commit: str = "") -> Survey:
    return Survey(open_repository(registry.root), Config(), commit)


def status(registry: RegistryBuilder, commit: str = "") -> ModuleStatus:
    """The status of `coder/a`."""
    seen = survey(registry, commit)
    (found,) = seen.statuses(seen.registry([A]).modules)
    return found


def told(registry: RegistryBuilder) -> tuple[State, tuple[str, ...], list[str]]:
    """The state of `coder/a`, the files that changed, and the subjects of the commits."""
    found = status(registry)
    return (
        found.state,
        found.changed_files,
        [one.commit.subject for one in found.commits],
    )


def test_only_folders_of_the_right_depth_and_name_are_modules(registry: RegistryBuilder) -> None:
    registry.write("registry/coder/README.md", "")
    registry.write("registry/coder/templates/t/README.md", "")
    registry.write("registry/coder/modules/README.md", "")
    registry.write("registry/coder/modules/-x/README.md", "")
    registry.write("elsewhere/registry/coder/modules/c/README.md", "")
    registry.write(f"{FOLDER}/sub/deep/x", "")
    registry.commit()
    registry.write("registry/coder/modules/b/main.tf", "")
    assert survey(registry).registry().known == {A, B}
    assert survey(registry, registry.git("rev-parse", "HEAD")).registry().known == {A}


def test_a_module_whose_files_are_all_deleted_is_gone(registry: RegistryBuilder) -> None:
    registry.released("coder/a", "1.0.0")
    registry.released("coder/b", "1.0.0")
    for name in ("README.md", "main.tf"):
        (registry.root / FOLDER / name).unlink()
    found = survey(registry).registry()
    assert found.known == {B}
    assert found.gone == (A,)


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        pytest.param("rm README.md", "there is none", id="a README that was deleted"),
        pytest.param("rm README.md; mkdir README.md", "it is a folder", id="a folder"),
        pytest.param(
            "rm README.md; ln -s /etc/hostname README.md",
            "it is a link that leaves the repository",
            id="a link that leaves",
        ),
        pytest.param("rm README.md; ln -s nowhere README.md", "it is not a file", id="to nothing"),
        pytest.param(
            "rm README.md; ln -s README.md README.md",
            "it is a link that leads nowhere",
            id="a loop",
        ),
    ],
)
def test_what_keeps_a_readme_from_being_read_is_said(
    damage: str, problem: str, registry: RegistryBuilder
) -> None:
    registry.module("coder/a", "1.0.0")
    registry.git("-c", f"alias.damage=!cd {FOLDER} && {damage}", "damage")
    (module,) = survey(registry).registry([A]).modules
    assert (module.readme, module.problem) == (None, problem)


def test_a_readme_is_that_of_the_working_tree_and_of_a_commit_where_one_is_named(
    registry: RegistryBuilder,
) -> None:
    first = registry.module("coder/a", "1.0.0")
    registry.readme_of("coder/a").write_text(readme("coder/a", "2.0.0"))
    declared = [
        survey(registry, commit).registry([A]).modules[0].declared for commit in ("", first)
    ]
    assert [str(version) for version in declared] == ["2.0.0", "1.0.0"]


def test_what_a_sparse_working_tree_leaves_out_is_read_from_the_commit(
    registry: RegistryBuilder,
) -> None:
    registry.released("coder/a", "1.0.0")
    registry.released("coder/b", "1.0.0")
    registry.git("sparse-checkout", "set", "--no-cone", "/registry/coder/modules/b/")
    assert not registry.readme_of("coder/a").exists()
    assert told(registry) == (State.RELEASED, (), [])


def test_a_bare_repository_is_read_at_its_head(registry: RegistryBuilder) -> None:
    registry.released("coder/a", "1.0.0")
    bare = Survey(open_repository(registry.remote()), Config())
    (found,) = bare.statuses(bare.registry().modules)
    assert (found.state, str(found.module.declared)) == (State.RELEASED, "1.0.0")


def test_nothing_changed_when_only_other_folders_did(registry: RegistryBuilder) -> None:
    registry.released("coder/a", "1.0.0")
    registry.module("coder/ab", "1.0.0")
    registry.write("x", "1")
    assert told(registry) == (State.RELEASED, (), [])


def test_tests_and_images_do_not_count(registry: RegistryBuilder) -> None:
    registry.released("coder/a", "1.0.0")
    registry.write(f"{FOLDER}/a.tftest.hcl", "1")
    registry.write(f"{FOLDER}/main.test.ts", "1")
    registry.commit("test: more")
    registry.write(f"{FOLDER}/b.tftest.hcl", "1")
    assert told(registry) == (State.RELEASED, (), [])


def test_a_commit_an_edit_and_a_new_file_are_changes(registry: RegistryBuilder) -> None:
    registry.released("coder/a", "1.0.0")
    registry.write(f"{FOLDER}/main.tf", "1")
    registry.commit("fix: committed")
    registry.write(f"{FOLDER}/run.sh", "1")
    registry.write(f"{FOLDER}/README.md", readme("coder/a", "1.0.0") + "More.\n")
    assert told(registry) == (
        State.CHANGED,
        ("README.md", "main.tf", "run.sh"),
        ["fix: committed"],
    )


def test_a_deleted_file_is_a_change(registry: RegistryBuilder) -> None:
    registry.released("coder/a", "1.0.0")
    (registry.root / FOLDER / "main.tf").unlink()
    assert told(registry) == (State.CHANGED, ("main.tf",), [])


def test_a_change_that_was_taken_back_is_none_though_its_commits_are_there(
    registry: RegistryBuilder,
) -> None:
    registry.released("coder/a", "1.0.0")
    registry.write(f"{FOLDER}/run.sh", "1")
    registry.commit("feat: there")
    registry.git("rm", "--quiet", f"{FOLDER}/run.sh")
    registry.commit("fix: and back")
    found = told(registry)
    assert (found[0], found[1]) == (State.RELEASED, ())


def test_a_module_without_a_release_has_all_its_files_and_no_commits_since(
    registry: RegistryBuilder,
) -> None:
    registry.module("coder/a", "1.0.0", message="feat: begin")
    registry.write(f"{FOLDER}/run.sh", "1")
    assert told(registry) == (State.NEW, ("README.md", "main.tf", "run.sh"), [])


def test_a_module_is_measured_from_its_highest_version_wherever_the_tag_stands(
    registry: RegistryBuilder,
) -> None:
    registry.released("coder/a", "1.0.10")
    registry.write(f"{FOLDER}/main.tf", "1")
    registry.commit("fix: later")
    registry.tag("coder/a", "1.0.9")
    registry.write(f"{FOLDER}/README.md", readme("coder/a", "1.0.10"))
    assert told(registry) == (State.CHANGED, ("main.tf",), ["fix: later"])


def test_a_module_that_a_tag_does_not_have_yet_has_all_its_files(
    registry: RegistryBuilder,
) -> None:
    registry.commit("before")
    registry.tag("coder/a", "1.0.0")
    registry.module("coder/a", "1.0.0", message="feat: begin")
    assert told(registry) == (State.CHANGED, ("README.md", "main.tf"), ["feat: begin"])


def test_tags_that_only_look_like_release_tags_release_nothing(registry: RegistryBuilder) -> None:
    registry.module("coder/a", "1.0.0")
    for name in ("v1.0.0", "release/coder/a/1.0.0", "release/coder/a/v1.0.0+b"):
        registry.git("tag", name)
    assert survey(registry).tags == {}


def test_modules_touched_since_a_base_are_those_of_the_branch_and_of_the_working_tree(
    registry: RegistryBuilder,
) -> None:
    for name in ("coder/a", "coder/b", "coder/c", "coder/d", "coder/e"):
        registry.module(name, "1.0.0")
    registry.git("switch", "--quiet", "-c", "side")
    registry.write(f"{FOLDER}/main.tf", "1")
    registry.write("registry/coder/modules/d/x.tftest.hcl", "1")
    registry.commit("feat: a")
    registry.git("switch", "--quiet", "main")
    registry.write("registry/coder/modules/c/main.tf", "1")
    registry.commit("feat: c on main")
    registry.git("switch", "--quiet", "side")
    registry.write("registry/coder/modules/b/new.tf", "1")
    assert survey(registry).touched_since("main") == {A, B}


@pytest.mark.parametrize("name", ["coder/a", "a", FOLDER, f"{FOLDER}/"])
def test_a_module_is_named_by_its_id_its_folder_and_a_name_that_is_its_own(
    name: str, registry: RegistryBuilder
) -> None:
    registry.module("coder/a", "1.0.0")
    registry.module("coder/b", "1.0.0")
    assert survey(registry).named([name]) == [A]
    assert survey(registry).committed(name) == A


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        pytest.param("coder/gitclone", "did you mean coder/git-clone", id="a near miss"),
        pytest.param("git-clones", "did you mean git-clone", id="a bare name nearby"),
        pytest.param("twice", "coder/twice or other/twice", id="a bare name that two modules have"),
        pytest.param("../a", "unknown module ../a", id="a way out"),
        pytest.param("", "unknown module", id="nothing"),
        pytest.param("coder/README.md", "unknown module coder/README.md", id="a file"),
    ],
)
def test_no_module_is_named_by(name: str, suggestion: str, registry: RegistryBuilder) -> None:
    for module in ("coder/git-clone", "coder/twice", "other/twice"):
        registry.module(module, "1.0.0")
    registry.write("registry/coder/modules/README.md", "# Modules\n")
    registry.commit()
    for find in (survey(registry).committed, lambda one: survey(registry).named([one])):
        with pytest.raises(RequestError, match=suggestion):
            find(name)


def test_one_module_is_seen_alone_as_among_the_others(registry: RegistryBuilder) -> None:
    registry.released("coder/a", "1.0.0")
    registry.released("coder/a-b", "2.0.0")
    registry.write(f"{FOLDER}/new.tf", "1")
    registry.commit("feat: new")
    registry.write(f"{FOLDER}/edited.tf", "1")
    registry.write("registry/coder/modules/a-b/edited.tf", "1")
    alone, among = survey(registry).about("coder/a"), survey(registry)
    assert alone.files == {A: among.files[A]}
    assert alone.tags == {A: among.tags[A]}
    assert alone.registry_with_statuses()[1] == among.registry_with_statuses([A])[1]


def test_a_module_that_has_no_tag_yet_needs_no_word_from_the_remote(
    registry: RegistryBuilder,
) -> None:
    registry.module("coder/a", "1.0.0")
    registry.released("coder/b", "1.0.0")
    registry.git("remote", "add", "origin", str(registry.root / "nowhere"))
    assert A not in survey(registry).about("coder/a").tags


def test_what_is_no_folder_of_the_commit_is_looked_for_everywhere(
    registry: RegistryBuilder,
) -> None:
    registry.module("coder/a", "1.0.0")
    seen = survey(registry)
    assert seen.about("a") is seen
    registry.write("registry/coder/modules/b/main.tf", "1")
    assert survey(registry).about("coder/b").named(["coder/b"]) == [B]
