"""Every use of a module of the registry by another part of the registry."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.activity import doing
from release_tool.adapters.module_sources import ModuleSources
from release_tool.domain.dependents import Dependency, DependentKind, UsedModule, judged
from release_tool.domain.examples import unreadable_examples, usage_examples
from release_tool.terraform.reading import is_terraform

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from release_tool.adapters.survey import Survey
    from release_tool.domain.examples import Readme
    from release_tool.domain.modules import ModuleId

_ORDER = {kind: number for number, kind in enumerate(DependentKind)}


class UnreadableUse(Struct, frozen=True):
    """A file that names the registry and cannot be read from *line* on; *text* is what is there."""

    file: str
    line: int
    text: str


class Dependencies(Struct, frozen=True, dict=True):
    """*known* are the modules that have a folder; *all* the uses that *sources*, by path, hold."""

    survey: Survey
    known: frozenset[ModuleId | None]
    sources: Mapping[str, Readme]
    all: tuple[Dependency, ...]

    @cached_property
    def by_module(self) -> dict[ModuleId, list[Dependency]]:
        """What uses each module; modules come in order, what nobody uses is left out."""
        found: dict[ModuleId, list[Dependency]] = defaultdict(list)
        for one in self.all:
            found[one.module].append(one)
        return dict(sorted(found.items()))

    @cached_property
    def unreadable(self) -> tuple[UnreadableUse, ...]:
        """Where a use may be hidden."""
        layout = self.survey.config.layout
        return tuple(
            UnreadableUse(path, fence.line, fence.text)
            for path, source in self.sources.items()
            for fence in unreadable_examples(source, layout)
        )

    def hiding(self, module: ModuleId) -> Iterator[UnreadableUse]:
        """The unreadable places that may hold a use of *module*: they name it."""
        name = re.compile(rf"/{re.escape(module.name)}(?![\w.-])")
        return (
            one for one in self.unreadable if module.namespace in one.text and name.search(one.text)
        )

    def used(self, module: ModuleId) -> UsedModule:
        """The uses of *module*, judged."""
        tags = self.survey.tags.get(module, ())
        return UsedModule(
            module,
            module in self.known,
            tags[-1].version if tags else None,
            judged(self.by_module.get(module, []), tags),
        )


def read_dependencies(survey: Survey) -> Dependencies:
    """The uses in the registry as *survey* sees it."""
    with doing("looking for uses of modules"):
        files = ModuleSources(survey)
        sources = files.read()
        found = [
            one
            for path, source in sources.items()
            for one in _uses(survey, source, files.owner(path))
        ]
        found.sort(key=lambda one: (_ORDER[one.kind], one.file, one.line))
        known = frozenset(map(files.owner, files.paths))
    return Dependencies(survey, known, sources, tuple(found))


def _uses(survey: Survey, source: Readme, owner: ModuleId | None) -> Iterator[Dependency]:
    layout = survey.config.layout
    kind, ships = DependentKind.EXAMPLE, False
    if is_terraform(source.path):
        kind = DependentKind.MODULE if owner else DependentKind.TEMPLATE
        start = len(layout.folder_of(owner)) + 1 if owner else 0
        ships = owner is not None and survey.config.counts(source.path[start:])
    for example in usage_examples(source, layout):
        if example.module != owner:
            yield Dependency(kind, source.path, owner, ships, example)
