"""Outputs, summaries and annotations are written so that text in them does nothing."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from release_tool.adapters.workflow_step import SUMMARY_LIMIT, WorkflowStep, workflow_step
from release_tool.domain.modules import ModuleId
from release_tool.domain.releases import Outcome, OutcomeStatus, Publication, Release
from release_tool.domain.tags import ReleaseTag
from release_tool.domain.versions import Version
from release_tool.render.workflow_outputs import (
    NOTHING,
    address,
    check_outputs,
    publish_outputs,
)
from release_tool.render.workflow_summary import (
    check_comment,
    error_command,
    error_summary,
    publish_summary,
)
from tests.render.github_page import page_of
from tests.render.runner_log import commands_in
from tests.workflows.environment_files import outputs_in
from tests.workflows.hostile import HOSTILE
from tests.workflows.scene import FOLDER, TAG

if TYPE_CHECKING:
    from pathlib import Path


IT = ModuleId("coder", "it")
FIRST = ReleaseTag(TAG, IT, Version.parse("1.1.0"))
URL = f"https://github.com/coder/registry/releases/tag/{TAG}"


def publication(outcome: Outcome) -> Publication:
    wanted = Release(TAG, "a" * 40, "coder/it v1.1.0", "- notes")
    return Publication(FIRST, FOLDER, None, wanted, outcome)


MADE = publication(Outcome(TAG, OutcomeStatus.CREATED, URL))


def written(tmp_path: Path, values: dict[str, str]) -> dict[str, str]:
    """*values* as a later step reads them."""
    file = tmp_path / "outputs"
    WorkflowStep(outputs=file).set_outputs(values)
    return outputs_in(file.read_text())


def test_outside_of_a_workflow_nothing_is_left_behind(tmp_path: Path) -> None:
    step = workflow_step({})
    step.set_outputs(NOTHING)
    step.summarize("x")
    assert (step.keep("x", "y"), list(tmp_path.iterdir())) == ("", [])


def test_every_output_has_a_value_whatever_is_told() -> None:
    names = set(NOTHING)
    assert set(publish_outputs([], "")) == names
    assert set(publish_outputs([MADE], "/tmp/x")) == names  # noqa: S108 - only a name
    assert set(check_outputs([IT], ok=True)) == names


def test_the_last_value_of_an_output_counts(tmp_path: Path) -> None:
    written(tmp_path, dict(NOTHING))
    assert written(tmp_path, {"version": "1.1.0"})["version"] == "1.1.0"


def test_two_values_never_end_with_the_same_line(tmp_path: Path) -> None:
    step = WorkflowStep(outputs=tmp_path / "x")
    step.set_outputs({"a": "", "b": ""})
    step.set_outputs({"a": "", "b": ""})
    delimiters = [line for line in (tmp_path / "x").read_text().split("\n") if "<<" in line]
    assert len({line.partition("<<")[2] for line in delimiters}) == 4


@pytest.mark.parametrize("text", HOSTILE)
def test_an_output_ends_where_it_should(tmp_path: Path, text: str) -> None:
    assert written(tmp_path, {"a": text, "b": "c"}) == {"a": text, "b": "c"}


def test_a_value_that_repeats_the_file_does_not_end_early(tmp_path: Path) -> None:
    written(tmp_path, {"a": "1"})
    seen = (tmp_path / "outputs").read_text()
    assert written(tmp_path, {"b": seen}) == {"a": "1", "b": seen}


@pytest.mark.parametrize("text", HOSTILE)
def test_the_list_of_releases_reads_back_and_does_nothing_in_a_shell(
    tmp_path: Path, text: str
) -> None:
    failed = publication(Outcome(TAG, OutcomeStatus.FAILED, error=text))
    value = publish_outputs([failed], "")["releases"]
    assert json.loads(value)[0]["error"] == text
    assert "\n" not in value
    for script in (f"echo '{value}'", f'echo "{value}"', f"echo {value}"):
        subprocess.run(["bash", "-c", script], cwd=tmp_path, check=True, capture_output=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "harmless"),
    [
        pytest.param(URL, URL, id="a page of GitHub"),
        pytest.param("file:///a%20b/x.md", "file:///a%20b/x.md", id="a file"),
        pytest.param("", "", id="none"),
        pytest.param("javascript:alert(1)", "", id="a script"),
        pytest.param(
            "https://x/$(id)`id`';\" )\n",
            "https://x/%24%28id%29%60id%60%27%3B%22%20%29%0A",
            id="a shell command",
        ),
    ],
)
def test_an_address_is_nothing_but_an_address(url: str, harmless: str) -> None:
    assert address(url) == harmless


@pytest.mark.parametrize("text", HOSTILE)
def test_a_summary_shows_text_and_nothing_else(text: str) -> None:
    failed = publication(Outcome(TAG, OutcomeStatus.FAILED, text, text, text))
    for markdown in (
        publish_summary([failed, MADE], [text]),
        error_summary(text, text),
    ):
        page = page_of(markdown)
        assert set(page.tags) <= {"h3", "ul", "li", "p", "br", "code", "a", "span"}
        assert page.linked == []
        assert page.comments == []
        assert page.tags.count("a") == markdown.count(URL)
        assert commands_in(markdown) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_an_error_is_one_annotation(text: str) -> None:
    (command,) = commands_in(error_command(text, text))
    assert (command.name, command.properties) == ("error", {"title": "release"})


def test_the_first_tag_of_a_run_is_told_apart(tmp_path: Path) -> None:
    old = publication(Outcome(TAG, OutcomeStatus.UNCHANGED, URL))
    found = written(tmp_path, publish_outputs([old, MADE], ""))
    assert (found["release_created"], found["releases_created"]) == ("false", "true")


def test_a_prerelease_says_so() -> None:
    version = Version.parse("2.0.0-rc.1")
    tag = replace(FIRST, version=version)
    found = publish_outputs([replace(MADE, tag=tag, previous=FIRST)], "")
    told = [found[name] for name in ("prerelease", "version", "major", "previous_version")]
    assert told == ["true", "2.0.0-rc.1", "2", "1.1.0"]


def test_a_summary_of_ten_thousand_releases_still_has_room(tmp_path: Path) -> None:
    many = [MADE] * 10_000
    markdown = publish_summary(many, [])
    assert markdown.endswith("and 9000 more\n")
    assert len(markdown.encode()) < SUMMARY_LIMIT
    step = WorkflowStep(summary=tmp_path / "summary")
    for _ in range(9):
        step.summarize(markdown)
    assert (tmp_path / "summary").stat().st_size <= SUMMARY_LIMIT


def test_a_comment_without_findings_is_green() -> None:
    assert check_comment([], 3, []) == "### ✅ 3 modules checked, no drift\n"
