"""The notes of a release are grouped, linked and harmless."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from release_tool.notes.document import InterfaceGroup
from release_tool.notes.entries import Entry, Newcomer
from release_tool.notes.links import Links
from release_tool.notes.markdown import render
from release_tool.notes.people import Author, author
from release_tool.notes.plain_text import plain
from release_tool.notes.sections import Section, Sections
from tests.golden_files import assert_golden
from tests.notes.builders import LINKS, entry, notes, tag
from tests.notes.hostile import TEXT
from tests.notes.page import kinds_of, page_of

if TYPE_CHECKING:
    from release_tool.domain.tags import ReleaseTag

ADA = author("Ada Lovelace", "12+ada@users.noreply.github.com")
BOB = author("Bob", "bob@example.com")
BOT = author("imgbot[bot]", "31301654+imgbot[bot]@users.noreply.github.com")
KINDS = ["feat", "fix", "perf", "docs", "chore", "other", "revert"]


def headings(*told: Entry, sections: Sections | None = None) -> list[str]:
    return page_of(render(notes(*told), sections or Sections())).headings


def lines(*told: Entry, links: Links | None = LINKS) -> list[str]:
    return [line for line in render(notes(*told, links=links)).splitlines() if "- " in line[:4]]


def test_a_complete_document() -> None:
    told = (
        entry(
            "drop `depth`",
            kind="refactor",
            breaking=True,
            pr=40,
            authors=(ADA, BOB),
            note="Use `extra_args`.",
        ),
        entry("clone over ssh", pr=39, authors=(ADA,)),
        entry("clone [submodules] for @everyone, see #12", pr=38, authors=(BOB,)),
        entry("a feature that was taken back", pr=37, reverted=True),
        entry("keep $HOME & ~/.ssh", kind="fix", pr=None, authors=(BOT, ADA, BOB)),
        entry("look at each folder once", kind="perf", pr=35),
        entry("say what `url` may be", kind="docs", pr=34),
        entry("Fix/folders <with> spaces", kind="other", pr=None),
        entry("fix: guess the branch", kind="revert", pr=32),
    )
    document = replace(
        notes(*told, released=tag("2.0.0"), previous=tag("1.3.1")),
        interface=(
            InterfaceGroup("Inputs", ("`depth` was removed", "`extra_args` is new: list(string)")),
            InterfaceGroup("Outputs", ("`git_provider` may be null",)),
        ),
        newcomers=(Newcomer(BOB, told[2]),),
    )
    assert_golden("tests/notes/golden/notes.md", render(document))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param(entry(kind="feat"), "Features", id="a feature"),
        pytest.param(entry(kind="fix"), "Bug fixes", id="a fix"),
        pytest.param(entry(kind="perf"), "Performance", id="a faster way"),
        pytest.param(entry(kind="docs"), "Documentation", id="documentation"),
        pytest.param(entry(kind="chore"), "Other changes", id="a type without a heading"),
        pytest.param(entry(kind="other"), "Other changes", id="no type"),
        pytest.param(entry(kind="docs", breaking=True), "Breaking changes", id="whatever breaks"),
    ],
)
def test_an_entry_stands_under_its_heading(told: Entry, expected: str) -> None:
    assert headings(told) == [expected]


def test_headings_stand_in_their_order_whatever_that_of_the_commits() -> None:
    told = [entry(kind=kind) for kind in KINDS] + [entry(kind="fix", breaking=True)]
    expected = ["Breaking changes", "Features", "Bug fixes", "Performance", "Documentation"]
    assert headings(*told) == headings(*reversed(told)) == [*expected, "Other changes"]


def test_headings_and_types_are_for_the_registry_to_choose() -> None:
    sections = Sections(typed=(Section("Neu", ("feature", "perf")),), other="Übrige")
    told = [entry(kind="fix"), entry(kind="perf"), entry(kind="feat")]
    assert headings(*told, sections=sections) == ["Neu", "Übrige"]


def test_a_label_moves_an_entry() -> None:
    sections = Sections(typed=(Section("Features", ("feat",)), Section("Security", (), ("cve",))))
    told = entry(kind="feat", labels=("size/L", "cve"))
    assert headings(told, sections=sections) == ["Security"]


def test_what_was_reverted_is_not_told() -> None:
    assert lines(entry("kept"), entry("gone", reverted=True)) == lines(entry("kept"))


@pytest.mark.parametrize(
    ("told", "line"),
    [
        pytest.param(
            entry("add x", pr=12, authors=(ADA,)),
            "- add x ([#12](https://github.com/coder/registry/pull/12)) by @ada",
            id="pull request and login",
        ),
        pytest.param(
            replace(entry("add x", pr=None, authors=(BOB,)), sha="a" * 40),
            f"- add x ([`aaaaaaa`](https://github.com/coder/registry/commit/{'a' * 40})) by Bob",
            id="the commit where there is no pull request",
        ),
        pytest.param(
            entry("add x", authors=(ADA, BOB, BOT)),
            "- add x ([#12](https://github.com/coder/registry/pull/12))"
            " by @ada, Bob and imgbot\\[bot\\]",
            id="several authors, of whom the bot is not mentioned",
        ),
        pytest.param(
            entry("", authors=(ADA,)),
            "- no subject ([#12](https://github.com/coder/registry/pull/12)) by @ada",
            id="an empty subject",
        ),
        pytest.param(
            entry("feat: add x", kind="revert", authors=(ADA,)),
            "- Revert: feat: add x ([#12](https://github.com/coder/registry/pull/12)) by @ada",
            id="a revert of what is not in the range",
        ),
    ],
)
def test_a_line_tells_subject_source_and_authors(told: Entry, line: str) -> None:
    assert lines(told) == [line]


def test_without_links_a_line_still_names_number_and_login() -> None:
    told = (entry("add x", authors=(ADA,)), entry("add y", pr=None, authors=(BOB,)))
    assert lines(*told, links=None) == ["- add x (#12) by @ada", "- add y by Bob"]


def test_a_login_of_another_forge_mentions_no_one_here() -> None:
    elsewhere = Links("https://ghe.corp.example/tools/registry")
    (line,) = lines(entry("add x", authors=(ADA,)), links=elsewhere)
    assert line.endswith(" by Ada Lovelace")


@pytest.mark.parametrize(
    ("previous", "released", "line"),
    [
        pytest.param(
            "1.0.0",
            "1.1.0",
            "[v1.0.0...v1.1.0](https://github.com/coder/registry/compare/"
            "release/coder/git-clone/v1.0.0...release/coder/git-clone/v1.1.0)",
            id="two releases",
        ),
        pytest.param(
            None,
            "1.0.0",
            "[v1.0.0](https://github.com/coder/registry/commits/release/coder/git-clone/v1.0.0)",
            id="the first release",
        ),
        pytest.param(
            "1.0.0",
            None,
            "[v1.0.0...HEAD](https://github.com/coder/registry/compare/"
            "release/coder/git-clone/v1.0.0...HEAD)",
            id="what is not released",
        ),
    ],
)
def test_the_last_line_leads_to_everything(
    previous: str | None, released: str | None, line: str
) -> None:
    document = notes(
        entry(),
        released=tag(released) if released else None,
        previous=tag(previous) if previous else None,
    )
    assert render(document).splitlines()[-1] == f"**Full changelog**: {line}"


@pytest.mark.parametrize(
    ("previous", "expected"),
    [
        pytest.param(None, "No changes to this module.\n", id="in a first release"),
        pytest.param(
            tag("1.0.0"), "No changes to this module since v1.0.0.\n", id="since the release before"
        ),
    ],
)
def test_notes_without_changes_say_so(previous: ReleaseTag | None, expected: str) -> None:
    assert render(notes(entry(reverted=True), previous=previous, links=None)) == expected


_TAGS = {"h2", "h3", "ul", "li", "p", "a", "code", "span", "strong"}
_KINDS = {"Heading", "List", "Item", "Paragraph", "Text", "Link", "Code", "InlineHtml", "Strong"}

HOSTILE_ENTRIES = st.builds(
    entry,
    TEXT,
    kind=st.sampled_from(KINDS),
    breaking=st.booleans(),
    pr=st.none() | st.integers(1, 9999),
    authors=st.lists(st.builds(author, TEXT, TEXT), min_size=1, max_size=3).map(tuple),
    note=st.just("") | TEXT,
)


@given(st.lists(HOSTILE_ENTRIES, min_size=1, max_size=4), TEXT)
def test_nothing_that_others_wrote_acts(told: list[Entry], line: str) -> None:
    document = replace(
        notes(*told, released=tag("1.1.0"), previous=tag("1.0.0")),
        interface=(InterfaceGroup(f"Inputs {line}", (f"x {line}",)),),
        newcomers=tuple(Newcomer(one.authors[0], one) for one in told),
    )
    markdown = render(document, Sections(other=f"Other {line}"))
    page = page_of(markdown)
    assert set(page.tags) <= _TAGS
    assert kinds_of(markdown) <= _KINDS
    assert page.acting == []
    assert page.comments == []
    assert len(page.items) == len(told) * 2 + sum(bool(plain(one.note)) for one in told) + 1
    assert all(one.startswith("https://github.com/coder/registry/") for one in page.addresses)


@given(st.lists(HOSTILE_ENTRIES, min_size=1, max_size=4))
def test_a_mention_is_made_of_a_login_and_of_nothing_else(told: list[Entry]) -> None:
    known = [replace(one, authors=(ADA, *one.authors)) for one in told]
    page = page_of(render(notes(*known)))
    assert {match for kind, match in page.acting if kind == "mention"} == {"@a"}
    assert {kind for kind, _ in page.acting} == {"mention"}
    runs = "".join(page.runs)
    assert runs.count("@ada") == len(told)


def test_authors_are_never_named_by_address() -> None:
    nameless = Author("unknown", "secret@example.com")
    assert "secret" not in render(notes(entry(authors=(nameless,))))
