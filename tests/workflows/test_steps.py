"""`release` as the step of a workflow: what it leaves behind, whatever people wrote."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from release_tool.notes.inert import BREAK
from release_tool.render.workflow_outputs import NOTHING
from tests.command_line import Ran, release
from tests.github.mirror import mirror, workflow
from tests.github.world import Grant, Pull
from tests.notes.page import page_of as notes_page
from tests.registry_builder import readme
from tests.render.github_page import page_of
from tests.render.runner_log import commands_in
from tests.workflows.environment_files import outputs_in
from tests.workflows.hostile import TEXTS
from tests.workflows.scene import FOLDER, PULL, TAG, proposed, pull_request, released

if TYPE_CHECKING:
    from pathlib import Path

    from tests.github.stand_in import StandIn
    from tests.registry_builder import RegistryBuilder


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
