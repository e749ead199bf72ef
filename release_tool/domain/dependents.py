"""Who uses a module of the registry, at which version, and how far that is behind."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.domain.pins import accepts, constraint, exact
from release_tool.domain.versions import Level, Version, highest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from release_tool.domain.examples import Pin, UsageExample
    from release_tool.domain.modules import ModuleId
    from release_tool.domain.tags import ReleaseTag


class DependentKind(StrEnum):
    """Where a use stands; in the order of who passes the change on."""

    MODULE = "module"
    TEMPLATE = "template"
    EXAMPLE = "example"


class Dependency(Struct, frozen=True):
    """A use of a module by another part of the registry; never by the module itself."""

    kind: DependentKind
    file: str
    owner: ModuleId | None
    """The module in whose folder *file* stands."""
    ships: bool
    """Whether *file* is part of what its owner releases, so that a change of it wants a release."""
    example: UsageExample

    @property
    def module(self) -> ModuleId:
        """The module that is used; it need not exist."""
        return self.example.module

    @property
    def pin(self) -> Pin | None:
        return self.example.pin

    @property
    def line(self) -> int:
        return self.pin.line if self.pin else self.example.block.line


class Dependent(Struct, frozen=True):
    """A dependency, judged by what is released.

    *satisfied*: Terraform may install the released version. *behind*: by how much all that it may
    install is older, None where it is not. *remark* says what else is odd, if anything.
    """

    dependency: Dependency
    satisfied: bool
    behind: Level | None
    remark: str = ""


class UsedModule(Struct, frozen=True):
    """A module and everything of the registry that uses it; *known*: it has a folder."""

    module: ModuleId
    known: bool
    released: Version | None
    dependents: tuple[Dependent, ...]


def judged(dependencies: Sequence[Dependency], tags: Sequence[ReleaseTag]) -> tuple[Dependent, ...]:
    """The uses of one module, judged by its release *tags*."""
    versions = frozenset(tag.version for tag in tags)
    released = highest(versions)
    return tuple(_judged(one, released, versions) for one in dependencies)


def _judged(
    dependency: Dependency, released: Version | None, versions: frozenset[Version]
) -> Dependent:
    pin = dependency.pin
    if released is None:
        return Dependent(dependency, satisfied=False, behind=None, remark="nothing is released")
    if pin is None:
        return Dependent(
            dependency, satisfied=True, behind=None, remark="no version: takes the newest"
        )
    named, allowed = exact(pin), constraint(pin)
    if named is None and allowed is None:
        return Dependent(dependency, satisfied=False, behind=None, remark=unusable(pin))
    if accepts(pin, released):
        return Dependent(dependency, satisfied=True, behind=None)
    taken = named or highest(version for version in versions if accepts(pin, version))
    remark = ""
    if named is not None and named not in versions:
        standing = "was never released" if named < released else "is not released yet"
        remark = f"{named} {standing}"
    elif taken is None:
        remark = "no release satisfies it"
    return Dependent(
        dependency,
        satisfied=False,
        behind=distance(taken or _floor(pin) or released, released),
        remark=remark,
    )


def _floor(pin: Pin) -> Version | None:
    """The lowest version that the constraint *pin* allows."""
    allowed = constraint(pin)
    floor = allowed.floor if allowed else None
    return Version(*floor) if floor else None


def unusable(pin: Pin) -> str:
    """What *pin* is that no version can be compared with."""
    if pin.tag is not None:
        return "a branch or a commit, not a release tag"
    return "neither a version nor a constraint" if pin.literal else "an expression, not a text"


def distance(version: Version, released: Version) -> Level | None:
    """The first part in which *version* is below *released*; None where it is not below."""
    if version >= released:
        return None
    if version.major != released.major:
        return Level.MAJOR
    return Level.MINOR if version.minor != released.minor else Level.PATCH
