"""The types of input variables: one rule for each kind of difference of the lattice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.domain.versions import Level
from release_tool.terraform.change import Breaks, Sighting
from release_tool.terraform.lattice import Difference, Kind, differences
from release_tool.terraform.rule import MAJOR, MINOR, Example, Rule, review

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.terraform.interface import Variable
    from release_tool.terraform.pair import Pair

_TYPES = "https://developer.hashicorp.com/terraform/language/expressions/type-constraints"

_MESSAGES = {
    Kind.NARROWED: "no longer takes every value that it took",
    Kind.INCOMPATIBLE: "takes none of the values that it took",
    Kind.WIDENED: "takes more values than before",
    Kind.RESHAPED: "takes the same values, but they arrive in another form",
    Kind.ATTRIBUTE_ADDED_REQUIRED: "is a new attribute that callers must set",
    Kind.ATTRIBUTE_ADDED_OPTIONAL: "is a new optional attribute",
    Kind.ATTRIBUTE_REMOVED: "was removed; Terraform drops it from what callers pass, silently",
    Kind.ATTRIBUTE_NOW_REQUIRED: "was optional and must be set now",
    Kind.ATTRIBUTE_NOW_OPTIONAL: "was required and may be left out now",
    Kind.ATTRIBUTE_DEFAULT_CHANGED: "has another default now",
}
_HELP = {
    Kind.NARROWED: "keep the wider type, or release a major version",
    Kind.INCOMPATIBLE: "add a new input for the new type and keep this one",
    Kind.ATTRIBUTE_ADDED_REQUIRED: "declare it as `optional(...)`",
    Kind.ATTRIBUTE_REMOVED: "keep it in the type as `optional(...)` until the next major version",
    Kind.ATTRIBUTE_NOW_REQUIRED: "keep it `optional(...)`",
}
_SILENT = frozenset({Kind.WIDENED, Kind.ATTRIBUTE_ADDED_OPTIONAL, Kind.ATTRIBUTE_NOW_OPTIONAL})

_WHATEVER_IS_PASSED = frozenset({Kind.INCOMPATIBLE, Kind.ATTRIBUTE_ADDED_REQUIRED})


class _TypeCheck(Struct, frozen=True):
    """Reports the differences of one kind."""

    kind: Kind

    def __call__(self, pair: Pair) -> Iterator[Sighting]:
        for old, new in pair.variables.kept:
            if old.type is None or new.type is None:
                continue
            for difference in differences(old.type, new.type):
                if difference.kind is self.kind:
                    yield self.finding(new, difference)

    def finding(self, variable: Variable, difference: Difference) -> Sighting:
        name = f"{variable.name}{difference.path}"
        return Sighting(
            "variable",
            name,
            f"input {name} {_MESSAGES[self.kind]}",
            variable.place,
            before=difference.before,
            after=difference.after,
            breaks=self.breaks(variable),
            help=_HELP.get(self.kind, ""),
        )

    def breaks(self, variable: Variable) -> Breaks:
        if self.kind in _SILENT:
            return Breaks.NOBODY
        whoever = variable.required and self.kind in _WHATEVER_IS_PASSED
        return Breaks.EVERY_CALLER if whoever else Breaks.SETTERS


def _variable(constraint: str) -> str:
    return f'variable "services" {{\n  type = {constraint}\n}}\n'


def _objects(before: str, after: str) -> Example:
    return Example(_variable(f"object({{ {before} }})"), _variable(f"object({{ {after} }})"))


RULES = (
    Rule(
        id=Kind.NARROWED.value,
        title="an input takes fewer values",
        description="Some value that converted to the earlier type does not convert to the new "
        "one. The finding names the path inside the type.",
        why="Terraform refuses the plan of a caller that passes such a value.",
        verdict=MAJOR,
        reference=_TYPES,
        example=Example(_variable("string"), _variable("number")),
        check=_TypeCheck(Kind.NARROWED),
    ),
    Rule(
        id=Kind.INCOMPATIBLE.value,
        title="an input takes none of the earlier values",
        description="No value but null converts to both the earlier and the new type.",
        why="Terraform refuses the plan of every caller that sets the input.",
        verdict=MAJOR,
        reference=_TYPES,
        example=Example(_variable("string"), _variable("list(string)")),
        check=_TypeCheck(Kind.INCOMPATIBLE),
    ),
    Rule(
        id=Kind.WIDENED.value,
        title="an input takes more values",
        description="Every value that converted before still does, and arrives as it did.",
        why="Callers notice nothing.",
        verdict=MINOR,
        reference=_TYPES,
        example=Example(_variable("tuple([string, string])"), _variable("list(string)")),
        check=_TypeCheck(Kind.WIDENED),
    ),
    Rule(
        id=Kind.RESHAPED.value,
        title="values of an input arrive in another form",
        description="Every value that converted before still does, but the module gets something "
        'else: `5` arrives as `"5"`; a list that became a set has neither order nor duplicates.',
        why="What the module makes of the value may differ, and no error tells callers.",
        verdict=MINOR,
        reference=_TYPES,
        example=Example(_variable("list(string)"), _variable("set(string)")),
        check=_TypeCheck(Kind.RESHAPED),
    ),
    Rule(
        id=Kind.ATTRIBUTE_ADDED_REQUIRED.value,
        title="an object input wants another attribute",
        description="An object, at any depth of the type, has a new attribute without `optional`.",
        why="Terraform refuses every object that was written before: attribute is required.",
        verdict=MAJOR,
        reference=_TYPES,
        example=_objects("name = string", "name = string, port = number"),
        check=_TypeCheck(Kind.ATTRIBUTE_ADDED_REQUIRED),
    ),
    Rule(
        id=Kind.ATTRIBUTE_ADDED_OPTIONAL.value,
        title="an object input has a new optional attribute",
        description="An object, at any depth of the type, has a new attribute with `optional`.",
        why="Callers notice nothing.",
        verdict=MINOR,
        reference=_TYPES,
        example=_objects("name = string", "name = string, port = optional(number)"),
        check=_TypeCheck(Kind.ATTRIBUTE_ADDED_OPTIONAL),
    ),
    Rule(
        id=Kind.ATTRIBUTE_REMOVED.value,
        title="an attribute of an object input was removed",
        description="An object, at any depth of the type, lacks an attribute that it had.",
        why="Terraform drops what callers pass for it, without an error.",
        verdict=review(Level.MAJOR, floor=Level.MINOR),
        reference=_TYPES,
        example=_objects("name = string, port = number", "name = string"),
        check=_TypeCheck(Kind.ATTRIBUTE_REMOVED),
    ),
    Rule(
        id=Kind.ATTRIBUTE_NOW_REQUIRED.value,
        title="an optional attribute is required now",
        description="An attribute of an object lost its `optional`.",
        why="Terraform refuses objects that leave it out: attribute is required.",
        verdict=MAJOR,
        reference=_TYPES,
        example=_objects("port = optional(number)", "port = number"),
        check=_TypeCheck(Kind.ATTRIBUTE_NOW_REQUIRED),
    ),
    Rule(
        id=Kind.ATTRIBUTE_NOW_OPTIONAL.value,
        title="a required attribute is optional now",
        description="An attribute of an object got an `optional`.",
        why="Callers notice nothing.",
        verdict=MINOR,
        reference=_TYPES,
        example=_objects("port = number", "port = optional(number)"),
        check=_TypeCheck(Kind.ATTRIBUTE_NOW_OPTIONAL),
    ),
    Rule(
        id=Kind.ATTRIBUTE_DEFAULT_CHANGED.value,
        title="the default of an optional attribute changed",
        description="`optional(type, default)` has another default, after conversion to its type.",
        why="Objects that leave the attribute out, or set it to null, carry another value, and no "
        "error tells callers.",
        verdict=review(Level.MINOR, floor=Level.PATCH),
        reference=_TYPES,
        example=_objects("port = optional(number, 80)", "port = optional(number, 443)"),
        check=_TypeCheck(Kind.ATTRIBUTE_DEFAULT_CHANGED),
    ),
)
