"""Which commits descend from which: marks handed down from children to parents."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def handed_down(
    parents: Mapping[str, Sequence[str]], marks: Mapping[str, int]
) -> tuple[dict[str, int], dict[str, int]]:
    """The bits of *marks*, from each commit to all its ancestors.

    First those of the commits that *parents* has, then those of parents that it does not have.
    """
    children = dict.fromkeys(parents, 0)
    for found in parents.values():
        for parent in found:
            if parent in children:
                children[parent] += 1
    reached = {sha: marks.get(sha, 0) for sha in parents}
    beyond: dict[str, int] = {}
    ready = [sha for sha, count in children.items() if not count]
    while ready:
        sha = ready.pop()
        for parent in parents[sha]:
            if parent not in reached:
                beyond[parent] = beyond.get(parent, marks.get(parent, 0)) | reached[sha]
                continue
            reached[parent] |= reached[sha]
            children[parent] -= 1
            if not children[parent]:
                ready.append(parent)
    return reached, beyond
