"""The workflows that `release init` writes, and the reusable ones, run for real."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from release_tool.render.workflow_outputs import NOTHING
from tests.command_line import release
from tests.github.mirror import mirror, workflow
from tests.github.stand_in import TOKEN
from tests.github.world import Comment, Grant
from tests.workflows.act import ACTION, COMMIT, REPOSITORY
from tests.workflows.scene import (
    FOLDER,
    PULL,
    TAG,
    proposed,
    pull_request,
    released,
    tag_pushed,
)

if TYPE_CHECKING:
    from tests.github.stand_in import StandIn
    from tests.registry_builder import RegistryBuilder
    from tests.workflows.act import Act

CALLER = """\
name: caller
on: [push, pull_request, workflow_dispatch]
permissions: {{}}
jobs:
  call:
    permissions:
      contents: write
      pull-requests: write
    uses: {repository}/.github/workflows/{name}@{commit}
"""


@pytest.fixture
def registry_on_github(registry: RegistryBuilder, github: StandIn) -> RegistryBuilder:
    """With the workflows of `release init`."""
    released(registry)
    assert release("init", "--yes", "--action", ACTION, cwd=registry.root).code == 0
    registry.commit("ci: release")
    mirror(registry, github.world)
    return registry


def test_a_pushed_tag_becomes_a_release_and_a_second_run_changes_nothing(
    registry_on_github: RegistryBuilder, github: StandIn, act: Act
) -> None:
    root, environment = registry_on_github.root, workflow(github)
    first = act.run(root, "push", tag_pushed(), environment, "release-on-tag.yml")
    assert first.code == 0, first.log
    (made,) = github.world.releases
    assert (made.tag, made.name, github.world.latest) == (TAG, "coder/it v1.1.0", made.number)
    assert "- run" in made.body
    assert "by @ada" in made.body
    writes = len(github.writes)
    second = act.run(root, "push", tag_pushed(), environment, "release-on-tag.yml")
    assert second.code == 0, second.log
    assert f"{TAG}  unchanged" in second.log
    assert "::set-output:: release_created=false" in second.log
    assert (len(github.writes), github.world.releases) == (writes, [made])
    assert TOKEN not in first.log + second.log


def test_what_no_workflow_was_told_of_is_published_later(
    registry_on_github: RegistryBuilder, github: StandIn, act: Act
) -> None:
    ran = act.run(
        registry_on_github.root,
        "workflow_dispatch",
        {"inputs": {}},
        workflow(github),
        "publish-missing.yml",
    )
    assert ran.code == 0, ran.log
    assert sorted(each.tag for each in github.world.releases) == ["release/coder/it/v1.0.0", TAG]


def test_a_pull_request_is_commented_on_until_its_label_is_met(
    registry_on_github: RegistryBuilder, github: StandIn, act: Act
) -> None:
    github.world.comments[PULL] = []
    root, environment = registry_on_github.root, workflow(github)
    proposed(registry_on_github, "fix: run", "1.1.1")

    def check(action: str, *labels: str) -> str:
        event = pull_request(action, *labels)
        ran = act.run(root, "pull_request", event, environment, "check-pull-request.yml")
        return f"{ran.code} {ran.log}"

    labelled = check("labeled", "bug", "version:minor")
    assert labelled.startswith("1 ")
    assert "level-mismatch" in labelled
    (comment,) = github.world.comments[PULL]
    assert "release bump coder/it 1.2.0" in comment.body
    assert f"::error file={FOLDER}/README.md,line=8,col=15,title=level-mismatch" in labelled
    assert "Summary - ### ❌ 1 error in 1 module" in labelled
    assert check("unlabeled", "bug").startswith("0 ")
    (same,) = github.world.comments[PULL]
    assert same is comment
    assert "✅" in same.body


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("release-on-tag.yml", "push"),
        ("check-pull-request.yml", "pull_request"),
        ("publish-missing.yml", "workflow_dispatch"),
    ],
)
def test_a_reusable_workflow_does_its_work_where_it_is_called(
    registry: RegistryBuilder, github: StandIn, act: Act, name: str, event: str
) -> None:
    released(registry)
    text = CALLER.format(repository=REPOSITORY, name=name, commit=COMMIT)
    registry.write(".github/workflows/caller.yml", text)
    registry.commit("ci: call")
    mirror(registry, github.world)
    github.world.comments[PULL] = [Comment(1, "Nice work!", "ann")]
    payload = {"push": tag_pushed(), "pull_request": pull_request("opened")}.get(event, {})
    if event == "pull_request":
        proposed(registry, "feat: run", "1.1.0")
    ran = act.run(registry.root, event, payload, workflow(github), "caller.yml")
    if event == "pull_request":
        assert ran.code == 1, ran.log
        assert "not-bumped" in github.world.comments[PULL][1].body
    else:
        assert ran.code == 0, ran.log
        assert TAG in [each.tag for each in github.world.releases]


def test_a_fork_s_pull_request_is_checked_and_told_what_could_not_be_written(
    registry_on_github: RegistryBuilder, github: StandIn, act: Act
) -> None:
    github.world.comments[PULL] = []
    github.world.grants["ghs_fork"] = Grant("release-bot", "read", "read")
    proposed(registry_on_github, "feat: run", "1.1.0")
    ran = act.run(
        registry_on_github.root,
        "pull_request",
        pull_request("opened"),
        workflow(github, "ghs_fork"),
        "check-pull-request.yml",
    )
    assert ran.code == 1
    assert "not-bumped" in ran.log
    assert "GitHub did not make the comment on #7: 403" in ran.log
    assert github.world.comments[PULL] == []


ACTION_CALLER = """\
name: caller
on: [push]
permissions: {}
jobs:
  call:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0
        with: {fetch-depth: 0, persist-credentials: false}
      - id: it
        continue-on-error: true
        uses: %s/.github/actions/release@%s
        with: %s
      - run: printf '%%s' "$OUTPUTS" > "$KEPT"
        env:
          OUTPUTS: ${{ toJSON(steps.it.outputs) }}
          KEPT: %s
"""


def _outputs(
    registry: RegistryBuilder, github: StandIn, act: Act, inputs: dict[str, str]
) -> tuple[dict[str, str], str]:
    """The outputs of the action for *inputs*, and the log."""
    kept = registry.root.parent / "outputs.json"
    text = ACTION_CALLER % (REPOSITORY, COMMIT, json.dumps(inputs), kept)
    registry.write(".github/workflows/caller.yml", text)
    registry.commit("ci: call")
    ran = act.run(registry.root, "push", tag_pushed(), workflow(github), "caller.yml")
    found: dict[str, str] = json.loads(kept.read_text())
    return found, ran.log


def test_a_later_step_reads_the_outputs_of_a_release(
    registry: RegistryBuilder, github: StandIn, act: Act
) -> None:
    released(registry)
    mirror(registry, github.world)
    found, log = _outputs(registry, github, act, {})
    body = found.pop("body_path")
    assert body, log
    assert json.loads(found.pop("releases")) == [
        {
            "tag": TAG,
            "module": "coder/it",
            "version": "1.1.0",
            "status": "created",
            "url": found["html_url"],
            "error": None,
        }
    ]
    assert found == {
        "release_created": "true",
        "releases_created": "true",
        "tag_name": TAG,
        "version": "1.1.0",
        "previous_version": "1.0.0",
        "major": "1",
        "minor": "1",
        "patch": "0",
        "namespace": "coder",
        "module": "it",
        "path": "registry/coder/modules/it",
        "prerelease": "false",
        "sha": registry.git("rev-parse", f"{TAG}^{{commit}}"),
        "html_url": f"https://github.com/coder/registry/releases/tag/{TAG}",
        "drift": "",
        "modules_changed": "[]",
    }


@pytest.mark.parametrize(
    "inputs",
    [
        pytest.param({"command": "publish", "tag": "release/no/such/v1.0.0"}, id="a wrong tag"),
        pytest.param({"command": "--help; exit 0"}, id="a command that is none"),
        pytest.param({"command": "check", "level": "$(touch pwned)"}, id="a level that is none"),
    ],
)
def test_every_output_is_set_also_when_it_failed(
    registry: RegistryBuilder, github: StandIn, act: Act, inputs: dict[str, str]
) -> None:
    released(registry)
    mirror(registry, github.world)
    found, log = _outputs(registry, github, act, inputs)
    assert found == NOTHING, log
    assert not list(registry.root.parent.rglob("pwned"))
