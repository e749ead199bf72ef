"""Override files, merged into the blocks that they override as Terraform merges them."""

from __future__ import annotations

from posixpath import basename
from typing import TYPE_CHECKING

from msgspec.structs import replace

from release_tool.terraform.syntax import Attribute, Block, Body

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_UNKEYED = frozenset({"moved", "removed", "import", "locals", "terraform"})


def is_override(path: str) -> bool:
    """Whether Terraform merges the file into the others instead of adding to them."""
    name = basename(path).removesuffix(".json").removesuffix(".tf")
    return name == "override" or name.endswith("_override")


Placed = tuple[str, Block]
"""A block and the file in which it stands."""


def merged(
    blocks: Sequence[Placed], overrides: Iterable[Placed]
) -> tuple[list[Placed], list[Placed]]:
    """The blocks after the overrides, and the overrides that found nothing to override."""
    result = list(blocks)
    homeless: list[Placed] = []
    for file, override in overrides:
        if override.kind in _UNKEYED:
            result = [(place, _without_version(block, override)) for place, block in result]
            result.append((file, override))
            continue
        index = _match(result, override)
        if index is None:
            homeless.append((file, override))
        else:
            place, original = result[index]
            result[index] = (place, replace(original, body=_body(original.body, override.body)))
    return result, homeless


def _without_version(block: Block, override: Block) -> Block:
    """The block without the `required_version` that the override replaces."""
    replaced = override.body.attribute("required_version") is not None
    if not replaced or block.kind != "terraform":
        return block
    kept = tuple(each for each in block.body.attributes if each.name != "required_version")
    return replace(block, body=replace(block.body, attributes=kept))


def _match(blocks: Sequence[Placed], override: Block) -> int | None:
    return next(
        (
            index
            for index, (_, block) in enumerate(blocks)
            if (block.kind, block.labels, _alias(block))
            == (override.kind, override.labels, _alias(override))
        ),
        None,
    )


def _alias(block: Block) -> object:
    return block.body.attribute("alias") if block.kind == "provider" else None


def _body(original: Body, override: Body) -> Body:
    attributes = {attribute.name: attribute for attribute in original.attributes}
    attributes.update({attribute.name: attribute for attribute in override.attributes})
    _settle_repetition(attributes, override)
    replaced = {block.kind for block in override.blocks} - {"lifecycle"}
    kept = [_lifecycle(block, override) for block in original.blocks if block.kind not in replaced]
    known = {block.kind for block in kept}
    added = [
        block for block in override.blocks if block.kind != "lifecycle" or "lifecycle" not in known
    ]
    return Body(tuple(attributes.values()), (*kept, *added))


def _settle_repetition(attributes: dict[str, Attribute], override: Body) -> None:
    """An overriding `count` takes the place of a `for_each`, and the other way round."""
    for name, other in (("count", "for_each"), ("for_each", "count")):
        if override.attribute(name) is not None and override.attribute(other) is None:
            attributes.pop(other, None)


def _lifecycle(block: Block, override: Body) -> Block:
    """Lifecycle settings are overridden one by one."""
    if block.kind != "lifecycle":
        return block
    body = block.body
    for settings in override.blocks_of("lifecycle"):
        body = _body(body, settings.body)
    return replace(block, body=body)
