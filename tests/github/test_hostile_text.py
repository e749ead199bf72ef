"""Text that was made to do something does nothing, and the token is nowhere."""

from __future__ import annotations

import io
import logging
import traceback
from typing import TYPE_CHECKING

import pytest

from release_tool.adapters.forge_github import GithubForge
from release_tool.adapters.github_comment import StickyComment
from release_tool.adapters.github_graphql import enrich, veterans
from release_tool.domain.enrichment import Account, Arrival, Enriched
from release_tool.domain.release_body import BEGIN, END
from release_tool.errors import WorldError
from tests.github import faults
from tests.github.conftest import connect
from tests.github.faults import Break, Fault, Reply
from tests.github.publishing import cut, publish, statuses, wanted
from tests.github.stand_in import TOKEN
from tests.github.world import Person, Pull, Snapshot, sha_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.github.stand_in import StandIn

TAG = "release/coder/agent/v1.2.0"

HOSTILE = [
    pytest.param("$(touch pwned) `id` ; rm -rf ~ | cat && true", id="a shell command"),
    pytest.param("${{ secrets.GITHUB_TOKEN }} %{x} {owner}", id="an expression of a workflow"),
    pytest.param("::set-output name=tag::v9\n::add-mask::x", id="workflow commands"),
    pytest.param("EOF\ntag_name=v9\nghadelimiter_1\n", id="a heredoc's delimiter"),
    pytest.param("# Heading\n| a | b |\n<script>alert(1)</script> @everyone", id="Markdown"),
    pytest.param("\x1b[31mred\x1b[0m \x1b]0;title\x07 \u202e", id="ANSI and direction marks"),
    pytest.param('"}) { viewer { login } } # \\" \\u0000', id="a GraphQL query"),
    pytest.param("../../../user?x=1#y%2F..%2F", id="a path"),
    pytest.param(f"{END}\nforever\n{BEGIN}", id="the tool's own markers"),
    pytest.param("Ünïcödé 🚀 \u2028 line", id="letters of the world"),
]


def plain(body: str) -> str:
    return body.removeprefix(f"{BEGIN}\n").removesuffix(f"\n{END}")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_title_and_notes_arrive_as_they_are(
    github: StandIn, forge: GithubForge, text: str
) -> None:
    github.world.tag(TAG)
    assert statuses(publish(forge, [wanted(TAG, notes=text, title=text)])) == ["created"]
    made = github.world.releases[0]
    assert made.name == text
    assert plain(made.body).replace("&lt;!--", "<!--") == text.strip()
    assert statuses(publish(forge, [wanted(TAG, notes=text, title=text)])) == ["unchanged"]


@pytest.mark.parametrize("text", HOSTILE)
def test_notes_never_outgrow_their_markers(github: StandIn, forge: GithubForge, text: str) -> None:
    github.world.tag(TAG)
    publish(forge, [wanted(TAG, notes=text)])
    publish(forge, [wanted(TAG, notes="* clean")])
    assert github.world.releases[0].body == f"{BEGIN}\n* clean\n{END}"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_tag_is_only_ever_a_name(github: StandIn, forge: GithubForge, text: str) -> None:
    github.world.tag(text)
    github.world.unheard.add(text)
    assert statuses(publish(forge, [wanted(text)])) == ["created"]
    assert [each.tag for each in github.world.releases] == [text]


def test_what_json_cannot_hold_is_replaced(github: StandIn, forge: GithubForge) -> None:
    github.world.tag(TAG)
    release = wanted(TAG, notes="a\udcffb\x00c", title="t\udcff")
    assert statuses(publish(forge, [release])) == ["created"]
    made = github.world.releases[0]
    assert (made.name, plain(made.body)) == ("t\ufffd", "a\ufffdb\ufffdc")
    assert statuses(publish(forge, [release])) == ["unchanged"]


@pytest.mark.parametrize("text", HOSTILE)
def test_labels_titles_logins_and_folders_are_only_text(github: StandIn, text: str) -> None:
    pull = Pull(7, text, text, (text,))
    author = Person(text, "ann@example.com", text)
    github.world.history = [Snapshot(sha_of("x"), (author,), text, (pull,))]
    found = enrich(connect(github), [sha_of("x")])
    assert isinstance(found, Enriched)
    known = found.pull_requests[sha_of("x")]
    assert (known.title, known.labels, known.author) == (text, (text,), text)
    assert found.accounts == {"ann@example.com": Account(text, f"U_{text}")}
    arrival = Arrival(found.accounts["ann@example.com"], sha_of("x"), text)
    assert veterans(connect(github), [arrival]) == frozenset({arrival})


@pytest.mark.parametrize("text", HOSTILE)
def test_what_github_says_in_an_error_is_one_line_of_plain_text(
    github: StandIn, forge: GithubForge, text: str
) -> None:
    github.world.tag(TAG)
    github.faults = [Fault("POST", "/releases$", Reply(422, {"message": text * 50}))]
    error = publish(forge, [wanted(TAG)])[0].error
    assert error.isprintable()
    assert len(error) < 400


LEAKS = [
    pytest.param(Reply(401, {"message": f"Bad credentials: {TOKEN}"}), id="401 that repeats it"),
    pytest.param(Reply(403, {"message": f"token {TOKEN} may not"}), id="403 that repeats it"),
    pytest.param(Reply(422, {"message": f"Invalid {TOKEN}"}), id="422 that repeats it"),
    pytest.param(Reply(502, f"<pre>Authorization: token {TOKEN}</pre>"), id="502 that repeats it"),
    pytest.param(faults.NO_JSON, id="a page instead of JSON"),
    pytest.param(Reply(200, {"html_url": 5, "x": TOKEN}), id="an answer of another shape"),
    pytest.param(Reply(301, "", {"Location": "http://localhost:1/"}), id="a redirect"),
    pytest.param(Break.RESET, id="a reset"),
    pytest.param(Break.HALF, id="half an answer"),
]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """All that any logger says, also at its most talkative."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.mark.parametrize("path", ["/releases$", "/graphql"])
@pytest.mark.parametrize("effect", LEAKS)
def test_the_token_is_nowhere(
    github: StandIn,
    log: io.StringIO,
    capfd: pytest.CaptureFixture[str],
    effect: Reply | Break,
    path: str,
) -> None:
    github.world.tag(TAG)
    github.faults = [Fault("POST", path, effect) for _ in range(60)]
    connection = connect(github)
    forge = GithubForge(connection)
    said = [repr(connection), repr(connection.access), repr(forge)]
    try:
        said.append(repr(publish(forge, [wanted(TAG)])))
    except WorldError as error:
        said += [_everything(error), error.hint]
    said.append(repr(StickyComment(connection, 1).write("x", cut)))
    said.append(repr(enrich(connection, [sha_of("x")])))
    printed = capfd.readouterr()
    said += [log.getvalue(), printed.out, printed.err]
    assert "GitHub did not" in "".join(said)
    assert [text for text in said if TOKEN in text] == []


def _everything(error: BaseException) -> str:
    """All that a traceback with local variables, or a log of the exception, could show."""
    text = "".join(traceback.format_exception(error))
    for link in (error.__cause__, error.__context__):
        if link is not None:
            text += _everything(link)
    return text + repr(error.args) + repr(vars(error))
