"""The syntax tree of HCL, by tree-sitter; apart, because a README needs no more than this."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Parser, Tree


def parse(source: bytes) -> Tree:
    """The syntax tree of HCL bytes; places that could not be read are its error nodes."""
    return _parser().parse(source)


@cache
def _parser() -> Parser:
    import tree_sitter
    import tree_sitter_hcl

    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_hcl.language()))
