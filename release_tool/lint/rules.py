"""Which families of rules look at which READMEs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.lint.alerts import alerts
from release_tool.lint.fences import fences
from release_tool.lint.frontmatter import frontmatter
from release_tool.lint.h1_section import h1_section
from release_tool.lint.headings import headings, malformed
from release_tool.lint.links import links
from release_tool.lint.subjects import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.lint.fault import Fault
    from release_tool.lint.page import Page
    from release_tool.lint.subjects import Premises

_RESOURCES = (Kind.MODULE, Kind.TEMPLATE)


def faults(page: Page, premises: Premises) -> Iterator[Fault]:
    """Everything that is wrong with *page*."""
    yield from frontmatter(page, premises)
    if page.subject.kind in _RESOURCES:
        yield from headings(page)
        yield from h1_section(page, premises.layout)
    else:
        yield from malformed(page)
    yield from fences(page)
    yield from alerts(page)
    yield from links(page, premises.tree)
