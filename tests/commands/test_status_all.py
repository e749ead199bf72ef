"""`release status --all` and `--required`: what is published without tags, and what it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.command_line import Ran, release

if TYPE_CHECKING:
    from tests.registry_builder import RegistryBuilder

TEMPLATE = "registry/coder/templates/box"


def _status(registry: RegistryBuilder, *arguments: str) -> Ran:
    ran = release("status", *arguments, "--format", "json", cwd=registry.root)
    assert ran.code == 0, ran.err
    return ran


def _others(registry: RegistryBuilder, *arguments: str) -> dict[str, dict[str, Any]]:
    return {one["path"]: one for one in _status(registry, "--all", *arguments).json["others"]}


def _changed(registry: RegistryBuilder, *arguments: str) -> dict[str, int]:
    """The folders that changed, each with how many commits did it."""
    found = _others(registry, *arguments).items()
    return {path: one["commits"] for path, one in found if one["state"] == "changed"}


@pytest.fixture
def published(registry: RegistryBuilder) -> RegistryBuilder:
    """A namespace, its skills and a template; then a module, released."""
    registry.write("registry/coder/README.md", "# Coder\n")
    registry.write("registry/coder/skills/README.md", "# Skills\n")
    registry.write(f"{TEMPLATE}/README.md", "# Box\n")
    registry.write(f"{TEMPLATE}/main.tf", "# box\n")
    registry.commit("feat: publish")
    registry.released("coder/it", "1.0.0")
    return registry


def test_the_json_adds_others_and_nothing_else(published: RegistryBuilder) -> None:
    since = published.git("rev-parse", "HEAD")
    plain = _status(published).json
    assert _status(published, "--all").json == plain | {
        "others": [
            {"path": path, "kind": kind, "state": "released", "commits": 0, "since": since}
            for path, kind in (
                ("registry/coder", "namespace"),
                ("registry/coder/skills", "skills"),
                (TEMPLATE, "template"),
            )
        ]
    }


def test_the_text_lists_them_below_the_modules(published: RegistryBuilder) -> None:
    published.write(f"{TEMPLATE}/main.tf", "# other\n")
    published.commit("fix: box")
    since = published.git("rev-parse", "HEAD~1")[:10]
    lines = release("status", "--all", cwd=published.root).out.splitlines()
    at = lines.index("1 module: 1 released")
    assert [" ".join(line.split()) for line in lines[at + 2 :]] == [
        "FOLDER KIND STATE COMMITS",
        "registry/coder namespace released",
        "registry/coder/skills skills released",
        f"{TEMPLATE} template changed 1",
        "",
        f"3 folders without tags: 1 changed since {since}",
    ]


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("registry/coder/modules/it/main.tf", id="a module"),
        pytest.param("README.md", id="a file outside the registry's root"),
    ],
)
def test_no_folder_without_tags_changes_with(published: RegistryBuilder, path: str) -> None:
    published.write(path, "# changed\n")
    published.commit("feat: change")
    assert _changed(published) == {}


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        pytest.param("registry/coder/README.md", "registry/coder", id="a namespace's README"),
        pytest.param("registry/coder/.images/a.png", "registry/coder", id="its images"),
        pytest.param("registry/coder/skills/README.md", "registry/coder/skills", id="skills"),
        pytest.param(f"{TEMPLATE}/main.tf", TEMPLATE, id="a template"),
        pytest.param(f"{TEMPLATE}/build/README.md", TEMPLATE, id="a README inside a template"),
        pytest.param(f"{TEMPLATE}/modules/a/main.tf", TEMPLATE, id="code inside a template"),
        pytest.param("registry/n/templates/x/main.tf", "registry/n/templates/x", id="a new one"),
        pytest.param("registry/.icons/x.svg", "registry/.icons", id="a folder without a README"),
        pytest.param("registry/notes.txt", "registry", id="a file beside the namespaces"),
    ],
)  # fmt: skip
def test_a_change_belongs_to_one_folder(published: RegistryBuilder, path: str, folder: str) -> None:
    published.write(path, "# changed\n")
    assert _changed(published) == {folder: 0}, "in the working tree"
    published.commit("feat: change")
    published.commit("feat: nothing")
    assert _changed(published) == {folder: 1}, "in a commit"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        pytest.param("registry/new/README.md", "namespace", id="a folder of the namespaces"),
        pytest.param("registry/new/notes.txt", "namespace", id="without a README as well"),
        pytest.param("registry/.icons/x.svg", "other", id="a hidden folder beside them"),
        pytest.param("registry/coder/labs/README.md", "other", id="any other folder"),
        pytest.param("registry/coder/labs/main.tf", "template", id="any folder with code"),
        pytest.param("registry/new/skills/README.md", "skills", id="skills"),
    ],
)
def test_what_a_folder_is(published: RegistryBuilder, path: str, kind: str) -> None:
    published.write(path, "# new\n")
    assert _others(published)[path.rpartition("/")[0]]["kind"] == kind


def test_a_removed_template_shows_in_what_is_around_it(published: RegistryBuilder) -> None:
    published.git("rm", "-r", "--quiet", TEMPLATE)
    published.commit("feat: remove")
    assert _changed(published) == {"registry/coder": 1}


def test_the_base_is_the_newest_release_of_this_history(published: RegistryBuilder) -> None:
    published.write(f"{TEMPLATE}/main.tf", "# one\n")
    published.commit("fix: one")
    published.module("coder/it", "1.1.0")
    published.tag("coder/it", "1.1.0")
    published.git("checkout", "--quiet", "-b", "aside")
    published.commit("feat: aside")
    published.tag("coder/it", "9.0.0")
    published.git("checkout", "--quiet", "main")
    published.write(f"{TEMPLATE}/main.tf", "# two\n")
    published.commit("fix: two")
    published.git("tag", "v100")
    assert _changed(published) == {TEMPLATE: 1}
    assert _others(published)[TEMPLATE]["since"] == published.git("rev-parse", "HEAD~1")


def test_a_branch_that_is_merged_after_the_release_counts(published: RegistryBuilder) -> None:
    """Its commits are older than the release, and the release does not have them."""
    published.git("checkout", "--quiet", "-b", "aside", "HEAD~1")
    published.write(f"{TEMPLATE}/main.tf", "# aside\n")
    published.commit("fix: aside")
    published.git("checkout", "--quiet", "main")
    published.module("coder/it", "1.1.0")
    published.tag("coder/it", "1.1.0")
    published.git("merge", "--quiet", "--no-edit", "aside")
    assert _changed(published) == {TEMPLATE: 1}


def test_since_names_another_base(published: RegistryBuilder) -> None:
    first = published.git("rev-parse", "HEAD~1")
    published.write(f"{TEMPLATE}/main.tf", "# one\n")
    published.commit("fix: one")
    assert _changed(published, "--since", "HEAD") == {}
    assert _changed(published, "--since", first) == {TEMPLATE: 1}


def test_without_a_release_everything_counts(registry: RegistryBuilder) -> None:
    registry.write(f"{TEMPLATE}/main.tf", "# one\n")
    registry.commit("feat: one")
    (one,) = _others(registry).values()
    assert (one["commits"], one["since"]) == (1, None)
    assert "since the first commit" in release("status", "--all", cwd=registry.root).out


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("--all", "coder/it"), id="all, and a module"),
        pytest.param(("--since", "HEAD"), id="a base for nothing"),
        pytest.param(("--all", "--since", "nowhere"), id="a base that is not there"),
        pytest.param(("--all", "--since", "--output=x"), id="a base that looks like an option"),
    ],
)
def test_what_makes_no_sense_is_refused(
    published: RegistryBuilder, arguments: tuple[str, ...]
) -> None:
    ran = release("status", *arguments, cwd=published.root)
    assert (ran.code, ran.out, "hint: " in ran.err) == (2, "", True)


def test_required_adds_the_level_and_its_reasons(published: RegistryBuilder) -> None:
    published.released("coder/other", "1.0.0")
    published.write("registry/coder/modules/it/main.tf", "# nothing left\n")
    published.commit("fix: less")
    plain, rich = _status(published).json, _status(published, "--required").json
    first, second = (one.pop("required") for one in rich["modules"])
    assert (first["level"], len(first["reasons"])) == ("major", 1)
    assert first["reasons"][0].endswith("(variable-removed)")
    assert second == {"level": None, "reasons": []}
    assert rich == plain


def test_required_is_a_column_of_the_text(published: RegistryBuilder) -> None:
    published.write("registry/coder/modules/it/run.sh", "true\n")
    published.commit("feat: run")
    plain = release("status", cwd=published.root).out.splitlines()
    rich = release("status", "--required", cwd=published.root).out.splitlines()
    assert [line.split()[-1] for line in rich[:2]] == ["REQUIRES", "minor"]
    assert [line.rpartition("  ")[0].rstrip() for line in rich[:2]] == plain[:2]
