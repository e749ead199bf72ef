"""Links lead to the pages that the forge has."""

from __future__ import annotations

import pytest

from release_tool.notes.links import ForgeKind, Links


@pytest.mark.parametrize(
    ("kind", "pull", "commit", "compare", "history", "release"),
    [
        pytest.param(
            ForgeKind.GITHUB,
            "pull/1",
            "commit/ab",
            "compare/a...b",
            "commits/b",
            "releases/tag/b",
            id="of GitHub",
        ),
        pytest.param(
            ForgeKind.GITEA,
            "pulls/1",
            "commit/ab",
            "compare/a...b",
            "commits/b",
            "releases/tag/b",
            id="of Gitea",
        ),
        pytest.param(
            ForgeKind.GITLAB,
            "-/merge_requests/1",
            "-/commit/ab",
            "-/compare/a...b",
            "-/commits/b",
            "-/releases/b",
            id="of GitLab",
        ),
    ],
)
def test_each_forge_has_its_own_pages(  # noqa: PLR0913, PLR0917 - one column a page
    kind: ForgeKind, pull: str, commit: str, compare: str, history: str, release: str
) -> None:
    links = Links("https://x.example/o/r/", kind)
    found = [
        links.pull(1),
        links.commit("ab"),
        links.compare("a", "b"),
        links.history("b"),
        links.release("b"),
    ]
    pages = [pull, commit, compare, history, release]
    assert found == [f"https://x.example/o/r/{page}" for page in pages]


def test_a_ref_cannot_leave_its_link() -> None:
    assert Links("https://x.example/r").history("a) [b](c)<d>?e#f") == (
        "https://x.example/r/commits/a%29%20%5Bb%5D%28c%29%3Cd%3E%3Fe%23f"
    )


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("javascript:alert(1)", id="a script"),
        pytest.param("git@github.com:o/r.git", id="an address for git"),
        pytest.param("/srv/git/r.git", id="a folder"),
        pytest.param("", id="nothing"),
    ],
)
def test_only_a_web_page_can_be_linked_to(address: str) -> None:
    with pytest.raises(ValueError, match="web page"):
        Links(address)
