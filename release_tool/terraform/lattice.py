"""Type constraints compared: which values callers may still pass, and how they arrive.

Terraform converts what a caller passes, so a type stands for the set of values that convert to
it. The set is compared first; where it did not shrink, the value that arrives may still differ.
"""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from release_tool.terraform.syntax import Expression, Null
from release_tool.terraform.types import (
    Alike,
    Anything,
    Collection,
    ListOf,
    MapOf,
    ObjectAttribute,
    ObjectOf,
    Primitive,
    SetOf,
    TupleOf,
    Type,
    written,
)
from release_tool.terraform.values import arriving
from release_tool.terraform.writing import written_expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Kind(Enum):
    """What became of a type; the values are the ids of the rules that report it."""

    NARROWED = "variable-type-narrowed"
    INCOMPATIBLE = "variable-type-incompatible"
    WIDENED = "variable-type-widened"
    RESHAPED = "variable-type-reshaped"
    ATTRIBUTE_ADDED_REQUIRED = "variable-attribute-added-required"
    ATTRIBUTE_ADDED_OPTIONAL = "variable-attribute-added-optional"
    ATTRIBUTE_REMOVED = "variable-attribute-removed"
    ATTRIBUTE_NOW_REQUIRED = "variable-attribute-now-required"
    ATTRIBUTE_NOW_OPTIONAL = "variable-attribute-now-optional"
    ATTRIBUTE_DEFAULT_CHANGED = "variable-attribute-default-changed"


class Difference(Struct, frozen=True):
    kind: Kind
    path: str
    """Where in the type: `[*].port`; empty at its top."""
    before: str
    after: str


class Acceptance(IntEnum):
    """How many of the values that one type accepts another one accepts too."""

    NONE = 0
    SOME = 1
    ALL = 2


class Relation(Struct, frozen=True):
    """How the values accepted before fare now; `same` when each arrives as it did."""

    accepted: Acceptance
    same: bool = False


_NONE = Relation(Acceptance.NONE)
_SOME = Relation(Acceptance.SOME)
_SAME = Relation(Acceptance.ALL, same=True)
_RESHAPED = Relation(Acceptance.ALL)


def differences(before: Type, after: Type, path: str = "") -> Iterator[Difference]:
    """What changed between two types, one difference a cause, each with its path."""
    if before == after:
        return
    match before, after:
        case (
            (ListOf(element=old), ListOf(element=new))
            | (SetOf(element=old), SetOf(element=new))
            | (MapOf(element=old), MapOf(element=new))
        ) if not isinstance(new, Alike):
            yield from _perhaps_absent(differences(old, new, f"{path}[*]"))
        case TupleOf(elements=olds), TupleOf(elements=news) if len(olds) == len(news):
            for index, (old, new) in enumerate(zip(olds, news, strict=True)):
                yield from differences(old, new, f"{path}[{index}]")
        case ObjectOf(), ObjectOf():
            yield from _objects(before, after, path)
        case _:
            kind = _kind(relation(before, after))
            if kind is not None:
                yield Difference(kind, path, written(before), written(after))


def _kind(found: Relation) -> Kind | None:
    match found.accepted:
        case Acceptance.NONE:
            return Kind.INCOMPATIBLE
        case Acceptance.SOME:
            return Kind.NARROWED
        case Acceptance.ALL:
            return Kind.WIDENED if found.same else Kind.RESHAPED


def _perhaps_absent(found: Iterable[Difference]) -> Iterator[Difference]:
    """Differences inside something that callers may leave out or empty: never wholly refused."""
    for each in found:
        incompatible = each.kind is Kind.INCOMPATIBLE
        yield replace(each, kind=Kind.NARROWED) if incompatible else each


def _objects(before: ObjectOf, after: ObjectOf, path: str) -> Iterator[Difference]:
    for old in before.attributes:
        new = after.attribute(old.name)
        inner = f"{path}.{old.name}"
        if new is None:
            yield Difference(Kind.ATTRIBUTE_REMOVED, inner, written(old.type), "")
        else:
            yield from _attribute(old, new, inner)
    for new in after.attributes:
        if before.attribute(new.name) is None:
            kind = Kind.ATTRIBUTE_ADDED_OPTIONAL if new.optional else Kind.ATTRIBUTE_ADDED_REQUIRED
            yield Difference(kind, f"{path}.{new.name}", "", written(new.type))


def _attribute(old: ObjectAttribute, new: ObjectAttribute, path: str) -> Iterator[Difference]:
    if old.optional and not new.optional:
        yield Difference(Kind.ATTRIBUTE_NOW_REQUIRED, path, "optional", "required")
    elif new.optional and not old.optional:
        yield Difference(Kind.ATTRIBUTE_NOW_OPTIONAL, path, "required", "optional")
    found = differences(old.type, new.type, path)
    yield from _perhaps_absent(found) if old.optional else found
    if old.optional and new.optional:
        yield from _defaults(old, new, path)


def _defaults(old: ObjectAttribute, new: ObjectAttribute, path: str) -> Iterator[Difference]:
    before, after = _default(old, new.type), _default(new, new.type)
    if before != after:
        kind = Kind.ATTRIBUTE_DEFAULT_CHANGED
        yield Difference(kind, path, _written_default(old), _written_default(new))


def _default(attribute: ObjectAttribute, constraint: Type) -> Expression | None:
    if attribute.default is None or isinstance(attribute.default, Null):
        return None
    return arriving(attribute.default, constraint)


def _written_default(attribute: ObjectAttribute) -> str:
    return "null" if attribute.default is None else written_expression(attribute.default)


def relation(before: Type, after: Type) -> Relation:
    """How the values that `before` accepts fare under `after`; null, which all take, aside."""
    if before == after:
        return _SAME
    match before, after:
        case _, Anything():
            return _RESHAPED
        case _, Alike():
            return _RESHAPED if _uniform(before) else _SOME
        case ((Anything() | Alike()), _):
            return _SOME
        case Primitive(), Primitive():
            return _RESHAPED if after.name == "string" else _SOME
        case ((ListOf() | SetOf()), (ListOf() | SetOf())):
            return _elements(before, after)
        case MapOf(), MapOf():
            return _elements(before, after)
        case TupleOf(elements=elements), (ListOf(element=new) | SetOf(element=new)):
            return _tuple(elements, new, Relation(Acceptance.ALL, isinstance(after, ListOf)))
        case ((ListOf(element=old) | SetOf(element=old)), TupleOf(elements=elements)):
            return _partly([relation(old, element) for element in elements])
        case TupleOf(elements=olds), TupleOf(elements=news) if len(olds) == len(news):
            pairs = zip(olds, news, strict=True)
            return _together([_SAME, *(relation(old, new) for old, new in pairs)])
        case ObjectOf(), ObjectOf():
            return _object(before, after)
        case ObjectOf(attributes=attributes), MapOf(element=new):
            return _partly([relation(e.type, new) for e in attributes if not e.optional])
        case MapOf(element=old), ObjectOf(attributes=attributes):
            return _map_to_object(old, attributes)
    return _NONE


def _uniform(element: Type) -> bool:
    """Whether Terraform finds one type for any values that the type takes.

    It does not for `true` and `1`, which are both strings, or for objects, which may have more
    attributes than are declared.
    """
    match element:
        case Primitive(name=name):
            return name != "string"
        case ListOf(element=inner) | SetOf(element=inner) | MapOf(element=inner):
            return _uniform(inner)
        case TupleOf(elements=elements):
            return all(_uniform(each) for each in elements)
    return False


def _tuple(elements: tuple[Type, ...], new: Type, whole: Relation) -> Relation:
    """A tuple that becomes a list or set; elements that become `any` have to be alike."""
    if isinstance(new, Alike):
        alike = not elements[1:] or (len(set(elements)) == 1 and _uniform(elements[0]))
        return _RESHAPED if alike else _SOME
    return _together([whole, *(relation(each, new) for each in elements)])


def _elements(before: Collection, after: Collection) -> Relation:
    """Collections of which an empty one is accepted whatever the elements are."""
    inner = relation(before.element, after.element)
    if inner.accepted is not Acceptance.ALL:
        return _SOME
    return Relation(Acceptance.ALL, inner.same and type(before) is type(after))


def _together(parts: list[Relation]) -> Relation:
    """Parts that are all there: the worst one decides."""
    accepted = min(part.accepted for part in parts)
    return Relation(accepted, all(part.same for part in parts))


def _partly(parts: list[Relation]) -> Relation:
    """Some values are refused in any case; all are where a part that must be there is refused."""
    return _NONE if any(part.accepted is Acceptance.NONE for part in parts) else _SOME


def _object(before: ObjectOf, after: ObjectOf) -> Relation:
    parts = [_SAME]
    for old in before.attributes:
        new = after.attribute(old.name)
        if new is None:
            parts.append(_RESHAPED)
            continue
        inner = relation(old.type, new.type)
        avoidable = old.optional and new.optional
        parts.append(_at_least_some(inner) if avoidable else inner)
        if old.optional and not new.optional:
            parts.append(_SOME)
        elif _default(old, new.type) != _default(new, new.type):
            parts.append(_RESHAPED)
    added = [each for each in after.attributes if before.attribute(each.name) is None]
    parts.extend(Relation(Acceptance.ALL) if each.optional else _SOME for each in added)
    return _together(parts)


def _at_least_some(found: Relation) -> Relation:
    return _SOME if found.accepted is Acceptance.NONE else found


def _map_to_object(old: Type, attributes: tuple[ObjectAttribute, ...]) -> Relation:
    inner = [(each.optional, relation(old, each.type)) for each in attributes]
    if any(not optional for optional, _ in inner):
        return _partly([found for optional, found in inner if not optional])
    parts = [_at_least_some(found) for _, found in inner]
    return _together([_RESHAPED, *parts])
