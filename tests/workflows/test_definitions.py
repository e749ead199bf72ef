"""What is promised of the action and the workflows, read from their files."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from release_tool.adapters.templates import template
from release_tool.adapters.yaml_documents import read
from release_tool.commands.init import WORKFLOWS
from release_tool.render.workflow_outputs import NOTHING
from tests.workflows.act import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

ACTION = PROJECT / ".github" / "actions" / "release"
INPUTS = [
    "command", "tag", "modules", "base", "level", "token", "config", "dry-run", "comment",
    "latest", "draft",
]  # fmt: skip
REUSABLE = [PROJECT / ".github" / "workflows" / name for name in WORKFLOWS]
TEMPLATES = [PROJECT / "release_tool" / "templates" / name for name in WORKFLOWS]


def document(path: Path) -> Any:
    return read(path.read_bytes(), path.name).value


def steps(workflow: Any) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_the_action_has_the_inputs_that_are_promised() -> None:
    assert list(document(ACTION / "action.yml")["inputs"]) == INPUTS


def test_the_action_has_the_outputs_that_the_tool_sets() -> None:
    outputs = document(ACTION / "action.yml")["outputs"]
    assert list(outputs) == list(NOTHING)
    for name, said in outputs.items():
        fallback = f" || '{NOTHING[name]}'" if NOTHING[name] else ""
        assert said["value"] == f"${{{{ steps.release.outputs.{name}{fallback} }}}}"


def test_every_input_reaches_the_script() -> None:
    script = (ACTION / "run.sh").read_text()
    (step,) = [each for each in document(ACTION / "action.yml")["runs"]["steps"] if
               each["id"] == "release"]  # fmt: skip
    given = {value: name for name, value in step["env"].items()}
    for name in INPUTS:
        variable = given[f"${{{{ inputs.{name} }}}}"]
        assert (
            variable == "GITHUB_TOKEN" or f'"${variable}"' in script or f"${{{variable}" in script
        )


@pytest.mark.parametrize("file", [ACTION / "action.yml", *REUSABLE, *TEMPLATES], ids=str)
def test_no_expression_is_part_of_a_script(file: Path) -> None:
    found = document(file)
    for step in found["runs"]["steps"] if "runs" in found else steps(found):
        assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("file", [ACTION / "action.yml", *REUSABLE, *TEMPLATES], ids=str)
def test_every_action_is_pinned_by_its_commit(file: Path) -> None:
    used = re.findall(r"uses: (.+)", file.read_text())
    foreign = [each for each in used if not each.startswith(("$/", "__ACTION__"))]
    assert used
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v[0-9.]+", each) for each in foreign)


@pytest.mark.parametrize("file", [*REUSABLE, *TEMPLATES], ids=str)
def test_a_workflow_may_do_only_what_its_jobs_say(file: Path) -> None:
    workflow = document(file)
    writes = {"contents"} if "publish" in workflow["jobs"] else {"pull-requests"}
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert {name for name, level in job["permissions"].items() if level == "write"} == writes
        assert set(job["permissions"]) == {"contents", "pull-requests"}


@pytest.mark.parametrize("file", [*REUSABLE, *TEMPLATES], ids=str)
def test_a_checkout_has_all_history_and_keeps_no_token(file: Path) -> None:
    checkouts = [each for each in steps(document(file)) if "actions/checkout" in each["uses"]]
    assert len(checkouts) == 1
    for step in checkouts:
        assert (step["with"]["fetch-depth"], step["with"]["persist-credentials"]) == (0, False)


@pytest.mark.parametrize("file", [*REUSABLE, *TEMPLATES], ids=str)
def test_only_checks_are_cancelled_by_newer_ones(file: Path) -> None:
    workflow = document(file)
    for name, job in workflow["jobs"].items():
        concurrency = job.get("concurrency") or workflow["concurrency"]
        assert concurrency["cancel-in-progress"] is (name == "check")
        several = "missing" not in file.name
        assert ("${{" in concurrency["group"]) is several


@pytest.mark.parametrize("name", WORKFLOWS)
def test_the_reusable_workflow_does_what_the_written_one_does(name: str) -> None:
    def essence(workflow: Any) -> Any:
        (job,) = workflow["jobs"].values()
        checkout, action = job["steps"]
        given = {key: value for key, value in action["with"].items() if "inputs." not in str(value)}
        return job["permissions"], job["timeout-minutes"], checkout, given

    reusable = document(PROJECT / ".github" / "workflows" / name)
    written = read(template(name).encode(), name).value
    assert essence(reusable) == essence(written)


def test_a_pull_request_is_checked_at_every_push_and_every_label() -> None:
    (trigger,) = [document(file)["on"] for file in TEMPLATES if "check" in file.name]
    types = ["opened", "synchronize", "reopened", "labeled", "unlabeled"]
    assert trigger == {"pull_request": {"types": types}}


SCRIPT_CASES = [
    pytest.param({"COMMAND": "check"}, ["check", "--format=github", "--comment=green", "--"],
                 id="a check"),
    pytest.param(
        {"COMMAND": "check", "BASE": "main", "LEVEL": "minor", "COMMENT": "off", "CONFIG": "x.yaml",
         "MODULES": "coder/a\ncoder/b  coder/c\n"},
        ["check", "--config=x.yaml", "--format=github", "--base=main", "--level=minor",
         "--comment=off", "--", "coder/a", "coder/b", "coder/c"],
        id="a check with everything",
    ),
    pytest.param({"COMMAND": "publish"}, ["publish", "--missing", "--"], id="what is missing"),
    pytest.param(
        {"COMMAND": "publish", "TAG": "a b", "DRAFT": "true", "DRY_RUN": "true",
         "LATEST": "never"},
        ["publish", "--dry-run", "--draft", "--latest=never", "--", "a", "b"],
        id="two tags with everything",
    ),
    pytest.param({"COMMAND": "tag"}, ["tag", "--push", "--yes", "--all", "--"], id="all tags"),
    pytest.param(
        {"COMMAND": "tag", "MODULES": "coder/a", "DRY_RUN": "true"},
        ["tag", "--push", "--yes", "--dry-run", "--", "coder/a"],
        id="the tag of a module, only shown",
    ),
    pytest.param({"COMMAND": "status", "MODULES": "coder/a"}, ["status", "--", "coder/a"],
                 id="another command"),
    pytest.param(
        {"COMMAND": "publish", "TAG": "$(touch pwned) `touch pwned` --draft * ' \""},
        ["publish", "--", "$(touch", "pwned)", "`touch", "pwned`", "--draft", "*", "'", '"'],
        id="a tag that is made to do something",
    ),
    pytest.param(
        {"COMMAND": "check", "LEVEL": "minor --fix; touch pwned"},
        ["check", "--format=github", "--level=minor --fix; touch pwned", "--comment=green", "--"],
        id="a level that is made to do something",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("inputs", "words"), SCRIPT_CASES)
def test_inputs_become_words_of_the_command_line(
    tmp_path: Path, inputs: dict[str, str], words: list[str]
) -> None:
    program = tmp_path / "release"
    program.write_text(f"#!{sys.executable}\nimport sys\nprint(*sys.argv[1:], sep='\\0', end='')\n")
    program.chmod(0o755)
    names = ("TAG", "MODULES", "BASE", "LEVEL", "CONFIG", "DRY_RUN", "LATEST", "DRAFT")
    environment = {
        "PATH": "/usr/bin:/bin",
        "RELEASE": str(program),
        **{f"INPUT_{name}": "" for name in names},
        "INPUT_COMMENT": "green",
        **{f"INPUT_{name}": value for name, value in inputs.items()},
    }
    done = subprocess.run(
        ["bash", ACTION / "run.sh"], cwd=tmp_path, env=environment, check=True, capture_output=True
    )
    assert done.stdout.decode().split("\0") == words
    assert [each.name for each in tmp_path.iterdir()] == ["release"]


def test_the_readme_shows_what_init_writes() -> None:
    readme = (PROJECT / "README.md").read_text()
    section = readme.partition("## In GitHub Actions\n")[2]
    shown = section.partition("```yaml\n")[2].partition("```\n")[0]
    action = "OWNER/release/.github/actions/release@COMMIT"
    written = template("release-on-tag.yml").replace("__ACTION__", action)
    assert shown == written.replace("__TAGS__", "release/*/*/v*.*.*")
