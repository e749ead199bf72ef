"""Whatever happens on the way to GitHub: exactly one release, with the right body."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from release_tool.adapters.forge_github import GithubForge
from release_tool.adapters.github_connection import RetryPolicy
from release_tool.adapters.github_failures import Failure, Kind
from release_tool.domain.release_body import BEGIN, END
from tests.github import faults
from tests.github.conftest import AT_ONCE, connect
from tests.github.faults import Break, Fault, Reply, When
from tests.github.publishing import publish, statuses, wanted

if TYPE_CHECKING:
    from tests.github.stand_in import Request, StandIn

TAG = "release/coder/agent/v1.2.0"
ROOT = Path(__file__).parents[2]

PASSING = [
    pytest.param(faults.TOO_MANY, When.BEFORE, id="429 without Retry-After"),
    pytest.param(faults.TOO_MANY_WAIT, When.BEFORE, id="429 with Retry-After"),
    pytest.param(faults.SECONDARY, When.BEFORE, id="a secondary limit without Retry-After"),
    pytest.param(faults.SECONDARY_WAIT, When.BEFORE, id="a secondary limit with Retry-After"),
    pytest.param(faults.PRIMARY, When.BEFORE, id="a primary limit that is over"),
    pytest.param(
        faults.PRIMARY_IN_OTHER_WORDS, When.BEFORE, id="a primary limit that only headers tell"
    ),
    pytest.param(faults.BAD_GATEWAY, When.BEFORE, id="502 before GitHub acts"),
    pytest.param(faults.BAD_GATEWAY, When.AFTER, id="502 after GitHub acted"),
    pytest.param(faults.UNAVAILABLE, When.BEFORE, id="503 before GitHub acts"),
    pytest.param(faults.NO_JSON, When.AFTER, id="a page instead of JSON after GitHub acted"),
    pytest.param(Break.RESET, When.BEFORE, id="a reset before GitHub acts"),
    pytest.param(Break.RESET, When.AFTER, id="a reset after GitHub acted"),
    pytest.param(Break.CLOSE, When.BEFORE, id="an end without an answer before GitHub acts"),
    pytest.param(Break.CLOSE, When.AFTER, id="an end without an answer after GitHub acted"),
    pytest.param(Break.HALF, When.AFTER, id="half an answer after GitHub acted"),
]


def only_release_is_right(github: StandIn, notes: str) -> bool:
    made = [(each.tag, each.name, each.body) for each in github.world.releases]
    return made == [(TAG, f"Title of {TAG}", f"{BEGIN}\n{notes}\n{END}")]


@pytest.mark.parametrize(("effect", "when"), PASSING)
def test_a_release_is_made_once_through(
    github: StandIn, forge: GithubForge, effect: Reply | Break, when: When
) -> None:
    github.world.tag(TAG)
    github.faults = [Fault("POST", "/releases$", effect, when)]
    assert statuses(publish(forge, [wanted(TAG, notes="* more")])) == ["created"]
    assert only_release_is_right(github, "* more")
    assert github.faults == []


@pytest.mark.parametrize(("effect", "when"), PASSING)
def test_a_release_is_changed_through(
    github: StandIn, forge: GithubForge, effect: Reply | Break, when: When
) -> None:
    github.world.tag(TAG)
    publish(forge, [wanted(TAG, notes="* old")])
    github.faults = [Fault("PATCH", "/releases/", effect, when)]
    assert statuses(publish(forge, [wanted(TAG, notes="* new")])) == ["updated"]
    assert only_release_is_right(github, "* new")
    assert github.faults == []


@pytest.mark.parametrize(("effect", "when"), PASSING)
def test_releases_are_looked_up_through(
    github: StandIn, forge: GithubForge, effect: Reply | Break, when: When
) -> None:
    github.world.tag(TAG)
    github.faults = [Fault("POST", "/graphql", effect, when)]
    assert statuses(publish(forge, [wanted(TAG, notes="* more")])) == ["created"]
    assert github.faults == []


@pytest.mark.parametrize("when", list(When), ids=lambda when: when.value)
def test_a_release_is_made_once_when_nothing_comes_in_time(
    github: StandIn, forge: GithubForge, when: When
) -> None:
    github.world.tag(TAG)
    github.faults = [Fault("POST", "/releases$", Break.HANG, when)]
    assert statuses(publish(forge, [wanted(TAG, notes="* more")])) == ["created"]
    assert only_release_is_right(github, "* more")


def test_a_draft_whose_answer_is_lost_is_not_made_twice(
    github: StandIn, forge: GithubForge
) -> None:
    github.world.tag(TAG)
    github.faults = [Fault("POST", "/releases$", Break.RESET, When.AFTER)]
    assert statuses(publish(forge, [wanted(TAG, draft=True)])) == ["created"]
    assert [each.draft for each in github.world.releases] == [True]


def test_a_release_that_appears_late_after_a_lost_answer_is_not_made_twice(
    github: StandIn, forge: GithubForge
) -> None:
    github.world.tag(TAG)
    hidden = github.world.releases
    github.faults = [Fault("POST", "/releases$", faults.BAD_GATEWAY, When.AFTER)]

    def hide_once(request: Request, when: When) -> None:
        # The look-up after the lost answer goes to a copy that lags behind.
        looks_up = request.path == "/graphql" and len(github.requests) == 3
        if looks_up:
            github.world.releases = [] if when is When.BEFORE else hidden

    github.watch = hide_once
    assert statuses(publish(forge, [wanted(TAG, notes="* more")])) == ["created"]
    assert [verb for verb, path in github.sent if path.endswith("/releases")] == ["POST"] * 2
    assert only_release_is_right(github, "* more")


def test_what_never_passes_ends_after_a_bounded_number_of_attempts(
    github: StandIn, forge: GithubForge
) -> None:
    github.world.tag(TAG)
    github.faults = [Fault("POST", "/releases$", faults.BAD_GATEWAY) for _ in range(20)]
    outcome = publish(forge, [wanted(TAG)])[0]
    assert outcome.error == f"GitHub did not create the release {TAG}: 502 Bad Gateway"
    assert "what is done stays done" in outcome.hint
    assert [path for _, path in github.writes] == ["/repos/coder/registry/releases"] * 4


def test_a_wait_that_is_too_long_is_not_waited(github: StandIn, forge: GithubForge) -> None:
    github.world.tag(TAG)
    wait = Reply(429, {"message": "slow down"}, {"Retry-After": "3600"})
    github.faults = [Fault("POST", "/releases$", wait)]
    outcome = publish(forge, [wanted(TAG)])[0]
    assert outcome.error == f"GitHub did not create the release {TAG}: 429 slow down"
    assert "wait 3600 seconds and run again" in outcome.hint
    assert len(github.writes) == 1


def test_an_invalid_request_is_not_sent_twice(github: StandIn, forge: GithubForge) -> None:
    github.world.tag(TAG)
    invalid = Reply(422, {"message": "Validation Failed", "errors": [{"code": "custom"}]})
    github.faults = [Fault("POST", "/releases$", invalid)]
    outcome = publish(forge, [wanted(TAG)])[0]
    assert outcome.error == f"GitHub did not create the release {TAG}: 422 Validation Failed"
    assert len(github.writes) == 1


def test_a_repository_that_was_renamed_is_told(github: StandIn, forge: GithubForge) -> None:
    github.world.tag(TAG)
    moved = Reply(307, {"message": "Moved Permanently", "url": "https://api.github.com/x"})
    github.faults = [Fault("POST", "/releases$", moved)]
    outcome = publish(forge, [wanted(TAG)])[0]
    assert outcome.error.endswith("307 the repository has moved")
    assert "check the name of the repository" in outcome.hint


def test_a_redirect_to_another_host_is_not_followed(github: StandIn, forge: GithubForge) -> None:
    github.world.tag(TAG)
    elsewhere = Reply(301, "", {"Location": "http://localhost:1/steal"})
    github.faults = [Fault("POST", "/releases$", elsewhere)]
    outcome = publish(forge, [wanted(TAG)])[0]
    assert outcome.error.endswith("301 the repository has moved to another host")


def test_two_runs_at_once_make_one_release(github: StandIn) -> None:
    github.world.tag(TAG)
    both_looked = threading.Barrier(2)

    def meet(request: Request, when: When) -> None:
        if when is When.AFTER and request.path == "/graphql" and len(github.requests) <= 2:
            both_looked.wait(timeout=30)

    github.watch = meet
    with ThreadPoolExecutor(2) as pool:
        runs = [
            pool.submit(publish, GithubForge(connect(github)), [wanted(TAG, notes="* more")])
            for _ in range(2)
        ]
        outcomes = [run.result()[0] for run in runs]
    assert sorted(statuses(outcomes)) == ["created", "unchanged"]
    assert only_release_is_right(github, "* more")


def test_a_release_that_another_made_meanwhile_is_brought_up_to_date(
    github: StandIn, forge: GithubForge
) -> None:
    github.world.tag(TAG)

    def barge_in(request: Request, when: When) -> None:
        if when is When.BEFORE and request.path.endswith("/releases"):
            github.watch = lambda _request, _when: None
            github.world.create_release({"tag_name": TAG, "name": "Mine", "body": "By hand"})

    github.watch = barge_in
    assert statuses(publish(forge, [wanted(TAG, notes="* more")])) == ["updated"]
    assert [each.body for each in github.world.releases] == [f"By hand\n\n{BEGIN}\n* more\n{END}"]


@pytest.mark.parametrize("when", list(When), ids=lambda when: when.value)
@pytest.mark.parametrize("last", [1, 2, 3, 4], ids=lambda number: f"request {number}")
def test_a_run_that_is_killed_is_completed_by_the_next(
    github: StandIn, last: int, when: When
) -> None:
    tags = ["a/v1.0.0", "b/v1.0.0", "c/v1.0.0"]
    for tag in tags:
        github.world.tag(tag)
    killed = subprocess.Popen(
        [sys.executable, "-m", "tests.github.publish_once", github.url, *tags], cwd=ROOT
    )

    def kill(_request: Request, now: When) -> None:
        if len(github.requests) == last and now is when:
            os.kill(killed.pid, signal.SIGKILL)
            killed.wait()

    github.watch = kill
    assert killed.wait(timeout=60) == -signal.SIGKILL
    github.watch = lambda _request, _when: None
    outcomes = publish(GithubForge(connect(github)), [wanted(tag) for tag in tags])
    assert set(statuses(outcomes)) <= {"created", "unchanged"}
    assert [each.tag for each in github.world.releases] == tags
    assert {each.body for each in github.world.releases} == {
        f"{BEGIN}\n### Features\n\n* more\n{END}"
    }


@pytest.mark.parametrize(
    ("failure", "attempt", "pause"),
    [
        pytest.param(Failure(Kind.REFUSED, ""), 1, None, id="a refusal is not asked again"),
        pytest.param(Failure(Kind.LOST, ""), 5, None, id="the last attempt is the last"),
        pytest.param(Failure(Kind.LOST, "", asked=61), 1, None, id="too long a wait ends it"),
        pytest.param(Failure(Kind.LOST, ""), 1, 1.0, id="the first pause"),
        pytest.param(Failure(Kind.LOST, ""), 3, 4.0, id="pauses double"),
        pytest.param(Failure(Kind.LIMITED, "", asked=7), 1, 7, id="GitHub's own wait"),
        pytest.param(Failure(Kind.LIMITED, "", asked=0), 4, 0, id="GitHub's own wait of nothing"),
        pytest.param(
            Failure(Kind.LIMITED, "", secondary=True), 1, 60.0, id="a limit that names no wait"
        ),
    ],
)
def test_a_pause_is(failure: Failure, attempt: int, pause: float | None) -> None:
    assert RetryPolicy().pause(attempt, failure) == pause


@pytest.mark.parametrize(
    ("writes", "since", "rest"),
    [
        pytest.param(0, 1000.0, 0.0, id="none before the first write"),
        pytest.param(9, 0.0, 0.0, id="none among the first ten"),
        pytest.param(10, 1.5, 0.0, id="none when the last write is long ago"),
        pytest.param(10, 0.25, 0.75, id="what is left of a second, from the eleventh on"),
    ],
)
def test_the_rest_before_a_write_is(writes: int, since: float, rest: float) -> None:
    assert RetryPolicy().rest(writes, since) == rest


def test_all_pauses_together_are_bounded(github: StandIn) -> None:
    github.world.tag(TAG)
    policy = RetryPolicy(attempts=9, first_pause=0.01, patience=0.02, between_writes=0.0, timeout=1)
    github.faults = [Fault("POST", "/releases$", faults.UNAVAILABLE) for _ in range(20)]
    assert statuses(publish(GithubForge(connect(github, policy=policy)), [wanted(TAG)])) == [
        "failed"
    ]
    assert len(github.writes) == 2
    assert AT_ONCE.patience > policy.patience
