"""What holds for every README, whatever is in it."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from release_tool.domain.lint_rules import LINT_RULES
from release_tool.domain.rules import LINT_RULES as IDS
from release_tool.lint.subjects import Kind
from tests.lint.pages import FRONTMATTER, SECTION, linted

LINES = (
    "", "text", "# Title", "## Part", "###Part", "##Ünicode", "#12", "####### Seven", "#",
    "```", "```tf", "```hcl", "``` terraform x", "~~~hcl", "````", "  ```hcl", "> ```", "- ```tf",
    "> [!NOTE]", ">[!note] ", "> [!tip]\t", ">  [!WARNING]", "> [!Info] x", "> text", ">",
    "---", "===", "<!--", "-->", "<div>", "</div>", "    ##code", "- ##Item", "\t#tab", "a = 1",
    'module "a" {', "}", "[a](none.md)", "[b](#title)", '<a id="x" href=\'y\'>', "\ufeff", "\0",
    "title: a", "tags: [a b]", "x: &a [*a]", "a: 'open",
)  # fmt: skip
EOLS = st.sampled_from(["\n", "\r\n", "\r"])
BODIES = st.lists(st.tuples(st.sampled_from(LINES), EOLS), max_size=14).map(
    lambda lines: "".join(line + end for line, end in lines)
)
WHOLE = st.one_of(
    BODIES.map(str.encode),
    BODIES.map(lambda body: f"---\n{FRONTMATTER[Kind.MODULE]}---\n{SECTION}{body}".encode()),
    BODIES.map(lambda body: f"---\r\n{FRONTMATTER[Kind.MODULE]}---\r\n{body}".encode()),
    BODIES.map(lambda yaml: f"---\n{yaml}\n---\n\n{SECTION}".encode()),
    st.binary(max_size=120),
)
KINDS = st.sampled_from(list(Kind))


@given(WHOLE, KINDS)
@settings(max_examples=150, deadline=None)
def test_every_fault_has_a_known_rule_and_a_place_in_the_file(content: bytes, kind: Kind) -> None:
    lines = content.count(b"\n") + 1
    for fault in linted(content, kind).faults:
        assert fault.rule in LINT_RULES
        assert 1 <= fault.place.line <= lines
        assert fault.place.column >= 1
        assert fault.message


@given(WHOLE, KINDS)
@settings(max_examples=150, deadline=None)
def test_fixing_twice_is_fixing_once(content: bytes, kind: Kind) -> None:
    once = linted(linted(content, kind).fixed, kind)
    assert once.fixed == once.content


@given(WHOLE, KINDS)
@settings(max_examples=150, deadline=None)
def test_a_fix_changes_nothing_outside_its_span(content: bytes, kind: Kind) -> None:
    found = linted(content, kind)
    edits = sorted(fault.edit for fault in found.faults if fault.edit is not None)
    position, kept = 0, []
    for edit in edits:
        kept.append(re.escape(content[position : edit.span.start]))
        position = edit.span.end
    kept.append(re.escape(content[position:]))
    assert re.fullmatch(rb"[ A-Za-z]{0,9}".join(kept), found.fixed, re.DOTALL)


@given(WHOLE, KINDS)
@settings(max_examples=150, deadline=None)
def test_a_fix_of_one_word_takes_its_own_fault_away_and_no_other(
    content: bytes, kind: Kind
) -> None:
    before = linted(content, kind)
    fixed = Counter(fault.rule for fault in before.faults if fault.edit is not None)
    # A heading that becomes one, or an alert, may well be wrong in another way.
    if fixed.keys() <= {"alert-case", "fence-language"}:
        assert Counter(linted(before.fixed, kind).rules) == Counter(before.rules) - fixed


@pytest.mark.parametrize("name", IDS)
def test_every_rule_says_what_it_means_and_what_to_do(name: str) -> None:
    rule = LINT_RULES[name]
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)+", name)
    assert rule.summary.endswith(".")
    assert rule.help.endswith(".")


def test_the_names_and_the_texts_are_of_the_same_rules() -> None:
    assert tuple(LINT_RULES) == IDS


def test_only_rules_that_say_so_have_fixes() -> None:
    body = "##A\n\n> [!note] \n\n"
    content = f"---\n{FRONTMATTER[Kind.MODULE]}---\n{SECTION.replace('```tf', '```hcl')}\n{body}"
    fixed = {fault.rule for fault in linted(content).faults if fault.edit is not None}
    assert fixed == {name for name, rule in LINT_RULES.items() if rule.fixable}


def test_the_text_of_a_long_hostile_file_is_read_in_reasonable_steps() -> None:
    for text in (
        '<a "' * 20_000,
        "<!--" * 20_000,
        "[" * 20_000,
        "> " * 3_000 + "[!NOTE]",
        "#" * 90_000,
    ):
        linted(f"---\n{FRONTMATTER[Kind.MODULE]}---\n{SECTION}\n{text}\n")
