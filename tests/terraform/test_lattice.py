"""The type lattice, judged by Terraform."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from release_tool.terraform.lattice import (
    Acceptance,
    Kind,
    Relation,
    differences,
    relation,
)
from release_tool.terraform.syntax import Entry, Expression, ListValue, ObjectValue, Text
from release_tool.terraform.types import ListOf, MapOf, ObjectOf, SetOf, written
from tests.terraform.oracle import ask, is_available
from tests.terraform.reading import expression_of, type_of
from tests.terraform.type_verdicts import TYPES, VALUES, Verdicts, judged, recorded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.terraform.types import Type

PARSED = {text: type_of(text) for text in TYPES}


def _told(verdicts: Verdicts, before: str, after: str) -> Relation:
    """The relation of two types, as Terraform's verdicts on the values show it."""
    olds, news = verdicts[before], verdicts[after]
    taken = [value for value in VALUES if olds[value].accepted]
    still = [value for value in taken if news[value].accepted]
    refused = [value for value in taken if value not in still and not _stray(value, before, after)]
    same = all(_json(olds[value].arrives) == _json(news[value].arrives) for value in still)
    if not refused:
        return Relation(Acceptance.ALL, same)
    some = any("null" not in value for value in still)
    return Relation(Acceptance.SOME if some else Acceptance.NONE)


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True)


def _stray(value: str, before: str, after: str) -> bool:
    """Whether the value sets an attribute that only the new type declares.

    Terraform dropped it before. Whoever passed it had no use of it, so that a new attribute may
    refuse it without being a break.
    """
    return _sets_new(expression_of(value), PARSED[before], PARSED[after])


def _sets_new(value: Expression, before: Type, after: Type) -> bool:
    match value, before, after:
        case ObjectValue(entries=entries), ObjectOf(), ObjectOf():
            return any(
                _sets_new_attribute(entry, before, after)
                for entry in entries
                if isinstance(entry.key, Text)
            )
        case ObjectValue(entries=entries), MapOf(element=old), MapOf(element=new):
            return any(_sets_new(entry.value, old, new) for entry in entries)
        case ObjectValue(entries=entries), MapOf(element=old), ObjectOf():
            inner = {str(each.name): each.type for each in after.attributes}
            return any(
                _sets_new(entry.value, old, inner[entry.key.value])
                for entry in entries
                if isinstance(entry.key, Text) and entry.key.value in inner
            )
        case ListValue(items=items), (ListOf(element=old) | SetOf(element=old)), (
            ListOf(element=new) | SetOf(element=new)
        ):
            return any(_sets_new(item, old, new) for item in items)
    return False


def _sets_new_attribute(entry: Entry, before: ObjectOf, after: ObjectOf) -> bool:
    assert isinstance(entry.key, Text)
    old, new = before.attribute(entry.key.value), after.attribute(entry.key.value)
    if new is None:
        return False
    return old is None or _sets_new(entry.value, old.type, new.type)


def _form_is_hidden(before: str, after: str) -> bool:
    """Whether JSON cannot show the difference between two values: sets and `any` look alike."""
    return any(word in after or word in before for word in ("set(", "any"))


def _disagreements(verdicts: Verdicts, types: tuple[str, ...]) -> Iterator[str]:
    for before in types:
        for after in types:
            ours, told = relation(PARSED[before], PARSED[after]), _told(verdicts, before, after)
            same = ours.same == told.same or (told.same and _form_is_hidden(before, after))
            if ours.accepted is not told.accepted or (ours.accepted is Acceptance.ALL and not same):
                yield f"{before} -> {after}: we say {ours}, Terraform {told}"


def test_the_relation_of_any_two_types_is_what_terraform_makes_of_the_values() -> None:
    assert list(_disagreements(recorded(), TYPES)) == []


@pytest.mark.skipif(not is_available(), reason="there is no terraform to ask")
def test_the_recorded_verdicts_are_those_of_terraform(tmp_path: Path) -> None:
    asked = TYPES[1::8]
    verdicts = recorded()
    assert judged(tmp_path, asked) == {kind: verdicts[kind] for kind in asked}


primitives = st.sampled_from(["string", "number", "bool"])


def _composed(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    attribute = st.tuples(
        st.sampled_from("abc"), st.sampled_from(["{}", "optional({})"]), inner
    ).map(lambda parts: (parts[0], parts[1].format(parts[2])))
    objects = st.dictionaries(st.sampled_from("abc"), inner, max_size=2)
    optional = st.lists(attribute, max_size=2, unique_by=lambda each: each[0]).map(dict)
    return st.one_of(
        st.tuples(st.sampled_from(["list", "set", "map"]), inner).map(lambda x: f"{x[0]}({x[1]})"),
        st.lists(inner, max_size=2).map(lambda x: f"tuple([{', '.join(x)}])"),
        st.one_of(objects, optional).map(
            lambda x: f"object({{{', '.join(f'{name} = {kind}' for name, kind in x.items())}}})"
        ),
    )


types = st.recursive(primitives | st.just("any"), _composed, max_leaves=4)
values = st.recursive(
    st.sampled_from(['"x"', '"1"', "1", "true", '"true"']),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2).map(lambda x: f"[{', '.join(x)}]"),
        st.dictionaries(st.sampled_from("abc"), inner, max_size=2).map(
            lambda x: f"{{ {', '.join(f'{name} = {value}' for name, value in x.items())} }}"
        ),
    ),
    max_leaves=4,
)


@pytest.mark.skipif(not is_available(), reason="there is no terraform to ask")
@settings(max_examples=2, deadline=None, derandomize=True, phases=[Phase.generate], database=None)
@given(
    st.lists(types, min_size=14, max_size=14, unique=True),
    st.lists(values, min_size=30, max_size=30, unique=True),
)
def test_no_claim_about_random_types_is_refuted_by_terraform(
    kinds: list[str], samples: list[str]
) -> None:
    with TemporaryDirectory() as folder:
        rows = ask(kinds, samples, Path(folder))
    verdicts = {
        kind: dict(zip(samples, row, strict=True)) for kind, row in zip(kinds, rows, strict=True)
    }
    for before, after in product(kinds, kinds):
        assert _refutations(verdicts, before, after) == []


def _refutations(verdicts: Verdicts, before: str, after: str) -> list[str]:
    """The values for which Terraform does otherwise than the relation of the types says."""
    ours = relation(type_of(before), type_of(after))
    found = []
    for value, old in verdicts[before].items():
        new = verdicts[after][value]
        if not old.accepted or _sets_new(expression_of(value), type_of(before), type_of(after)):
            continue
        kept = ours.accepted is not Acceptance.ALL or new.accepted
        lost = ours.accepted is not Acceptance.NONE or not new.accepted
        same = not ours.same or _json(old.arrives) == _json(new.arrives)
        if not (kept and lost and same):
            found.append(f"{value}: {before} -> {after} is {ours}, Terraform says {old}, {new}")
    return found


@given(types)
def test_a_type_that_stayed_the_same_has_no_differences(kind: str) -> None:
    assert list(differences(type_of(kind), type_of(kind))) == []


@given(types)
def test_a_type_is_the_same_after_it_was_written_out(kind: str) -> None:
    assert type_of(written(type_of(kind))) == type_of(kind)


without_objects = types.filter(lambda kind: "object" not in kind)


@given(without_objects, without_objects, without_objects)
def test_what_is_accepted_in_two_steps_is_accepted_in_one(one: str, two: str, three: str) -> None:
    """An object in the middle would drop an attribute that the last one takes up again."""
    first, second, third = type_of(one), type_of(two), type_of(three)
    steps = (relation(first, second), relation(second, third))
    if all(step.accepted is Acceptance.ALL for step in steps):
        assert relation(first, third).accepted is Acceptance.ALL


BREAKING = {
    Kind.NARROWED,
    Kind.INCOMPATIBLE,
    Kind.ATTRIBUTE_ADDED_REQUIRED,
    Kind.ATTRIBUTE_NOW_REQUIRED,
}


@given(types, types)
def test_a_difference_is_breaking_exactly_where_some_value_is_refused(one: str, other: str) -> None:
    before, after = type_of(one), type_of(other)
    kinds = {difference.kind for difference in differences(before, after)}
    refused = relation(before, after).accepted is not Acceptance.ALL
    assert bool(kinds & BREAKING) == refused


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(
            "list(object({ port = string }))",
            "list(object({ port = number }))",
            [("[*].port", Kind.NARROWED)],
            id="the path leads through a list into an object",
        ),
        pytest.param(
            "tuple([string, object({ a = bool })])",
            "tuple([string, object({ a = bool, b = bool })])",
            [("[1].b", Kind.ATTRIBUTE_ADDED_REQUIRED)],
            id="the path leads through a tuple by number",
        ),
        pytest.param(
            "map(string)",
            "map(list(string))",
            [("[*]", Kind.NARROWED)],
            id="inside a collection nothing is wholly refused: it may be empty",
        ),
        pytest.param(
            "object({ a = string })",
            "object({ a = list(string) })",
            [(".a", Kind.INCOMPATIBLE)],
            id="inside a required attribute everything may be refused",
        ),
        pytest.param(
            "object({ a = string, b = string })",
            "object({ b = optional(string), c = string })",
            [
                (".a", Kind.ATTRIBUTE_REMOVED),
                (".b", Kind.ATTRIBUTE_NOW_OPTIONAL),
                (".c", Kind.ATTRIBUTE_ADDED_REQUIRED),
            ],
            id="each attribute is a difference of its own",
        ),
        pytest.param(
            "object({ a = optional(number, 1) })",
            'object({ a = optional(number, "1") })',
            [],
            id="defaults are compared after conversion",
        ),
        pytest.param(
            "object({ a = optional(number, 1) })",
            "object({ a = optional(number, 2) })",
            [(".a", Kind.ATTRIBUTE_DEFAULT_CHANGED)],
            id="another default is a difference",
        ),
        pytest.param(
            "object({ a = optional(number) })",
            "object({ a = optional(number, null) })",
            [],
            id="no default is null",
        ),
    ],
)
def test_a_difference_names_its_path(
    before: str, after: str, expected: list[tuple[str, Kind]]
) -> None:
    found = differences(type_of(before), type_of(after))
    assert [(each.path, each.kind) for each in found] == expected
