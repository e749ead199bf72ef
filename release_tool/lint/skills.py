"""The skills of a namespace: the repositories that they come from, and how each is shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from release_tool.lint.fault import Fault
from release_tool.lint.fields import Field, Fields, Type
from release_tool.lint.icons import icon_fault
from release_tool.lint.structure import NAME
from release_tool.lint.tags import tag_faults

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.domain.documents import Document, Path
    from release_tool.lint.subjects import Premises

SKILLS = {"icon": Field(), "sources": Field(Type.LIST, filled=True)}
SOURCE = {"repo": Field(filled=True), "skills": Field(Type.MAPPING)}
OVERRIDE = {
    "display_name": Field(),
    "description": Field(),
    "icon": Field(),
    "tags": Field(Type.TEXTS),
}
_REPOSITORY = re.compile(r"[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+(?:@[A-Za-z0-9_./-]+)?")


def sources(document: Document, premises: Premises) -> Iterator[Fault]:
    fields = Fields(document, SKILLS)
    yield from fields.faults()
    if (fault := icon_fault(fields, premises)) is not None:
        yield fault
    given = fields.value.get("sources")
    if not isinstance(given, list):
        return
    if not given:
        yield fields.fault("skill-source", "sources", "there is no source of skills")
    for index, source in enumerate(given):
        path: Path = ("sources", index)
        if isinstance(source, dict):
            yield from _source(Fields(document, SOURCE, path), premises)
        else:
            message = "a source must be a mapping with the key repo"
            yield Fault("frontmatter-type", document.place_of(path), message)


def _source(fields: Fields, premises: Premises) -> Iterator[Fault]:
    yield from fields.faults()
    repository = fields.text("repo")
    if repository is not None and not _REPOSITORY.fullmatch(repository):
        message = f"{repository!r} is no owner/repository or owner/repository@ref"
        yield fields.fault("skill-source", "repo", message)
    overrides = fields.value.get("skills")
    if not isinstance(overrides, dict):
        return
    for slug, override in overrides.items():
        path = (*fields.path, "skills", slug)
        if not NAME.fullmatch(slug):
            message = f"the skill {slug!r} has characters that the registry cannot address"
            yield Fault("skill-name", fields.document.place_of_key(path), message)
        if isinstance(override, dict):
            yield from _override(Fields(fields.document, OVERRIDE, path), premises)
        elif override is not None:
            message = f"what is said of the skill {slug} must be a mapping"
            yield Fault("frontmatter-type", fields.document.place_of(path), message)


def _override(fields: Fields, premises: Premises) -> Iterator[Fault]:
    yield from fields.faults()
    if (fault := icon_fault(fields, premises)) is not None:
        yield fault
    yield from tag_faults(fields)
