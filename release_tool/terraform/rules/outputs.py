"""Output values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.domain.versions import Level
from release_tool.terraform.change import Breaks, Sighting
from release_tool.terraform.rule import MAJOR, MINOR, Example, Rule, review
from release_tool.terraform.values import canonical
from release_tool.terraform.writing import written_expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.terraform.interface import Output
    from release_tool.terraform.pair import Pair

_OUTPUTS = "https://developer.hashicorp.com/terraform/language/block/output"


def _value(output: Output) -> str:
    return "" if output.value is None else written_expression(output.value)


def _removed(pair: Pair) -> Iterator[Sighting]:
    for old in pair.outputs.removed:
        yield Sighting(
            "output",
            old.name,
            f"output {old.name} was removed",
            old.place,
            before=_value(old),
            breaks=Breaks.READERS,
            help=f"keep output {old.name} until the next major version",
            gone=True,
        )


def _renamed(pair: Pair) -> Iterator[Sighting]:
    for old, new in pair.outputs.renamed:
        yield Sighting(
            "output",
            old.name,
            f"output {old.name} was removed; {new.name} looks like its new name",
            new.place,
            before=old.name,
            after=new.name,
            breaks=Breaks.READERS,
            help=f"keep output {old.name}, with the value of {new.name}, until the next major "
            "version",
        )


def _added(pair: Pair) -> Iterator[Sighting]:
    for new in pair.outputs.added:
        message = f"output {new.name} was added"
        yield Sighting("output", new.name, message, new.place, after=_value(new))


def _sensitive_added(pair: Pair) -> Iterator[Sighting]:
    for old, new in pair.outputs.kept:
        if new.sensitive and not old.sensitive:
            yield Sighting(
                "output",
                new.name,
                f"output {new.name} is sensitive now",
                new.place,
                before="false",
                after="true",
                breaks=Breaks.READERS,
                help="callers mark their own outputs that use it `sensitive = true`",
            )


def _sensitive_removed(pair: Pair) -> Iterator[Sighting]:
    for old, new in pair.outputs.kept:
        if old.sensitive and not new.sensitive:
            yield Sighting(
                "output",
                new.name,
                f"output {new.name} is no longer sensitive; its value may show in plans",
                new.place,
                before="true",
                after="false",
                breaks=Breaks.READERS,
            )


def _ephemeral_changed(pair: Pair) -> Iterator[Sighting]:
    for old, new in pair.outputs.kept:
        if old.ephemeral != new.ephemeral:
            yield Sighting(
                "output",
                new.name,
                f"output {new.name} is {'now' if new.ephemeral else 'no longer'} ephemeral",
                new.place,
                before=str(old.ephemeral).lower(),
                after=str(new.ephemeral).lower(),
                breaks=Breaks.READERS,
            )


def _value_changed(pair: Pair) -> Iterator[Sighting]:
    for old, new in pair.outputs.kept:
        if old.value is None or new.value is None:
            continue
        if canonical(old.value) != canonical(new.value):
            yield Sighting(
                "output",
                new.name,
                f"the expression behind output {new.name} changed",
                new.place,
                before=_value(old),
                after=_value(new),
                breaks=Breaks.READERS,
            )


def _output(value: str, flags: str = "") -> str:
    return f'output "url" {{\n  value = {value}\n{flags}}}\n'


RULES = (
    Rule(
        id="output-removed",
        title="an output was removed",
        description="An output value of the released version is gone.",
        why="Terraform refuses a caller that reads it: unsupported attribute.",
        verdict=MAJOR,
        reference=_OUTPUTS,
        example=Example(_output('"http://localhost"'), ""),
        check=_removed,
    ),
    Rule(
        id="output-renamed",
        title="an output was renamed",
        description="An output is gone and a new one has the same value, or a name that differs "
        "only in dashes, underscores or case.",
        why="For callers the old name is gone: Terraform refuses one that reads it.",
        verdict=MAJOR,
        reference=_OUTPUTS,
        example=Example(_output('"a"'), _output('"a"').replace("url", "address")),
        check=_renamed,
    ),
    Rule(
        id="output-added",
        title="an output was added",
        description="A new output value.",
        why="Nothing changes for callers; there is something new to read.",
        verdict=MINOR,
        reference=_OUTPUTS,
        example=Example("", _output('"http://localhost"')),
        check=_added,
    ),
    Rule(
        id="output-sensitive-added",
        title="an output became sensitive",
        description="An output got `sensitive = true`.",
        why="What callers make of it becomes sensitive too, and Terraform refuses outputs of a "
        "root module that use it and are not marked.",
        verdict=review(Level.MAJOR, floor=Level.MINOR),
        reference=_OUTPUTS,
        example=Example(_output('"a"'), _output('"a"', "  sensitive = true\n")),
        check=_sensitive_added,
    ),
    Rule(
        id="output-sensitive-removed",
        title="an output is no longer sensitive",
        description="An output lost `sensitive = true`.",
        why="Its value may show in plans and logs.",
        verdict=review(Level.MINOR, floor=Level.PATCH),
        reference=_OUTPUTS,
        example=Example(_output('"a"', "  sensitive = true\n"), _output('"a"')),
        check=_sensitive_removed,
    ),
    Rule(
        id="output-ephemeral-changed",
        title="an output became ephemeral, or stopped being it",
        description="`ephemeral` of an output differs.",
        why="An ephemeral value may stand only where Terraform allows one, so callers cannot use "
        "it where they did.",
        verdict=MAJOR,
        reference=_OUTPUTS,
        example=Example(_output('"a"'), _output('"a"', "  ephemeral = true\n")),
        check=_ephemeral_changed,
    ),
    Rule(
        id="output-value-changed",
        title="the expression behind an output changed",
        description="The output's expression differs; layout, comments and the order of keys do "
        "not count. Only the expression is known, not its value.",
        why="Callers that read it may get something else.",
        verdict=review(Level.MINOR, floor=Level.PATCH),
        reference=_OUTPUTS,
        example=Example(_output('"a"'), _output('"b"')),
        check=_value_changed,
    ),
)
