"""Entries tell of commits; the forge adds what only it knows."""

from __future__ import annotations

from msgspec.structs import replace

from release_tool.domain.commits import Person
from release_tool.domain.enrichment import Account, Enriched, PullRequest
from release_tool.notes.entries import enriched, entries, newcomers
from release_tool.notes.people import author
from tests.notes.builders import ADA, commit, entry

BOB = Person("Bob", "bob@example.com")


def test_every_commit_becomes_an_entry_in_its_order() -> None:
    told = entries([commit('Revert "fix: a"'), commit("feat(x)!: b (#2)"), commit("fix: a (#1)")])
    assert [
        (one.type, one.scope, one.breaking, one.subject, one.pr, one.reverted) for one in told
    ] == [
        ("revert", None, False, 'Revert "fix: a"', None, True),
        ("feat", "x", True, "b", 2, False),
        ("fix", None, False, "a", 1, True),
    ]


def test_an_entry_has_the_id_and_the_authors_of_its_commit() -> None:
    written = commit("fix: a", "Co-authored-by: Bob <bob@example.com>")
    (told,) = entries([written])
    assert told.sha == written.sha
    assert [one.name for one in told.authors] == [ADA.name, "Bob"]


def test_no_commits_are_no_entries() -> None:
    assert entries([]) == ()


def test_a_forge_that_knows_nothing_changes_nothing() -> None:
    told = (entry("a", pr=None), entry("b"))
    assert enriched(told, Enriched()) == told


def test_the_forge_adds_login_number_and_labels() -> None:
    told = entry("a", pr=None)
    pull = PullRequest(7, labels=("security",))
    (result,) = enriched([told], Enriched({told.sha: pull}, {"ada@example.com": Account("ada")}))
    assert (result.pr, result.labels) == (7, ("security",))
    assert [one.login for one in result.authors] == ["ada"]


def test_the_forge_names_co_authors_whatever_the_case_of_their_address() -> None:
    (told,) = entries([commit("fix: a", "Co-authored-by: Bob <Bob@Example.com>")])
    (result,) = enriched([told], Enriched(accounts={"bob@example.com": Account("bob")}))
    assert [one.label for one in result.authors] == ["Ada Lovelace", "bob"]


def test_two_addresses_of_one_account_are_one_author() -> None:
    (told,) = entries([commit("fix: a", "Co-authored-by: Lady A <home@example.com>")])
    ada = Account("ada")
    (result,) = enriched(
        [told], Enriched(accounts={"ada@example.com": ada, "home@example.com": ada})
    )
    assert [one.label for one in result.authors] == ["ada"]


def test_the_number_in_the_subject_stays() -> None:
    told = entry("a", pr=12)
    (result,) = enriched([told], Enriched({told.sha: PullRequest(7)}))
    assert result.pr == 12


def test_the_forge_never_changes_what_decides_the_level() -> None:
    told = entry("a", kind="chore")
    pull = PullRequest(7, labels=("breaking-change", "feat"))
    (result,) = enriched([told], Enriched({told.sha: pull}))
    assert (result.type, result.breaking) == (told.type, told.breaking)


def test_who_wrote_before_is_no_newcomer() -> None:
    told = entries([commit("fix: a", author=ADA)])
    assert newcomers(told, [author("A. Lovelace", "ADA@example.com")]) == ()


def test_newcomers_are_named_once_with_their_first_change() -> None:
    told = entries(
        [
            commit("fix: c", author=BOB),
            commit("fix: b", "Co-authored-by: Bob <bob@example.com>"),
            commit("fix: a"),
        ]
    )
    found = newcomers(told, [])
    assert [(one.author.name, one.entry.subject) for one in found] == [
        ("Ada Lovelace", "a"),
        ("Bob", "b"),
    ]


def test_a_bot_is_no_newcomer() -> None:
    bot = Person("imgbot[bot]", "31301654+imgbot[bot]@users.noreply.github.com")
    assert newcomers(entries([commit("fix: a", author=bot)]), []) == ()


def test_a_reverted_change_makes_no_newcomer() -> None:
    first = replace(entry("a"), reverted=True)
    later = entry("b")
    assert [one.entry for one in newcomers([later, first], [])] == [later]


def test_people_without_a_name_are_not_taken_for_each_other() -> None:
    told = entries([commit("fix: a", author=Person("", "new@example.com"))])
    assert len(newcomers(told, [author("", "old@example.com")])) == 1
