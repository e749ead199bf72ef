"""What notes are told without, said once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.cli.output import note

if TYPE_CHECKING:
    from release_tool.domain.enrichment import NotEnriched


def tell_lacking(lacking: NotEnriched | None) -> tuple[str, ...]:
    """Says why the notes are without what GitHub knows; returns what was said."""
    if lacking is None:
        return ()
    said = f"the notes are without logins and pull requests: {lacking.reason}"
    if lacking.hint:
        said = f"{said}; {lacking.hint}"
    note(said)
    return (said,)
