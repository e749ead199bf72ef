"""Blocks of Terraform source, as the parts of a module's interface."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from release_tool.terraform.addresses import address_of, written_address
from release_tool.terraform.interface import (
    Condition,
    ModuleCall,
    Moved,
    Output,
    Place,
    Removed,
    Repetition,
    Resource,
    Unreadable,
    Variable,
)
from release_tool.terraform.syntax import Block, Body, Bool, Expression, Null, Text
from release_tool.terraform.types import Type, UnknownTypeError, parse_type

Report = Callable[[Unreadable], None]
"""Takes note of something that could not be read."""


def variable_of(block: Block, file: str, report: Report) -> Variable:
    """An input variable."""
    body = block.body
    subject = f"variable.{block.labels[0]}"
    return Variable(
        name=block.labels[0],
        type=_type(body.attribute("type"), subject, file, report),
        default=body.attribute("default"),
        nullable=_flag(body, "nullable", subject, file, report) is not False,
        sensitive=_flag(body, "sensitive", subject, file, report) is True,
        ephemeral=_flag(body, "ephemeral", subject, file, report) is True,
        validations=_conditions(body, ("validation",), file),
        deprecated=body.attribute("deprecated") is not None,
        description=_text(body.attribute("description")) or "",
        place=Place(file, block.span.line),
    )


def output_of(block: Block, file: str, report: Report) -> Output:
    """An output value."""
    body = block.body
    subject = f"output.{block.labels[0]}"
    return Output(
        name=block.labels[0],
        value=body.attribute("value"),
        sensitive=_flag(body, "sensitive", subject, file, report) is True,
        ephemeral=_flag(body, "ephemeral", subject, file, report) is True,
        preconditions=_conditions(body, ("precondition",), file),
        place=Place(file, block.span.line),
    )


def resource_of(block: Block, file: str, report: Report) -> Resource:
    """A managed resource or a data source."""
    kind, name = block.labels
    subject = f"{'data.' if block.kind == 'data' else ''}{kind}.{name}"
    lifecycle = [each.body for each in block.body.blocks_of("lifecycle")]
    protected = [
        _flag(each, "prevent_destroy", subject, file, report) is True for each in lifecycle
    ]
    return Resource(
        type=kind,
        name=name,
        repetition=_repetition(block.body),
        prevent_destroy=any(protected),
        preconditions=tuple(
            condition
            for each in lifecycle
            for condition in _conditions(each, ("precondition", "postcondition"), file)
        ),
        body=block.body,
        place=Place(file, block.span.line),
    )


def call_of(block: Block, file: str, report: Report) -> ModuleCall:
    """A call of another module."""
    place = Place(file, block.span.line)
    source = _text(block.body.attribute("source"))
    if source is None:
        report(Unreadable(f"module.{block.labels[0]}", "its source is not a plain text", place))
    return ModuleCall(
        name=block.labels[0],
        source=source or "",
        version=_text(block.body.attribute("version")),
        repetition=_repetition(block.body),
        body=block.body,
        place=place,
    )


def moved_of(block: Block, file: str, report: Report) -> Iterator[Moved]:
    """What a `moved` block says; nothing, and a note, where its addresses cannot be read."""
    place = Place(file, block.span.line)
    origin, target = block.body.attribute("from"), block.body.attribute("to")
    start, end = address_of(origin), address_of(target)
    if start is None or end is None or origin is None or target is None:
        report(Unreadable("moved", "its addresses could not be read", place))
        return
    text = f"{written_address(origin)} to {written_address(target)}"
    yield Moved(start, end, text, place)


def removed_of(block: Block, file: str, report: Report) -> Iterator[Removed]:
    """What a `removed` block says; nothing, and a note, where its address cannot be read."""
    place = Place(file, block.span.line)
    origin = address_of(block.body.attribute("from"))
    if origin is None:
        report(Unreadable("removed", "its address could not be read", place))
        return
    kept = [
        each.body.attribute("destroy") == Bool(value=False, span=each.span)
        for each in block.body.blocks_of("lifecycle")
    ]
    yield Removed(origin, not any(kept), place)


def _type(expression: Expression | None, subject: str, file: str, report: Report) -> Type | None:
    try:
        return parse_type(expression)
    except UnknownTypeError as error:
        line = expression.span.line if expression else 1
        report(Unreadable(subject, f"its type could not be read: {error}", Place(file, line)))
        return None


def _flag(body: Body, name: str, subject: str, file: str, report: Report) -> bool | None:
    """Whether the flag is on or off; None where the block does not say."""
    match body.attribute(name):
        case None | Null():
            return None
        case Bool(value=value):
            return value
        case Text(value="true" | "false" as word):
            return word == "true"
        case other:
            place = Place(file, other.span.line)
            report(Unreadable(subject, f"its {name} is neither true nor false", place))
            return None


def _conditions(body: Body, kinds: tuple[str, ...], file: str) -> tuple[Condition, ...]:
    return tuple(
        Condition(condition, Place(file, block.span.line))
        for block in body.blocks
        if block.kind in kinds
        for condition in [block.body.attribute("condition")]
        if condition is not None
    )


def _repetition(body: Body) -> Repetition | None:
    for kind in ("count", "for_each"):
        expression = body.attribute(kind)
        if expression is not None:
            return Repetition(kind, expression)
    return None


def _text(expression: Expression | None) -> str | None:
    return expression.value if isinstance(expression, Text) else None
