"""Which callers a change breaks, asked of Terraform: a minimal and a maximal one.

Of both versions only input variables and output values are kept, so that no provider is needed.
The minimal caller sets what the earlier version requires; the maximal one sets every input of it
and reads every output.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.adapters.hcl import read_source
from release_tool.terraform.change import Breaks
from release_tool.terraform.reading import is_terraform
from release_tool.terraform.syntax import (
    Block,
    Bool,
    Call,
    Expression,
    ListValue,
    Null,
    Number,
    ObjectValue,
    Reference,
    Template,
    Text,
    inside,
)
from release_tool.terraform.types import (
    ListOf,
    MapOf,
    ObjectOf,
    Primitive,
    SetOf,
    TupleOf,
    Type,
)
from tests.terraform.oracle import terraform

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from release_tool.terraform.interface import Interface, Variable


class UnusableError(Exception):
    """The earlier version does not even pass with callers that were written for it."""


def broken_callers(
    before: Mapping[str, bytes], after: Mapping[str, bytes], interface: Interface, folder: Path
) -> Breaks:
    """Who is refused by the later version; *interface* is that of the earlier one."""
    (folder / "before").mkdir()
    (folder / "after").mkdir()
    (folder / "before" / "main.tf").write_text(_stub(before))
    (folder / "after" / "main.tf").write_text(_stub(after))
    for caller, breaks in (
        (_minimal(interface), Breaks.EVERY_CALLER),
        (_setter(interface), Breaks.SETTERS),
        (_reader(interface), Breaks.READERS),
    ):
        if not _passes(folder, caller.replace("VERSION", "before")):
            raise UnusableError(caller)
        if not _passes(folder, caller.replace("VERSION", "after")):
            return breaks
    return Breaks.NOBODY


def _passes(folder: Path, caller: str) -> bool:
    (folder / "main.tf").write_text(caller)
    if terraform(folder, "init", "-backend=false").returncode:
        return False
    return terraform(folder, "plan", "-input=false", "-lock=false").returncode == 0


def _stub(files: Mapping[str, bytes]) -> str:
    """The module's variables as they are, and its outputs with values that need nothing else."""
    parts = []
    for path, content in files.items():
        if "/" in path or not is_terraform(path):
            continue
        for block in read_source(path, content).body.blocks:
            source = content[block.span.start : block.span.end].decode()
            if block.kind == "variable":
                parts.append(
                    source if _stands_alone(block) else _without_validations(block, source)
                )
            elif block.kind == "output":
                sensitive = block.body.attribute("sensitive") == Bool(value=True, span=block.span)
                flag = "  sensitive = true\n" if sensitive else ""
                parts.append(f'output "{block.labels[0]}" {{\n  value = "x"\n{flag}}}')
    return "\n".join(parts) + "\n"


def _stands_alone(block: Block) -> bool:
    """Whether the validations use nothing but variables."""
    return not any(
        isinstance(each, Reference) and each.steps[0] in {"local", "data", "module"}
        for validation in block.body.blocks
        for attribute in validation.body.attributes
        for each in inside(attribute.value)
    )


def _without_validations(block: Block, source: str) -> str:
    text = source.encode()
    for inner in reversed(block.body.blocks):
        start, end = inner.span.start - block.span.start, inner.span.end - block.span.start
        text = text[:start] + text[end:]
    return text.decode()


def _minimal(interface: Interface) -> str:
    required = (each for each in interface.root.variables.values() if each.required)
    return _call(f"  {each.name} = {sample(each)}" for each in required)


def _setter(interface: Interface) -> str:
    return _call(f"  {each.name} = {sample(each)}" for each in interface.root.variables.values())


def _reader(interface: Interface) -> str:
    reads = "".join(f"  {name} = module.it.{name}\n" for name in interface.root.outputs)
    return f"{_minimal(interface)}locals {{\n{reads}}}\n"


def _call(settings: Iterator[str]) -> str:
    lines = "\n".join(settings)
    return f'module "it" {{\n  source = "./VERSION"\n{lines}\n}}\n'


def sample(variable: Variable) -> str:
    """A value that the variable takes: its default, which passes its validations, or any."""
    default = variable.default
    if default is not None and not isinstance(default, Null | Template | Call):
        return source_of(default)
    return _sample(variable.type)


def _sample(constraint: Type | None) -> str:
    match constraint:
        case Primitive(name="number"):
            return "1"
        case Primitive(name="bool"):
            return "true"
        case ListOf(element=element) | SetOf(element=element):
            return f"[{_sample(element)}]"
        case MapOf(element=element):
            return f"{{ a = {_sample(element)} }}"
        case TupleOf(elements=elements):
            return f"[{', '.join(map(_sample, elements))}]"
        case ObjectOf(attributes=attributes):
            inner = ", ".join(f"{each.name} = {_sample(each.type)}" for each in attributes)
            return f"{{ {inner} }}"
    return '"text"'


def source_of(value: Expression) -> str:
    """A constant as Terraform source, on one line, its text escaped."""
    match value:
        case Text(value=text):
            escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
            escaped = escaped.replace("\r", "\\r").replace("\t", "\\t")
            return f'"{escaped.replace("${", "$${").replace("%{", "%%{")}"'
        case ListValue(items=items):
            return f"[{', '.join(map(source_of, items))}]"
        case ObjectValue(entries=entries):
            inner = ", ".join(f"{source_of(e.key)} = {source_of(e.value)}" for e in entries)
            return f"{{ {inner} }}"
        case Bool(value=truth):
            return "true" if truth else "false"
        case Number(value=number):
            return str(number)
    return "null"
