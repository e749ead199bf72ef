"""Who breaks, as the rules say it and as Terraform says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from release_tool.adapters.hcl import read_interface
from release_tool.domain.versions import Level
from release_tool.terraform.change import Breaks
from release_tool.terraform.compare import compare
from tests.terraform.caller_verdicts import asked, judged, recorded
from tests.terraform.oracle import is_available

if TYPE_CHECKING:
    from tests.terraform.archive import ModulePair

PAIRS = [pytest.param(pair, id=pair.name) for pair in asked()]
VERDICTS = recorded()
_WORST_FIRST = (Breaks.EVERY_CALLER, Breaks.SETTERS, Breaks.READERS)
_BY_VALUE = {
    "variable-type-narrowed",
    "variable-nullable-disabled",
    "variable-ephemeral-changed",
    "variable-attribute-now-required",
    "output-ephemeral-changed",
}
"""Breaks that one sampled value, or no plain one, need not meet."""


def _claimed(pair: ModulePair) -> tuple[Breaks, set[str]]:
    """Who breaks for certain, and the rules that say so."""
    comparison = compare(read_interface(pair.before), read_interface(pair.after))
    major = [change for change in comparison.changes if change.level is Level.MAJOR]
    said = {change.breaks for change in major}
    worst = next((each for each in _WORST_FIRST if each in said), Breaks.NOBODY)
    return worst, {change.rule for change in major}


@pytest.mark.parametrize("pair", PAIRS)
def test_who_breaks_is_who_terraform_refuses(pair: ModulePair) -> None:
    claimed, rules = _claimed(pair)
    verdict = VERDICTS[pair.name]
    assert verdict == claimed or (rules and rules <= _BY_VALUE)


@pytest.mark.skipif(not is_available(), reason="there is no terraform to ask")
@pytest.mark.parametrize("pair", PAIRS[::7])
def test_the_recorded_verdict_is_that_of_terraform(pair: ModulePair) -> None:
    assert judged(pair) == VERDICTS[pair.name]
