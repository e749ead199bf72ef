"""Input variables that come, go, change their name or their default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.domain.versions import Level
from release_tool.terraform.change import Breaks, Sighting
from release_tool.terraform.lattice import Acceptance, relation
from release_tool.terraform.rule import MAJOR, MINOR, NONE, Example, Rule, review
from release_tool.terraform.types import ANY, written
from release_tool.terraform.values import arriving
from release_tool.terraform.writing import written_expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.terraform.interface import Variable
    from release_tool.terraform.pair import Pair

_ARGUMENTS = "https://developer.hashicorp.com/terraform/language/block/variable"
_ROOT = "https://developer.hashicorp.com/terraform/language/modules/develop"


def _described(variable: Variable) -> str:
    kind = "a type that could not be read" if variable.type is None else written(variable.type)
    if variable.default is None:
        return f"{kind}, required"
    return f"{kind}, default {written_expression(variable.default)}"


def _gone(variable: Variable) -> Breaks:
    return Breaks.EVERY_CALLER if variable.required else Breaks.SETTERS


def _removed(pair: Pair) -> Iterator[Sighting]:
    for old in pair.variables.removed:
        yield Sighting(
            "variable",
            old.name,
            f"input {old.name} was removed",
            old.place,
            before=_described(old),
            breaks=_gone(old),
            help=f"keep {old.name}, unused and with a default, until the next major version",
            gone=True,
        )


def _renamed(pair: Pair) -> Iterator[Sighting]:
    for old, new in pair.variables.renamed:
        yield Sighting(
            "variable",
            old.name,
            f"input {old.name} was removed; {new.name} looks like its new name",
            new.place,
            before=old.name,
            after=new.name,
            breaks=Breaks.EVERY_CALLER if new.required or old.required else Breaks.SETTERS,
            help=f"keep {old.name} beside {new.name}, with a default, until the next major version",
        )


def _added_required(pair: Pair) -> Iterator[Sighting]:
    for new in pair.variables.added:
        if new.required:
            yield Sighting(
                "variable",
                new.name,
                f"input {new.name} was added and has no default",
                new.place,
                after=_described(new),
                breaks=Breaks.EVERY_CALLER,
                help=f"give {new.name} a default; `default = null` makes it optional too",
            )


def _added_optional(pair: Pair) -> Iterator[Sighting]:
    for new in pair.variables.added:
        if not new.required:
            yield Sighting(
                "variable",
                new.name,
                f"optional input {new.name} was added",
                new.place,
                after=_described(new),
            )


def _default_removed(pair: Pair) -> Iterator[Sighting]:
    for old, new in pair.variables.kept:
        if old.default is not None and new.default is None:
            yield Sighting(
                "variable",
                new.name,
                f"input {new.name} lost its default and is now required",
                new.place,
                before=written_expression(old.default),
                breaks=Breaks.EVERY_CALLER,
                help=f"give {new.name} back its default",
            )


def _default_added(pair: Pair) -> Iterator[Sighting]:
    for old, new in pair.variables.kept:
        if old.default is None and new.default is not None:
            yield Sighting(
                "variable",
                new.name,
                f"input {new.name} got a default and is now optional",
                new.place,
                after=written_expression(new.default),
            )


def _default_changed(pair: Pair) -> Iterator[Sighting]:
    for old, new in pair.variables.kept:
        if old.default is None or new.default is None or _other_kind(old, new):
            continue
        constraint = ANY if new.type is None else new.type
        if arriving(old.default, constraint) != arriving(new.default, constraint):
            yield Sighting(
                "variable",
                new.name,
                f"the default of input {new.name} changed",
                new.place,
                before=written_expression(old.default),
                after=written_expression(new.default),
                breaks=Breaks.EVERY_CALLER,
                help=f"callers that rely on it can set {new.name} themselves",
            )


def _other_kind(old: Variable, new: Variable) -> bool:
    """Whether the default had to change because the type no longer takes any earlier value."""
    if old.type is None or new.type is None:
        return False
    return relation(old.type, new.type).accepted is Acceptance.NONE


def _description_changed(pair: Pair) -> Iterator[Sighting]:
    for old, new in pair.variables.kept:
        if old.description != new.description:
            yield Sighting(
                "variable",
                new.name,
                f"the description of input {new.name} changed",
                new.place,
                before=old.description,
                after=new.description,
            )


RULES = (
    Rule(
        id="variable-removed",
        title="an input was removed",
        description="An input variable of the released version is gone.",
        why="Terraform refuses a call that sets it: unsupported argument. Where the input was "
        "required, every caller sets it.",
        verdict=MAJOR,
        reference=_ARGUMENTS,
        example=Example(
            before='variable "url" {\n  type = string\n}\n',
            after="",
        ),
        check=_removed,
    ),
    Rule(
        id="variable-renamed",
        title="an input was renamed",
        description="An input is gone and a new one looks like it: its name differs only in "
        "dashes, underscores or case, or it has the same type, default and description.",
        why="For callers the old name is gone: Terraform refuses a call that sets it.",
        verdict=MAJOR,
        reference=_ARGUMENTS,
        example=Example(
            before='variable "base_dir" {\n  type    = string\n  default = "~"\n}\n',
            after='variable "basedir" {\n  type    = string\n  default = "~"\n}\n',
        ),
        check=_renamed,
    ),
    Rule(
        id="variable-added-required",
        title="a required input was added",
        description="A new input variable has no default.",
        why="Terraform refuses every call that was written before: missing required argument.",
        verdict=MAJOR,
        reference=_ARGUMENTS,
        example=Example(before="", after='variable "region" {\n  type = string\n}\n'),
        check=_added_required,
    ),
    Rule(
        id="variable-added-optional",
        title="an optional input was added",
        description="A new input variable has a default; `null` is one.",
        why="Nothing changes for callers; there is something new to use.",
        verdict=MINOR,
        reference=_ARGUMENTS,
        example=Example(
            before="", after='variable "region" {\n  type    = string\n  default = "eu"\n}\n'
        ),
        check=_added_optional,
    ),
    Rule(
        id="variable-default-removed",
        title="an input lost its default",
        description="An input that was optional has no default any more.",
        why="Terraform refuses a call that leaves it out: missing required argument.",
        verdict=MAJOR,
        reference=_ARGUMENTS,
        example=Example(
            before='variable "port" {\n  type    = number\n  default = 8080\n}\n',
            after='variable "port" {\n  type = number\n}\n',
        ),
        check=_default_removed,
    ),
    Rule(
        id="variable-default-added",
        title="an input got a default",
        description="An input that was required is optional now.",
        why="Calls that set it stay as they are.",
        verdict=MINOR,
        reference=_ARGUMENTS,
        example=Example(
            before='variable "port" {\n  type = number\n}\n',
            after='variable "port" {\n  type    = number\n  default = 8080\n}\n',
        ),
        check=_default_added,
    ),
    Rule(
        id="variable-default-changed",
        title="the default of an input changed",
        description="The default differs after conversion to the input's type. The order of keys "
        'and the indentation of heredocs do not count, and `1` equals `"1"` under `string`.',
        why="Callers that leave the input out get another value, and no error tells them.",
        verdict=review(Level.MINOR, floor=Level.PATCH),
        reference=_ROOT,
        example=Example(
            before='variable "port" {\n  type    = number\n  default = 8080\n}\n',
            after='variable "port" {\n  type    = number\n  default = 9090\n}\n',
        ),
        check=_default_changed,
    ),
    Rule(
        id="variable-description-changed",
        title="the description of an input changed",
        description="Only the text that explains the input differs.",
        why="It is documentation; nothing depends on it.",
        verdict=NONE,
        reference=_ARGUMENTS,
        example=Example(
            before='variable "port" {\n  type        = number\n  description = "Port."\n}\n',
            after='variable "port" {\n  type        = number\n  description = "The port."\n}\n',
        ),
        check=_description_changed,
    ),
)
