"""All rules of the semver check, and what there is to say about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.terraform.rules import (
    files,
    lifecycles,
    module_calls,
    outputs,
    provider_configurations,
    requirements,
    resources,
    variable_flags,
    variable_types,
    variables,
)

if TYPE_CHECKING:
    from release_tool.terraform.rule import Rule

RULES: tuple[Rule, ...] = (
    *variables.RULES,
    *variable_types.RULES,
    *variable_flags.RULES,
    *outputs.RULES,
    *requirements.RULES,
    *provider_configurations.RULES,
    *resources.RULES,
    *module_calls.RULES,
    *lifecycles.RULES,
    *files.RULES,
)
FLOORS = files.FLOORS
"""Rules that speak only where no other asks for a release."""
BY_ID = {rule.id: rule for rule in RULES}


def explain(rule_id: str) -> Rule | None:
    """The rule with everything that is known about it; None where there is no such rule."""
    return BY_ID.get(rule_id)


def nearest(rule_id: str) -> str | None:
    """The id that a person may have meant."""
    from difflib import get_close_matches  # only a mistake needs it

    return next(iter(get_close_matches(rule_id, BY_ID, n=1)), None)
