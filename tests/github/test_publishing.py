"""Releases on GitHub: made, changed where they differ, and otherwise left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from release_tool.adapters.forge_github import BODY_LIMIT, GithubForge
from release_tool.adapters.github_access import GithubAccess
from release_tool.adapters.github_connection import Connection
from release_tool.domain.release_body import BEGIN, END
from release_tool.errors import WorldError
from tests.github.conftest import AT_ONCE, connect
from tests.github.publishing import publish, statuses, wanted
from tests.github.stand_in import TOKEN, StandIn, stand_in
from tests.github.world import Grant, StoredRelease

if TYPE_CHECKING:
    from release_tool.domain.releases import Release

TAG = "release/coder/agent/v1.2.0"


def test_a_tag_becomes_a_release(github: StandIn, forge: GithubForge) -> None:
    github.world.tag(TAG)
    outcome = publish(forge, [wanted(TAG, notes="* more")])[0]
    made = github.world.releases[0]
    assert (outcome.status, outcome.error) == ("created", "")
    assert outcome.url.endswith(f"/releases/tag/{TAG}")
    assert (made.tag, made.name, made.draft, made.prerelease) == (
        TAG,
        f"Title of {TAG}",
        False,
        False,
    )
    assert made.body == f"{BEGIN}\n* more\n{END}"


def test_a_second_run_changes_nothing_and_says_so(github: StandIn, forge: GithubForge) -> None:
    github.world.tag(TAG)
    publish(forge, [wanted(TAG)])
    before = list(github.writes)
    assert statuses(publish(forge, [wanted(TAG)])) == ["unchanged"]
    assert github.writes == before


@pytest.mark.parametrize(
    "release",
    [
        pytest.param(wanted(TAG, title="Another title"), id="the title differs"),
        pytest.param(wanted(TAG, notes="* other notes"), id="the notes differ"),
        pytest.param(wanted(TAG, prerelease=True), id="it is a pre-release now"),
        pytest.param(wanted(TAG, latest=True), id="it becomes the latest"),
    ],
)
def test_a_release_is_updated_once_where_it_differs(
    github: StandIn, forge: GithubForge, release: Release
) -> None:
    github.world.tag(TAG)
    publish(forge, [wanted(TAG)])
    assert statuses(publish(forge, [release])) == ["updated"]
    assert statuses(publish(forge, [release])) == ["unchanged"]
    made = github.world.releases[0]
    assert (made.name, made.prerelease) == (release.title, release.prerelease)
    assert release.notes.strip() in made.body
    assert (github.world.latest == made.number) is release.latest


def test_text_outside_the_markers_stays(github: StandIn, forge: GithubForge) -> None:
    github.world.tag(TAG)
    publish(forge, [wanted(TAG, notes="* old")])
    made = github.world.releases[0]
    made.body = f"Thanks, all!\r\n\r\n{made.body}\r\nSee you.  "
    assert statuses(publish(forge, [wanted(TAG, notes="* new")])) == ["updated"]
    assert made.body == f"Thanks, all!\r\n\r\n{BEGIN}\n* new\n{END}\r\nSee you.  "


def test_a_web_form_s_line_ends_are_no_difference(github: StandIn, forge: GithubForge) -> None:
    github.world.tag(TAG)
    publish(forge, [wanted(TAG)])
    made = github.world.releases[0]
    made.body = made.body.replace("\n", "\r\n")
    assert statuses(publish(forge, [wanted(TAG)])) == ["unchanged"]


def test_a_release_that_a_person_made_keeps_its_text_and_gets_the_notes(
    github: StandIn, forge: GithubForge
) -> None:
    github.world.tag(TAG)
    github.world.releases.append(StoredRelease(7, TAG, "By hand", "My own words"))
    assert statuses(publish(forge, [wanted(TAG, notes="* more")])) == ["updated"]
    assert github.world.releases[0].body == f"My own words\n\n{BEGIN}\n* more\n{END}"


def test_a_draft_stays_a_draft_when_it_is_updated(github: StandIn, forge: GithubForge) -> None:
    github.world.tag(TAG)
    publish(forge, [wanted(TAG, draft=True)])
    assert statuses(publish(forge, [wanted(TAG, notes="* new", latest=True)])) == ["updated"]
    assert [each.draft for each in github.world.releases] == [True]
    assert github.world.latest == 0
    assert statuses(publish(forge, [wanted(TAG, notes="* new", latest=True)])) == ["unchanged"]


def test_a_release_that_is_out_does_not_become_a_draft(github: StandIn, forge: GithubForge) -> None:
    github.world.tag(TAG)
    publish(forge, [wanted(TAG)])
    publish(forge, [wanted(TAG, notes="* new", draft=True)])
    assert [each.draft for each in github.world.releases] == [False]


def test_what_latest_means_is_always_said(github: StandIn, forge: GithubForge) -> None:
    for tag in ("a/v1.0.0", "b/v1.0.0", "c/v1.0.0-rc.1"):
        github.world.tag(tag)
    publish(
        forge,
        [
            wanted("a/v1.0.0", latest=True),
            wanted("b/v1.0.0"),
            wanted("c/v1.0.0-rc.1", latest=True, prerelease=True),
        ],
    )
    asked = [each.body["make_latest"] for each in github.requests if each.path != "/graphql"]
    assert asked == ["true", "false", "false"]
    assert github.world.latest == github.world.releases[0].number


@pytest.mark.parametrize(
    "annotations",
    [
        pytest.param(0, id="a lightweight tag"),
        pytest.param(1, id="an annotated tag"),
        pytest.param(2, id="a tag of a tag"),
    ],
)
def test_a_tag_is_followed_to_its_commit(
    github: StandIn, forge: GithubForge, annotations: int
) -> None:
    github.world.tag(TAG, annotations=annotations)
    assert statuses(publish(forge, [wanted(TAG)])) == ["created"]


def test_a_tag_that_graphql_has_not_heard_of_yet_is_found(
    github: StandIn, forge: GithubForge
) -> None:
    github.world.tag(TAG)
    github.world.unheard.add(TAG)
    assert statuses(publish(forge, [wanted(TAG)])) == ["created"]


def test_a_tag_that_was_not_pushed_gets_no_release_and_is_not_made(
    github: StandIn, forge: GithubForge
) -> None:
    outcome = publish(forge, [wanted(TAG)])[0]
    assert (outcome.status, outcome.error) == ("failed", f"the forge has no tag {TAG}")
    assert outcome.hint == f"push it: git push origin refs/tags/{TAG}"
    assert (github.writes, github.world.tags) == ([], {})


def test_a_tag_that_was_moved_gets_no_release(github: StandIn, forge: GithubForge) -> None:
    github.world.tag(TAG, commit="f" * 40)
    outcome = publish(forge, [wanted(TAG)])[0]
    assert outcome.status == "failed"
    assert "stands on ffffffffffff on the forge" in outcome.error
    assert github.writes == []


def test_one_failure_does_not_stop_the_others(github: StandIn, forge: GithubForge) -> None:
    for tag in ("a/v1.0.0", "c/v1.0.0"):
        github.world.tag(tag)
    outcomes = publish(forge, [wanted(tag) for tag in ("a/v1.0.0", "b/v1.0.0", "c/v1.0.0")])
    assert statuses(outcomes) == ["created", "failed", "created"]


def test_notes_over_the_limit_are_cut_at_a_line_and_stay_so(
    github: StandIn, forge: GithubForge
) -> None:
    github.world.tag(TAG)
    release = wanted(TAG, notes="* a change of some length\n" * 9_000)
    assert statuses(publish(forge, [release])) == ["created"]
    body = github.world.releases[0].body
    assert BODY_LIMIT - 100 < len(body) <= BODY_LIMIT
    assert body.endswith(f"* a change of some length\n[the rest](https://example.com/rest)\n{END}")
    assert statuses(publish(forge, [release])) == ["unchanged"]


def test_text_of_people_that_fills_the_limit_is_not_thrown_away(
    github: StandIn, forge: GithubForge
) -> None:
    github.world.tag(TAG)
    essay = "x" * (BODY_LIMIT - 10)
    github.world.releases.append(StoredRelease(7, TAG, "Essay", essay))
    outcome = publish(forge, [wanted(TAG)])[0]
    assert (outcome.status, github.world.releases[0].body) == ("failed", essay)
    assert "leaves no room" in outcome.error


def test_a_hundred_tags_cost_at_most_2_1_requests_a_tag(
    github: StandIn, forge: GithubForge
) -> None:
    tags = [f"release/coder/module-{number}/v1.0.0" for number in range(100)]
    for tag in tags:
        github.world.tag(tag)
    assert statuses(publish(forge, [wanted(tag) for tag in tags])) == ["created"] * 100
    assert len(github.requests) == 102
    # The dearest case: GraphQL has heard of none of them.
    github.world.unheard = set(tags)
    github.requests.clear()
    publish(forge, [wanted(tag, notes="* new") for tag in tags])
    assert len(github.requests) == 202


def test_what_is_missing_among_466_tags_is_found_with_ten_requests(
    github: StandIn, forge: GithubForge
) -> None:
    commits = {f"m{number}/v1.0.0": github.world.tag(f"m{number}/v1.0.0") for number in range(466)}
    for tag in list(commits)[:-3]:
        github.world.create_release({"tag_name": tag})
    standings = forge.find(commits)
    missing = [tag for tag, standing in standings.items() if standing.release is None]
    assert missing == ["m463/v1.0.0", "m464/v1.0.0", "m465/v1.0.0"]
    assert len(github.requests) == 10


def test_an_enterprise_server_is_served_below_its_own_path() -> None:
    with stand_in("/api/v3", "/api/graphql") as github:
        github.world.tag(TAG)
        forge = GithubForge(connect(github))
        assert statuses(publish(forge, [wanted(TAG)])) == ["created"]
        assert statuses(publish(forge, [wanted(TAG)])) == ["unchanged"]
    assert github.violations == []


@pytest.mark.parametrize(
    ("token", "grant", "says", "advises"),
    [
        pytest.param(
            "ghp_unknown",
            None,
            "GitHub did not look up releases: 401 Bad credentials",
            "set GITHUB_TOKEN to one that is valid",
            id="a token that GitHub does not know",
        ),
        pytest.param(
            "ghs_reader",
            Grant("reader", contents="read"),
            f"GitHub did not create the release {TAG}: 403 Resource not accessible by integration",
            "`permissions: contents: write`",
            id="a token that may only read",
        ),
        pytest.param(
            "ghs_blind",
            Grant("blind", contents="none"),
            f"GitHub did not create the release {TAG}: 404 Not Found",
            "check the name of the repository",
            id="a token that does not see the repository",
        ),
    ],
)
def test_a_refusal_says_what_to_do(
    github: StandIn, token: str, grant: Grant | None, says: str, advises: str
) -> None:
    github.world.tag(TAG)
    if grant:
        github.world.grants[token] = grant
    forge = GithubForge(connect(github, token))
    try:
        outcome = publish(forge, [wanted(TAG)])[0]
        error, hint = outcome.error, outcome.hint
    except WorldError as raised:
        error, hint = raised.message, raised.hint
    assert error == says
    assert advises in hint


def test_a_repository_with_another_name_is_not_found(github: StandIn) -> None:
    connection = Connection(GithubAccess(github.url, "coder", "elsewhere", TOKEN), AT_ONCE)
    with pytest.raises(WorldError, match="404 Could not resolve to a Repository") as raised:
        GithubForge(connection).find({TAG: "f" * 40})
    assert "check the name of the repository" in raised.value.hint
