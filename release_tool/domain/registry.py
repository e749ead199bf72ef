"""The modules of a registry as they stand: what each declares, what was released."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.domain.pins import accepts, constraint, exact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from release_tool.domain.examples import Pin, Readme, UsageExample
    from release_tool.domain.modules import ModuleId
    from release_tool.domain.tags import ReleaseTag
    from release_tool.domain.versions import Version


class Module(Struct, frozen=True, dict=True):
    """One module in the working tree. Paths are relative to the repository's root."""

    id: ModuleId
    folder: str
    readme: Readme | None
    """None where there is no README, or what bears its name is not a file."""
    readme_path: str
    examples: tuple[UsageExample, ...]
    tags: tuple[ReleaseTag, ...] = ()
    """Lowest version first."""
    problem: str = ""
    """Why there is no *readme*, as the end of a sentence."""

    @cached_property
    def own(self) -> tuple[UsageExample, ...]:
        return tuple(example for example in self.examples if example.module == self.id)

    @cached_property
    def own_pins(self) -> tuple[Pin, ...]:
        return tuple(example.pin for example in self.own if example.pin is not None)

    @cached_property
    def released_tag(self) -> ReleaseTag | None:
        return self.tags[-1] if self.tags else None

    @property
    def released(self) -> Version | None:
        return self.released_tag.version if self.released_tag else None

    @cached_property
    def declared(self) -> Version | None:
        """The one version on which all own pins agree; constraints agree when they accept it."""
        constraints = [pin for pin in self.own_pins if constraint(pin) is not None]
        others = [pin for pin in self.own_pins if pin not in constraints]
        if len({pin.text for pin in others}) != 1:
            return None
        version = exact(others[0])
        agreed = version is not None and all(accepts(pin, version) for pin in constraints)
        return version if agreed else None

    @property
    def wants_tag(self) -> bool:
        """Whether its pins agree on a version that is not released yet and ought to be."""
        if self.declared is None:
            return False
        return self.released is None or self.declared > self.released


class Registry(Struct, frozen=True, dict=True):
    """Every module that was asked for, in order, and the released versions of all modules."""

    modules: tuple[Module, ...]
    known: frozenset[ModuleId]
    """Every module that has a folder."""
    tags: Mapping[ModuleId, tuple[ReleaseTag, ...]]
    """The release tags of every module, gone ones too, lowest version first."""

    def released(self, module: ModuleId) -> Version | None:
        tags = self.tags.get(module, ())
        return tags[-1].version if tags else None

    @cached_property
    def gone(self) -> tuple[ModuleId, ...]:
        """Modules that have release tags and no folder any more."""
        return tuple(sorted(set(self.tags) - self.known))
