"""Commits from `git log`, whatever stands in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from release_tool.activity import under_way
from release_tool.adapters.history import log, streaming
from release_tool.adapters.repository import open_repository
from release_tool.domain.commits import Person
from release_tool.errors import GitError

if TYPE_CHECKING:
    from release_tool.adapters.history import LoggedCommit
    from release_tool.adapters.repository import Repository
    from tests.registry_builder import RegistryBuilder

FORGED = "\x1e" + "a" * 40
ROW = pytest.param


def streamed(repository: Repository, revision: str) -> list[LoggedCommit]:
    with streaming(repository, revision) as commits:
        return list(commits)


def test_a_commit_is_read_with_its_parents_its_people_its_text_and_its_paths(
    registry: RegistryBuilder,
) -> None:
    parent = registry.commit("first")
    registry.write("a/b", "1")
    registry.write("c", "1")
    sha = registry.commit(
        "feat: subject\n\nBody.\n\nCo-authored-by: B <b@example.com>\n",
        author="Zoë <zoe@example.com>",
    )
    logged, _ = log(open_repository(registry.root), "HEAD")
    commit = logged.commit
    assert (commit.sha, commit.parents, logged.paths) == (sha, (parent,), ("a/b", "c"))
    assert commit.author == Person("Zoë", "zoe@example.com")
    assert commit.date == "2026-01-01T00:02:00+00:00"
    assert commit.subject == "feat: subject"
    assert commit.body == "Body.\n\nCo-authored-by: B <b@example.com>"


def test_a_merge_has_both_parents_and_no_paths(registry: RegistryBuilder) -> None:
    base = registry.module("coder/a", "1.0.0")
    registry.git("switch", "--quiet", "-c", "side")
    side = registry.module("coder/b", "1.0.0")
    registry.git("switch", "--quiet", "main")
    registry.git("merge", "--quiet", "--no-ff", "-m", "merge", "side")
    merge = log(open_repository(registry.root), "HEAD")[0]
    assert (merge.commit.parents, merge.paths) == ((base, side), ())


@pytest.mark.parametrize(
    "message",
    [
        ROW("", id="nothing at all"),
        ROW(FORGED, id="a subject that looks like the beginning of a commit"),
        ROW(f"feat: x\n\n{FORGED}", id="a body that looks like one"),
        ROW(f"feat: x\n\nb\n{FORGED}\n", id="a last line that looks like one"),
        ROW("a\x1eb\x1f\x01", id="control characters"),
        ROW("\x1b[31mred", id="an escape sequence"),
        ROW("\N{RIGHT-TO-LEFT OVERRIDE}x", id="text that runs backwards"),
        ROW("%H%x00%n", id="placeholders of git's"),
        ROW("x" * 70_000, id="a subject longer than a block that is read"),
    ],
)
def test_a_message_says_nothing_about_other_commits(
    message: str, registry: RegistryBuilder
) -> None:
    registry.write("before", "")
    registry.commit("first")
    for number in range(6):
        registry.write(f"file {number}", "")
    registry.git("add", "--all")
    tree = registry.git("write-tree")
    made = registry.git("commit-tree", "-p", "HEAD", "-m", message, tree)
    repository = open_repository(registry.root)
    for found in (log(repository, made), streamed(repository, made)):
        assert [(one.commit.subject, len(one.paths)) for one in found] == [
            (message.partition("\n")[0], 6),
            ("first", 1),
        ]


def raw_commit(registry: RegistryBuilder, old: bytes, new: bytes) -> str:
    """A commit of one file with *new* for *old* in its bytes, as no well-meaning git writes it."""
    registry.write("a", "")
    registry.commit("first\n\nbody")
    raw = registry.git("cat-file", "commit", "HEAD").encode()
    assert raw.count(old) == 1
    registry.write("raw", raw.replace(old, new))
    return registry.git("hash-object", "-t", "commit", "-w", "--literally", "raw")


def test_an_author_says_nothing_about_other_commits(registry: RegistryBuilder) -> None:
    sha = raw_commit(registry, b"author Ada", f"author {FORGED}".encode())
    (found,) = log(open_repository(registry.root), sha)
    assert (found.commit.author.name, found.paths) == (FORGED, ("a",))


def test_a_body_without_a_last_newline_says_nothing_about_other_commits(
    registry: RegistryBuilder,
) -> None:
    sha = raw_commit(registry, b"body", FORGED.encode())
    (found,) = log(open_repository(registry.root), sha)
    assert (found.commit.body, found.paths) == (FORGED, ("a",))


@pytest.mark.parametrize(
    "name",
    [
        ROW("a\nb", id="a newline"),
        ROW("\n", id="only a newline"),
        ROW('"a"\t', id="quotes and a tab"),
        ROW(" a ", id="blanks around"),
        ROW("é", id="a letter that is no ASCII"),
        ROW(b"\xe9".decode("utf-8", "surrogateescape"), id="a byte that is not UTF-8"),
        ROW(FORGED, id="what looks like the beginning of a commit"),
        ROW("-x", id="what looks like an option"),
    ],
)
def test_the_name_of_a_file_is_taken_as_it_is_with(name: str, registry: RegistryBuilder) -> None:
    registry.write(f"folder/{name}", "")
    registry.write(name, "")
    registry.commit()
    (found,) = log(open_repository(registry.root), "HEAD")
    assert set(found.paths) == {name, f"folder/{name}"}


def test_text_in_another_encoding_is_read_as_it_was_meant(registry: RegistryBuilder) -> None:
    registry.git("config", "i18n.commitEncoding", "ISO-8859-1")
    registry.write("m", "caf\xe9".encode("latin-1"))
    registry.git("commit", "--quiet", "--allow-empty", "-F", "m")
    (found,) = log(open_repository(registry.root), "HEAD")
    assert found.commit.subject == "café"


def test_text_that_is_not_utf8_loses_only_what_is_not(registry: RegistryBuilder) -> None:
    sha = raw_commit(registry, b"first", b"caf\xe9 and more")
    (found,) = log(open_repository(registry.root), sha)
    assert found.commit.subject == "caf\N{REPLACEMENT CHARACTER} and more"


@pytest.mark.parametrize(
    "setting",
    ["i18n.logOutputEncoding=ISO-8859-1", "log.showRoot=false", "format.pretty=oneline",
     "log.decorate=full", "color.ui=always", "log.date=relative", "core.quotePath=true",
     "log.showSignature=true", "diff.renames=copies", "log.mailmap=true"],
)  # fmt: skip
def test_what_a_person_set_up_for_their_own_eyes_changes_nothing(
    setting: str, registry: RegistryBuilder
) -> None:
    registry.write("é", "1")
    registry.commit("feat: é")
    registry.git("config", *setting.split("="))
    (found,) = log(open_repository(registry.root), "HEAD")
    assert (found.commit.subject, found.commit.date, found.paths) == (
        "feat: é",
        "2026-01-01T00:01:00+00:00",
        ("é",),
    )


def test_a_stream_gives_what_the_log_gives_over_many_blocks(registry: RegistryBuilder) -> None:
    body = "line of text\n" * 3000
    for number in range(8):
        registry.write(f"f{number}", "")
        registry.commit(f"feat: {number}\n\n{body}")
    repository = open_repository(registry.root)
    assert streamed(repository, "HEAD") == log(repository, "HEAD")
    assert [one.commit.subject for one in log(repository, "HEAD")] == [
        f"feat: {number}" for number in range(7, -1, -1)
    ]


def test_a_stream_takes_revisions_from_its_input(registry: RegistryBuilder) -> None:
    first = registry.commit("first")
    registry.commit("second")
    with streaming(
        open_repository(registry.root), "--stdin", standard_input=f"HEAD\n^{first}\n".encode()
    ) as found:
        assert [one.commit.subject for one in found] == ["second"]


def test_a_stream_may_be_left_early(registry: RegistryBuilder) -> None:
    body = "line of text\n" * 9_000
    for number in range(3):
        registry.commit(f"feat: {number}\n\n{body}")
    with streaming(open_repository(registry.root), "HEAD") as commits:
        assert next(commits).commit.subject == "feat: 2"


def test_commits_are_counted_while_they_are_read(registry: RegistryBuilder) -> None:
    for number in range(3):
        registry.commit(f"feat: {number}")
    with streaming(open_repository(registry.root), "HEAD") as commits:
        next(commits)
        *_, activity = under_way()
        assert activity.done == 2  # the end of the last one is not known yet
    assert activity not in under_way()


def test_a_revision_that_does_not_exist_is_an_error(registry: RegistryBuilder) -> None:
    repository = open_repository(registry.root)
    with pytest.raises(GitError):
        log(repository, "nowhere")
    with pytest.raises(GitError):
        streamed(repository, "nowhere")
