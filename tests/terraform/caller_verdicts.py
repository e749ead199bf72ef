"""Pairs of modules, and what Terraform said about callers of both versions.

`python -m tests.terraform.caller_verdicts` asks Terraform again and rewrites what was recorded.
"""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from release_tool.adapters.hcl import read_interface
from release_tool.terraform.change import Breaks
from tests.terraform.archive import pairs
from tests.terraform.callers import broken_callers

if TYPE_CHECKING:
    from tests.terraform.archive import ModulePair

RECORDED = Path(__file__).parent / "data" / "caller_verdicts.json"
_FAMILIES = {"variables", "variable_types", "variable_flags", "outputs"}
_NO_SAMPLE = {"a validation lists another word"}
"""Pairs for whose inputs no value can be made up that passes before."""


def asked() -> list[ModulePair]:
    """The pairs that can be judged without providers, by Terraform as old as 1.11."""
    return [
        pair
        for pair in pairs()
        if pair.family in _FAMILIES
        and pair.name not in _NO_SAMPLE
        and not any(b"deprecated" in text for text in _texts(pair))
    ]


def _texts(pair: ModulePair) -> list[bytes]:
    return [*pair.before.values(), *pair.after.values()]


def judged(pair: ModulePair) -> Breaks:
    """Who is refused by the later version of the pair, according to Terraform."""
    with TemporaryDirectory() as folder:
        interface = read_interface(pair.before)
        return broken_callers(pair.before, pair.after, interface, Path(folder))


def recorded() -> dict[str, Breaks]:
    """The verdicts as they were recorded, by the names of the pairs."""
    found: dict[str, str] = json.loads(RECORDED.read_text())
    return {name: Breaks(verdict) for name, verdict in found.items()}


if __name__ == "__main__":
    verdicts = {pair.name: judged(pair) for pair in asked()}
    RECORDED.write_text(json.dumps(verdicts, indent=1) + "\n")
