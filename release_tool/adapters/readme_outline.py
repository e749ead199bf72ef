"""Markdown bytes in, outline out: headings, fences, links and anchors, each with its place."""

from __future__ import annotations

import codecs
import html
import re
from typing import TYPE_CHECKING, Any

import pyromark
from msgspec import Struct, field

from release_tool.adapters.hcl_fault import first_fault
from release_tool.adapters.hcl_grammar import without_ellipses
from release_tool.adapters.markdown import fences
from release_tool.domain.edits import Span
from release_tool.domain.fence_language import is_terraform
from release_tool.lint.outline import CodeFence, Heading, Link, Outline

if TYPE_CHECKING:
    from release_tool.adapters.markdown import Fence

_COMMENT = re.compile(r"(?s)<!--.*?(?:-->|\Z)")
_TAG = re.compile(r"""(?s)<[A-Za-z](?:[^<>"']|"[^"<]*"|'[^'<]*')*+>""")
_ATTRIBUTE = re.compile(r"""(?i)\s(src|href|id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def read_outline(content: bytes, start: int) -> Outline:
    """The outline of the Markdown that begins at the byte *start*."""
    # As in `fences`, which must find the same code: the parser takes the mark for text.
    start += len(codecs.BOM_UTF8) if content.startswith(codecs.BOM_UTF8, start) else 0
    body = content[start:]
    reading = _Reading(body, start)
    for event, place in pyromark.events_with_range(body.decode("utf-8", "one-for-one")):
        reading.take(event, place["start"], place["end"])
    by_start = {fence.start: fence for fence in fences(body)}
    return Outline(
        tuple(reading.headings),
        tuple(
            _code_fence(body, span, by_start[span.start], start, nested=nested)
            for span, nested in reading.fences
        ),
        tuple(reading.links),
        frozenset(reading.anchors),
        tuple(reading.literal),
    )


class _Reading(Struct):
    """One pass over the parser's events; *shift* is where *body* begins in the file."""

    body: bytes
    shift: int
    headings: list[Heading] = field(default_factory=list)
    fences: list[tuple[Span, bool]] = field(default_factory=list)
    """Spans of the body, and whether they are nested."""
    links: list[Link] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    literal: list[Span] = field(default_factory=list)
    depth: int = 0
    images: int = 0
    title: list[str] = field(default_factory=list)

    def take(self, event: Any, start: int, end: int) -> None:
        match event:
            case {"Start": tag}:
                self._begin(*_named(tag), start, end)
            case {"End": tag}:
                self._end(*_named(tag), start)
            case {"Text": str(text)} | {"Code": str(text)} if not self.images:
                self.title.append(text)
            case {"InlineHtml": _}:
                self._html(start, end)
            case "SoftBreak" | "HardBreak":
                self.title.append(" ")

    def _begin(self, name: str, value: Any, start: int, end: int) -> None:
        match name:
            case "BlockQuote" | "List":
                self.depth += 1
            case "Heading":
                self.title.clear()
            case "CodeBlock":
                self.literal.append(Span(self.shift + start, self.shift + end))
                if isinstance(value, dict):  # the other kind is indented
                    self.fences.append((Span(start, end), self.depth > 0))
            case "HtmlBlock":
                self.literal.append(Span(self.shift + start, self.shift + end))
                self._html(start, end)
            case "Link" | "Image":
                self.images += name == "Image"
                if value["link_type"] not in {"Email", "Autolink"}:
                    self.links.append(Link(value["dest_url"], self.shift + start))

    def _end(self, name: str, value: Any, start: int) -> None:
        match name:
            case "BlockQuote" | "List":
                self.depth -= 1
            case "Heading":
                text = "".join(self.title)
                nested = self.depth > 0
                self.headings.append(Heading(int(value[1]), text, self.shift + start, nested))
            case "Image":
                self.images -= 1

    def _html(self, start: int, end: int) -> None:
        written = self.body[start:end].decode("utf-8", "one-for-one")
        visible = _COMMENT.sub(lambda match: " " * len(match[0]), written)
        for tag in _TAG.finditer(visible):
            place = self.shift + start + len(visible[: tag.start()].encode())
            for name, *values in _ATTRIBUTE.findall(tag[0]):
                value = html.unescape(next(filter(None, values), ""))
                if name.lower() in {"id", "name"}:
                    self.anchors.add(value)
                else:
                    self.links.append(Link(value, place))


def _named(tag: Any) -> tuple[str, Any]:
    """A tag's name, and what the parser says about it."""
    if isinstance(tag, str):
        return tag, None
    ((name, value),) = tag.items()
    return name, value


def _code_fence(body: bytes, span: Span, fence: Fence, shift: int, *, nested: bool) -> CodeFence:
    fault = _fault(fence) if is_terraform(fence.info) else None
    return CodeFence(
        fence.info,
        Span(shift + span.start, shift + span.end),
        _is_closed(body[span.start : span.end], fence),
        nested,
        None if fault is None else shift + fault,
    )


def _is_closed(written: bytes, fence: Fence) -> bool:
    """Whether anything follows the code of *fence*, which can only be its closing marks."""
    if fence.offsets:
        after = fence.offset_in_file(len(fence.code) - 1) + 1 - fence.start
    else:
        after = len(written.partition(b"\n")[0])
    return bool(written[after:].strip(b" \t\r\n>"))


def _fault(fence: Fence) -> int | None:
    """Where the first thing stands that is no Terraform, lines that are only `...` aside."""
    code = without_ellipses(fence.code)
    fault = first_fault(code)
    if fault is None:
        return None
    if not fence.offsets:
        return fence.start
    return fence.offset_in_file(min(fault, len(code) - 1))
