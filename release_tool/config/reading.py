"""From a document to a Config, each error with its place."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import msgspec
from msgspec import inspect

from release_tool.config.model import Config
from release_tool.config.soundness import Fault, faults
from release_tool.domain.documents import dotted
from release_tool.errors import ConfigurationError, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.domain.documents import Document, Path, Plain

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_MISTYPED = re.compile(r"Expected `(?P<wanted>[^`]*)`, got `(?P<got>[^`]*)`")
_STEP = re.compile(r"\.(?P<key>[a-z-]+)|\[(?P<index>[0-9]+)\]")
_MOST_SHOWN = 60
_KINDS = {
    "str": "text",
    "int": "a number",
    "float": "a number",
    "bool": "true or false",
    "null": "nothing",
    "array": "a list",
    "object": "a mapping",
}


def load(document: Document) -> Config:
    """The configuration that *document* says; an empty one says the defaults.

    Raises ConfigurationError at the first thing that is wrong.
    """
    if document.value is None:
        return Config()
    for fault in _unfit(document.value, _model(), ()):
        raise _error(document, fault)
    try:
        config = msgspec.convert(document.value, Config)
    except msgspec.ValidationError as error:
        raise _error(document, _mistyped(document, str(error))) from None
    for fault in faults(config):
        raise _error(document, fault)
    return config


def _error(document: Document, fault: Fault) -> ConfigurationError:
    place = document.place_of_key(fault.path) if fault.at_key else document.place_of(fault.path)
    return ConfigurationError(document.file, place.line, place.column, fault.message, fault.hint)


@cache
def _model() -> inspect.Type:
    return inspect.type_info(Config)


def _unfit(value: Plain, kind: inspect.Type | None, path: Path) -> Iterator[Fault]:
    """Unknown keys, missing keys, and characters that belong in no setting."""
    kind = _bare(kind)
    if isinstance(value, dict) and isinstance(kind, inspect.StructType):
        fields = {field.encode_name: field for field in kind.fields}
        for key, each in value.items():
            if key not in fields:
                hint = f"known here: {', '.join(sorted(fields))}"
                yield Fault((*path, key), _unknown_key(key, path, fields), hint, at_key=True)
            else:
                yield from _unfit(each, fields[key].type, (*path, key))
        for key, field in fields.items():
            if field.required and key not in value:
                hint = f"{key}: {_description(field.type)}"
                yield Fault(path, f"{dotted(path)} lacks {key}", hint)
    elif isinstance(value, list) and isinstance(kind, inspect.VarTupleType):
        for index, each in enumerate(value):
            yield from _unfit(each, kind.item_type, (*path, index))
    elif isinstance(value, str):
        allowed = "\n\t" if path[-1:] == ("reason",) else ""
        if _CONTROL.search(value.translate(dict.fromkeys(map(ord, allowed)))):
            yield Fault(path, f"{_name(path)} has a line break or a control character")


def _unknown_key(key: str, path: Path, known: dict[str, inspect.Field]) -> str:
    shown = key[:_MOST_SHOWN] if key.isprintable() else repr(key[:_MOST_SHOWN])
    return unknown(f"key in {dotted(path)}:" if path else "key", shown, known).message


def _mistyped(document: Document, said: str) -> Fault:
    """What msgspec said about one value, in the words of release.yaml."""
    problem, _, where = said.rpartition(" - at `$")
    path = tuple(
        int(step["index"]) if step["index"] else step["key"] for step in _STEP.finditer(where)
    )
    kind = _type_at(path)
    name, shown, hint = _name(path), _shown(document.at(path)), _description(kind)
    if isinstance(choices := _bare(kind), inspect.LiteralType):
        wanted = ", ".join(map(str, choices.values))
        return Fault(path, f"{name} must be one of {wanted}, not {shown}", hint)
    if wrong := _MISTYPED.fullmatch(problem or said):
        wanted = " or ".join(_KINDS.get(each, each) for each in wrong["wanted"].split(" | "))
        if "text" in wanted and wrong["got"] in {"int", "float", "bool"}:
            hint = "put it in quotes"
        return Fault(path, f"{name} must be {wanted}, not {_KINDS[wrong['got']]}", hint)
    if not shown.strip("[]' "):
        return Fault(path, f"{name} must not be empty", hint)
    return Fault(path, f"{name} cannot be {shown}", hint)


def _name(path: Path) -> str:
    return dotted(path) or "the file"


def _shown(value: Plain) -> str:
    text = str(value).lower() if isinstance(value, bool) else repr(value)
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"


def _type_at(path: Path) -> inspect.Type | None:
    here: inspect.Type | None = _model()
    for step in path:
        bare = _bare(here)
        if isinstance(bare, inspect.StructType):
            here = next(field.type for field in bare.fields if field.encode_name == step)
        elif isinstance(bare, inspect.VarTupleType):
            here = bare.item_type
    return here


def _bare(kind: inspect.Type | None) -> inspect.Type | None:
    return _bare(kind.type) if isinstance(kind, inspect.Metadata) else kind


def _description(kind: inspect.Type | None) -> str:
    """The words of the schema for a setting."""
    if not isinstance(kind, inspect.Metadata):
        return ""
    said = (kind.extra_json_schema or {}).get("description", "")
    return said or _description(kind.type)
