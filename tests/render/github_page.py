"""What GitHub makes of a comment: its own Markdown parser, then what its site links in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options

_LINKED = re.compile(
    r"@[A-Za-z0-9]|#[0-9]|\bGH-[0-9]|https?://|\bwww\.|:\w+:|\b[0-9a-f]{7,40}\b", re.IGNORECASE
)


@dataclass
class Page:
    """The elements of a page in order, its text, and what the site would link in it."""

    tags: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    text: str = ""
    linked: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.in_code = 0

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.page.tags.append(tag)
        if tag == "code":
            self.in_code += 1
            self.page.code.append("")

    def handle_endtag(self, tag: str) -> None:
        self.in_code -= tag == "code"

    def handle_comment(self, data: str) -> None:
        self.page.comments.append(data.strip())

    def handle_data(self, data: str) -> None:
        self.page.text += data
        if self.in_code:
            self.page.code[-1] += data
        else:
            self.page.linked += _LINKED.findall(data)


def page_of(markdown: str) -> Page:
    reader = _Reader()
    reader.feed(github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE))
    reader.close()
    return reader.page
