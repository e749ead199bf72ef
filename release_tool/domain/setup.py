"""The files that a repository needs to be released with this tool, and what becomes of each."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.errors import RequestError

if TYPE_CHECKING:
    from release_tool.domain.layout import Layout

_ACTION = ".github/actions/release"
_REFERENCE = re.compile(
    r"(?P<repository>[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+)@(?P<ref>[A-Za-z0-9._/-]+)"
)
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class ActionSource(Struct, frozen=True):
    """Where the action is: `owner/name`, at a commit or another ref; *name* is a ref's name."""

    repository: str
    ref: str
    name: str = ""

    @property
    def uses(self) -> str:
        """The value of `uses`, with the readable name as a comment."""
        text = f"{self.repository}/{_ACTION}@{self.ref}"
        return f"{text} # {self.name}" if self.name else text


UNKNOWN_SOURCE = ActionSource("<OWNER>/release", "<COMMIT>")
"""Stands for the repository of the tool until somebody says which that is.

No account can have such a name: a workflow that is left like this fails, and runs nobody's code.
"""


def parse_source(text: str) -> ActionSource:
    """What a person gives as OWNER/NAME@REF."""
    match = _REFERENCE.fullmatch(text)
    if match is None:
        raise RequestError(
            f"{text} does not say where the action is", "write OWNER/NAME@REF, best with a commit"
        )
    return ActionSource(match["repository"], match["ref"])


def tag_pattern(layout: Layout) -> str:
    """The release tags, as a workflow's trigger matches them."""
    return _PLACEHOLDER.sub(lambda match: _pattern_of(match[1], layout), layout.tag)


def _pattern_of(placeholder: str, layout: Layout) -> str:
    if placeholder == "version":
        return "*.*.*"
    # Without a namespace a module's name may have slashes.
    return "*" if "{namespace}" in layout.folder else "**"


class FileState(StrEnum):
    NEW = "new"
    SAME = "same"
    DIFFERS = "differs"


class SetupFile(Struct, frozen=True):
    """*before* is None where there is no such file yet."""

    path: str
    before: bytes | None
    after: bytes

    @property
    def state(self) -> FileState:
        if self.before is None:
            return FileState.NEW
        return FileState.SAME if self.before == self.after else FileState.DIFFERS
