"""Programs read every commit of the range."""

from __future__ import annotations

from release_tool.notes.as_json import as_json
from release_tool.notes.people import author
from tests.notes.builders import entry, notes, tag

ADA = author("Ada Lovelace", "12+ada@users.noreply.github.com")
BOB = author("Bob", "bob@example.com")


def test_a_release_has_exactly_the_public_keys() -> None:
    told = entry("drop x", kind="fix", breaking=True, scope="zed", authors=(ADA, BOB), note="y")
    document = notes(told, released=tag("2.0.0"), previous=tag("1.0.0"))
    assert as_json(document, "text\n") == {
        "tag": "release/coder/git-clone/v2.0.0",
        "module": "coder/git-clone",
        "version": "2.0.0",
        "previous": "release/coder/git-clone/v1.0.0",
        "commits": [
            {
                "sha": told.sha,
                "type": "fix",
                "scope": "zed",
                "breaking": True,
                "subject": "drop x",
                "pr": 12,
                "authors": ["ada", "Bob"],
                "reverted": False,
            }
        ],
        "markdown": "text\n",
    }


def test_what_is_not_released_has_neither_tag_nor_version() -> None:
    document = as_json(notes(), "")
    assert [document[key] for key in ("tag", "version", "previous")] == [None, None, None]


def test_reverted_commits_are_marked_and_kept() -> None:
    commits = as_json(notes(entry("a", reverted=True), entry("b")), "")["commits"]
    assert isinstance(commits, list)
    assert [one["reverted"] for one in commits] == [True, False]
