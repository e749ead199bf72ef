"""README bytes in, module blocks out: the one reader of usage examples."""

from __future__ import annotations

import os
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from release_tool.activity import counted, each
from release_tool.adapters.hcl_grammar import parse, without_ellipses
from release_tool.adapters.interruption import processes
from release_tool.adapters.markdown import Fence, fences
from release_tool.adapters.module_blocks import module_blocks, unreadable
from release_tool.domain.examples import ModuleBlock, Readme, UnreadableFence
from release_tool.domain.fence_language import is_terraform
from release_tool.domain.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Shown = tuple[tuple[ModuleBlock, ...], tuple[UnreadableFence, ...]]

_SEVERAL = 2
_WORTH_A_PROCESS = 300
"""How many READMEs take longer to read than a process takes to start."""
_SHARE = 100
"""How many READMEs a process is given at a time."""

_HEREDOC = re.compile(rb"<<-?[ \t]*([A-Za-z_][\w-]*)[ \t]*\r?\n")


def read_readme(path: str, content: bytes) -> Readme:
    """The module blocks of *content* in the order of the file; *path* is only carried along."""
    blocks: list[ModuleBlock] = []
    others: list[UnreadableFence] = []
    if b"module" in content:
        lines = Lines(content)
        for fence in fences(content):
            if is_terraform(fence.info) and b"module" in fence.code:
                for item in _read_fence(fence, lines):
                    (blocks if isinstance(item, ModuleBlock) else others).append(item)  # type: ignore[arg-type]
    return Readme(path, content, tuple(blocks), tuple(others))


@contextmanager
def reading(contents: Mapping[str, bytes]) -> Iterator[Callable[[], dict[str, Readme]]]:
    """The READMEs by path; many are read by other processes until they are asked for.

    Measured on two processors at 2,000 READMEs: a fifth less time for a whole `status`.
    """
    workers = min(os.cpu_count() or 1, len(contents) // _WORTH_A_PROCESS)
    if workers < _SEVERAL or not hasattr(os, "fork"):
        yield lambda: {
            path: read_readme(path, content)
            for path, content in each("reading READMEs", contents.items())
        }
        return
    with processes(workers) as share:
        shown = share(_shown, contents.values(), _SHARE)
        yield lambda: _collected(contents, shown)


def _collected(contents: Mapping[str, bytes], shown: Iterator[Shown]) -> dict[str, Readme]:
    pairs = zip(contents.items(), shown, strict=True)
    return {
        path: Readme(path, content, *parts)
        for (path, content), parts in counted("reading READMEs", pairs, len(contents))
    }


def _shown(content: bytes) -> Shown:
    """What a README shows, without its content, which need not travel back."""
    read = read_readme("", content)
    return read.blocks, read.unreadable


def _read_fence(fence: Fence, lines: Lines) -> Iterator[ModuleBlock | UnreadableFence]:
    code = _tolerated(fence.code)
    root = parse(code).root_node
    if root.has_error and code != fence.code:
        code = fence.code
        root = parse(code).root_node
    if root.has_error:
        yield unreadable(fence.code, fence.start, lines)
        return
    yield from module_blocks(root, code, fence, lines)


def _tolerated(code: bytes) -> bytes:
    """*code*, equally long, without what people write in examples and Terraform refuses.

    A comment behind a heredoc's terminator, which would hide what follows up to the next
    terminator of that name, and a line `...` that stands for more arguments.
    """
    code = without_ellipses(code)
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
