"""`release publish` and `release notes` against GitHub: the whole way over HTTP."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from release_tool.adapters.forge_github import GithubForge
from release_tool.adapters.opening import open_survey
from release_tool.commands.publish import PublishRequest, missing_tags, plan_releases
from release_tool.commands.publish import publish as run
from release_tool.domain.release_body import BEGIN
from release_tool.domain.releases import OutcomeStatus
from tests.command_line import Ran, release
from tests.github.conftest import connect
from tests.github.faults import Fault, Reply, When
from tests.github.mirror import mirror, workflow
from tests.github.stand_in import TOKEN
from tests.github.world import Pull

if TYPE_CHECKING:
    from pathlib import Path

    from tests.github.stand_in import Request, StandIn
    from tests.registry_builder import RegistryBuilder

TAGS = [f"release/coder/it/v{version}" for version in ("1.0.0", "1.1.0")]
BOB = "Bob <bob@example.com>"
PLAIN = "the notes are without logins and pull requests"


@pytest.fixture
def tagged(registry: RegistryBuilder, github: StandIn) -> RegistryBuilder:
    """Two releases of coder/it, the second with a change by Bob that #7 brought."""
    registry.released("coder/it", "1.0.0")
    registry.write("registry/coder/modules/it/run.sh", "echo 1\n")
    brought = registry.commit("feat: run", author=BOB)
    registry.module("coder/it", "1.1.0", message="chore: declare 1.1.0")
    registry.tag("coder/it", "1.1.0")
    registry.git("remote", "add", "origin", "https://github.com/coder/registry.git")
    pull = Pull(7, "Run", "bob", ("feature",), brought)
    mirror(registry, github.world, lambda sha: (pull,) if sha == brought else ())
    return registry


def _publish(registry: RegistryBuilder, github: StandIn, *arguments: str) -> Ran:
    return release(
        "publish", *arguments, "--format", "json", cwd=registry.root, env=workflow(github)
    )


def _statuses(ran: Ran) -> list[str]:
    return [row["status"] for row in ran.json["releases"]]


def _body(github: StandIn, tag: str = TAGS[1]) -> str:
    stored = github.world.release_of(tag)
    assert stored
    return stored.body


def test_a_second_run_changes_nothing(tagged: RegistryBuilder, github: StandIn) -> None:
    first = _publish(tagged, github, *TAGS)
    bodies = [each.body for each in github.world.releases]
    writes = len(github.writes)
    second = _publish(tagged, github, *TAGS)
    assert (_statuses(first), _statuses(second)) == (["created"] * 2, ["unchanged"] * 2)
    assert (len(github.writes), [each.body for each in github.world.releases]) == (writes, bodies)


def test_a_dry_run_writes_nothing(tagged: RegistryBuilder, github: StandIn) -> None:
    assert _publish(tagged, github, *TAGS, "--dry-run").code == 0
    assert (github.writes, github.world.releases) == ([], [])


def test_a_dry_run_says_of_the_notes_what_the_run_would_say(
    tagged: RegistryBuilder, github: StandIn
) -> None:
    github.world.refusal = "FORBIDDEN"
    dry = _publish(tagged, github, TAGS[1], "--dry-run")
    assert (dry.code, dry.err.count(PLAIN)) == (0, 1)
    assert dry.err == _publish(tagged, github, TAGS[1]).err


def test_a_dry_run_exits_1_where_the_forge_lacks_a_tag(
    tagged: RegistryBuilder, github: StandIn
) -> None:
    github.world.tags.pop(TAGS[0])
    ran = _publish(tagged, github, *TAGS, "--dry-run")
    assert (ran.code, _statuses(ran)) == (1, ["would-fail", "would-create"])
    assert github.writes == []


def test_notes_name_logins_pull_requests_and_newcomers(
    tagged: RegistryBuilder, github: StandIn
) -> None:
    ran = _publish(tagged, github, TAGS[1])
    body = _body(github)
    assert (ran.code, ran.err) == (0, "")
    assert "- run ([#7](https://github.com/coder/registry/pull/7)) by @bob" in body
    assert "- @bob made their first contribution in [#7]" in body
    assert "@ada made their first" not in body


def test_who_wrote_before_from_another_address_is_no_newcomer(
    registry: RegistryBuilder, github: StandIn
) -> None:
    registry.module("coder/it", "1.0.0", message="feat: add it")
    registry.write("registry/coder/modules/it/run.sh", "echo 1\n")
    registry.commit("feat: run", author="Robert <bob@home.example.com>")
    registry.tag("coder/it", "1.0.0")
    registry.write("registry/coder/modules/it/run.sh", "echo 2\n")
    registry.commit("fix: run", author=BOB)
    registry.tag("coder/it", "1.1.0")
    mirror(registry, github.world)
    _publish(registry, github, TAGS[1])
    assert "by @bob" in _body(github)
    assert "first contribution" not in _body(github)


def test_notes_printed_are_notes_published(tagged: RegistryBuilder, github: StandIn) -> None:
    _publish(tagged, github, TAGS[1])
    printed = release("notes", TAGS[1], cwd=tagged.root, env=workflow(github))
    again = release("notes", TAGS[1], cwd=tagged.root, env=workflow(github))
    assert printed.out.strip() in _body(github)
    assert (printed.out, printed.err) == (again.out, again.err) == (again.out, "")


def test_without_a_token_the_notes_say_what_git_knows_and_why(tagged: RegistryBuilder) -> None:
    ran = release("notes", TAGS[1], cwd=tagged.root)
    assert ran.code == 0
    assert "by Bob" in ran.out
    assert "@bob" not in ran.out
    assert ran.err.count(PLAIN) == 1
    assert "there is no token for GitHub; set GITHUB_TOKEN" in ran.err


def test_without_a_github_nothing_is_missed(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.0.0")
    registry.remote()
    assert release("notes", TAGS[0], cwd=registry.root).err == ""


def test_without_a_network_the_notes_say_what_git_knows_and_why(tagged: RegistryBuilder) -> None:
    environment = {
        "GITHUB_TOKEN": TOKEN,
        "GITHUB_API_URL": "http://127.0.0.1:1",
        "GITHUB_SERVER_URL": "https://github.com",
    }
    ran = release("notes", TAGS[1], cwd=tagged.root, env=environment)
    assert (ran.code, ran.err.count(PLAIN)) == (0, 1)
    assert ran.out == release("notes", TAGS[1], cwd=tagged.root).out


def test_what_a_release_tells_already_stays_when_github_does_not_say_it_again(
    tagged: RegistryBuilder, github: StandIn
) -> None:
    _publish(tagged, github, TAGS[1])
    before = _body(github)
    github.world.refusal = "RATE_LIMITED"
    ran = _publish(tagged, github, TAGS[1])
    assert (_statuses(ran), ran.err.count(PLAIN)) == (["unchanged"], 1)
    assert _body(github) == before


def test_a_token_that_may_not_read_pull_requests_publishes_plain_notes(
    tagged: RegistryBuilder, github: StandIn
) -> None:
    github.world.refusal = "FORBIDDEN"
    ran = _publish(tagged, github, TAGS[1])
    assert _statuses(ran) == ["created"]
    assert ran.err.count(PLAIN) == 1
    assert "403 FORBIDDEN" in ran.err
    assert "by Bob" in _body(github)
    assert _statuses(_publish(tagged, github, TAGS[1])) == ["unchanged"]


def test_missing_publishes_only_what_has_no_release(
    tagged: RegistryBuilder, github: StandIn
) -> None:
    _publish(tagged, github, TAGS[0])
    ran = _publish(tagged, github, "--missing")
    assert [row["tag"] for row in ran.json["releases"]] == [TAGS[1]]
    assert _publish(tagged, github, "--missing").json == {"releases": []}


def test_text_that_people_wrote_stays(tagged: RegistryBuilder, github: StandIn) -> None:
    _publish(tagged, github, TAGS[1])
    stored = github.world.release_of(TAGS[1])
    assert stored
    stored.body = f"Thank you all!\n\n{stored.body.replace('run', 'walk')}"
    assert _statuses(_publish(tagged, github, TAGS[1])) == ["updated"]
    assert stored.body.startswith(f"Thank you all!\n\n{BEGIN}")
    assert "- run (" in stored.body


def test_one_failure_does_not_stop_the_others(tagged: RegistryBuilder, github: StandIn) -> None:
    github.world.tags.pop(TAGS[0])
    ran = _publish(tagged, github, *TAGS)
    assert (ran.code, _statuses(ran)) == (1, ["failed", "created"])


@pytest.mark.parametrize(
    ("configuration", "arguments", "latest"),
    [
        pytest.param("", [], "release/coder/other/v1.0.0", id="the newest tag's"),
        pytest.param("latest-module: coder/it", [], TAGS[1], id="only that of the module"),
        pytest.param("latest: highest", [], TAGS[1], id="that of the highest version"),
        pytest.param("latest: never", [], "", id="none"),
        pytest.param("latest: never", ["--latest", "highest"], TAGS[1], id="the option's"),
    ],
)
def test_the_latest_release_is(
    tagged: RegistryBuilder,
    github: StandIn,
    configuration: str,
    arguments: list[str],
    latest: str,
) -> None:
    tagged.released("coder/other", "1.0.0")
    if configuration:
        tagged.write("release.yaml", f"release: {{{configuration}}}\n")
    mirror(tagged, github.world)
    assert _publish(tagged, github, "--missing", *arguments).code == 0
    found = [each.tag for each in github.world.releases if each.number == github.world.latest]
    assert found == ([latest] if latest else [])


@pytest.mark.parametrize("last", [1, 2, 3, 4, 5], ids=lambda number: f"request {number}")
def test_a_command_that_is_killed_is_completed_by_the_next(
    tagged: RegistryBuilder, github: StandIn, last: int
) -> None:
    killed = subprocess.Popen(
        [sys.executable, "-m", "release_tool", "publish", *TAGS],
        cwd=tagged.root,
        env={**os.environ, **workflow(github)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )

    def kill(_request: Request, now: When) -> None:
        if len(github.requests) == last and now is When.AFTER:
            os.kill(killed.pid, signal.SIGKILL)
            killed.wait()

    github.watch = kill
    assert killed.wait(timeout=60) == -signal.SIGKILL
    github.watch = lambda _request, _when: None
    assert set(_statuses(_publish(tagged, github, *TAGS))) <= {"created", "unchanged"}
    assert sorted(each.tag for each in github.world.releases) == TAGS
    assert "by @bob" in _body(github)
    assert _statuses(_publish(tagged, github, *TAGS)) == ["unchanged"] * 2


def test_a_hundred_tags_cost_at_most_two_and_a_tenth_requests_each(
    registry: RegistryBuilder, github: StandIn
) -> None:
    registry.module("coder/it", "1.0.0")
    for number in range(100):
        registry.write("registry/coder/modules/it/run.sh", f"echo {number}\n")
        registry.commit(f"feat: step {number}", author=f"P{number} <p{number}@example.com>")
        registry.git("tag", f"release/coder/it/v1.{number}.0")
    mirror(registry, github.world, lambda sha: (Pull(7, "Run", "bob", (), sha),))
    survey, forge = open_survey(registry.root), GithubForge(connect(github))
    wanted = missing_tags(survey, forge)
    plan = plan_releases(survey, forge, wanted, PublishRequest(), connect(github))
    done = list(run(plan.releases, forge))
    assert [one.outcome.status for one in done] == [OutcomeStatus.CREATED] * 100
    assert len(github.requests) <= 210


def test_notes_of_a_hundred_commits_cost_at_most_three_requests(
    registry: RegistryBuilder, github: StandIn
) -> None:
    registry.released("coder/it", "1.0.0")
    for number in range(100):
        registry.write("registry/coder/modules/it/run.sh", f"echo {number}\n")
        author = (BOB, "Ada <ada@example.com>", "Eve <eve@example.com>")[number % 3]
        registry.commit(f"feat: step {number}", author=author)
    mirror(registry, github.world, lambda sha: (Pull(7, "Run", "bob", (), sha),))
    registry.git("remote", "add", "origin", "git@github.com:coder/registry.git")
    ran = release("notes", "coder/it", cwd=registry.root, env=workflow(github))
    assert ran.out.count("[#7]") >= 100
    assert len(github.requests) == 3


@pytest.mark.parametrize("command", [["publish", TAGS[1]], ["notes", TAGS[1]]], ids=lambda c: c[0])
@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply(401, {"message": f"Bad credentials {TOKEN}"}), id="a bad token"),
        pytest.param(Reply(403, {"message": f"No {TOKEN}"}), id="a token that may not"),
        pytest.param(Reply(200, {"errors": [{"message": TOKEN}]}), id="an error that repeats it"),
    ],
)
def test_the_token_is_in_no_output(
    tagged: RegistryBuilder, github: StandIn, tmp_path: Path, command: list[str], reply: Reply
) -> None:
    github.faults = [Fault("POST", "/graphql", reply) for _ in range(9)]
    files = {
        name: str(tmp_path / name.lower())
        for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "RUNNER_TEMP")
    }
    environment = {**workflow(github), **files, "RELEASE_DEBUG": "1", "GITHUB_ACTIONS": "true"}
    ran = release(*command, cwd=tagged.root, env=environment)
    left = "".join(each.read_text() for each in tmp_path.glob("github_*"))
    assert ran.err
    assert TOKEN not in ran.out + ran.err + left
