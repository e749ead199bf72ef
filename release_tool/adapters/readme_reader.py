"""README bytes in, module blocks out: the one reader of usage examples."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from release_tool.adapters.hcl_grammar import parse
from release_tool.adapters.markdown import Fence, fences
from release_tool.adapters.module_blocks import Places, module_blocks, unreadable
from release_tool.domain.examples import ModuleBlock, Readme, UnreadableFence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Shown = tuple[str, tuple[ModuleBlock, ...], tuple[UnreadableFence, ...]]

_SEVERAL = 2
_WORTH_A_PROCESS = 300
"""How many READMEs take longer to read than a process takes to start."""

_LANGUAGES = frozenset({"tf", "terraform", "hcl", "tofu", "opentofu"})
_LANGUAGE = re.compile(r"[{.\s]*([^\s{},.]*)")
_HEREDOC = re.compile(rb"<<-?[ \t]*([A-Za-z_][\w-]*)[ \t]*\r?\n")
_ELLIPSIS = re.compile(rb"(?m)^([ \t]*)(\.\.\.|\xe2\x80\xa6)([ \t]*\r?)$")


def read_readme(path: str, content: bytes) -> Readme:
    """The module blocks of *content* in the order of the file; *path* is only carried along."""
    blocks: list[ModuleBlock] = []
    others: list[UnreadableFence] = []
    if b"module" in content:
        places = Places(content)
        for fence in fences(content):
            if _is_terraform(fence.info) and b"module" in fence.code:
                for item in _read_fence(fence, places):
                    (blocks if isinstance(item, ModuleBlock) else others).append(item)  # type: ignore[arg-type]
    return Readme(path, content, tuple(blocks), tuple(others))


def read_readmes(contents: Mapping[str, bytes]) -> dict[str, Readme]:
    """The READMEs by path. Many are read by as many processes as there are processors.

    Measured on two of them at 2,000 READMEs: an eighth less time for a whole `status`.
    """
    paths = list(contents)
    workers = min(os.cpu_count() or 1, len(paths) // _WORTH_A_PROCESS)
    if workers < _SEVERAL or not hasattr(os, "fork"):
        return {path: read_readme(path, contents[path]) for path in paths}
    from multiprocessing import get_context

    shares = [
        [(path, contents[path]) for path in paths[start::workers]] for start in range(workers)
    ]
    with get_context("fork").Pool(workers) as pool:
        return {
            path: Readme(path, contents[path], blocks, unreadable)
            for share in pool.map(_shown, shares, chunksize=1)
            for path, blocks, unreadable in share
        }


def _shown(share: list[tuple[str, bytes]]) -> list[Shown]:
    """What a share of the READMEs shows, without their contents, which need not travel back."""
    read = [read_readme(path, content) for path, content in share]
    return [(one.path, one.blocks, one.unreadable) for one in read]


def _is_terraform(info: str) -> bool:
    match = _LANGUAGE.match(info)
    return match is not None and match[1].lower() in _LANGUAGES


def _read_fence(fence: Fence, places: Places) -> Iterator[ModuleBlock | UnreadableFence]:
    code = _tolerated(fence.code)
    root = parse(code).root_node
    if root.has_error and code != fence.code:
        code = fence.code
        root = parse(code).root_node
    if root.has_error:
        yield unreadable(fence.code, fence.start, places)
        return
    yield from module_blocks(root, code, fence, places)


def _tolerated(code: bytes) -> bytes:
    """*code*, equally long, without what people write in examples and Terraform refuses.

    A comment behind a heredoc's terminator, which would hide what follows up to the next
    terminator of that name, and a line `...` that stands for more arguments.
    """
    code = _ELLIPSIS.sub(lambda match: match[1] + b" " * len(match[2]) + match[3], code)
    position = 0
    while opening := _HEREDOC.search(code, position):
        terminator = re.compile(
            rb"(?m)^[ \t]*" + re.escape(opening[1]) + rb"([ \t]*(?:#|//)[^\r\n]*)?\r?$"
        )
        closing = terminator.search(code, opening.end())
        if closing is None:
            break
        begin, end = closing.span(1)
        if begin >= 0:
            code = code[:begin] + b" " * (end - begin) + code[end:]
        position = closing.end()
    return code
