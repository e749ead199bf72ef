"""Git's commit-graph with its filters, which tell which commits may have changed a path."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from release_tool.adapters.repository import Repository

WRITE = "git commit-graph write --reachable --changed-paths"
_LONG = 4 << 20
"""Bytes of pack indexes: some 150,000 objects, where looking for a path takes git 0.2 s or more."""
_HEAD = 8 + 12 * 16
"""Bytes of a graph's header and its table of chunks, of which no graph has as many as that."""
_FILTERS = b"BIDX"


def wants_filters(repository: Repository) -> bool:
    """Whether history is long here and git has no filters for its paths: `WRITE` makes them."""
    indexes = (repository.objects / "pack").glob("*.idx")
    if sum(index.stat().st_size for index in indexes) < _LONG:
        return False
    return not any(_FILTERS in _start_of(graph) for graph in _graphs(repository.objects / "info"))


def _graphs(folder: Path) -> Iterator[Path]:
    yield folder / "commit-graph"
    yield from (folder / "commit-graphs").glob("*.graph")


def _start_of(graph: Path) -> bytes:
    try:
        with graph.open("rb") as file:
            return file.read(_HEAD)
    except FileNotFoundError:
        return b""
