"""Notes as the forge shows them, through its own Markdown parser, and what its site would link."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import pyromark
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options

from release_tool.notes.inert import BREAK

_ACTS = {
    "mention": re.compile(r"@[A-Za-z0-9]"),
    "address": re.compile(r"://|(?<![a-z0-9])www\.|[\w.+-]+@[\w-]+\.\w", re.IGNORECASE),
    "issue": re.compile(r"#[0-9]|GH-[0-9]", re.IGNORECASE),
    "commit": re.compile(r"(?<![A-Za-z0-9])[0-9a-f]{7,40}(?![A-Za-z0-9])", re.IGNORECASE),
    "emoji": re.compile(r":[a-z0-9_+-]+:", re.IGNORECASE),
    "formula": re.compile(r"\$.*\$"),
}
_READ_WITH = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_MATH
    | pyromark.Options.ENABLE_GFM
)


@dataclass
class Page:
    """*items* and *headings* are visible texts; *runs* the texts outside of links and code."""

    tags: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)

    @property
    def acting(self) -> list[tuple[str, str]]:
        """What the site would make more than text of, and of what kind."""
        return [
            (kind, match[0])
            for run in self.runs
            for kind, pattern in _ACTS.items()
            for match in [pattern.search(run)]
            if match
        ]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.page.tags.append(tag)
        self.page.addresses += [value or "" for name, value in attrs if name in {"href", "src"}]
        self.open.append(tag)
        if tag == "li":
            self.page.items.append("")
        if tag.startswith("h"):
            self.page.headings.append("")

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_comment(self, data: str) -> None:
        self.page.comments.append(data)

    def handle_data(self, data: str) -> None:
        if "li" in self.open:
            self.page.items[-1] += data.replace(BREAK, "")
        if any(tag.startswith("h") for tag in self.open):
            self.page.headings[-1] += data.replace(BREAK, "")
        if not {"a", "code"} & set(self.open):
            self.page.runs.append(data)


def page_of(markdown: str) -> Page:
    reader = _Reader()
    reader.feed(github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE))
    reader.close()
    return reader.page


def kinds_of(markdown: str) -> set[str]:
    """The kinds of what a second parser, with every extension of the forge, finds."""
    found: set[str] = set()
    event: Any
    for event in pyromark.events(markdown, options=_READ_WITH):
        if isinstance(event, str):
            found.add(event)
        elif "Start" in event:
            start = event["Start"]
            found.add(start if isinstance(start, str) else next(iter(start)))
        elif "End" not in event:
            found.add(next(iter(event)))
    return found
