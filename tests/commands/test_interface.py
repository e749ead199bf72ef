"""`release interface`, and what the check, the bump and the notes make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.command_line import release

if TYPE_CHECKING:
    from tests.registry_builder import RegistryBuilder

MODULE = "coder/git-clone"
TWO = 'variable "url" {\n  type = string\n}\n\nvariable "depth" {\n  default = 0\n}\n'
ONE = 'variable "url" {\n  type = string\n}\n'
THREE = TWO + '\nvariable "extra" {\n  default = null\n}\n'


@pytest.fixture
def released(registry: RegistryBuilder) -> RegistryBuilder:
    """git-clone 1.3.0 with two inputs."""
    registry.module(MODULE, "1.3.0")
    registry.write(f"{registry.folder(MODULE)}/main.tf", TWO)
    registry.commit("feat: depth")
    registry.tag(MODULE, "1.3.0")
    return registry


def change(registry: RegistryBuilder, content: str, message: str) -> None:
    registry.write(f"{registry.folder(MODULE)}/main.tf", content)
    registry.commit(message)


def test_nothing_changed_requires_nothing(released: RegistryBuilder) -> None:
    ran = release("interface", MODULE, "--format", "json", cwd=released.root)
    assert (ran.code, ran.json["required"], ran.json["changes"]) == (0, None, [])
    assert ran.json["from"] == "release/coder/git-clone/v1.3.0"


@pytest.mark.parametrize(
    ("content", "required", "rule", "name"),
    [
        pytest.param(ONE, "major", "variable-removed", "depth", id="an input removed is major"),
        pytest.param(THREE, "minor", "variable-added-optional", "extra", id="one added is minor"),
        pytest.param(TWO + "# why\n", "patch", "code-changed", "", id="code alone is a patch"),
    ],
)
def test_the_level_follows_what_callers_notice(
    released: RegistryBuilder, content: str, required: str, rule: str, name: str
) -> None:
    change(released, content, "chore: change (#4)")
    report = release("interface", MODULE, "--format", "json", cwd=released.root).json
    first = report["changes"][0]
    assert (report["required"], first["rule"]) == (required, rule)
    assert name in first["name"]


def test_uncommitted_changes_count(released: RegistryBuilder) -> None:
    released.write(f"{released.folder(MODULE)}/main.tf", ONE)
    report = release("interface", MODULE, "--format", "json", cwd=released.root).json
    assert (report["to"], report["required"]) == ("working tree", "major")


def test_two_points_of_history_are_compared_without_a_checkout(released: RegistryBuilder) -> None:
    change(released, ONE, "feat!: drop depth")
    released.tag(MODULE, "2.0.0")
    change(released, THREE, "feat: add extra")
    arguments = ("--from", "1.3.0", "--to", "release/coder/git-clone/v2.0.0", "--format", "json")
    report = release("interface", MODULE, *arguments, cwd=released.root).json
    assert [one["rule"] for one in report["changes"]] == ["variable-removed"]


def test_the_check_calls_a_patch_that_removes_an_input_too_small(
    released: RegistryBuilder,
) -> None:
    readme = released.readme_of(MODULE)
    readme.write_text(readme.read_text().replace("1.3.0", "1.3.1"))
    change(released, ONE, "fix: tidy up")
    ran = release("check", "--base", "HEAD~1", "--format", "json", cwd=released.root)
    (finding,) = ran.json["findings"]
    assert (ran.code, finding["rule"], finding["expected"]) == (1, "bump-too-small", "2.0.0")
    assert "depth" in finding["message"]
    (module,) = ran.json["modules"]
    assert module["required"]["level"] == "major"


def test_an_automatic_bump_takes_the_highest_and_says_why(released: RegistryBuilder) -> None:
    change(released, ONE, "fix: tidy up")
    ran = release("bump", MODULE, "auto", "--format", "json", cwd=released.root)
    (bump,) = ran.json["changes"]
    assert (bump["to"], bump["level"]) == ("2.0.0", "major")
    assert any("depth" in reason for reason in bump["reasons"])


def test_an_accepted_change_requires_nothing_and_is_still_shown(released: RegistryBuilder) -> None:
    released.write(
        "release.yaml",
        "interface:\n  accepted:\n    - {module: coder/git-clone, rule: variable-removed,"
        " name: variable.depth, version: 1.3.0, reason: nobody ever set it}\n",
    )
    change(released, ONE, "fix: tidy up")
    report = release("interface", MODULE, "--format", "json", cwd=released.root).json
    (removed,) = [one for one in report["changes"] if one["rule"] == "variable-removed"]
    assert (report["required"], removed["accepted"]) == ("patch", "nobody ever set it")


def test_an_acceptance_expires_with_the_next_release(released: RegistryBuilder) -> None:
    released.write(
        "release.yaml",
        "interface:\n  accepted:\n    - {module: coder/git-clone, rule: variable-removed,"
        " name: variable.depth, version: 1.2.0, reason: nobody ever set it}\n",
    )
    change(released, ONE, "fix: tidy up")
    ran = release("interface", MODULE, cwd=released.root)
    assert "needs a major release" in ran.out
    assert "no longer accepted: variable-removed" in ran.out


def test_a_file_that_cannot_be_read_is_inconclusive_and_never_compatible(
    released: RegistryBuilder,
) -> None:
    change(released, 'variable "url" {\n', "fix: tidy up")
    ran = release("interface", MODULE, cwd=released.root)
    assert "inconclusive" in ran.out
    assert "main.tf" in ran.out


def test_below_1_0_a_break_asks_for_the_minor_version(registry: RegistryBuilder) -> None:
    registry.module(MODULE, "0.3.0")
    change(registry, TWO, "feat: depth")
    registry.tag(MODULE, "0.3.0")
    change(registry, ONE, "fix: tidy up")
    report = release("interface", MODULE, "--format", "json", cwd=registry.root).json
    assert report["required"] == "minor"


def test_a_module_without_a_release_says_how_to_name_one(registry: RegistryBuilder) -> None:
    registry.module(MODULE, "1.0.0")
    ran = release("interface", MODULE, cwd=registry.root)
    assert (ran.code, "--from TAG" in ran.err) == (2, True)


def test_a_rule_is_explained_with_an_example(registry: RegistryBuilder) -> None:
    registry.commit()
    ran = release("interface", "--explain", "output-removed", cwd=registry.root)
    assert ran.code == 0
    assert "Before:" in ran.out
    assert 'output "' in ran.out


def test_an_unknown_rule_suggests_the_nearest(registry: RegistryBuilder) -> None:
    registry.commit()
    ran = release("interface", "--explain", "output-remove", cwd=registry.root)
    assert (ran.code, "did you mean output-removed?" in ran.err) == (2, True)


@pytest.mark.parametrize("format_", ["github", "markdown", "sarif"])
def test_every_format_names_the_rule_and_the_input(released: RegistryBuilder, format_: str) -> None:
    change(released, ONE, "fix: tidy up")
    ran = release("interface", MODULE, "--format", format_, cwd=released.root)
    assert ran.code == 0
    assert "variable-removed" in ran.out
    assert "depth" in ran.out
