"""`release changelog`: a module's releases, newest first, printed or written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.command_line import release
from tests.registry_builder import MAIN_TF

if TYPE_CHECKING:
    from tests.registry_builder import RegistryBuilder

FOLDER = "registry/coder/modules/it"


@pytest.fixture
def released(registry: RegistryBuilder) -> RegistryBuilder:
    """1.0.0 and 1.1.0 of coder/it, and a fix that is not released."""
    registry.module("coder/it", "1.0.0", message="feat: begin")
    registry.tag("coder/it", "1.0.0")
    _change(registry, "feat: an input")
    registry.tag("coder/it", "1.1.0")
    _change(registry, "fix: a slip")
    return registry


def _change(registry: RegistryBuilder, message: str) -> None:
    registry.write(f"{FOLDER}/main.tf", MAIN_TF + f"# {message}\n")
    registry.commit(message)


def test_releases_are_listed_newest_first_with_their_dates(released: RegistryBuilder) -> None:
    ran = release("changelog", "coder/it", cwd=released.root)
    headings = [line for line in ran.out.splitlines() if line.startswith("#")]
    assert (ran.code, ran.err) == (0, "")
    assert headings == [
        "# Changelog",
        "## [Unreleased]", "### Fixed",
        "## [1.1.0] - 2026-01-01", "### Added",
        "## [1.0.0] - 2026-01-01", "### Added",
    ]  # fmt: skip


def test_printing_writes_nothing(released: RegistryBuilder) -> None:
    release("changelog", "coder/it", cwd=released.root)
    assert released.git("status", "--short") == ""


def test_write_writes_what_is_printed(released: RegistryBuilder) -> None:
    printed = release("changelog", "coder/it", cwd=released.root).out
    ran = release("changelog", "coder/it", "--write", cwd=released.root)
    assert (ran.code, ran.out) == (0, "")
    assert f"write {FOLDER}/CHANGELOG.md" in ran.err
    assert (released.root / FOLDER / "CHANGELOG.md").read_text() == printed


def test_a_second_write_changes_nothing(released: RegistryBuilder) -> None:
    release("changelog", "coder/it", "--write", cwd=released.root)
    released.commit("docs: changelog")
    ran = release("changelog", "coder/it", "--write", cwd=released.root)
    assert (ran.code, ran.out, released.git("status", "--short")) == (0, "", "")


def test_a_changelog_is_no_reason_for_a_release(released: RegistryBuilder) -> None:
    released.tag("coder/it", "1.1.1")
    release("changelog", "coder/it", "--write", cwd=released.root)
    released.commit("docs: changelog")
    (row,) = release("status", "--format", "json", cwd=released.root).json["modules"]
    assert row["commits"] == 0


def test_the_json_has_the_text(released: RegistryBuilder) -> None:
    printed = release("changelog", "coder/it", cwd=released.root).out
    ran = release("changelog", "it", "--format", "json", cwd=released.root)
    assert ran.json == {"module": "coder/it", "markdown": printed, "written": False}


def test_a_module_without_tags_has_only_unreleased_changes(registry: RegistryBuilder) -> None:
    registry.module("coder/it", "1.0.0", message="feat: begin")
    out = release("changelog", "coder/it", cwd=registry.root).out
    assert [line for line in out.splitlines() if line.startswith("## ")] == ["## [Unreleased]"]


def test_each_release_has_the_commits_of_its_notes(released: RegistryBuilder) -> None:
    released.git("switch", "--quiet", "--create", "old", "release/coder/it/v1.0.0")
    _change(released, "fix: in the old line")
    released.tag("coder/it", "1.0.1")
    released.git("switch", "--quiet", "main")
    out = release("changelog", "coder/it", cwd=released.root).out
    sections = out.split("\n## ")[1:]
    assert [section.splitlines()[-1][:14] for section in sections] == [
        "- a slip", "- an input", "- in the old l", "- begin"
    ]  # fmt: skip


def test_a_link_out_of_the_repository_is_not_written_through(released: RegistryBuilder) -> None:
    outside = released.root.parent / "outside.md"
    outside.write_text("theirs\n")
    (released.root / FOLDER / "CHANGELOG.md").symlink_to(outside)
    ran = release("changelog", "coder/it", "--write", cwd=released.root)
    assert (ran.code, "leaves the repository" in ran.err) == (2, True)
    assert outside.read_text() == "theirs\n"


@pytest.mark.parametrize("module", ["coder/if", "../it", "release/coder/it/v1.0.0"])
def test_an_unknown_module_is_exit_2(released: RegistryBuilder, module: str) -> None:
    ran = release("changelog", module, "--write", cwd=released.root)
    assert (ran.code, ran.out, f"unknown module {module}" in ran.err) == (2, "", True)
    assert released.git("status", "--short") == ""
