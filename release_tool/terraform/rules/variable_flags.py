"""The settings of input variables besides type and default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.domain.versions import Level
from release_tool.terraform.change import Breaks, Sighting, Verdict
from release_tool.terraform.rule import MAJOR, MINOR, PATCH, Example, Rule, review
from release_tool.terraform.syntax import Call, ListValue
from release_tool.terraform.values import canonical
from release_tool.terraform.writing import written_expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.terraform.interface import Condition, Variable
    from release_tool.terraform.pair import Pair
    from release_tool.terraform.syntax import Expression

_VARIABLE = "https://developer.hashicorp.com/terraform/language/block/variable"
_SILENT_NULL = Verdict(Level.PATCH, Level.MINOR)


def _flag(
    variable: Variable, message: str, values: tuple[str, str], help_text: str = ""
) -> Sighting:
    before, after = values
    return Sighting(
        "variable",
        variable.name,
        f"input {variable.name} {message}",
        variable.place,
        before=before,
        after=after,
        breaks=Breaks.SETTERS,
        help=help_text,
    )


_ON = ("false", "true")
_OFF = ("true", "false")


def _nullable_disabled(pair: Pair) -> Iterator[Sighting]:
    for old, new in pair.variables.kept:
        if not old.nullable or new.nullable:
            continue
        if new.required:
            yield _flag(new, "no longer takes null", _OFF, "give it a default, or keep null")
        else:
            yield Sighting(
                "variable",
                new.name,
                f"input {new.name} turns null into its default now",
                new.place,
                before="true",
                after="false",
                breaks=Breaks.SETTERS,
                verdict=_SILENT_NULL,
            )


def _nullable_enabled(pair: Pair) -> Iterator[Sighting]:
    for old, new in pair.variables.kept:
        if new.nullable and not old.nullable:
            yield _flag(new, "takes null now, where the default stood before", _ON)


def _sensitive_added(pair: Pair) -> Iterator[Sighting]:
    for old, new in pair.variables.kept:
        if new.sensitive and not old.sensitive:
            yield _flag(
                new,
                "is sensitive now, and so is every output that uses it",
                _ON,
                "mark the outputs that use it `sensitive = true`",
            )


def _sensitive_removed(pair: Pair) -> Iterator[Sighting]:
    for old, new in pair.variables.kept:
        if old.sensitive and not new.sensitive:
            yield _flag(new, "is no longer sensitive; its value may show in plans", _OFF)


def _ephemeral_changed(pair: Pair) -> Iterator[Sighting]:
    for old, new in pair.variables.kept:
        if old.ephemeral != new.ephemeral:
            word = "now" if new.ephemeral else "no longer"
            yield _flag(new, f"is {word} ephemeral", _ON if new.ephemeral else _OFF)


def _validation_changes(pair: Pair) -> Iterator[tuple[Variable, list[Condition], list[Condition]]]:
    """Variables with the conditions that only the earlier and only the new version has."""
    for old, new in pair.variables.kept:
        before = [canonical(each.expression) for each in old.validations]
        after = [canonical(each.expression) for each in new.validations]
        gone = [each for each in old.validations if canonical(each.expression) not in after]
        added = [each for each in new.validations if canonical(each.expression) not in before]
        yield new, gone, added


def _written(conditions: list[Condition]) -> str:
    return "; ".join(written_expression(each.expression) for each in conditions)


def _validation_added(pair: Pair) -> Iterator[Sighting]:
    for variable, gone, added in _validation_changes(pair):
        if added and not gone:
            yield Sighting(
                "variable",
                variable.name,
                f"input {variable.name} has a new validation",
                added[0].place,
                after=_written(added),
                breaks=Breaks.SETTERS,
                help="see that every value that was useful before still passes",
            )


def _validation_changed(pair: Pair) -> Iterator[Sighting]:
    for variable, gone, added in _validation_changes(pair):
        if added and gone:
            yield Sighting(
                "variable",
                variable.name,
                f"a validation of input {variable.name} changed",
                added[0].place,
                before=_written(gone),
                after=_written(added),
                breaks=Breaks.SETTERS,
                help="see that every value that was useful before still passes",
                verdict=_WIDER if _all_longer(gone, added) else None,
            )


_WIDER = Verdict(Level.MINOR, Level.MINOR)


def _all_longer(gone: list[Condition], added: list[Condition]) -> bool:
    """Whether each condition only lists more words that are allowed than the one before it."""
    return len(gone) == len(added) and all(
        _longer(old.expression, new.expression) for old, new in zip(gone, added, strict=True)
    )


def _longer(old: Expression, new: Expression) -> bool:
    match old, new:
        case (
            Call(name="contains", arguments=(ListValue(items=before), subject)),
            Call(name="contains", arguments=(ListValue(items=after), same)),
        ):
            return subject == same and all(item in after for item in before)
    return False


def _validation_removed(pair: Pair) -> Iterator[Sighting]:
    for variable, gone, added in _validation_changes(pair):
        if gone and not added:
            yield Sighting(
                "variable",
                variable.name,
                f"a validation of input {variable.name} was removed",
                variable.place,
                before=_written(gone),
            )


def _deprecated(pair: Pair) -> Iterator[Sighting]:
    for old, new in pair.variables.kept:
        if new.deprecated and not old.deprecated:
            yield _flag(new, "is deprecated; callers that set it get a warning", _ON)


def _input(*lines: str) -> str:
    body = "".join(f"  {line}\n" for line in ("type = string", *lines))
    return f'variable "token" {{\n{body}}}\n'


def _validated(condition: str) -> str:
    return _input("validation {", f"  condition     = {condition}", '  error_message = "No."', "}")


RULES = (
    Rule(
        id="variable-nullable-disabled",
        title="an input no longer takes null",
        description="`nullable` went from true, which it is when absent, to false.",
        why="Without a default, Terraform refuses null. With one, null silently becomes the "
        "default: then a minor version is suggested, and a patch required.",
        verdict=MAJOR,
        reference=_VARIABLE,
        example=Example(_input(), _input("nullable = false")),
        check=_nullable_disabled,
    ),
    Rule(
        id="variable-nullable-enabled",
        title="an input takes null now",
        description="`nullable` went from false to true.",
        why="A null that became the default before now reaches the module.",
        verdict=review(Level.MINOR, floor=Level.PATCH),
        reference=_VARIABLE,
        example=Example(_input("nullable = false"), _input()),
        check=_nullable_enabled,
    ),
    Rule(
        id="variable-sensitive-added",
        title="an input became sensitive",
        description="An input got `sensitive = true`.",
        why="An output that uses it and is not marked sensitive fails, in the module or in a "
        "caller's root module.",
        verdict=review(Level.MAJOR, floor=Level.MINOR),
        reference=_VARIABLE,
        example=Example(_input(), _input("sensitive = true")),
        check=_sensitive_added,
    ),
    Rule(
        id="variable-sensitive-removed",
        title="an input is no longer sensitive",
        description="An input lost `sensitive = true`.",
        why="Its value may show in plans and logs.",
        verdict=review(Level.MINOR, floor=Level.PATCH),
        reference=_VARIABLE,
        example=Example(_input("sensitive = true"), _input()),
        check=_sensitive_removed,
    ),
    Rule(
        id="variable-ephemeral-changed",
        title="an input became ephemeral, or stopped being it",
        description="`ephemeral` of an input differs.",
        why="An ephemeral input may be used only where Terraform allows ephemeral values; one "
        "that is not refuses them.",
        verdict=MAJOR,
        reference=_VARIABLE,
        example=Example(_input("ephemeral = true"), _input()),
        check=_ephemeral_changed,
    ),
    Rule(
        id="variable-validation-added",
        title="an input has a new validation",
        description="A condition was added to an input that had none like it.",
        why="Values that were accepted before may fail. Text alone cannot say which.",
        verdict=review(Level.MAJOR, floor=Level.MINOR),
        reference=_VARIABLE,
        example=Example(_input(), _validated('var.token != ""')),
        check=_validation_added,
    ),
    Rule(
        id="variable-validation-changed",
        title="a validation of an input changed",
        description="A condition differs; its error message does not count. Where it only lists "
        "more allowed values than before, no more than a minor version is suggested.",
        why="Values that were accepted before may fail. Text alone cannot say which.",
        verdict=review(Level.MAJOR, floor=Level.MINOR),
        reference=_VARIABLE,
        example=Example(_validated("length(var.token) > 1"), _validated("length(var.token) > 2")),
        check=_validation_changed,
    ),
    Rule(
        id="variable-validation-removed",
        title="a validation of an input was removed",
        description="A condition is gone and no other took its place.",
        why="Every value that passed still passes.",
        verdict=PATCH,
        reference=_VARIABLE,
        example=Example(_validated('var.token != ""'), _input()),
        check=_validation_removed,
    ),
    Rule(
        id="variable-deprecated",
        title="an input is deprecated",
        description="An input got `deprecated` (Terraform 1.15, OpenTofu 1.10).",
        why="Callers that set it get a warning.",
        verdict=MINOR,
        reference=_VARIABLE,
        example=Example(_input(), _input('deprecated = "Use key."')),
        check=_deprecated,
    ),
)
