"""What the folders of a registry are called, and what must be in them."""

from __future__ import annotations

import pytest

from release_tool.domain.layout import Layout
from release_tool.domain.modules import ModuleId
from release_tool.lint.structure import structure
from release_tool.lint.subjects import Kind, Premises, Subject
from release_tool.lint.tree import FileTree

GOOD = (
    ".icons/git.svg",
    "registry/coder/README.md",
    "registry/coder/modules/git-clone/README.md",
    "registry/coder/modules/git-clone/main.tf",
)


def found(
    *more: str, layout: Layout | None = None, released: tuple[str, ...] = ("x",)
) -> list[tuple[str, str]]:
    """Path and rule of what is wrong with a good registry that also has the files *more*."""
    premises = Premises(layout or Layout(), FileTree(frozenset((*GOOD, *more))))
    return [(path, fault.rule) for path, fault in structure(premises, set(released))]


SILENT = {
    "templates, skills and images": (
        "registry/coder/templates/docker/README.md",
        "registry/coder/templates/docker/main.tf",
        "registry/coder/skills/README.md",
        "registry/coder/.images/avatar.png",
    ),
    "files directly in a namespace": ("registry/coder/NOTES.md", "registry/coder/.gitignore"),
    "folders that begin with a dot beside namespaces": (
        "registry/.icons/git.svg",
        "registry/.github/x",
    ),
    "a folder that test runs leave behind": ("registry/coder/modules/.coder/state",),
    "anything deep in a module": ("registry/coder/modules/git-clone/some_folder/x.tf",),
    "a name with capitals for a module": (
        "registry/coder/modules/JFrog2/README.md",
        "registry/coder/modules/JFrog2/main.tf",
    ),
    "a namespace of one letter": ("registry/a/README.md",),
    "files beside the registry": ("README.md", "Docs Folder/x.md"),
}


@pytest.mark.parametrize("more", SILENT.values(), ids=SILENT)
def test_a_good_structure_is_passed_over(more: tuple[str, ...]) -> None:
    assert found(*more) == []


FOUND = {
    "a file among the namespaces": ("registry/notes.md", "registry/notes.md", "stray-file"),
    "a file with a dot among the namespaces": (
        "registry/.gitkeep",
        "registry/.gitkeep",
        "stray-file",
    ),
    "an underscore in a namespace": ("registry/a_b/README.md", "registry/a_b", "namespace-name"),
    "a hyphen at the end of a namespace": (
        "registry/a-/README.md",
        "registry/a-",
        "namespace-name",
    ),
    "capitals in a namespace": ("registry/Acme/README.md", "registry/Acme", "namespace-name"),
    "an unknown folder of a namespace": (
        "registry/coder/scripts/x.sh",
        "registry/coder/scripts",
        "namespace-folder",
    ),
    "a folder of a namespace that begins with a dot": (
        "registry/coder/.github/x",
        "registry/coder/.github",
        "namespace-folder",
    ),
    "a module without main.tf": (
        "registry/coder/modules/a/README.md",
        "registry/coder/modules/a",
        "main-tf-missing",
    ),
    "a template without main.tf": (
        "registry/coder/templates/a/README.md",
        "registry/coder/templates/a",
        "main-tf-missing",
    ),
    "a main.tf that is deeper": (
        "registry/coder/modules/a/src/main.tf",
        "registry/coder/modules/a",
        "main-tf-missing",
    ),
    "an underscore in a module": (
        "registry/coder/modules/a_b/main.tf",
        "registry/coder/modules/a_b",
        "folder-name",
    ),
    "a dot in a template": (
        "registry/coder/templates/a.b/main.tf",
        "registry/coder/templates/a.b",
        "folder-name",
    ),
}


@pytest.mark.parametrize(("file", "path", "rule"), FOUND.values(), ids=FOUND)
def test_a_wrong_structure_is_found(file: str, path: str, rule: str) -> None:
    assert found(file) == [(path, rule)]


def test_a_namespace_whose_modules_are_released_keeps_its_name() -> None:
    assert found("registry/Acme/README.md", released=("Acme",)) == []
    assert found("registry/a_b/README.md", released=("a_b",)) != []


def test_a_clone_without_tags_is_told_so_beside_the_name() -> None:
    premises = Premises(Layout(), FileTree(frozenset((*GOOD, "registry/Acme/README.md"))))
    ((_, fault),) = structure(premises, set())
    assert "call it acme" in fault.help
    assert "fetch the tags" in fault.help


def test_icons_may_stand_at_either_root_and_must_at_one() -> None:
    without = [file for file in GOOD if not file.startswith(".icons")]
    for icons, rules in (((), ["icons-missing"]), (("registry/.icons/a.svg",), [])):
        premises = Premises(Layout(), FileTree(frozenset((*without, *icons))))
        assert [fault.rule for _, fault in structure(premises, set())] == rules


@pytest.mark.parametrize(
    "folder",
    [
        "{module}",
        "tf/{module}",
        "registry/{namespace}/{module}",
        "registry/{namespace}/modules/{module}/src",
        "registry/{module}/{namespace}/modules/{module}",
    ],
)
def test_a_layout_without_profiles_has_modules_and_no_structure_to_judge(folder: str) -> None:
    tag = "{namespace}/{module}/v{version}" if "namespace" in folder else "{module}/v{version}"
    layout = Layout(folder, tag, ())
    assert found("registry/notes.md", layout=layout) == []
    module = ModuleId("a" if "namespace" in folder else "", "b")
    (subject,) = Premises(layout, FileTree(frozenset(GOOD))).subjects([module])
    assert subject == Subject(layout.readme_of(module), Kind.BARE, module)


def test_a_repository_without_a_registry_has_nothing_to_judge() -> None:
    premises = Premises(Layout(), FileTree(frozenset({"README.md", "main.tf"})))
    assert list(structure(premises, set())) == []
    assert list(premises.subjects(())) == []


def test_a_registry_at_the_root_leaves_other_folders_alone() -> None:
    layout = Layout("{namespace}/modules/{module}", "{namespace}/{module}/v{version}", ())
    tree = FileTree(frozenset({".icons/a.svg", "docs/x.md", "LICENSE", "acme/modules/a/main.tf"}))
    premises = Premises(layout, tree)
    assert list(structure(premises, set())) == []
    assert [subject.path for subject in premises.subjects(())] == [
        "acme/README.md",
        "acme/modules/a/README.md",
    ]


def test_every_readme_that_there_should_be_is_listed_with_its_kind() -> None:
    more = ("registry/coder/templates/docker/main.tf", "registry/coder/skills/x")
    premises = Premises(Layout(), FileTree(frozenset((*GOOD, *more))))
    assert [(one.path, one.kind) for one in premises.subjects(())] == [
        ("registry/coder/README.md", Kind.NAMESPACE),
        ("registry/coder/modules/git-clone/README.md", Kind.MODULE),
        ("registry/coder/templates/docker/README.md", Kind.TEMPLATE),
        ("registry/coder/skills/README.md", Kind.SKILLS),
    ]
