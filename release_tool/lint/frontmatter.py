"""The frontmatter of READMEs: what every kind shares, and that of modules and templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.domain.documents import Document, Place
from release_tool.lint import namespaces, skills
from release_tool.lint.fault import Fault
from release_tool.lint.fields import Field, Fields, Type
from release_tool.lint.icons import icon_fault
from release_tool.lint.page import NotYaml
from release_tool.lint.subjects import Kind
from release_tool.lint.tags import tag_faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.lint.page import Page
    from release_tool.lint.subjects import Premises

_SYSTEMS = ("windows", "macos", "linux")

RESOURCE = {
    "display_name": Field(),
    "description": Field(filled=True),
    "icon": Field(filled=True),
    "verified": Field(Type.FLAG),
    "tags": Field(Type.TEXTS, filled=True),
    "supported_os": Field(Type.TEXTS),
    "maintainer_github": Field(),
}


def frontmatter(page: Page, premises: Premises) -> Iterator[Fault]:
    """What is wrong with the frontmatter that the registry publishes."""
    if page.subject.kind is Kind.BARE:
        return
    found = page.frontmatter
    if found is None:
        message = f"there is no frontmatter: {page.bounds.problem}"
        yield Fault("frontmatter-missing", Place(1, 1), message)
    elif isinstance(found, NotYaml):
        yield Fault("frontmatter-invalid", found.place, found.message)
    elif not isinstance(found.value, dict):
        empty = found.value is None
        rule = "frontmatter-missing" if empty else "frontmatter-invalid"
        message = "the frontmatter is empty" if empty else "the frontmatter is not a mapping"
        yield Fault(rule, found.place_of(()), message)
    else:
        yield from _of_kind(page.subject.kind, found, premises)


def _of_kind(kind: Kind, document: Document, premises: Premises) -> Iterator[Fault]:
    match kind:
        case Kind.NAMESPACE:
            yield from namespaces.profile(document, premises)
        case Kind.SKILLS:
            yield from skills.sources(document, premises)
        case _:
            yield from _resource(Fields(document, RESOURCE), premises)


def _resource(fields: Fields, premises: Premises) -> Iterator[Fault]:
    yield from fields.faults()
    if (fault := icon_fault(fields, premises)) is not None:
        yield fault
    yield from tag_faults(fields)
    for path, system in fields.texts("supported_os"):
        if system not in _SYSTEMS:
            message = f"{system!r} is no operating system of the registry"
            yield Fault("unknown-system", fields.document.place_of(path), message)
