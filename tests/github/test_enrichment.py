"""What GitHub knows of commits, asked for in few requests."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from release_tool.adapters.github_graphql import enrich, veterans
from release_tool.domain.enrichment import Account, Arrival, Enriched, NotEnriched, PullRequest
from tests.github import faults
from tests.github.conftest import connect, connect_to
from tests.github.faults import Fault, Reply
from tests.github.world import Grant, Person, Pull, Snapshot, sha_of

if TYPE_CHECKING:
    from tests.github.stand_in import StandIn

FOLDER = "registry/coder/modules/agent"
ANN = Person("Ann", "Ann@Example.com", "ann")
BOB = Person("Bob", "bob@example.com", "bob")
EVE = Person("Eve", "eve@example.com")


def change(number: int, *authors: Person, pulls: tuple[Pull, ...] = ()) -> Snapshot:
    return Snapshot(sha_of(f"commit {number}"), authors, FOLDER, pulls)


def pull_requests_of(github: StandIn, *pulls: Pull) -> dict[str, PullRequest]:
    github.world.history = [change(1, ANN, pulls=pulls)]
    found = enrich(connect(github), [sha_of("commit 1")])
    assert isinstance(found, Enriched)
    return dict(found.pull_requests)


def test_logins_of_authors_and_co_authors_are_found_by_address(github: StandIn) -> None:
    github.world.history = [change(1, ANN, BOB, EVE)]
    found = enrich(connect(github), [sha_of("commit 1")])
    assert isinstance(found, Enriched)
    assert found.accounts == {
        "ann@example.com": Account("ann", "U_ann"),
        "bob@example.com": Account("bob", "U_bob"),
    }


def test_a_commit_is_given_its_pull_request(github: StandIn) -> None:
    pull = Pull(7, "Add more", "ann", ("version:minor", "module"), sha_of("commit 1"))
    assert pull_requests_of(github, pull) == {
        sha_of("commit 1"): PullRequest(
            7,
            "Add more",
            ("version:minor", "module"),
            "ann",
            "https://github.com/coder/registry/pull/7",
        )
    }


@pytest.mark.parametrize(
    ("pulls", "number"),
    [
        pytest.param([], None, id="none where there is none"),
        pytest.param([Pull(3, "open", "ann", merged_at=None)], None, id="none that is not merged"),
        pytest.param(
            [Pull(3, "a", "ann"), Pull(9, "b", "ann", merge_commit=sha_of("commit 1"))],
            9,
            id="the one whose merge it is",
        ),
        pytest.param(
            [
                Pull(3, "later", "ann", merged_at="2026-08-02T12:00:00Z"),
                Pull(9, "first", "", merged_at="2026-08-01T12:00:00Z"),
            ],
            9,
            id="the first that was merged, its author's account gone",
        ),
    ],
)
def test_the_pull_request_of_a_commit_is(
    github: StandIn, pulls: list[Pull], number: int | None
) -> None:
    found = pull_requests_of(github, *pulls)
    assert [each.number for each in found.values()] == ([number] if number else [])


def arrival(login: str, since: int, folder: str = FOLDER) -> Arrival:
    return Arrival(Account(login, f"U_{login}"), sha_of(f"commit {since}"), folder)


def test_only_who_had_changed_the_module_before_is_a_veteran(github: StandIn) -> None:
    elsewhere = replace(change(2, BOB), folder="registry/coder/modules/other")
    github.world.history = [change(1, ANN), elsewhere, change(3, BOB)]
    asked = [arrival("ann", 2), arrival("bob", 2), arrival("bob", 2, elsewhere.folder)]
    assert veterans(connect(github), asked) == frozenset({asked[0], asked[2]})


def test_a_release_that_github_does_not_have_has_no_veterans(github: StandIn) -> None:
    github.world.history = [change(1, ANN)]
    assert veterans(connect(github), [arrival("ann", 99)]) == frozenset()


def test_forty_newcomers_cost_two_requests(github: StandIn) -> None:
    github.world.history = [change(1, ANN)]
    assert veterans(connect(github), [arrival(f"p{each}", 1) for each in range(40)]) == frozenset()
    assert len(github.requests) == 2


def test_nobody_costs_no_request(github: StandIn) -> None:
    assert veterans(connect(github), []) == frozenset()
    assert github.requests == []


def test_a_commit_that_github_does_not_have_is_left_out(github: StandIn) -> None:
    github.world.history = [change(1, ANN)]
    found = enrich(connect(github), ["f" * 40, sha_of("commit 1")])
    assert found == Enriched({}, {"ann@example.com": Account("ann", "U_ann")})


def test_a_hundred_commits_cost_two_requests(github: StandIn) -> None:
    people = [Person(f"P{each}", f"p{each}@example.com", f"p{each}") for each in range(30)]
    github.world.history = [
        change(number, people[number % 30], pulls=(Pull(number, f"PR {number}", "ann"),))
        for number in range(100)
    ]
    found = enrich(connect(github), [sha_of(f"commit {number}") for number in range(100)])
    assert isinstance(found, Enriched)
    assert len(github.requests) == 2
    assert (len(found.pull_requests), len(found.accounts)) == (100, 30)


def test_no_commits_cost_no_request(github: StandIn) -> None:
    assert enrich(connect(github), []) == Enriched({}, {})
    assert github.requests == []


def test_two_runs_find_the_same(github: StandIn) -> None:
    github.world.history = [change(number, ANN, BOB) for number in range(3)]
    shas = [sha_of(f"commit {number}") for number in range(3)]
    assert repr(enrich(connect(github), shas)) == repr(enrich(connect(github), shas))


@pytest.mark.parametrize(
    ("reply", "reason", "passing"),
    [
        pytest.param(faults.BAD_GATEWAY, "502 Bad Gateway", True, id="GitHub is down"),
        pytest.param(
            Reply(401, {"message": "Bad credentials"}),
            "401 Bad credentials",
            False,
            id="a bad token",
        ),
        pytest.param(
            Reply(
                200,
                {
                    "data": {"repository": {"c0": None}},
                    "errors": [
                        {"type": "FORBIDDEN", "message": "Resource not accessible by integration"}
                    ],
                },
            ),
            "403 Resource not accessible by integration",
            False,
            id="a token that may not see pull requests",
        ),
        pytest.param(
            Reply(
                200, {"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded"}]}
            ),
            "200 API rate limit exceeded",
            True,
            id="the limit is reached",
        ),
        pytest.param(
            Reply(200, {"data": {"repository": {"c0": {"oid": 5}, "h0": {"history": 5}}}}),
            "the answer is not understood",
            True,
            id="an answer of another shape",
        ),
    ],
)
@pytest.mark.parametrize("question", ["enrich", "veterans"])
def test_what_could_not_be_found_out_is_said(
    github: StandIn, question: str, reply: Reply, reason: str, passing: bool
) -> None:
    github.faults = [Fault("POST", "/graphql", reply) for _ in range(9)]
    found: object
    if question == "enrich":
        found = enrich(connect(github), [sha_of("commit 1")])
    else:
        found = veterans(connect(github), [arrival("ann", 1)])
    assert isinstance(found, NotEnriched)
    assert (reason in found.reason, found.passing, bool(found.hint)) == (True, passing, True)


def test_a_server_that_is_not_there_is_said() -> None:
    nowhere = connect_to("http://127.0.0.1:1")
    found = enrich(nowhere, [sha_of("commit 1")])
    assert isinstance(found, NotEnriched)
    assert "no answer (ConnectionError)" in found.reason


def test_a_reader_s_token_is_enough(github: StandIn) -> None:
    github.world.grants["ghs_reader"] = Grant("reader", "read", "read")
    github.world.history = [change(1, ANN)]
    found = enrich(connect(github, "ghs_reader"), [sha_of("commit 1")])
    assert isinstance(found, Enriched)
