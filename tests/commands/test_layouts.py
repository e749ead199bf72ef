"""The whole job in registries that are laid out in other ways, by release.yaml alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.command_line import release
from tests.layouts import DASH_TAGS, LAYOUTS, PATH_TAGS, OtherLayout, build

if TYPE_CHECKING:
    from tests.registry_builder import RegistryBuilder

every_layout = pytest.mark.parametrize("layout", LAYOUTS, ids=[one.name for one in LAYOUTS])


@every_layout
def test_status_finds_the_module_and_nothing_below_it(
    registry: RegistryBuilder, layout: OtherLayout
) -> None:
    build(registry, layout)
    (module,) = release("status", "--format", "json", cwd=registry.root).json["modules"]
    assert (module["module"], module["path"]) == (layout.module, layout.folder)
    assert (module["state"], module["declared"], module["released"], module["commits"]) == (
        "changed",
        "1.2.0",
        "1.2.0",
        1,
    )


@every_layout
def test_a_bump_is_tagged_and_the_check_is_content(
    registry: RegistryBuilder, layout: OtherLayout
) -> None:
    build(registry, layout)
    bumped = release("bump", layout.module, "auto", "--commit", cwd=registry.root)
    assert (bumped.code, bumped.err) == (0, "")
    readme = (registry.root / layout.folder / "README.md").read_text()
    assert readme == layout.readme("1.3.0")
    assert release("check", "--base", "HEAD~2", cwd=registry.root).code == 0
    tagged = release("tag", "--all", "--yes", cwd=registry.root)
    assert tagged.code == 0, tagged.err
    assert layout.tag_of("1.3.0") in registry.tags()
    states = release("status", "--format", "json", cwd=registry.root).json["summary"]
    assert {state: count for state, count in states.items() if count} == {"released": 1}


@every_layout
def test_notes_tell_what_a_tag_released(registry: RegistryBuilder, layout: OtherLayout) -> None:
    build(registry, layout)
    registry.git("tag", "--annotate", "-m", "Release", layout.tag_of("1.3.0"))
    notes = release("notes", layout.tag_of("1.3.0"), "--format", "json", cwd=registry.root).json
    assert notes["previous"] == layout.tag_of("1.2.0")
    assert [commit["subject"] for commit in notes["commits"]] == ["choose the size"]


@every_layout
def test_a_release_is_published(registry: RegistryBuilder, layout: OtherLayout) -> None:
    build(registry, layout)
    command = ("publish", "--missing", "--forge", "local", "--format", "json")
    (made,) = release(*command, cwd=registry.root).json["releases"]
    assert (made["tag"], made["status"]) == (layout.tag_of("1.2.0"), "created")
    assert release(*command, cwd=registry.root).json["releases"] == []


@every_layout
def test_the_audit_is_content_and_finds_a_readme_that_was_left_behind(
    registry: RegistryBuilder, layout: OtherLayout
) -> None:
    build(registry, layout)
    assert release("audit", "--format", "json", cwd=registry.root).json["findings"] == []
    registry.git("tag", "--annotate", "-m", "Release", layout.tag_of("1.3.0"))
    ran = release("audit", "--format", "json", cwd=registry.root)
    found = [(one["tag"], one["rule"]) for one in ran.json["findings"]]
    assert (ran.code, found) == (1, [(layout.tag_of("1.3.0"), "pins-differ-from-tag")])


@every_layout
def test_init_proposes_the_layout_from_the_history_alone(
    registry: RegistryBuilder, layout: OtherLayout
) -> None:
    build(registry, layout)
    registry.git("rm", "--quiet", "release.yaml")
    registry.commit("chore: forget the configuration")
    ran = release("init", "--yes", "--action", "coder/release@v1", cwd=registry.root)
    assert ran.code == 0, ran.err
    (module,) = release("status", "--format", "json", cwd=registry.root).json["modules"]
    assert (module["path"], module["declared"], module["released"]) == (
        layout.folder,
        "1.2.0",
        "1.2.0",
    )


@pytest.mark.parametrize(
    ("ref", "rule"),
    [
        pytest.param("?ref=main", "pin-invalid", id="a branch is no version"),
        pytest.param("?ref=0123456789abcdef", "pin-invalid", id="a commit is no version"),
        pytest.param("?ref=other/v1.2.0", "pin-invalid", id="another module's tag is no version"),
        pytest.param("", "pin-missing", id="no ref is whatever is newest"),
    ],
)
def test_a_git_source_without_a_release_tag_is_a_finding(
    registry: RegistryBuilder, ref: str, rule: str
) -> None:
    build(registry, PATH_TAGS)
    readme = PATH_TAGS.readme("1.2.0")
    other = f'module "b" {{\n  source = "github.com/acme/infra//modules/vpc{ref}"\n}}\n'
    registry.write("modules/vpc/README.md", readme.replace("```tf\n", f"```tf\n{other}"))
    ran = release("check", "--format", "json", cwd=registry.root)
    assert ran.code == 1
    assert [one["rule"] for one in ran.json["findings"]] == [rule]


def test_an_older_tag_scheme_is_read_beside_the_current_one(registry: RegistryBuilder) -> None:
    configuration = DASH_TAGS.configuration.replace(
        '"{module}-{version}"', '"{module}/v{version}", also-read: ["{module}-{version}"]'
    )
    build(registry, DASH_TAGS)
    registry.write("release.yaml", configuration)
    (module,) = release("status", "--format", "json", cwd=registry.root).json["modules"]
    assert (module["released"], module["tag"]) == ("1.2.0", "s3-bucket-1.2.0")
    release("bump", "s3-bucket", "minor", "--commit", cwd=registry.root)
    release("tag", "--all", "--yes", cwd=registry.root)
    assert "s3-bucket/v1.3.0" in registry.tags()
