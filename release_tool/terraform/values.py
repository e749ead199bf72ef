"""Constant values: what arrives in a module when an expression is converted to a type."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from msgspec.structs import replace

from release_tool.terraform.syntax import (
    Bool,
    Call,
    Entry,
    Expression,
    ListValue,
    Null,
    Number,
    ObjectValue,
    Other,
    Reference,
    Template,
    Text,
)
from release_tool.terraform.types import (
    ANY,
    ListOf,
    MapOf,
    ObjectOf,
    Primitive,
    SetOf,
    TupleOf,
    Type,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_TRUTH = {"true": True, "1": True, "false": False, "0": False}


def arriving(value: Expression, constraint: Type) -> Expression:
    """The value after conversion to the type, in a form in which equal values are equal.

    What cannot be converted, or is not constant, comes back as it was, its keys in order.
    """
    match constraint, value:
        case _, Null():
            return value
        case Primitive(name=name), _:
            return _primitive(value, name)
        case ListOf(element=element), ListValue(items=items):
            return replace(value, items=tuple(arriving(item, element) for item in items))
        case SetOf(element=element), ListValue(items=items):
            return replace(value, items=_distinct([arriving(item, element) for item in items]))
        case TupleOf(elements=elements), ListValue(items=items) if len(items) == len(elements):
            pairs = zip(items, elements, strict=True)
            return replace(value, items=tuple(arriving(item, each) for item, each in pairs))
        case MapOf(element=element), ObjectValue():
            return _sorted(value, lambda _: element)
        case ObjectOf(), ObjectValue():
            return _object(value, constraint)
    return canonical(value)


def canonical(value: Expression) -> Expression:
    """The expression with the keys of its objects in order, at any depth."""
    match value:
        case ObjectValue():
            return _sorted(value, lambda _: ANY)
        case ListValue(items=items):
            return replace(value, items=tuple(canonical(item) for item in items))
        case Call(arguments=arguments):
            return replace(value, arguments=tuple(canonical(each) for each in arguments))
        case Template(parts=parts) | Other(parts=parts):
            return replace(value, parts=tuple(_part(part) for part in parts))
        case Reference(steps=steps):
            return replace(value, steps=tuple(_part(step) for step in steps))
        case Null() | Bool() | Number() | Text():
            return value


def _part(part: str | Expression) -> str | Expression:
    return part if isinstance(part, str) else canonical(part)


def _primitive(value: Expression, name: str) -> Expression:
    match name, value:
        case "string", Number(value=number):
            return Text(plain(number), value.span)
        case "string", Bool(value=truth):
            return Text("true" if truth else "false", value.span)
        case "number", Text(value=text):
            try:
                return Number(Decimal(text), value.span)
            except InvalidOperation:
                return value
        case "bool", Text(value=text) if text in _TRUTH:
            return Bool(_TRUTH[text], value.span)
    return canonical(value)


def plain(number: Decimal) -> str:
    """The number without exponent or trailing zeros, as Terraform turns it into a string."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _distinct(items: list[Expression]) -> tuple[Expression, ...]:
    """The items of a set, in an order that depends on nothing but them."""
    kept: list[Expression] = []
    for item in items:
        if item not in kept:
            kept.append(item)
    return tuple(sorted(kept, key=_order))


def _order(value: Expression) -> str:
    match value:
        case Text(value=text):
            return f"text {text}"
        case Number(value=number):
            return f"number {plain(number)}"
        case Bool(value=truth):
            return f"bool {truth}"
        case ListValue(items=items):
            return f"list {[_order(item) for item in items]}"
        case ObjectValue(entries=entries):
            return f"object {[(_order(each.key), _order(each.value)) for each in entries]}"
    return type(value).__name__


def _sorted(value: ObjectValue, element: Callable[[str], Type]) -> ObjectValue:
    entries = []
    for entry in value.entries:
        key = _primitive(entry.key, "string")
        name = key.value if isinstance(key, Text) else ""
        entries.append(Entry(key, arriving(entry.value, element(name))))
    return replace(value, entries=tuple(sorted(entries, key=lambda each: _order(each.key))))


def _object(value: ObjectValue, constraint: ObjectOf) -> Expression:
    given = {
        key.value: entry.value
        for entry in value.entries
        for key in [_primitive(entry.key, "string")]
        if isinstance(key, Text)
    }
    entries = []
    for attribute in constraint.attributes:
        inner = given.get(attribute.name, Null(value.span))
        if isinstance(inner, Null) and attribute.default is not None:
            inner = attribute.default
        entries.append(Entry(Text(attribute.name, value.span), arriving(inner, attribute.type)))
    return replace(value, entries=tuple(entries))
