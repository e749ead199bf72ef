"""What types cannot say: templates, names and patterns of a configuration that make no sense."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.config.model import Release, title_template
from release_tool.config.patterns import fault_of
from release_tool.domain.documents import dotted
from release_tool.domain.layout import Layout
from release_tool.domain.rules import INTERFACE_RULES, RULES
from release_tool.domain.templates import TemplateError
from release_tool.domain.versions import parse_version
from release_tool.errors import unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from release_tool.config.model import Config
    from release_tool.domain.documents import Path

_PLACEHOLDER = re.compile(r"\{\w+\}")
_REF = re.compile(
    r"(?![-./])(?!.*(?:\.\.|@\{|//|/\.|\.lock(?:/|$)))[^\x00-\x20\x7f~^:?*\[\\]+(?<![./])"
)
_FOLDER: Path = ("modules", "folder")
_DEFAULTS = frozenset({Layout().tag, *Layout().sources, Release().title})


class Fault(Struct, frozen=True):
    """Something wrong at *path*; *at_key* if the key itself is wrong, not its value."""

    path: Path
    message: str
    hint: str = ""
    at_key: bool = False


def faults(config: Config) -> Iterator[Fault]:
    """What is wrong with a configuration whose types are right."""
    yield from _paths(config)
    yield from _refs(config)
    yield from _patterns(config)
    unprinted = list(_templates(config))
    yield from unprinted
    if not unprinted:  # only a sound layout can say what a module is called
        yield from _latest(config)
        yield from _rules(config)
        yield from _accepted(config)


def _paths(config: Config) -> Iterator[Fault]:
    for path, text in (
        (_FOLDER, config.modules.folder),
        (("modules", "readme"), config.modules.readme),
        (("forge", "folder"), config.forge.folder),
    ):
        if "\\" in text or not all(text.split("/")) or {".", ".."} & set(text.split("/")):
            hint = "with slashes between folders, none at either end, and no . or .."
            yield Fault(path, f"{dotted(path)} {text!r} is not a path in the repository", hint)


def _refs(config: Config) -> Iterator[Fault]:
    also_read = ((("tags", "also-read", at), text) for at, text in enumerate(config.tags.also_read))
    for path, text in (
        (("tags", "template"), config.tags.template),
        *also_read,
        (("release", "default-branch"), config.release.default_branch or "main"),
        (("release", "remote"), config.release.remote),
    ):
        if not _REF.fullmatch(_PLACEHOLDER.sub("1", text)):
            yield Fault(path, f"git accepts no name like {dotted(path)} {text!r}")


def _patterns(config: Config) -> Iterator[Fault]:
    for index, pattern in enumerate(config.modules.ignored_changes):
        if wrong := fault_of(pattern):
            hint = "write a name (*.png), a folder (testdata/) or a path from the module's folder"
            yield Fault(
                ("modules", "ignored-changes", index), f"the pattern {pattern!r} {wrong}", hint
            )


def _templates(config: Config) -> Iterator[Fault]:
    folder = config.modules.folder
    namespaced = "{namespace}" in folder
    tag = "{namespace}/{module}/v{version}" if namespaced else "{module}/v{version}"
    try:
        plain = Layout(folder, tag, ())
    except TemplateError as error:
        yield Fault(_FOLDER, str(error), "it has {module}, and perhaps {namespace}")
        return

    def tags(text: str) -> object:
        return Layout(folder, text, ())

    def sources(text: str) -> object:
        return Layout(folder, tag, (text,))

    def title(text: str) -> object:
        return title_template(text, plain)

    checks: list[tuple[Path, str, Callable[[str], object]]] = [
        (("tags", "template"), config.tags.template, tags),
        *((("tags", "also-read", at), text, tags) for at, text in enumerate(config.tags.also_read)),
        *((("sources", at), text, sources) for at, text in enumerate(config.sources)),
        (("release", "title"), config.release.title, title),
    ]
    for path, text, made in checks:
        try:
            made(text)
        except TemplateError as error:
            yield _misfit(path, text, folder, str(error))


def _misfit(path: Path, text: str, folder: str, error: str) -> Fault:
    message = f"{dotted(path)}: {error}"
    if "{namespace}" not in text or "{namespace}" in folder:
        known = "its placeholders are those of modules.folder, and {version} where it has one"
        return Fault(path, message, known)
    hint = "modules.folder has none: set tags.template, sources and release.title alike"
    # The file does not say a default: the place to look at is then the folder's.
    return Fault(_FOLDER if text in _DEFAULTS else path, message, hint)


def _latest(config: Config) -> Iterator[Fault]:
    named = config.release.latest_module
    if named is not None and config.layout.parse_module(named) is None:
        yield _not_a_module(("release", "latest-module"), named)


def _rules(config: Config) -> Iterator[Fault]:
    seen: set[tuple[str, object]] = set()
    for index, one in enumerate(config.rules):
        if one.rule not in RULES:
            yield _unknown_rule(("rules", index, "rule"), one.rule, RULES)
        module = None if one.module is None else config.layout.parse_module(one.module)
        if one.module is not None and module is None:
            yield _not_a_module(("rules", index, "module"), one.module)
        if (one.rule, module) in seen:
            where = "every module" if module is None else str(module)
            yield Fault(("rules", index), f"the level of {one.rule} for {where} is set twice")
        seen.add((one.rule, module))


def _accepted(config: Config) -> Iterator[Fault]:
    for index, one in enumerate(config.interface.accepted):
        path = ("interface", "accepted", index)
        if one.rule not in INTERFACE_RULES:
            yield _unknown_rule((*path, "rule"), one.rule, INTERFACE_RULES)
        if config.layout.parse_module(one.module) is None:
            yield _not_a_module((*path, "module"), one.module)
        if parse_version(one.version) is None:
            message = f"{one.version!r} is not a version"
            yield Fault((*path, "version"), message, "write it as 1.2.3")


def _unknown_rule(path: Path, rule: str, known: tuple[str, ...]) -> Fault:
    kind = "interface rule" if known is INTERFACE_RULES else "rule"
    return Fault(path, unknown(kind, rule, known).message)


def _not_a_module(path: Path, text: str) -> Fault:
    return Fault(path, f"{text!r} is no module's name here", "write it as namespace/name")
