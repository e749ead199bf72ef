"""A README as the rules see it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.domain.lines import Lines

if TYPE_CHECKING:
    from release_tool.domain.documents import Document, Place
    from release_tool.domain.examples import Readme
    from release_tool.lint.frontmatter_bounds import Bounds
    from release_tool.lint.outline import Outline
    from release_tool.lint.subjects import Subject


class NotYaml(Struct, frozen=True):
    """Why, and where, frontmatter is no YAML."""

    place: Place
    message: str


class Page(Struct, frozen=True, dict=True):
    """*readme* knows the module blocks; *outline* the Markdown below the frontmatter."""

    subject: Subject
    readme: Readme
    bounds: Bounds
    frontmatter: Document | NotYaml | None
    """None where there is none."""
    outline: Outline

    @property
    def content(self) -> bytes:
        return self.readme.content

    @cached_property
    def lines(self) -> Lines:
        return Lines(self.content)
