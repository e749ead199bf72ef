"""Which GitHub is meant, and where the token goes."""

from __future__ import annotations

import pytest

from release_tool.adapters.github_access import access_from, remote_repository
from release_tool.errors import RequestError

ROW = pytest.param
CLONE = "git@github.com:me/mine.git"
TOKEN = {"GITHUB_TOKEN": "ghs_secret"}
ACTIONS = {
    **TOKEN,
    "GITHUB_REPOSITORY": "coder/registry",
    "GITHUB_SERVER_URL": "https://github.com",
    "GITHUB_API_URL": "https://api.github.com",
}
ENTERPRISE = {
    **ACTIONS,
    "GITHUB_SERVER_URL": "https://ghe.example.com",
    "GITHUB_API_URL": "https://ghe.example.com/api/v3",
}


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ROW("", ("", ""), id="no remote"),
        ROW("/srv/registry.git", ("", ""), id="a folder"),
        ROW("file:///srv/registry.git", ("", ""), id="a folder as a URL"),
        ROW("https://[broken", ("", ""), id="no URL at all"),
        ROW("https://github.com/coder/registry.git", ("github.com", "coder/registry"), id="https"),
        ROW(
            "https://u:p@GitHub.com/coder/registry", ("github.com", "coder/registry"), id="a login"
        ),
        ROW("git@github.com:coder/registry.git", ("github.com", "coder/registry"), id="scp form"),
        ROW(
            "ssh://git@ghe.example.com:2222/coder/registry.git",
            ("ghe.example.com", "coder/registry"),
            id="ssh with a port",
        ),
    ],
)
def test_a_remote_names(url: str, place: tuple[str, str]) -> None:
    assert remote_repository(url) == place


@pytest.mark.parametrize(
    ("environment", "remote", "host", "api", "repository"),
    [
        ROW(ACTIONS, "", "", "https://api.github.com", "coder/registry", id="Actions"),
        ROW(
            ENTERPRISE,
            "",
            "",
            "https://ghe.example.com/api/v3",
            "coder/registry",
            id="Actions of an Enterprise Server",
        ),
        ROW(TOKEN, CLONE, "", "https://api.github.com", "me/mine", id="a clone on a laptop"),
        ROW(
            {**TOKEN, "GH_HOST": "ghe.example.com"},
            "git@ghe.example.com:me/mine.git",
            "",
            "https://ghe.example.com/api/v3",
            "me/mine",
            id="a clone of an Enterprise Server that GH_HOST names",
        ),
        ROW(
            {**TOKEN, "GH_HOST": "octo.ghe.com"},
            "https://octo.ghe.com/me/mine",
            "octo.ghe.com",
            "https://api.octo.ghe.com",
            "me/mine",
            id="a GitHub with data residency",
        ),
        ROW(
            {**TOKEN, "GITHUB_API_URL": "http://127.0.0.1:4101/"},
            CLONE,
            "",
            "http://127.0.0.1:4101",
            "me/mine",
            id="a server on this machine",
        ),
    ],
)
def test_the_place_is(
    environment: dict[str, str], remote: str, host: str, api: str, repository: str
) -> None:
    access = access_from(environment, remote, host)
    assert (access.api, access.repository, access.token) == (api, repository, "ghs_secret")


@pytest.mark.parametrize(
    ("environment", "remote", "host", "says", "advises"),
    [
        ROW({}, CLONE, "", "no token", "set GITHUB_TOKEN", id="no token"),
        ROW(
            {"GITHUB_TOKEN": "a\nb"},
            CLONE,
            "",
            "characters that no token has",
            "without quotes",
            id="a token with a line end in it",
        ),
        ROW(TOKEN, "", "", "owner/name", "add a GitHub remote", id="no repository"),
        ROW(
            {**TOKEN, "GITHUB_REPOSITORY": "../../user"},
            "",
            "",
            "owner/name",
            "GITHUB_REPOSITORY",
            id="a path for a repository",
        ),
        ROW(
            TOKEN,
            "https://evil.example.com/me/mine",
            "",
            "the token is not sent to evil.example.com",
            "GH_HOST=evil.example.com",
            id="a remote that nobody vouches for",
        ),
        ROW(
            ACTIONS,
            "",
            "evil.example.com",
            "the token is not sent to evil.example.com",
            "GH_HOST=evil.example.com",
            id="a host that only a file of the clone names",
        ),
        ROW(
            {**ACTIONS, "GITHUB_API_URL": "http://api.github.com"},
            "",
            "",
            "the token is not sent over http",
            "begins with https://",
            id="a protocol that everybody can read",
        ),
    ],
)
def test_the_token_is_not_sent_with(
    environment: dict[str, str], remote: str, host: str, says: str, advises: str
) -> None:
    with pytest.raises(RequestError) as raised:
        access_from(environment, remote, host)
    assert says in raised.value.message
    assert advises in raised.value.hint
    assert "ghs_secret" not in str(raised.value) + raised.value.hint


def test_the_token_is_not_in_what_python_shows_of_the_place() -> None:
    assert "ghs_secret" not in repr(access_from(ACTIONS))


def test_the_tool_s_own_token_wins_over_the_other_name() -> None:
    assert access_from({**ACTIONS, "GH_TOKEN": "other"}).token == TOKEN["GITHUB_TOKEN"]
