"""The rules of `release audit` about the README at a tag: its pins against the tag's version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.domain.drift import (
    disagreeing_pins,
    is_usable,
    no_usage_example,
    unusable_pins,
)
from release_tool.domain.findings import Finding, Severity
from release_tool.domain.pins import accepts, exact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from release_tool.domain.examples import Pin
    from release_tool.domain.layout import Layout
    from release_tool.domain.registry import Module
    from release_tool.domain.versions import Version


def replay(module: Module, version: Version, layout: Layout) -> Iterator[Finding]:
    """What is wrong with the examples of *module*, as its tag has it, which released *version*."""
    yield from no_usage_example(module, layout)
    yield from unusable_pins(module, version, layout)
    usable = [pin for pin in module.own_pins if is_usable(pin)]
    if not _agree(usable):
        yield from disagreeing_pins(module, version)
        return
    others = [pin for pin in usable if not accepts(pin, version)]
    if others:
        first = others[0]
        yield Finding(
            "pins-differ-from-tag", Severity.ERROR, module.id, module.readme_path,
            first.line, first.column, f'the examples say "{first.text}", the tag {version}',
            found=first.text, expected=str(version),
        )  # fmt: skip


def _agree(pins: Sequence[Pin]) -> bool:
    """Whether *pins* all say the same, or one version that the constraints among them allow."""
    if len({pin.text for pin in pins}) <= 1:
        return True
    versions = {str(version): version for pin in pins if (version := exact(pin)) is not None}
    return len(versions) == 1 and all(
        accepts(pin, version) for pin in pins for version in versions.values()
    )
