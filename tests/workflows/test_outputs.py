"""Outputs, summaries, annotations and comments hold text that does nothing."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from release_tool.adapters.workflow_step import SUMMARY_LIMIT, WorkflowStep, workflow_step
from release_tool.domain.modules import ModuleId
from release_tool.domain.releases import Outcome, OutcomeStatus, Publication, Release
from release_tool.domain.tags import ReleaseTag
from release_tool.domain.versions import Version
from release_tool.notes.inert import BREAK
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
from tests.command_line import Ran, release
from tests.github.mirror import mirror, workflow
from tests.github.world import Grant, Pull
from tests.notes.page import page_of as notes_page
from tests.registry_builder import readme
from tests.render.github_page import page_of
from tests.render.runner_log import commands_in
from tests.workflows.environment_files import outputs_in
from tests.workflows.scene import FOLDER, PULL, TAG, proposed, pull_request, released

if TYPE_CHECKING:
    from pathlib import Path

    from tests.github.stand_in import StandIn
    from tests.registry_builder import RegistryBuilder

HOSTILE = [
    pytest.param("$(touch pwned) `touch pwned` ; touch pwned & touch pwned", id="commands"),
    pytest.param("'; touch pwned; '", id="the end of a quoted word"),
    pytest.param('"; touch pwned; "$(touch pwned)', id="the end of a word in double quotes"),
    pytest.param("${{ secrets.GITHUB_TOKEN }}", id="an expression of a workflow"),
    pytest.param("x\n::set-output name=tag_name::v9", id="a workflow command"),
    pytest.param("x\n::add-mask::a ##[error]owned", id="two more workflow commands"),
    pytest.param("EOF\ntag_name=v9\nEOF\nend_0\nsha<<x\ny\nx", id="heredoc delimiters"),
    pytest.param("<!-- release:end --> <img src=x> # x", id="HTML and a marker"),
    pytest.param("[a](http://evil.example) ![b](x) | c |", id="links, images and cells"),
    pytest.param("thanks @everyone and @org/team, fixes #1", id="mentions and issues"),
    pytest.param("\x1b[31mred\x1b]0;owned\x07\x9b1m \u202e\u2028", id="ANSI and direction marks"),
]

TEXTS = [str(row.values[0]) for row in HOSTILE]

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


def _step(tmp_path: Path, github: StandIn, **more: str) -> dict[str, str]:
    files = {"GITHUB_OUTPUT": "outputs", "GITHUB_STEP_SUMMARY": "summary", "RUNNER_TEMP": "temp"}
    places = {name: str(tmp_path / file) for name, file in files.items()}
    return {**workflow(github), **places, "GITHUB_ACTIONS": "true", **more}


def _checked(
    registry: RegistryBuilder,
    github: StandIn,
    tmp_path: Path,
    *labels: str,
    mode: str = "green",
    token: str = "",
) -> Ran:
    event = tmp_path / "event.json"
    event.write_text(json.dumps(pull_request("labeled", *labels)))
    environment = _step(
        tmp_path, github, GITHUB_EVENT_NAME="pull_request", GITHUB_EVENT_PATH=str(event)
    )
    registry.git("update-ref", "refs/remotes/origin/main", "main")
    return release(
        "check",
        "--format=github",
        f"--comment={mode}",
        cwd=registry.root,
        env=environment | ({"GITHUB_TOKEN": token} if token else {}),
    )


def test_what_people_write_changes_no_output_of_a_release(
    registry: RegistryBuilder, github: StandIn, tmp_path: Path
) -> None:
    released(registry)
    for number, text in enumerate(TEXTS):
        registry.write(f"{FOLDER}/run.sh", f"echo {number}\n")
        name = text.translate(str.maketrans("", "", "<>\n\x00")) or "x"
        registry.commit(f"feat: {text}", author=f"{name} <eve{number}@example.com>")
    tag = "release/coder/it/v1.2.0"
    registry.git("tag", tag)
    hostile = tuple(Pull(7, text, text, (text,)) for text in TEXTS)
    mirror(registry, github.world, lambda _sha: hostile[:5])
    ran = release("publish", tag, cwd=registry.root, env=_step(tmp_path, github))
    assert ran.code == 0, ran.err
    found = outputs_in((tmp_path / "outputs").read_text())
    assert set(found) == set(NOTHING)
    assert (found["tag_name"], found["version"], found["release_created"]) == (tag, "1.2.0", "true")
    assert commands_in(ran.out + ran.err + (tmp_path / "summary").read_text()) == []
    page = notes_page(github.world.releases[0].body)
    assert len(page.items) >= len(TEXTS)
    assert not {"img", "table", "script"} & set(page.tags)
    ours = "https://github.com/coder/registry/"
    assert [each for each in page.addresses if not each.startswith(ours)] == []
    assert page.acting == []
    assert not list(tmp_path.rglob("pwned"))


@pytest.mark.parametrize("text", TEXTS[3:7])
def test_a_hostile_tag_is_refused_in_one_annotation(
    registry: RegistryBuilder, github: StandIn, tmp_path: Path, text: str
) -> None:
    released(registry)
    tag = f"release/coder/it/v1.0.0{text}"
    ran = release("publish", "--", tag, cwd=registry.root, env=_step(tmp_path, github))
    assert ran.code == 2
    assert outputs_in((tmp_path / "outputs").read_text()) == NOTHING
    assert [each.name for each in commands_in(ran.out + ran.err)] == ["error"]
    assert "img" not in page_of((tmp_path / "summary").read_text()).tags


def test_hostile_labels_and_pins_are_only_text_in_check_and_comment(
    registry: RegistryBuilder, github: StandIn, tmp_path: Path
) -> None:
    github.world.comments[PULL] = []
    released(registry)
    proposed(registry, "feat: run", "1.1.0")
    pins = [json.dumps(f"1.1.0 {text}")[1:-1].replace("${", "$${") for text in TEXTS]
    registry.write(f"{FOLDER}/README.md", readme("coder/it", *pins, "1.1.0"))
    registry.commit("fix: pins")
    ran = _checked(registry, github, tmp_path, *TEXTS, "version:patch")
    assert ran.code == 1, ran.err
    found = outputs_in((tmp_path / "outputs").read_text())
    assert found == {**NOTHING, "drift": "true", "modules_changed": '["coder/it"]'}
    assert {each.name for each in commands_in(ran.out)} == {"error"}
    assert commands_in(ran.err) == []
    (comment,) = github.world.comments[PULL]
    for markdown in (comment.body, (tmp_path / "summary").read_text()):
        page = page_of(markdown)
        assert page.tags.count("li") >= len(TEXTS)
        assert not {"img", "a", "table", "script"} & set(page.tags)
        assert page.linked == []


def test_the_comment_is_deleted_when_that_is_wanted(
    registry: RegistryBuilder, github: StandIn, tmp_path: Path
) -> None:
    github.world.comments[PULL] = []
    released(registry)
    proposed(registry, "fix: run", "1.1.0")
    assert _checked(registry, github, tmp_path, mode="delete").code == 1
    assert len(github.world.comments[PULL]) == 1
    registry.write(f"{FOLDER}/README.md", readme("coder/it", "1.1.1"))
    registry.commit("fix: declare")
    assert _checked(registry, github, tmp_path, mode="delete").code == 0
    assert github.world.comments[PULL] == []


@pytest.mark.parametrize("mode", ["green", "delete"])
def test_a_pull_request_that_was_always_right_is_not_commented_on(
    registry: RegistryBuilder, github: StandIn, tmp_path: Path, mode: str
) -> None:
    github.world.comments[PULL] = []
    released(registry)
    proposed(registry, "fix: run", "1.1.1")
    assert _checked(registry, github, tmp_path, mode=mode).code == 0
    assert (github.world.comments[PULL], github.writes) == ([], [])
    found = outputs_in((tmp_path / "outputs").read_text())
    assert (found["drift"], found["modules_changed"]) == ("false", '["coder/it"]')


def test_without_a_wish_for_a_comment_github_is_not_asked(
    registry: RegistryBuilder, github: StandIn, tmp_path: Path
) -> None:
    released(registry)
    proposed(registry, "fix: run", "1.1.0")
    assert _checked(registry, github, tmp_path, mode="off").code == 1
    assert github.requests == []


@pytest.mark.parametrize(
    ("token", "said"),
    [
        pytest.param("ghs_fork", "GitHub did not make the comment on #7: 403", id="read-only"),
        pytest.param(" ", "there is no token for GitHub", id="none at all"),
        pytest.param("wrong", "401 Bad credentials", id="a wrong one"),
    ],
)
def test_with_such_a_token_the_check_says_what_it_could_not_write(
    registry: RegistryBuilder, github: StandIn, tmp_path: Path, token: str, said: str
) -> None:
    github.world.comments[PULL] = []
    github.world.grants["ghs_fork"] = Grant("release-bot", "read", "read")
    released(registry)
    proposed(registry, "fix: run", "1.1.0")
    ran = _checked(registry, github, tmp_path, token=token)
    assert (ran.code, said in ran.err) == (1, True)
    assert [each.name for each in commands_in(ran.out)] == ["error"]
    summary = page_of((tmp_path / "summary").read_text()).text.replace(BREAK, "")
    assert said in summary
    assert outputs_in((tmp_path / "outputs").read_text())["drift"] == "true"


def test_two_version_labels_are_an_annotation_that_names_both(
    registry: RegistryBuilder, github: StandIn, tmp_path: Path
) -> None:
    released(registry)
    proposed(registry, "fix: run", "1.1.1")
    ran = _checked(registry, github, tmp_path, "version:major", "version:minor")
    assert ran.code == 2
    (command,) = commands_in(ran.err)
    assert "version:major and version:minor" in command.data
    assert outputs_in((tmp_path / "outputs").read_text()) == NOTHING


def test_a_release_leaves_its_notes_for_later_steps(
    registry: RegistryBuilder, github: StandIn, tmp_path: Path
) -> None:
    released(registry)
    mirror(registry, github.world)
    release("publish", TAG, cwd=registry.root, env=_step(tmp_path, github))
    found = outputs_in((tmp_path / "outputs").read_text())
    notes = (tmp_path / "temp" / found["body_path"].removeprefix(f"{tmp_path}/temp/")).read_text()
    assert notes.strip() in github.world.releases[0].body
    assert "- run" in notes


def test_a_tag_that_is_made_is_told_to_later_steps(
    registry: RegistryBuilder, github: StandIn, tmp_path: Path
) -> None:
    registry.module("coder/it", "1.0.0")
    ran = release("tag", "--all", "--yes", cwd=registry.root, env=_step(tmp_path, github))
    assert ran.code == 0, ran.err
    found = outputs_in((tmp_path / "outputs").read_text())
    told = [found[name] for name in ("tag_name", "version", "path", "release_created", "sha")]
    head = registry.git("rev-parse", "HEAD")
    assert told == ["release/coder/it/v1.0.0", "1.0.0", FOLDER, "false", head]
    assert "release/coder/it/v1.0.0" in (tmp_path / "summary").read_text()
