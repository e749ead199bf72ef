"""What a module requires: Terraform's version, providers and their configurations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.terraform.addresses import written_address
from release_tool.terraform.interface import (
    Place,
    ProviderBlock,
    ProviderRequirement,
    Unreadable,
    VersionRequirement,
)
from release_tool.terraform.syntax import (
    Attribute,
    Block,
    Expression,
    ListValue,
    ObjectValue,
    Reference,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from release_tool.terraform.blocks import Report
    from release_tool.terraform.overrides import Placed

_DEFAULT_HOST = "registry.terraform.io/"
_DEFAULT_OWNER = "hashicorp"


class Requirements(Struct, frozen=True):
    terraform: VersionRequirement | None
    providers: Mapping[str, ProviderRequirement]
    blocks: tuple[ProviderBlock, ...]


def requirements_of(blocks: Iterable[Placed], report: Report) -> Requirements:
    """What the `terraform` and `provider` blocks of a module require."""
    versions: list[tuple[str, Place]] = []
    providers: dict[str, ProviderRequirement] = {}
    configurations: list[ProviderBlock] = []
    for file, block in blocks:
        if block.kind == "provider":
            configurations.append(_provider_block(block, file))
        elif block.kind == "terraform":
            versions.extend(_version(block, file, report))
            for requirement in _providers(block, file, report):
                providers[requirement.name] = requirement
    text = ", ".join(version for version, _ in versions)
    terraform = VersionRequirement(text, versions[0][1]) if versions else None
    return Requirements(terraform, providers, tuple(configurations))


def _version(block: Block, file: str, report: Report) -> Iterator[tuple[str, Place]]:
    value = block.body.attribute("required_version")
    if value is None:
        return
    place = Place(file, value.span.line)
    if isinstance(value, Text):
        yield value.value, place
    else:
        report(Unreadable("terraform", "its required_version is not a plain text", place))


def _providers(block: Block, file: str, report: Report) -> Iterator[ProviderRequirement]:
    for requirements in block.body.blocks_of("required_providers"):
        for attribute in requirements.body.attributes:
            yield _provider(attribute, file, report)


def _provider(attribute: Attribute, file: str, report: Report) -> ProviderRequirement:
    name = attribute.name
    place = Place(file, attribute.span.line)
    subject = f"provider.{name}"
    match attribute.value:
        case Text(value=version):
            return ProviderRequirement(name, source_address("", name), version, frozenset(), place)
        case ObjectValue(entries=entries):
            settings = {
                entry.key.value: entry.value for entry in entries if isinstance(entry.key, Text)
            }
            return ProviderRequirement(
                name=name,
                source=source_address(_text(settings, "source", subject, place, report), name),
                version=_text(settings, "version", subject, place, report) or None,
                aliases=_aliases(settings.get("configuration_aliases")),
                place=place,
            )
    report(Unreadable(subject, "its requirement could not be read", place))
    return ProviderRequirement(name, source_address("", name), None, frozenset(), place)


def _text(
    settings: Mapping[str, Expression], name: str, subject: str, place: Place, report: Report
) -> str:
    value = settings.get(name)
    if isinstance(value, Text):
        return value.value
    if value is not None:
        report(Unreadable(subject, f"its {name} is not a plain text", place))
    return ""


def _aliases(value: Expression | None) -> frozenset[str]:
    items = value.items if isinstance(value, ListValue) else ()
    return frozenset(written_address(item) for item in items if isinstance(item, Reference))


def source_address(source: str, name: str) -> str:
    """A provider's address, the default host left out and the default owner written out."""
    address = source.strip().lower().removeprefix(_DEFAULT_HOST)
    if not address:
        address = "terraform.io/builtin/terraform" if name == "terraform" else name.lower()
    return address if "/" in address else f"{_DEFAULT_OWNER}/{address}"


def _provider_block(block: Block, file: str) -> ProviderBlock:
    alias = block.body.attribute("alias")
    settings = [each for each in block.body.attributes if each.name not in {"alias", "version"}]
    return ProviderBlock(
        name=block.labels[0] if block.labels else "",
        alias=alias.value if isinstance(alias, Text) else None,
        empty=not settings and not block.body.blocks,
        place=Place(file, block.span.line),
    )
