"""What callers of a module depend on, as values.

Places take no part in equality: two values are equal when Terraform would treat them alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.terraform.placed import Placed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from release_tool.terraform.syntax import Body, Expression
    from release_tool.terraform.types import Type


class Place(Struct, frozen=True):
    """A file, as a POSIX path relative to the module's folder, and a line of it, from 1."""

    file: str
    line: int


class Unreadable(Struct, frozen=True):
    """Something that could not be read; an empty `subject` means that it may hide anything."""

    subject: str
    reason: str
    place: Place


class Condition(Placed, frozen=True):
    """A validation, precondition or postcondition; its message is no part of it."""

    expression: Expression
    place: Place


class Variable(Placed, frozen=True):
    name: str
    type: Type | None
    """None where the type could not be read."""
    default: Expression | None
    """None where the variable is required; `default = null` is `Null`."""
    nullable: bool
    sensitive: bool
    ephemeral: bool
    validations: tuple[Condition, ...]
    deprecated: bool
    description: str
    place: Place

    @property
    def required(self) -> bool:
        return self.default is None


class Output(Placed, frozen=True):
    name: str
    value: Expression | None
    sensitive: bool
    ephemeral: bool
    preconditions: tuple[Condition, ...]
    place: Place


class ProviderRequirement(Placed, frozen=True):
    name: str
    source: str
    """The full address without the default host: `coder/coder`, `hashicorp/aws`."""
    version: str | None
    aliases: frozenset[str]
    """Configurations that the caller has to pass, such as `aws.replica`."""
    place: Place


class VersionRequirement(Placed, frozen=True):
    """The `required_version` constraints of a module, joined by commas."""

    version: str
    place: Place


class ProviderBlock(Placed, frozen=True):
    name: str
    alias: str | None
    empty: bool
    place: Place


class Repetition(Struct, frozen=True):
    """The `count` or `for_each` of a resource or module call."""

    kind: str
    expression: Expression


class Resource(Placed, frozen=True):
    """A managed resource or a data source."""

    type: str
    name: str
    repetition: Repetition | None
    prevent_destroy: bool
    preconditions: tuple[Condition, ...]
    body: Body
    place: Place

    @property
    def address(self) -> str:
        return f"{self.type}.{self.name}"


class ModuleCall(Placed, frozen=True):
    name: str
    source: str
    version: str | None
    repetition: Repetition | None
    body: Body
    place: Place

    @property
    def address(self) -> str:
        return f"module.{self.name}"


class Address(Struct, frozen=True):
    """Where a `moved` or `removed` block points, without instance keys."""

    calls: tuple[str, ...]
    """The module calls that lead to it, outermost first; empty in the module itself."""
    resource: str | None
    """`type.name`, or None where it points at the last of the calls."""

    def __str__(self) -> str:
        steps = [f"module.{name}" for name in self.calls]
        return ".".join([*steps, self.resource] if self.resource else steps)


class Moved(Placed, frozen=True):
    origin: Address
    target: Address
    text: str
    """The block's own words, `from` and `to`, with instance keys."""
    place: Place


class Removed(Placed, frozen=True):
    origin: Address
    destroy: bool
    place: Place


class FileReference(Placed, frozen=True):
    """A file of the module that an expression reads when it is planned."""

    path: str
    place: Place


class Module(Struct, frozen=True):
    """One folder of Terraform files, read."""

    folder: str
    """Relative to the released module's folder; empty for that folder itself."""
    variables: Mapping[str, Variable]
    outputs: Mapping[str, Output]
    terraform_version: VersionRequirement | None
    providers: Mapping[str, ProviderRequirement]
    provider_blocks: tuple[ProviderBlock, ...]
    resources: Mapping[str, Resource]
    data_sources: Mapping[str, Resource]
    calls: Mapping[str, ModuleCall]
    moved: tuple[Moved, ...]
    removed: tuple[Removed, ...]
    file_references: tuple[FileReference, ...]
    unreadable: tuple[Unreadable, ...]


class Interface(Struct, frozen=True):
    """A module as callers, its state and its maintainers see it."""

    root: Module
    submodules: Mapping[str, Module]
    """By folder, such as `modules/agent`; examples and tests are left out."""
    files: Mapping[str, bytes]
    """Every file in the module's folder, by path."""

    @property
    def unreadable(self) -> tuple[Unreadable, ...]:
        """The places that could not be read, in the module and all its submodules."""
        modules = (self.root, *self.submodules.values())
        return tuple(place for module in modules for place in module.unreadable)
