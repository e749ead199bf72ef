"""`release check --base`: what a pull request owes, from options or from its workflow."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.command_line import Ran, release
from tests.registry_builder import MAIN_TF, RegistryBuilder, readme

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "registry/coder/modules/it"


@pytest.fixture
def branch(registry: RegistryBuilder) -> RegistryBuilder:
    """On a branch off main, with coder/it 1.2.3 and coder/other 1.0.0 released."""
    registry.released("coder/other", "1.0.0")
    registry.released("coder/it", "1.2.3")
    registry.git("switch", "--quiet", "--create", "topic")
    return registry


def _change(registry: RegistryBuilder, message: str, declared: str = "1.2.3") -> None:
    registry.write(f"{FOLDER}/main.tf", MAIN_TF + f"# {message}\n")
    registry.write(f"{FOLDER}/README.md", readme("coder/it", declared))
    registry.commit(message)


def _check(registry: RegistryBuilder, *arguments: str, **environment: str) -> Ran:
    return release(
        "check", "--format", "json", *arguments, cwd=registry.root, env=environment or None
    )


def _rules(ran: Ran) -> list[str]:
    return [finding["rule"] for finding in ran.json["findings"]]


def _module(ran: Ran) -> Any:
    return next(one for one in ran.json["modules"] if one["module"] == "coder/it")


@pytest.mark.parametrize(
    ("message", "declared"),
    [
        pytest.param("fix: it", "1.2.4", id="a patch for a fix"),
        pytest.param("fix: it", "1.3.0", id="more than a fix needs"),
        pytest.param("feat: it", "1.3.0", id="a minor for a feature"),
        pytest.param("feat!: it", "2.0.0", id="a major for a breaking change"),
        pytest.param("feat!: it", "2.0.0-rc.1", id="a pre-release of the major"),
        pytest.param("it", "1.2.4", id="a patch for a commit that is not conventional"),
    ],
)
def test_a_bump_that_is_large_enough_is_clean(
    branch: RegistryBuilder, message: str, declared: str
) -> None:
    _change(branch, message, declared)
    ran = _check(branch, "--base", "main")
    assert (ran.code, ran.json["findings"]) == (0, [])


@pytest.mark.parametrize(
    ("message", "declared", "rule", "expected"),
    [
        pytest.param("fix: it", "1.2.3", "not-bumped", "1.2.4", id="no bump for a fix"),
        pytest.param("feat: it", "1.2.3", "not-bumped", "1.3.0", id="no bump for a feature"),
        pytest.param("feat: it", "1.2.4", "bump-too-small", "1.3.0", id="a patch for a feature"),
        pytest.param("feat!: it", "1.3.0", "bump-too-small", "2.0.0", id="a minor for a break"),
        pytest.param(
            "fix: it\n\nBREAKING CHANGE: gone", "1.2.4", "bump-too-small", "2.0.0",
            id="a patch for a breaking footer",
        ),
    ],
)  # fmt: skip
def test_a_bump_that_is_missing_or_too_small_is_an_error(
    branch: RegistryBuilder, message: str, declared: str, rule: str, expected: str
) -> None:
    _change(branch, message, declared)
    ran = _check(branch, "--base", "main")
    (finding,) = ran.json["findings"]
    assert ran.code == 1
    assert (finding["rule"], finding["found"], finding["expected"], finding["line"]) == (
        rule, declared, expected, 8
    )  # fmt: skip
    assert finding["help"] == f"release bump coder/it {expected}"


def test_the_required_level_comes_with_its_reasons(branch: RegistryBuilder) -> None:
    _change(branch, "feat: an input")
    _change(branch, "fix: a slip")
    module = _module(_check(branch, "--base", "main"))
    assert module["required"]["level"] == "minor"
    (reason,) = module["required"]["reasons"]
    assert "an input" in reason


def test_a_module_that_is_not_touched_owes_nothing(branch: RegistryBuilder) -> None:
    _change(branch, "fix: it", "1.2.4")
    ran = _check(branch, "--base", "main")
    other = next(one for one in ran.json["modules"] if one["module"] == "coder/other")
    assert other["required"] == {"level": None, "reasons": []}


def test_drift_of_a_module_that_is_not_touched_is_a_notice(branch: RegistryBuilder) -> None:
    branch.git("switch", "--quiet", "main")
    branch.module("coder/other", "1.0.0", None)
    branch.git("switch", "--quiet", "--create", "later")
    _change(branch, "fix: it", "1.2.4")
    ran = _check(branch, "--base", "main")
    (finding,) = ran.json["findings"]
    assert (ran.code, finding["rule"], finding["level"]) == (0, "pin-missing", "notice")


def test_commits_of_the_base_branch_are_not_the_pull_requests(branch: RegistryBuilder) -> None:
    branch.git("switch", "--quiet", "main")
    branch.write("registry/coder/modules/other/main.tf", MAIN_TF + "# moved on\n")
    branch.commit("feat: other")
    branch.git("switch", "--quiet", "topic")
    _change(branch, "fix: it", "1.2.4")
    assert _rules(_check(branch, "--base", "main")) == []


def test_files_that_do_not_count_need_no_bump(branch: RegistryBuilder) -> None:
    branch.write(f"{FOLDER}/it.tftest.hcl", "")
    branch.write(f"{FOLDER}/.images/one.png", "")
    branch.commit("test: it")
    assert _rules(_check(branch, "--base", "main")) == []


def test_a_new_module_owes_nothing_but_to_agree_with_itself(branch: RegistryBuilder) -> None:
    branch.module("coder/first", "0.1.0")
    assert _rules(_check(branch, "--base", "main")) == []


def test_what_is_not_committed_yet_owes_a_bump_too(branch: RegistryBuilder) -> None:
    branch.write(f"{FOLDER}/main.tf", MAIN_TF + "# at work\n")
    ran = _check(branch, "--base", "main")
    assert (ran.code, _rules(ran)) == (1, ["not-bumped"])
    assert _module(ran)["required"]["level"] == "patch"


def test_a_bump_that_is_not_committed_yet_pays(branch: RegistryBuilder) -> None:
    _change(branch, "feat: it")
    branch.write(f"{FOLDER}/README.md", readme("coder/it", "1.3.0"))
    assert _rules(_check(branch, "--base", "main")) == []


@pytest.mark.parametrize("level", ["patch", "minor", "major", "auto"])
def test_check_is_clean_after_a_bump(branch: RegistryBuilder, level: str) -> None:
    _change(branch, "fix: it")
    assert release("bump", "coder/it", level, cwd=branch.root).code == 0
    assert _rules(_check(branch, "--base", "main")) == []


def test_check_is_clean_after_fix(branch: RegistryBuilder) -> None:
    _change(branch, "feat!: it", "1.2.4")
    ran = _check(branch, "--base", "main", "--fix")
    assert (ran.code, _module(ran)["declared"]) == (0, "2.0.0")


def test_fix_leaves_modules_alone_that_the_range_does_not_touch(branch: RegistryBuilder) -> None:
    branch.git("switch", "--quiet", "main")
    branch.module("coder/other", "1.0.0", "0.9.0")
    branch.git("switch", "--quiet", "--create", "later")
    _change(branch, "fix: it")
    _check(branch, "--base", "main", "--fix")
    assert branch.git("status", "--short").split() == ["M", f"{FOLDER}/README.md"]


@pytest.mark.parametrize(
    ("level", "declared", "rules"),
    [
        pytest.param("minor", "1.3.0", [], id="the level that was asked for"),
        pytest.param("minor", "1.2.4", ["level-mismatch"], id="less than was asked for"),
        pytest.param("minor", "2.0.0", ["level-mismatch"], id="more than was asked for"),
        pytest.param("patch", "1.2.3", ["not-bumped"], id="no bump at all"),
    ],
)
def test_level_wants_exactly_that_level(
    branch: RegistryBuilder, level: str, declared: str, rules: list[str]
) -> None:
    _change(branch, "fix: it", declared)
    assert _rules(_check(branch, "--base", "main", "--level", level)) == rules


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param((), id="every module"),
        pytest.param(("coder/it",), id="a module by name"),
        pytest.param(("--base=",), id="a base without a name"),
        pytest.param(("--fix",), id="with fix"),
    ],
)
def test_a_level_without_a_base_is_exit_2_and_says_what_to_type(
    branch: RegistryBuilder, arguments: tuple[str, ...]
) -> None:
    _change(branch, "fix: it")
    ran = _check(branch, "--level", "minor", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "--level goes with --base" in ran.err
    assert "hint: release check --base REF --level minor" in ran.err
    assert branch.git("status", "--short") == ""


def test_level_does_not_excuse_a_bump_that_is_too_small(branch: RegistryBuilder) -> None:
    _change(branch, "feat!: it", "1.2.4")
    assert _rules(_check(branch, "--base", "main", "--level", "patch")) == ["bump-too-small"]


def test_an_input_that_is_gone_wants_a_major_whatever_the_commit_says(
    branch: RegistryBuilder,
) -> None:
    branch.write(f"{FOLDER}/main.tf", "")
    branch.write(f"{FOLDER}/README.md", readme("coder/it", "1.2.4"))
    branch.commit("fix: it")
    ran = _check(branch, "--base", "main")
    (finding,) = ran.json["findings"]
    assert (finding["rule"], finding["expected"]) == ("bump-too-small", "2.0.0")
    assert any("url" in reason for reason in _module(ran)["required"]["reasons"])


def test_below_1_0_0_a_breaking_change_wants_a_minor(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "0.3.1")
    registry.git("switch", "--quiet", "--create", "topic")
    _change(registry, "feat!: it", "0.3.2")
    ran = _check(registry, "--base", "main")
    assert (_rules(ran), _module(ran)["expected"]) == (["bump-too-small"], "0.4.0")


@pytest.fixture
def previewed(registry: RegistryBuilder) -> RegistryBuilder:
    """On a branch off main, with coder/it 1.2.3 and 2.0.0-rc.1 released."""
    registry.released("coder/it", "1.2.3")
    registry.released("coder/it", "2.0.0-rc.1")
    registry.git("switch", "--quiet", "--create", "topic")
    return registry


@pytest.mark.parametrize("declared", ["2.0.0-rc.2", "2.0.0"])
def test_after_a_pre_release_the_next_one_and_the_final_version_are_clean(
    previewed: RegistryBuilder, declared: str
) -> None:
    _change(previewed, "fix: it", declared)
    assert _rules(_check(previewed, "--base", "main")) == []


@pytest.mark.parametrize(
    ("how", "declared"),
    [
        pytest.param(("coder/it", "auto"), "2.0.0", id="to the final version"),
        pytest.param(("coder/it", "auto", "--pre", "rc"), "2.0.0-rc.2", id="to the next one"),
        pytest.param(("--changed", "auto"), "2.0.0", id="of what changed"),
    ],
)
def test_check_is_clean_after_an_automatic_bump_from_a_pre_release(
    previewed: RegistryBuilder, how: tuple[str, ...], declared: str
) -> None:
    _change(previewed, "fix: it", "2.0.0-rc.1")
    assert release("bump", *how, cwd=previewed.root).code == 0
    ran = _check(previewed, "--base", "main")
    assert (_rules(ran), _module(ran)["declared"]) == ([], declared)


def _event(path: Path, *labels: str, base: str = "main") -> dict[str, str]:
    """A workflow's environment for a pull request with *labels*."""
    pull_request = {
        "number": 7,
        "base": {"ref": base},
        "labels": [{"name": label} for label in labels],
    }
    file = path / "event.json"
    file.write_text(json.dumps({"pull_request": pull_request}))
    return {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_EVENT_PATH": str(file)}


@pytest.fixture
def pull_request(branch: RegistryBuilder) -> RegistryBuilder:
    """As a workflow checks it out: the base is a branch of the remote only."""
    branch.remote()
    branch.git("branch", "--delete", "--force", "main")
    return branch


@pytest.mark.parametrize(
    ("labels", "declared", "rules"),
    [
        pytest.param((), "1.2.4", [], id="no label: the required level is enough"),
        pytest.param((), "1.2.3", ["not-bumped"], id="no label: a bump is missing"),
        pytest.param(("bug", "version:minor"), "1.3.0", [], id="the level of the label"),
        pytest.param(("version:minor",), "1.2.4", ["level-mismatch"], id="not that of the label"),
        pytest.param(("version:huge",), "1.2.4", [], id="a label that is no level"),
    ],
)
def test_a_workflow_says_base_and_level_by_itself(
    pull_request: RegistryBuilder,
    tmp_path: Path,
    labels: tuple[str, ...],
    declared: str,
    rules: list[str],
) -> None:
    _change(pull_request, "fix: it", declared)
    assert _rules(_check(pull_request, **_event(tmp_path, *labels))) == rules


def test_level_goes_before_the_label(pull_request: RegistryBuilder, tmp_path: Path) -> None:
    _change(pull_request, "fix: it", "1.2.4")
    environment = _event(tmp_path, "version:minor")
    assert _rules(_check(pull_request, "--level", "patch", **environment)) == []


def test_two_version_labels_are_an_error_that_names_both(
    pull_request: RegistryBuilder, tmp_path: Path
) -> None:
    ran = _check(pull_request, **_event(tmp_path, "version:patch", "bug", "version:major"))
    assert (ran.code, ran.out) == (2, "")
    assert "version:major" in ran.err
    assert "version:patch" in ran.err
    assert "hint: " in ran.err


def test_another_event_is_not_asked_for_a_pull_request(branch: RegistryBuilder) -> None:
    _change(branch, "fix: it")
    environment = {"GITHUB_EVENT_NAME": "push", "GITHUB_EVENT_PATH": "/nowhere"}
    assert _rules(_check(branch, **environment)) == []


def test_an_event_file_that_cannot_be_read_is_exit_3(branch: RegistryBuilder) -> None:
    environment = {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_EVENT_PATH": "/nowhere"}
    ran = _check(branch, **environment)
    assert (ran.code, ran.out) == (3, "")
    assert "/nowhere" in ran.err


@pytest.mark.parametrize(
    ("base", "said"),
    [
        pytest.param("nowhere", "nowhere names no commit here", id="a branch that is not there"),
        pytest.param("--help", "--help names no commit here", id="a branch that looks like a flag"),
    ],
)
def test_a_base_that_names_nothing_is_exit_2(branch: RegistryBuilder, base: str, said: str) -> None:
    ran = _check(branch, f"--base={base}")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_base_without_a_common_commit_is_exit_2(branch: RegistryBuilder) -> None:
    branch.git("switch", "--quiet", "--orphan", "island")
    branch.module("coder/it", "1.0.0")
    ran = _check(branch, "--base", "main")
    assert (ran.code, "no common commit" in ran.err) == (2, True)
