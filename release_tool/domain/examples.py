"""Usage examples: what the fences of a README say, and which of them are the module's own."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec import Struct

from release_tool.domain.edits import Span

if TYPE_CHECKING:
    from release_tool.domain.layout import Layout
    from release_tool.domain.modules import ModuleId
    from release_tool.domain.sources import SourceMatch
    from release_tool.domain.versions import Version


class Pin(Struct, frozen=True):
    """The text inside the quotes of `version = "…"`; *span* counts bytes of the whole README."""

    text: str
    span: Span
    line: int
    column: int
    literal: bool = True
    """False where `version` is an expression: *text* and *span* are then all of it."""
    tag: PinnedTag | None = None
    """Set where the pin is the `?ref=` of a git source, which names a tag and not a version."""


class PinnedTag(Struct, frozen=True):
    """*version* is None where the ref names no release tag of the module.

    *before* and *after* stand around the version in the module's tags.
    """

    version: Version | None
    before: str
    after: str


class ModuleBlock(Struct, frozen=True):
    """A `module` block in a Terraform fence; *line* and *column* of its keyword count from 1.

    *source* is empty where the block has none; *pin* is None where it has no `version`.
    """

    label: str
    source: str
    pin: Pin | None
    line: int
    column: int
    source_at: Pin | None = None
    """The text inside the quotes of `source`, with its place."""


class UnreadableFence(Struct, frozen=True):
    """A Terraform fence, or a block in one, that Terraform's grammar does not explain."""

    line: int
    column: int
    text: str


class Readme(Struct, frozen=True):
    """What one README shows, in the order in which it stands there."""

    path: str
    content: bytes
    blocks: tuple[ModuleBlock, ...]
    unreadable: tuple[UnreadableFence, ...]

    def __repr__(self) -> str:
        return f"Readme({self.path!r}, {len(self.blocks)} blocks)"


class UsageExample(Struct, frozen=True):
    """A block whose source addresses this registry; *module* need not exist."""

    module: ModuleId
    block: ModuleBlock
    submodule: str
    pin: Pin | None


def usage_examples(readme: Readme, layout: Layout) -> tuple[UsageExample, ...]:
    """The blocks of *readme* that address the registry of *layout*."""
    found = (usage_example(block, layout) for block in readme.blocks)
    return tuple(example for example in found if example is not None)


def usage_example(block: ModuleBlock, layout: Layout) -> UsageExample | None:
    """What *block* uses of the registry of *layout*, None if it addresses anything else."""
    match = layout.match_source(block.source)
    if match is None:
        return None
    pin = block.pin if match.ref is None else _pin_of_ref(block.source_at, match, layout)
    return UsageExample(match.module, block, match.submodule, pin)


def _pin_of_ref(source: Pin | None, match: SourceMatch, layout: Layout) -> Pin | None:
    ref = match.ref
    if source is None or ref is None or ref.start is None:
        return None
    start = source.span.start + len(source.text[: ref.start].encode())
    tag = layout.parse_tag(unquote(ref.text))
    version = tag.version if tag and tag.module == match.module else None
    return Pin(
        ref.text,
        Span(start, start + len(ref.text.encode())),
        source.line,
        source.column + ref.start,
        tag=PinnedTag(version, *layout.tag_around(match.module)),
    )


def unreadable_examples(readme: Readme | None, layout: Layout) -> tuple[UnreadableFence, ...]:
    """The fences of *readme* that name a module of the registry and could not be read."""
    if readme is None:
        return ()
    return tuple(
        fence
        for fence in readme.unreadable
        if any(mention in fence.text for mention in layout.mentions)
    )
