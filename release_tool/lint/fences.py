"""Code fences: every one has an end, and Terraform in them can be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from release_tool.lint.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.lint.outline import CodeFence
    from release_tool.lint.page import Page

_OPENING = re.compile(rb"(?m)^[ \t>]*(`{3,}|~{3,})[ \t]*[A-Za-z]")


def fences(page: Page) -> Iterator[Fault]:
    for fence in page.outline.fences:
        if not fence.closed:
            message = "this fence is never closed"
            yield Fault("fence-unclosed", page.lines.place(fence.span.start), message)
        elif (other := _other_inside(page.content, fence)) is not None:
            message = (
                f"this fence is not closed before the one in line {page.lines.place(other).line}"
            )
            yield Fault("fence-unclosed", page.lines.place(fence.span.start), message)
        elif fence.fault is not None:
            place = page.lines.place(fence.fault)
            yield Fault("terraform-syntax", place, "Terraform cannot read this example")


def _other_inside(content: bytes, fence: CodeFence) -> int | None:
    """Where a fence begins that *fence* takes for its code: nobody shows one without more marks."""
    inside = content.index(b"\n", fence.span.start) + 1
    first = content[fence.span.start : inside]
    marks = first[: len(first) - len(first.lstrip(first[:1]))]
    for opening in _OPENING.finditer(content, inside, fence.span.end):
        if opening[1].startswith(marks):
            return opening.start(1)
    return None
