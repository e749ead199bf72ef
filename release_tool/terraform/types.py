"""Terraform's type constraints as values, and how they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from release_tool.terraform.syntax import (
    Call,
    Expression,
    ListValue,
    ObjectValue,
    Reference,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Callable


class Anything(Struct, frozen=True):
    """`any`, and a variable without a type."""


class Alike(Struct, frozen=True):
    """`any` inside a collection: anything, but Terraform has to find one type for all elements."""


class Primitive(Struct, frozen=True):
    name: str
    """`string`, `number` or `bool`."""


class ListOf(Struct, frozen=True):
    element: Type


class SetOf(Struct, frozen=True):
    element: Type


class MapOf(Struct, frozen=True):
    element: Type


class TupleOf(Struct, frozen=True):
    elements: tuple[Type, ...]


class ObjectAttribute(Struct, frozen=True):
    name: str
    type: Type
    optional: bool = False
    default: Expression | None = None


class ObjectOf(Struct, frozen=True):
    """An object; its attributes are sorted by name, because their order means nothing."""

    attributes: tuple[ObjectAttribute, ...]

    def attribute(self, name: str) -> ObjectAttribute | None:
        return next((each for each in self.attributes if each.name == name), None)


Type = Anything | Alike | Primitive | ListOf | SetOf | MapOf | TupleOf | ObjectOf
Collection = ListOf | SetOf | MapOf

ANY = Anything()
ALIKE = Alike()
STRING = Primitive("string")
NUMBER = Primitive("number")
BOOL = Primitive("bool")

_WORDS: dict[str, Type] = {
    "any": ANY,
    "string": STRING,
    "number": NUMBER,
    "bool": BOOL,
    # How modules were written before type expressions; Terraform still knows what they mean.
    "list": ListOf(ALIKE),
    "set": SetOf(ALIKE),
    "map": MapOf(ALIKE),
}
_COLLECTIONS: dict[str, Callable[[Type], Type]] = {"list": ListOf, "set": SetOf, "map": MapOf}


class UnknownTypeError(Exception):
    """An expression that is no type constraint; its message names the part that is not."""


def parse_type(expression: Expression | None) -> Type:
    """The type that an expression stands for; raises `UnknownTypeError`."""
    match expression:
        case None:
            return ANY
        case Reference(steps=(str(word),)) if word in _WORDS:
            return _WORDS[word]
        case Text(value=word) if word in _WORDS:
            return _WORDS[word]
        case Call(name=name, arguments=(element,), expanded=False) if name in _COLLECTIONS:
            return _COLLECTIONS[name](_alike(parse_type(element)))
        case Call(name="tuple", arguments=(ListValue(items=items),), expanded=False):
            return TupleOf(tuple(parse_type(item) for item in items))
        case Call(name="object", arguments=(ObjectValue() as value,), expanded=False):
            return _object(value)
    raise UnknownTypeError(f"{_name(expression)} is not a type")


def _alike(element: Type) -> Type:
    """The type as it holds for the elements of a collection."""
    match element:
        case Anything():
            return ALIKE
        case TupleOf(elements=elements):
            return TupleOf(tuple(_alike(each) for each in elements))
        case ObjectOf(attributes=attributes):
            return ObjectOf(tuple(replace(each, type=_alike(each.type)) for each in attributes))
    return element


def _object(value: ObjectValue) -> ObjectOf:
    attributes: dict[str, ObjectAttribute] = {}
    for entry in value.entries:
        if not isinstance(entry.key, Text):
            raise UnknownTypeError("an attribute's name is not a plain word")
        name = entry.key.value
        if name in attributes:
            raise UnknownTypeError(f"attribute {name} is declared twice")
        attributes[name] = _attribute(name, entry.value)
    return ObjectOf(tuple(attributes[name] for name in sorted(attributes)))


def _attribute(name: str, value: Expression) -> ObjectAttribute:
    match value:
        case Call(name="optional", arguments=(inner,)):
            return ObjectAttribute(name, parse_type(inner), optional=True)
        case Call(name="optional", arguments=(inner, default)):
            return ObjectAttribute(name, parse_type(inner), optional=True, default=default)
    return ObjectAttribute(name, parse_type(value))


def _name(expression: Expression) -> str:
    match expression:
        case Reference(steps=(str(word), *_)) | Text(value=word) | Call(name=word):
            return word
    return f"a {type(expression).__name__.lower()} expression"


def written(constraint: Type) -> str:
    """The type as Terraform writes it, on one line."""
    match constraint:
        case Anything() | Alike():
            return "any"
        case Primitive(name=name):
            return name
        case ListOf(element=element):
            return f"list({written(element)})"
        case SetOf(element=element):
            return f"set({written(element)})"
        case MapOf(element=element):
            return f"map({written(element)})"
        case TupleOf(elements=elements):
            return f"tuple([{', '.join(written(element) for element in elements)}])"
        case ObjectOf(attributes=attributes):
            return f"object({{{', '.join(_written_attribute(each) for each in attributes)}}})"


def _written_attribute(attribute: ObjectAttribute) -> str:
    inner = written(attribute.type)
    if attribute.default is not None:
        inner = f"optional({inner}, …)"
    elif attribute.optional:
        inner = f"optional({inner})"
    return f"{attribute.name} = {inner}"
