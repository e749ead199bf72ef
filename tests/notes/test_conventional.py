"""Commit messages are read by their convention, as people really write them."""

from __future__ import annotations

import pytest
from hypothesis import given

from release_tool.notes.conventional import OTHER, Message, read
from release_tool.notes.plain_text import plain
from tests.notes.hostile import TEXT


def message(  # noqa: PLR0913 - one parameter a field
    kind: str,
    subject: str,
    *,
    scope: str | None = None,
    breaking: bool = False,
    pr: int | None = None,
    note: str = "",
) -> Message:
    return Message(kind, scope, breaking, subject, pr, note)


@pytest.mark.parametrize(
    "subject",
    [
        pytest.param("Add Zed IDE module", id="a sentence"),
        pytest.param("fix the thing", id="a sentence that begins with a type"),
        pytest.param("Fix/dotfiles fish compatibility", id="the name of a branch"),
        pytest.param("[ImgBot] Optimize images", id="a name in brackets"),
        pytest.param("README: mend a typo", id="a word that is no type"),
        pytest.param("goose module: pass folder along", id="two words before the colon"),
        pytest.param("1.0.32 final version", id="a number"),
        pytest.param("https://x.example/feat: is down", id="an address"),
        pytest.param("feat:", id="a type and nothing else"),
        pytest.param("fix (a) b", id="a type and a remark in parentheses"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_subject_that_is_not_conventional_stays_whole(subject: str) -> None:
    assert read(subject) == message(OTHER, subject)


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        pytest.param("feat: add x", message("feat", "add x"), id="a type"),
        pytest.param(
            "feat(git-clone): add x", message("feat", "add x", scope="git-clone"), id="a scope"
        ),
        pytest.param("fix(a/b,c): y", message("fix", "y", scope="a/b,c"), id="a path as scope"),
        pytest.param("fix(): y", message("fix", "y"), id="an empty scope"),
        pytest.param(
            "feat!: drop y", message("feat", "drop y", breaking=True), id="a breaking type"
        ),
        pytest.param(
            "refactor(x)!: drop y",
            message("refactor", "drop y", scope="x", breaking=True),
            id="a breaking scope",
        ),
        pytest.param(
            "feat!(x): drop y",
            message("feat", "drop y", scope="x", breaking=True),
            id="the exclamation mark before the scope",
        ),
        pytest.param(
            "Fix(gemini): the server", message("fix", "the server", scope="gemini"), id="a capital"
        ),
        pytest.param(
            "feature (plugins): add z",
            message("feat", "add z", scope="plugins"),
            id="a longer name",
        ),
        pytest.param("feat:add x", message("feat", "add x"), id="no space after the colon"),
        pytest.param("feat : add x", message("feat", "add x"), id="a space before the colon"),
        pytest.param(
            "fix(gateway) add id",
            message("fix", "add id", scope="gateway"),
            id="no colon, but a scope",
        ),
        pytest.param("\N{ROBOT FACE} feat: mux", message("feat", "mux"), id="an emoji in front"),
        pytest.param(":bug: fix: mux", message("fix", "mux"), id="an emoji's short code in front"),
        pytest.param(
            "infra!: drop y", message("infra", "drop y", breaking=True), id="a rare type, breaking"
        ),
        pytest.param(
            "infra(x): y", message("infra", "y", scope="x"), id="a rare type with a scope"
        ),
        pytest.param(
            "BREAKING CHANGE: drop y",
            message(OTHER, "drop y", breaking=True),
            id="the footer as subject",
        ),
        pytest.param(
            "feat: a: b (c)", message("feat", "a: b (c)"), id="a subject with marks in it"
        ),
        pytest.param(
            'Revert "feat: x"',
            message("revert", 'Revert "feat: x"'),
            id="a revert, which adds nothing",
        ),
        pytest.param(
            'Revert "Revert "feat: x""',
            message("feat", 'Revert "Revert "feat: x""'),
            id="the revert of a revert, which adds again",
        ),
        pytest.param(
            'Reapply "feat!: x (#12)"',
            message("feat", 'Reapply "feat!: x (#12)"', breaking=True),
            id="what is applied again and breaks again",
        ),
    ],
)
def test_a_conventional_subject_is_taken_apart(subject: str, expected: Message) -> None:
    assert read(subject) == expected


@pytest.mark.parametrize(
    ("subject", "shown", "number"),
    [
        pytest.param("feat: see (#12) there", "see (#12) there", None, id="in the middle"),
        pytest.param("feat: see #12", "see #12", None, id="without parentheses"),
        pytest.param("feat: see (#0)", "see (#0)", None, id="number zero"),
        pytest.param("feat: see (#12)", "see", 12, id="at the end"),
        pytest.param(
            "feat: see (#12) (#15)", "see", 15, id="two at the end, of which the last counts"
        ),
        pytest.param("see it(#12)", "see it", 12, id="without a space"),
        pytest.param("(#12)", "", 12, id="nothing else"),
    ],
)
def test_the_pull_request_stands_at_the_end(subject: str, shown: str, number: int | None) -> None:
    result = read(subject)
    assert (result.subject, result.pr) == (shown, number)


SQUASHED = "* feat!: first\n\nBREAKING CHANGE: old\n\n* fix: second\n\n"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("This is not a BREAKING CHANGE: really", id="in the middle of a line"),
        pytest.param(
            "We now read\nBREAKING CHANGE: footers\nof commits.", id="a line of a paragraph"
        ),
        pytest.param("> BREAKING CHANGE: upstream says", id="quoted"),
        pytest.param("> upstream says\nBREAKING CHANGE: old", id="in a quotation that runs on"),
        pytest.param("```\n\nBREAKING CHANGE: an example\n\n```", id="in a code fence"),
        pytest.param("```\nx\n```\n\n    BREAKING CHANGE: y", id="indented"),
        pytest.param("<!--\nBREAKING CHANGE: say what\n-->", id="in the comment of a template"),
        pytest.param(
            "<!--\n\nBREAKING CHANGE: say what\n\n-->", id="in a comment with empty lines"
        ),
        pytest.param("<!-- why --> BREAKING CHANGE: y", id="behind a comment on its line"),
        pytest.param(
            "<details>\n\nBREAKING CHANGE: upstream\n\n</details>\n\nSigned-off-by: a <a@b>",
            id="in release notes that are folded away",
        ),
        pytest.param("<h3>BREAKING CHANGES</h3>\n<ul><li>x</li></ul>", id="a heading of upstream"),
        pytest.param(
            "## Notes\n\nBREAKING CHANGE: x\n\n## Tests\n\nran", id="in a section of the text"
        ),
        pytest.param(SQUASHED, id="in the message of a squashed commit"),
        pytest.param(
            f"{SQUASHED}* feat: c\n\nBREAKING CHANGE: y", id="in the last squashed message"
        ),
        pytest.param(
            f"{SQUASHED}---------\n\nCo-authored-by: a <a@b>",
            id="in squashed messages before trailers",
        ),
        pytest.param("**Breaking change:** [ ] Yes [x] No", id="an unticked box of a template"),
        pytest.param("breaking change: small letters", id="in small letters"),
        pytest.param("BREAKING CHANGES: many", id="in the plural"),
        pytest.param("BREAKING CHANGE:", id="saying nothing"),
        pytest.param("BREAKING CHANGE: None.", id="saying that there is none"),
    ],
)
def test_a_body_that_only_speaks_of_breaking_is_not_breaking(body: str) -> None:
    assert not read("feat: x", body).breaking


@pytest.mark.parametrize(
    ("body", "note"),
    [
        pytest.param("BREAKING CHANGE: y is gone", "y is gone", id="alone"),
        pytest.param("BREAKING-CHANGE: y is gone", "y is gone", id="with a hyphen"),
        pytest.param("Why.\n\nBREAKING CHANGE: y\nis gone", "y is gone", id="on two lines"),
        pytest.param("BREAKING CHANGE:\ny is gone", "y is gone", id="from the next line on"),
        pytest.param("Why.\r\n\r\nBREAKING CHANGE: y\r\n", "y", id="with carriage returns"),
        pytest.param("Fixes: #1\nBREAKING CHANGE: y\nRefs #2", "y", id="among other footers"),
        pytest.param(
            "BREAKING CHANGE: y\n\nCo-authored-by: a <a@b>", "y", id="before other footers"
        ),
        pytest.param("BREAKING CHANGE: y\n\nMove it:\n\n- a\n- b", "y", id="with an explanation"),
        pytest.param(
            "Why.\n\nBREAKING CHANGE: y\n\n---------\n\nCo-authored-by: a <a@b>",
            "y",
            id="before the line that a forge draws",
        ),
        pytest.param(
            f"{SQUASHED}---------\n\nBREAKING CHANGE: y", "y", id="after squashed messages"
        ),
        pytest.param(
            "* one item\n\nBREAKING CHANGE: y", "y", id="after a list that a person wrote"
        ),
        pytest.param("```\nx\n```\n\nBREAKING CHANGE: y", "y", id="after a code fence"),
        pytest.param(
            "```x``` is code\n\nBREAKING CHANGE: y", "y", id="after inline code like a fence"
        ),
    ],
)
def test_a_footer_at_the_start_of_a_line_is_breaking(body: str, note: str) -> None:
    result = read("chore: x", body)
    assert (result.breaking, result.note) == (True, note)


@given(TEXT, TEXT)
def test_a_subject_that_was_read_is_plain(subject: str, body: str) -> None:
    result = read(subject, body)
    assert plain(result.subject) == result.subject
    assert plain(result.note) == result.note


@given(TEXT)
def test_whatever_a_body_quotes_is_not_breaking(text: str) -> None:
    quoted = "\n".join(f"> {line}" for line in f"BREAKING CHANGE: x\n{text}".splitlines())
    assert not read("feat: x", quoted).breaking
