"""One folder of Terraform files, as a `Module`."""

from __future__ import annotations

from posixpath import join, normpath
from typing import TYPE_CHECKING, TypeVar

from release_tool.terraform.blocks import (
    Report,
    call_of,
    moved_of,
    output_of,
    removed_of,
    resource_of,
    variable_of,
)
from release_tool.terraform.interface import FileReference, Module, Place, Unreadable
from release_tool.terraform.overrides import Placed, is_override, merged
from release_tool.terraform.requirements import requirements_of
from release_tool.terraform.syntax import (
    Block,
    Body,
    Call,
    Reader,
    Reference,
    Template,
    expressions,
    inside,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

Part = TypeVar("Part")

_READS_A_FILE = frozenset(
    {
        "file",
        "filebase64",
        "filebase64sha256",
        "filebase64sha512",
        "filemd5",
        "filesha1",
        "filesha256",
        "filesha512",
        "templatefile",
    }
)


def read_module(folder: str, files: Mapping[str, bytes], read: Reader) -> Module:
    """The module that the folder's files make up, override files merged in."""
    unreadable: list[Unreadable] = []
    report = unreadable.append
    blocks = _blocks(files, read, report)
    requirements = requirements_of(blocks, report)
    return Module(
        folder=folder,
        variables=_by_name(blocks, ("variable", 1), variable_of, report),
        outputs=_by_name(blocks, ("output", 1), output_of, report),
        terraform_version=requirements.terraform,
        providers=requirements.providers,
        provider_blocks=requirements.blocks,
        resources=_by_name(blocks, ("resource", 2), resource_of, report),
        data_sources=_by_name(blocks, ("data", 2), resource_of, report),
        calls=_by_name(blocks, ("module", 1), call_of, report),
        moved=tuple(_each(blocks, "moved", moved_of, report)),
        removed=tuple(_each(blocks, "removed", removed_of, report)),
        file_references=tuple(_file_references(folder, blocks)),
        unreadable=tuple(unreadable),
    )


def _by_name(
    blocks: Iterable[Placed],
    header: tuple[str, int],
    read: Callable[[Block, str, Report], Part],
    report: Report,
) -> dict[str, Part]:
    """The parts of one kind by name; *header* is the block's kind and its number of labels."""
    parts: dict[str, Part] = {}
    for file, block in blocks:
        if block.kind != header[0]:
            continue
        name = ".".join(block.labels)
        place = Place(file, block.span.line)
        if len(block.labels) != header[1]:
            report(Unreadable("", f"{block.kind} with {len(block.labels)} labels", place))
        elif name in parts:
            report(Unreadable(f"{block.kind}.{name}", "it is declared twice", place))
        else:
            parts[name] = read(block, file, report)
    return parts


def _each(
    blocks: Iterable[Placed],
    kind: str,
    read: Callable[[Block, str, Report], Iterator[Part]],
    report: Report,
) -> Iterator[Part]:
    for file, block in blocks:
        if block.kind == kind:
            yield from read(block, file, report)


def _blocks(files: Mapping[str, bytes], read: Reader, report: Report) -> list[Placed]:
    plain: list[Placed] = []
    overriding: list[Placed] = []
    for path, content in files.items():
        source = read(path, content)
        for fault in source.faults:
            report(Unreadable("", fault.reason, Place(path, fault.line)))
        target = overriding if is_override(path) else plain
        target.extend((path, block) for block in source.body.blocks)
    result, homeless = merged(plain, overriding)
    for path, block in homeless:
        subject = ".".join((block.kind, *block.labels))
        reason = "it overrides a block that is not there"
        report(Unreadable(subject, reason, Place(path, block.span.line)))
    return result


def _file_references(folder: str, blocks: list[Placed]) -> Iterator[FileReference]:
    calls = [(file, call) for file, block in blocks for call in _calls(block)]
    guarded = {_local_path(folder, call) for _, call in calls if call.name == "fileexists"}
    for file, call in calls:
        path = _local_path(folder, call) if call.name in _READS_A_FILE else None
        if path is not None and path not in guarded:
            yield FileReference(path, Place(file, call.span.line))


def _calls(block: Block) -> Iterator[Call]:
    """The function calls of a block, but for those whose failure `try` or `can` catches."""
    tolerated: set[int] = set()
    for expression in expressions(Body(blocks=(block,))):
        if not isinstance(expression, Call):
            continue
        if expression.name in {"try", "can"}:
            tolerated.update(id(each) for each in inside(expression))
        if id(expression) not in tolerated:
            yield expression


def _local_path(folder: str, call: Call) -> str | None:
    """The file that the call names, where it is a fixed one inside the released folder."""
    match call.arguments:
        case (Template(parts=(Reference(steps=("path", "module")), str(rest))), *_):
            path = normpath(join(folder, rest.lstrip("/")))
            return None if path.startswith("..") else path
    return None
