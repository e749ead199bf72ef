"""Recognises how a registry is laid out from its folders, its tags and its READMEs' sources."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from release_tool.domain.git_sources import parse_git_address
from release_tool.domain.layout import Layout
from release_tool.domain.templates import TemplateError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from release_tool.domain.modules import ModuleId

_TAG = re.compile(r"(?P<head>.+?[/_-])(?P<v>v?)[0-9]+\.[0-9]+\.[0-9]+(?:-[0-9A-Za-z.-]+)?")
_MOST_FOLDERS = 200
_MOST_CANDIDATES = 12
_SLIPS = 10


def guess_layout(
    folders: Sequence[str], tags: Sequence[str], sources: Mapping[str, Sequence[str]]
) -> Layout | None:
    """The layout under which most *tags* release a module that has a folder.

    *folders* hold Terraform files, *sources* are those of each folder's README. None where no
    layout explains any tag.
    """
    candidates = [
        layout
        for folder, _ in _folder_templates(folders).most_common(_MOST_CANDIDATES)
        for tag, _ in _tag_templates(folder, folders, tags).most_common(3)
        if (layout := _layout(folder, tag, ())) is not None
    ]
    scored = [(_score(layout, folders, tags), layout) for layout in candidates]
    best, chosen = max(scored, key=lambda one: one[0], default=((0, 0, False, 0), None))
    if chosen is None or best[0] == 0:
        return None
    counts = {
        source: count
        for source, count in _source_templates(chosen, sources).most_common()
        if _layout(chosen.folder, chosen.tag, (source,)) is not None
    }
    # A source that hardly anybody writes is a slip, not a way to address modules.
    usual = max(counts.values(), default=0) / _SLIPS
    found = tuple(source for source, count in counts.items() if count >= usual)
    return _layout(chosen.folder, chosen.tag, found)


def _layout(folder: str, tag: str, sources: tuple[str, ...]) -> Layout | None:
    try:
        return Layout(folder, tag, sources)
    except TemplateError:
        return None


def _score(
    layout: Layout, folders: Sequence[str], tags: Iterable[str]
) -> tuple[int, int, bool, int]:
    """Tags of modules that are there, folders that are modules; then what says more of a path."""
    known = {module for folder in folders if (module := layout.module_at(folder)) is not None}
    explained = sum(1 for name in tags if (tag := layout.parse_tag(name)) and tag.module in known)
    return explained, len(known), not layout.nests, len(layout.folder)


def _folder_templates(folders: Sequence[str]) -> Counter[str]:
    """Every way to write some folders as one template, by how many it explains."""
    counts: Counter[str] = Counter()
    for folder in folders[:_MOST_FOLDERS]:
        counts.update(set(_templates_of(folder.split("/"))))
    return counts


def _templates_of(parts: Sequence[str]) -> Iterator[str]:
    for start in range(len(parts)):  # what is left of *start* is fixed, the rest is the name
        yield "/".join([*parts[:start], "{module}"])
    for place in range(len(parts) - 1):
        yield "/".join([*parts[:place], "{namespace}", *parts[place + 1 : -1], "{module}"])


def _tag_templates(folder: str, folders: Iterable[str], tags: Iterable[str]) -> Counter[str]:
    layout = _layout(folder, "{namespace}/{module}/{version}", ()) or _layout(
        folder, "{module}/{version}", ()
    )
    if layout is None:
        return Counter()
    modules = {one.name: one for path in folders if (one := layout.module_at(path)) is not None}
    counts: Counter[str] = Counter()
    for tag in tags:
        match = _TAG.fullmatch(tag)
        if match is not None and (template := _templated(match["head"], modules)):
            counts[f"{template}{match['v']}{{version}}"] += 1
    return counts


def _templated(head: str, modules: Mapping[str, ModuleId]) -> str | None:
    """*head*, a tag up to its version, with the names of the module that it ends with replaced."""
    text, separator = head[:-1], head[-1]
    names = [name for name in modules if text == name or text.endswith(("/" + name, "-" + name))]
    if not names:
        return None
    module = modules[max(names, key=len)]
    before = text.removesuffix(module.name)
    if module.namespace:
        before = re.sub(rf"(?<![\w-]){re.escape(module.namespace)}(?=/)", "{namespace}", before)
    return f"{before}{{module}}{separator}"


def _source_templates(layout: Layout, sources: Mapping[str, Sequence[str]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for folder, found in sources.items():
        module = layout.module_at(folder)
        for source in found:
            if module is not None and (template := _source_template(source, module, layout)):
                counts[template] += 1
    return counts


def _source_template(source: str, module: ModuleId, layout: Layout) -> str | None:
    """*source* as a template, None where it does not name *module*."""
    address = parse_git_address(source)
    if address is not None:
        plain = source.partition("?")[0]
        folder = layout.folder_of(module)
        if not plain.endswith(f"/{folder}"):
            return None
        return f"{plain.removesuffix(folder)}{layout.folder}?ref={{tag}}"
    parts = source.partition("//")[0].split("/")
    if module.name not in parts or source.startswith((".", "/")):
        return None
    place = parts.index(module.name)
    parts[place] = "{module}"
    if module.namespace and parts[place - 1] == module.namespace:
        parts[place - 1] = "{namespace}"
    return "/".join(parts)
