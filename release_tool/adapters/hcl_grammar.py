"""The syntax tree of HCL, by tree-sitter; apart, because a README needs no more than this."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Parser, Tree

_ELLIPSIS = re.compile(rb"(?m)^([ \t]*)(\.\.\.|\xe2\x80\xa6)([ \t]*\r?)$")


def parse(source: bytes) -> Tree:
    """The syntax tree of HCL bytes; places that could not be read are its error nodes."""
    return _parser().parse(source)


def without_ellipses(source: bytes) -> bytes:
    """*source*, equally long, without the lines `...` that stand for more in an example."""
    return _ELLIPSIS.sub(lambda match: match[1] + b" " * len(match[2]) + match[3], source)


@cache
def _parser() -> Parser:
    import tree_sitter
    import tree_sitter_hcl

    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_hcl.language()))
