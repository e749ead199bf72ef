"""The lines of a file, and the line and the column of any of its bytes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.domain.documents import Place

if TYPE_CHECKING:
    from collections.abc import Iterator


class Line(Struct, frozen=True):
    """*start* is the offset of its first byte; *text* has no line break."""

    start: int
    text: bytes

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Lines(Struct, frozen=True, dict=True):
    content: bytes

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer(rb"\n", self.content))]

    def place(self, offset: int) -> Place:
        """Where the byte at *offset* is; columns count characters."""
        index = bisect_right(self._starts, offset)
        text = self.content[self._starts[index - 1] : offset].decode("utf-8", "surrogateescape")
        return Place(index, len(text.removeprefix("\ufeff")) + 1)

    def below(self, offset: int) -> Iterator[Line]:
        """The lines from the one that begins at *offset*, or first after it."""
        starts = self._starts
        for index in range(bisect_left(starts, offset), len(starts)):
            start = starts[index]
            end = starts[index + 1] - 1 if index + 1 < len(starts) else len(self.content)
            if start < len(self.content):
                yield Line(start, self.content[start:end].removesuffix(b"\r"))
