"""Protection, conditions and data sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.domain.versions import Level
from release_tool.terraform.change import Breaks, Sighting
from release_tool.terraform.rule import PATCH, Example, Rule, review
from release_tool.terraform.values import canonical
from release_tool.terraform.writing import written_expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.terraform.interface import Condition, Resource
    from release_tool.terraform.pair import Pair

_LIFECYCLE = "https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle"
_CONDITIONS = "https://developer.hashicorp.com/terraform/language/validate"
_DATA = "https://developer.hashicorp.com/terraform/language/block/data"


def _protection(resource: Resource, message: str, after: str) -> Sighting:
    return Sighting(
        "resource",
        resource.address,
        f"resource {resource.address} {message}",
        resource.place,
        before="false" if after == "true" else "true",
        after=after,
        breaks=Breaks.STATE,
    )


def _prevent_destroy_added(pair: Pair) -> Iterator[Sighting]:
    for old, new in pair.resources.kept:
        if new.prevent_destroy and not old.prevent_destroy:
            yield _protection(new, "refuses to be destroyed now", "true")


def _prevent_destroy_removed(pair: Pair) -> Iterator[Sighting]:
    for old, new in pair.resources.kept:
        if old.prevent_destroy and not new.prevent_destroy:
            yield _protection(new, "may be destroyed now", "false")


def _conditions(
    pair: Pair,
) -> Iterator[tuple[str, str, tuple[Condition, ...], tuple[Condition, ...]]]:
    """Kind and name of everything that can carry conditions, with those of both versions."""
    for old, new in pair.resources.kept:
        yield "resource", new.address, old.preconditions, new.preconditions
    for old, new in pair.data_sources.kept:
        yield "data", new.address, old.preconditions, new.preconditions
    for before, after in pair.outputs.kept:
        yield "output", after.name, before.preconditions, after.preconditions


def _precondition_added(pair: Pair) -> Iterator[Sighting]:
    for kind, name, before, after in _conditions(pair):
        known = [canonical(each.expression) for each in before]
        added = [each for each in after if canonical(each.expression) not in known]
        if added:
            yield Sighting(
                kind,
                name,
                f"{kind} {name} has a new condition",
                added[0].place,
                before="; ".join(written_expression(each.expression) for each in before),
                after="; ".join(written_expression(each.expression) for each in added),
                breaks=Breaks.SETTERS,
                help="see that what was useful before still passes",
            )


def _data_added(pair: Pair) -> Iterator[Sighting]:
    for new in pair.data_sources.added:
        yield Sighting(
            "data",
            new.address,
            f"data source {new.address} was added; reading it may want another permission",
            new.place,
            after=new.address,
            breaks=Breaks.EVERY_CALLER,
        )


def _data_removed(pair: Pair) -> Iterator[Sighting]:
    for old in pair.data_sources.removed:
        yield Sighting(
            "data",
            old.address,
            f"data source {old.address} was removed",
            old.place,
            before=old.address,
            gone=True,
        )


def _bucket(lifecycle: str = "") -> str:
    return f'resource "aws_s3_bucket" "logs" {{\n  bucket = "logs"\n{lifecycle}}}\n'


_PROTECTED = "  lifecycle {\n    prevent_destroy = true\n  }\n"
_CONDITIONED = (
    '  lifecycle {\n    precondition {\n      condition     = var.name != ""\n'
    '      error_message = "No."\n    }\n  }\n'
)
_REGION = 'data "aws_region" "here" {}\n'

RULES = (
    Rule(
        id="prevent-destroy-added",
        title="a resource refuses to be destroyed",
        description="`lifecycle { prevent_destroy = true }` was added to a resource.",
        why="Plans that destroy it fail, and so does `terraform destroy`.",
        verdict=review(Level.MINOR, floor=Level.PATCH),
        reference=_LIFECYCLE,
        example=Example(_bucket(), _bucket(_PROTECTED)),
        check=_prevent_destroy_added,
    ),
    Rule(
        id="prevent-destroy-removed",
        title="a resource may be destroyed now",
        description="`prevent_destroy = true` is gone from a resource.",
        why="Nothing stops a plan that destroys it any more.",
        verdict=review(Level.MINOR, floor=Level.PATCH),
        reference=_LIFECYCLE,
        example=Example(_bucket(_PROTECTED), _bucket()),
        check=_prevent_destroy_removed,
    ),
    Rule(
        id="precondition-added",
        title="a new condition must hold",
        description="A resource, data source or output has a precondition or postcondition that "
        "it did not have; error messages do not count.",
        why="What planned before may fail. Text alone cannot say for whom.",
        verdict=review(Level.MAJOR, floor=Level.MINOR),
        reference=_CONDITIONS,
        example=Example(_bucket(), _bucket(_CONDITIONED)),
        check=_precondition_added,
    ),
    Rule(
        id="data-source-added",
        title="a data source was added",
        description="A new `data` block.",
        why="The next plan reads it, which may want a permission that callers do not have.",
        verdict=review(Level.MINOR, floor=Level.PATCH),
        reference=_DATA,
        example=Example("", _REGION),
        check=_data_added,
    ),
    Rule(
        id="data-source-removed",
        title="a data source was removed",
        description="A `data` block is gone.",
        why="Callers notice nothing.",
        verdict=PATCH,
        reference=_DATA,
        example=Example(_REGION, ""),
        check=_data_removed,
    ),
)
