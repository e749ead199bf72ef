"""Usage examples: what the fences of a README say, and which of them are the module's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from release_tool.domain.edits import Span
    from release_tool.domain.layout import Layout
    from release_tool.domain.modules import ModuleId


@dataclass(frozen=True, slots=True)
class Pin:
    """The text inside the quotes of `version = "…"`; *span* counts bytes of the whole README."""

    text: str
    span: Span
    line: int
    column: int
    literal: bool = True
    """False where `version` is an expression: *text* and *span* are then all of it."""


@dataclass(frozen=True, slots=True)
class ModuleBlock:
    """A `module` block in a Terraform fence; *line* and *column* of its keyword count from 1.

    *source* is empty where the block has none; *pin* is None where it has no `version`.
    """

    label: str
    source: str
    pin: Pin | None
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class UnreadableFence:
    """A Terraform fence, or a block in one, that Terraform's grammar does not explain."""

    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Readme:
    """What one README shows, in the order in which it stands there."""

    path: str
    content: bytes
    blocks: tuple[ModuleBlock, ...]
    unreadable: tuple[UnreadableFence, ...]

    def __repr__(self) -> str:
        return f"Readme({self.path!r}, {len(self.blocks)} blocks)"


@dataclass(frozen=True, slots=True)
class UsageExample:
    """A block whose source addresses this registry; *module* need not exist."""

    module: ModuleId
    block: ModuleBlock
    submodule: str

    @property
    def pin(self) -> Pin | None:
        return self.block.pin


def usage_examples(readme: Readme, layout: Layout) -> tuple[UsageExample, ...]:
    """The blocks of *readme* that address the registry of *layout*."""
    return tuple(
        UsageExample(match.module, block, match.submodule)
        for block in readme.blocks
        if (match := layout.match_source(block.source)) is not None
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
