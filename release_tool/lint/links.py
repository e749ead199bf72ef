"""Links and images: those that stay in the repository lead to something."""

from __future__ import annotations

import posixpath
import re
from difflib import get_close_matches
from typing import TYPE_CHECKING
from urllib.parse import unquote

from release_tool.lint.fault import Fault
from release_tool.lint.slugs import slugs
from release_tool.lint.tree import relative, resolved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.lint.outline import Link
    from release_tool.lint.page import Page
    from release_tool.lint.tree import FileTree

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_PREFIX = "user-content-"
"""What GitHub puts before the ids that HTML gives."""


def links(page: Page, tree: FileTree) -> Iterator[Fault]:
    anchors = slugs(one.text for one in page.outline.headings) | page.outline.anchors | {"", "top"}
    for link in page.outline.links:
        if _ELSEWHERE.match(link.target):
            continue
        address, _, anchor = link.target.partition("#")
        path = unquote(address.partition("?")[0])
        if path and (fault := _path(page, link, path, tree)) is not None:
            yield fault
        elif not path or resolved(page.readme.path, path) == page.readme.path:
            wanted = unquote(anchor).removeprefix(_PREFIX)
            if wanted not in anchors:
                yield _anchor(page, link, wanted, anchors)


def _path(page: Page, link: Link, path: str, tree: FileTree) -> Fault | None:
    file = page.readme.path
    # A path from the root is one of the repository, as forges show it.
    target = resolved("", path.lstrip("/")) if path.startswith("/") else resolved(file, path)
    if target is not None and tree.leads_to_something(target):
        return None
    place = page.lines.place(link.start)
    if target is None:
        return Fault("link-broken", place, f"{link.target} leads out of the repository")
    meant = tree.only_file_named(posixpath.basename(target))
    help_ = f"did you mean {relative(file, meant)}?" if meant else ""
    return Fault("link-broken", place, f"{link.target} leads to no file: {target}", help_)


def _anchor(page: Page, link: Link, wanted: str, anchors: frozenset[str]) -> Fault:
    near = get_close_matches(wanted, anchors, n=1, cutoff=0.6)
    help_ = f"did you mean #{near[0]}?" if near else ""
    message = f"{link.target} leads to no heading of this README"
    return Fault("anchor-broken", page.lines.place(link.start), message, help_)
