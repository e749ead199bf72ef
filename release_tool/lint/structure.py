"""Namespaces, modules and templates: what their folders are called, and what must be in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from release_tool.lint.fault import NOWHERE, Fault
from release_tool.lint.tree import joined

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from release_tool.lint.subjects import Premises

NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?")
ICONS = ".icons"
_LOWER_CASE = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
_FOLDERS = ("modules", "templates", ".images", "skills")


def structure(premises: Premises, released: AbstractSet[str]) -> Iterator[tuple[str, Fault]]:
    """What is wrong, each with its path; READMEs are missed elsewhere.

    *released* are the namespaces that have released modules, and so keep their names.
    """
    if premises.root is None:
        return
    if premises.namespaces and not any(map(premises.tree.is_folder, icon_folders(premises))):
        yield premises.root, Fault("icons-missing", NOWHERE, "there is no folder .icons")
    for name in premises.tree.names_in(premises.root):
        path = joined(premises.root, name)
        if premises.root and not premises.tree.is_folder(path):
            message = f"{name} is a file, and {premises.root} has only namespaces"
            yield path, Fault("stray-file", NOWHERE, message)
    for namespace in premises.namespaces:
        yield from _namespace(premises, namespace, released)


def icon_folders(premises: Premises) -> tuple[str, ...]:
    """Where icons may stand: at the root of the repository, or of the registry."""
    return tuple(dict.fromkeys((ICONS, joined(premises.root or "", ICONS))))


def _namespace(
    premises: Premises, folder: str, released: AbstractSet[str]
) -> Iterator[tuple[str, Fault]]:
    name = folder.rpartition("/")[2]
    if not _LOWER_CASE.fullmatch(name):
        lower = name.lower()
        if not _LOWER_CASE.fullmatch(lower):
            message = f"the namespace {name!r} has characters that a source cannot have"
            yield folder, Fault("namespace-name", NOWHERE, message)
        elif name not in released:  # users' sources say the name: it cannot change any more
            message = f"the namespace {name} is not in lower case"
            help_ = f"call it {lower}"
            if not released:
                help_ += "; if its modules are released, it may stay: fetch the tags, then look"
            yield folder, Fault("namespace-name", NOWHERE, message, help_)
    for below in premises.tree.folders_in(folder):
        if below not in _FOLDERS:
            message = f"{below} is no folder that a namespace has"
            yield f"{folder}/{below}", Fault("namespace-folder", NOWHERE, message)
    for kind in ("modules", "templates"):
        for resource in premises.resources(f"{folder}/{kind}"):
            yield from _resource(premises, resource, kind.removesuffix("s"))


def _resource(premises: Premises, folder: str, kind: str) -> Iterator[tuple[str, Fault]]:
    name = folder.rpartition("/")[2]
    if not NAME.fullmatch(name):
        message = f"the {kind} {name!r} has characters that a source cannot have"
        yield folder, Fault("folder-name", NOWHERE, message)
    if not premises.tree.is_file(f"{folder}/main.tf"):
        yield folder, Fault("main-tf-missing", NOWHERE, f"the {kind} {name} has no main.tf")
