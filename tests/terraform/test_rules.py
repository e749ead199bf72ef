"""Every rule, run on every pair of modules that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from release_tool.adapters.hcl import read_interface
from release_tool.terraform.catalogue import BY_ID, FLOORS, RULES, explain
from release_tool.terraform.compare import compare
from tests.golden_files import assert_golden
from tests.terraform.archive import files, pairs

if TYPE_CHECKING:
    from release_tool.terraform.change import Change
    from release_tool.terraform.compare import Comparison
    from release_tool.terraform.rule import Rule
    from tests.terraform.archive import ModulePair

PAIRS = pairs()


def _compared(pair: ModulePair) -> Comparison:
    return compare(read_interface(pair.before), read_interface(pair.after))


@pytest.mark.parametrize("pair", [pytest.param(pair, id=pair.name) for pair in PAIRS])
def test_a_pair_is_reported_by_exactly_the_rules_that_it_is_there_for(pair: ModulePair) -> None:
    found = {(change.rule, change.subject) for change in _compared(pair).changes}
    assert found == set(pair.expected)


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in RULES])
def test_a_rule_reports_its_own_example(rule: Rule) -> None:
    before = read_interface(files(rule.example.before))
    after = read_interface(files(rule.example.after))
    found = {change.rule for change in compare(before, after).changes}
    assert found - (FLOORS - {rule.id}) == {rule.id}


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in RULES])
def test_a_rule_has_a_pair_that_it_reports_and_a_near_miss(rule: Rule) -> None:
    assert any(rule.id in dict(pair.expected) for pair in PAIRS)
    assert any(rule.id in pair.silent for pair in PAIRS)


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in RULES])
def test_a_rule_never_requires_more_than_it_suggests(rule: Rule) -> None:
    required, suggested = rule.verdict.required, rule.verdict.suggested
    assert required is None or (suggested is not None and required <= suggested)


def test_every_pair_has_a_name_of_its_own() -> None:
    assert len({pair.name for pair in PAIRS}) == len(PAIRS)


def test_every_rule_has_an_id_of_its_own_and_can_be_explained() -> None:
    assert len(BY_ID) == len(RULES)
    assert all(explain(rule.id) is rule for rule in RULES)


def _line(change: Change) -> str:
    levels = f"{change.level or '-'}/{change.suggested or '-'}"
    place = f"{'then' if change.gone else 'now'} {change.file}:{change.line}"
    return f"  {change.rule} {change.subject} {levels} [{change.breaks}] {place}"


def _matrix() -> str:
    lines = []
    for pair in PAIRS:
        comparison = _compared(pair)
        levels = f"{comparison.required or '-'}/{comparison.suggested or '-'}"
        lines.append(f"{pair.family}: {pair.name} => {levels}")
        lines += [_line(change) for change in comparison.changes]
    return "\n".join(lines) + "\n"


def test_what_all_rules_say_about_all_pairs_is_as_it_was() -> None:
    assert_golden("tests/terraform/data/matrix.txt", _matrix())


@pytest.mark.parametrize("pair", [pytest.param(pair, id=pair.name) for pair in PAIRS])
def test_every_finding_names_a_file_and_a_line_of_its_side(pair: ModulePair) -> None:
    for change in _compared(pair).changes:
        side = pair.before if change.gone else pair.after
        assert change.file in side
        assert 1 <= change.line <= side[change.file].count(b"\n") + 1
