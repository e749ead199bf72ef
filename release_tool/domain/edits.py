"""Byte-exact edits: a span, the bytes expected there, and the bytes that replace them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable


class EditError(ValueError):
    """The bytes are not what the edit expects, two edits overlap, or a span is none."""


class Span(Struct, frozen=True, order=True):
    """Bytes *start* up to, not including, *end*."""

    start: int
    end: int


class Edit(Struct, frozen=True, order=True):
    span: Span
    expected: bytes
    replacement: bytes


def apply_edits(content: bytes, edits: Iterable[Edit]) -> bytes:
    """*content* with each span replaced; every other byte is the one that was there."""
    end = len(content)
    for edit in sorted(edits, reverse=True):
        if not 0 <= edit.span.start <= edit.span.end:
            raise EditError(f"from byte {edit.span.start} to byte {edit.span.end} is no span")
        if edit.span.end > end:
            raise EditError(f"two edits overlap at byte {edit.span.end}")
        if content[edit.span.start : edit.span.end] != edit.expected:
            raise EditError(f"expected {edit.expected!r} at byte {edit.span.start}")
        content = content[: edit.span.start] + edit.replacement + content[edit.span.end :]
        end = edit.span.start
    return content
