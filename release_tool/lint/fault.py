"""What a rule has to say about a place in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.domain.documents import Place

if TYPE_CHECKING:
    from release_tool.domain.edits import Edit

NOWHERE = Place(0, 0)
"""The place of what is wrong with a file or a folder as a whole."""


class Fault(Struct, frozen=True):
    """*help* replaces what the rule says in general; *edit* puts it right, if that is safe."""

    rule: str
    place: Place
    message: str
    help: str = ""
    edit: Edit | None = None
