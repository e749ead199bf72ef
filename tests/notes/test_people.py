"""Authors are known by their login where their address tells it, and each is named once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from release_tool.domain.commits import Person
from release_tool.notes.people import author, authors, with_login
from tests.notes.builders import commit


@pytest.mark.parametrize(
    "email",
    [
        pytest.param("ada@example.com", id="an address of a person's own"),
        pytest.param("ada@users.noreply", id="no host"),
        pytest.param("U04T3LN8ASU+ada@users.noreply.github.com", id="an id that is no number"),
        pytest.param("1+-ada@users.noreply.github.com", id="a hyphen where no login has one"),
        pytest.param("1+a.da@users.noreply.github.com", id="a dot, which no login has"),
        pytest.param("1+ada]@users.noreply.github.com", id="a bracket"),
        pytest.param("users.noreply.github.com", id="no login"),
        pytest.param("", id="nothing"),
    ],
)
def test_no_login_is_guessed(email: str) -> None:
    assert author("Ada", email).login is None


@pytest.mark.parametrize(
    ("email", "login", "host"),
    [
        pytest.param("12+ada@users.noreply.github.com", "ada", "github.com", id="with a number"),
        pytest.param("ada@users.noreply.github.com", "ada", "github.com", id="of the older form"),
        pytest.param("35C4n0r@users.noreply.GitHub.com", "35C4n0r", "github.com", id="in capitals"),
        pytest.param("1+ada_corp@users.noreply.github.com", "ada_corp", "github.com", id="managed"),
        pytest.param(
            "1+a@users.noreply.ghe.corp.example", "a", "ghe.corp.example", id="of a company"
        ),
        pytest.param(
            "4+imgbot[bot]@users.noreply.github.com", "imgbot[bot]", "github.com", id="of a bot"
        ),
    ],
)
def test_an_address_that_hides_tells_the_login(email: str, login: str, host: str) -> None:
    known = author("Ada", email)
    assert (known.login, known.host) == (login, host)


def names(body: str, name: str = "Ada", email: str = "ada@example.com") -> list[str]:
    return [one.label for one in authors(commit("feat: x", body, Person(name, email)))]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("Written with Bob <bob@example.com>", id="a sentence"),
        pytest.param("Reviewed-by: Bob <bob@example.com>", id="another trailer"),
        pytest.param("> Co-authored-by: Bob <bob@example.com>", id="a quotation"),
        pytest.param("```\nCo-authored-by: Bob <bob@example.com>\n```", id="an example"),
        pytest.param("Co-authored-by: Bob", id="a name without an address"),
        pytest.param("Co-authored-by: @bob", id="a mention, which no tool writes"),
        pytest.param("Co-authored-by: Ada L <ADA@example.com>", id="the author by address"),
        pytest.param("Co-authored-by: ada <ada@home.example>", id="the author by name"),
        pytest.param("Co-authored-by: Ada <1+ci[bot]@users.noreply.github.com>", id="a bot"),
        pytest.param("Co-authored-by: ci[bot] <ci@example.com>", id="a bot by name"),
        pytest.param("Co-authored-by: Helper 4 <noreply@helper.example>", id="no one's mailbox"),
        pytest.param(
            "Co-authored-by: Copilot <7+Copilot@users.noreply.github.com>", id="an assistant"
        ),
        pytest.param(
            "Co-authored-by: root <root@laptop.localdomain>", id="a machine's own account"
        ),
    ],
)
def test_no_one_else_is_named(body: str) -> None:
    assert names(body) == ["Ada"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("Co-authored-by: Bob <b@x.example>", ["Bob"], id="a trailer"),
        pytest.param("co-Authored-By:Bob <b@x.example>  ", ["Bob"], id="in other letters"),
        pytest.param("Co-authored-by: Bob <b@x.example>\r\n", ["Bob"], id="with a carriage return"),
        pytest.param(
            "Co-authored-by: Bob <1+bob@users.noreply.github.com>", ["bob"], id="by login"
        ),
        pytest.param(
            "Co-authored-by: Bob <b@x.example>\n\n* more\n\nCo-authored-by: Bob <B@x.example>",
            ["Bob"],
            id="twice",
        ),
        pytest.param(
            "Co-authored-by: Bob <b@x.example>\n"
            "Co-authored-by: Bob <1+bo@users.noreply.github.com>",
            ["bo"],
            id="twice, of which one tells the login",
        ),
        pytest.param(
            "Co-authored-by: Cy <c@x.example>\nCo-authored-by: Bob <b@x.example>",
            ["Cy", "Bob"],
            id="two, in their order",
        ),
        pytest.param("Co-authored-by: <b@x.example>", ["unknown"], id="one without a name"),
    ],
)
def test_co_authors_follow_the_author(body: str, expected: list[str]) -> None:
    assert names(body) == ["Ada", *expected]


def test_a_bot_is_credited_for_its_own_commits() -> None:
    body = "Co-authored-by: dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>"
    email = "49699333+dependabot[bot]@users.noreply.github.com"
    assert names(body, "dependabot[bot]", email) == ["dependabot[bot]"]


def test_an_author_whose_name_is_a_login_is_the_co_author_of_that_login() -> None:
    body = "Co-authored-by: 35C4n0r <70096901+35C4n0r@users.noreply.github.com>"
    (known,) = authors(commit("feat: x", body, Person("35C4n0r", "jay@example.com")))
    assert known.login == "35C4n0r"


def test_the_login_from_the_forge_is_one_of_the_forge() -> None:
    known = with_login(author("Ada", "1+old@users.noreply.github.com"), "ada")
    assert (known.login, known.host) == ("ada", "")


@given(st.text())
def test_what_cannot_be_a_login_is_not_taken_for_one(text: str) -> None:
    known = with_login(author("Ada", "ada@example.com"), text + "](x)")
    assert known.login is None
