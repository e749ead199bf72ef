"""The one comment on a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from release_tool.adapters.github_comment import BODY_LIMIT, MARKER, StickyComment
from tests.github import faults
from tests.github.conftest import connect
from tests.github.faults import Break, Fault, Reply, When
from tests.github.publishing import cut
from tests.github.world import Comment, Grant

if TYPE_CHECKING:
    from tests.github.stand_in import StandIn

PULL = 17
DRIFT = "Two pins drift."


@pytest.fixture
def sticky(github: StandIn) -> StickyComment:
    github.world.comments[PULL] = [Comment(1, "Nice work!", "ann")]
    return StickyComment(connect(github), PULL)


def bodies(github: StandIn) -> list[str]:
    return [each.body for each in github.world.comments[PULL]]


@pytest.mark.parametrize("action", ["amend", "delete"])
def test_where_there_is_no_comment_none_is_changed(
    github: StandIn, sticky: StickyComment, action: str
) -> None:
    outcome = sticky.delete() if action == "delete" else sticky.amend("All is well.", cut)
    assert outcome.status == "absent"
    assert (github.writes, bodies(github)) == ([], ["Nice work!"])


def test_the_same_words_are_not_written_twice(github: StandIn, sticky: StickyComment) -> None:
    sticky.write(DRIFT, cut)
    writes = len(github.writes)
    assert sticky.write(DRIFT, cut).status == "unchanged"
    assert len(github.writes) == writes


def test_a_comment_of_somebody_else_is_left_alone_though_it_has_the_marker(
    github: StandIn, sticky: StickyComment
) -> None:
    copied = f"{MARKER}\nTrust me."
    github.world.comments[PULL].append(Comment(2, copied, "mallory"))
    assert sticky.write(DRIFT, cut).status == "created"
    assert sticky.delete().status == "deleted"
    assert bodies(github) == ["Nice work!", copied]


def test_the_comment_is_made(github: StandIn, sticky: StickyComment) -> None:
    outcome = sticky.write(DRIFT, cut)
    assert outcome.status == "created"
    assert "#issuecomment-" in outcome.url
    assert bodies(github) == ["Nice work!", f"{MARKER}\n{DRIFT}"]


def test_the_comment_is_changed_in_place(github: StandIn, sticky: StickyComment) -> None:
    sticky.write(DRIFT, cut)
    assert sticky.write("One pin drifts.", cut).status == "updated"
    assert sticky.amend("All is well.", cut).status == "updated"
    assert bodies(github) == ["Nice work!", f"{MARKER}\nAll is well."]


def test_the_comment_is_taken_away(github: StandIn, sticky: StickyComment) -> None:
    sticky.write(DRIFT, cut)
    assert sticky.delete().status == "deleted"
    assert bodies(github) == ["Nice work!"]


def test_the_comment_is_found_behind_hundreds_of_others(
    github: StandIn, sticky: StickyComment
) -> None:
    github.world.comments[PULL] = [Comment(each, "talk", "ann") for each in range(2, 252)]
    sticky.write(DRIFT, cut)
    assert sticky.write("Another", cut).status == "updated"


def test_two_comments_of_two_runs_at_once_become_one(
    github: StandIn, sticky: StickyComment
) -> None:
    for number in (2, 3):
        github.world.comments[PULL].append(Comment(number, f"{MARKER}\nold", "release-bot"))
    assert sticky.write(DRIFT, cut).status == "updated"
    assert bodies(github) == ["Nice work!", f"{MARKER}\n{DRIFT}"]


def test_a_long_comment_is_cut_at_a_line(github: StandIn, sticky: StickyComment) -> None:
    sticky.write("a line of text\n" * 9_000, cut)
    body = bodies(github)[1]
    assert BODY_LIMIT - 100 < len(body) <= BODY_LIMIT
    assert body.endswith("\na line of text\n[the rest](https://example.com/rest)")


LOST = [
    pytest.param(faults.BAD_GATEWAY, When.BEFORE, id="502 before GitHub acts"),
    pytest.param(faults.BAD_GATEWAY, When.AFTER, id="502 after GitHub acted"),
    pytest.param(Break.RESET, When.AFTER, id="a reset after GitHub acted"),
    pytest.param(faults.SECONDARY_WAIT, When.BEFORE, id="a secondary limit"),
]


@pytest.mark.parametrize(("effect", "when"), LOST)
def test_there_is_one_comment_after(
    github: StandIn, sticky: StickyComment, effect: Reply | Break, when: When
) -> None:
    github.faults = [Fault("POST", "/comments$", effect, when)]
    assert sticky.write(DRIFT, cut).status == "created"
    assert bodies(github) == ["Nice work!", f"{MARKER}\n{DRIFT}"]


@pytest.mark.parametrize(("effect", "when"), LOST)
def test_the_comment_is_gone_after(
    github: StandIn, sticky: StickyComment, effect: Reply | Break, when: When
) -> None:
    sticky.write(DRIFT, cut)
    github.faults = [Fault("DELETE", "/comments/", effect, when)]
    assert sticky.delete().status == "deleted"
    assert bodies(github) == ["Nice work!"]


@pytest.mark.parametrize("action", ["write", "delete"])
def test_a_token_that_may_only_read_says_what_it_could_not_write(
    github: StandIn, sticky: StickyComment, action: str
) -> None:
    github.world.grants["ghs_fork"] = Grant("release-bot", "read", "read")
    before = "make"
    if action == "delete":
        sticky.write(DRIFT, cut)
        before = "delete"
    reader = StickyComment(connect(github, "ghs_fork"), PULL)
    outcome = reader.delete() if action == "delete" else reader.write(DRIFT, cut)
    assert outcome.status == "not-written"
    assert outcome.error == (
        f"GitHub did not {before} the comment on #17: 403 Resource not accessible by integration"
    )
    assert "`permissions: pull-requests: write`" in outcome.hint


def test_a_pull_request_that_does_not_exist_is_said(github: StandIn) -> None:
    outcome = StickyComment(connect(github), 404).write(DRIFT, cut)
    assert outcome.status == "not-written"
    assert "Could not resolve to a PullRequest" in outcome.error
