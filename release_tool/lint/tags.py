"""Tags, which stand in the addresses of the registry's filters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from release_tool.lint.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.lint.fields import Fields

_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]+")
_OTHERS = re.compile(r"[^A-Za-z0-9._~-]+")


def tag_faults(fields: Fields) -> Iterator[Fault]:
    """The tags that a web address would have to escape."""
    for path, tag in fields.texts("tags"):
        if not _UNRESERVED.fullmatch(tag):
            better = _OTHERS.sub("-", tag.strip()).strip("-").lower()
            message = f"the tag {tag!r} has characters that a web address must escape"
            place = fields.document.place_of(path)
            yield Fault("tag-unsafe", place, message, f"write {better}" if better else "")
