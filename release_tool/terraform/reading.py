"""Reading a module's folder into its `Interface`."""

from __future__ import annotations

from posixpath import basename, dirname, join, normpath
from typing import TYPE_CHECKING

from release_tool.terraform.folder import read_module
from release_tool.terraform.interface import Interface, Module

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from release_tool.terraform.syntax import Reader

_LEFT_OUT = frozenset({"example", "examples", "test", "tests", "testdata", "fixtures"})


def read_interface(files: Mapping[str, bytes], read: Reader) -> Interface:
    """The interface of a module, from all files of its folder, by POSIX path relative to it.

    *read* turns one file's bytes into syntax; what it could not read is in the result.
    """
    folders = _folders(files)
    root = read_module("", folders.get("", {}), read)
    return Interface(
        root=root,
        submodules=_submodules(root, folders, read),
        files=dict(sorted(files.items())),
    )


def _folders(files: Mapping[str, bytes]) -> dict[str, dict[str, bytes]]:
    """The Terraform files, by folder and then by path."""
    folders: dict[str, dict[str, bytes]] = {}
    for path, content in sorted(files.items()):
        if is_terraform(path):
            folders.setdefault(dirname(path), {})[path] = content
    return folders


def is_terraform(path: str) -> bool:
    """Whether Terraform would read the file as configuration: not hidden, not an editor's copy."""
    name = basename(path)
    ignored = name.startswith((".", "#")) or name.endswith("~")
    return name.endswith((".tf", ".tf.json")) and not ignored


def _submodules(
    root: Module, folders: Mapping[str, Mapping[str, bytes]], read: Reader
) -> dict[str, Module]:
    """The modules under `modules/` and those that the module itself calls by a local path."""
    found: dict[str, Module] = {}
    waiting = [folder for folder in folders if _is_public(folder)]
    waiting += _local_calls(root)
    while waiting:
        folder = waiting.pop()
        if folder in found or not folder or folder not in folders:
            continue
        found[folder] = read_module(folder, folders[folder], read)
        waiting += _local_calls(found[folder])
    return dict(sorted(found.items()))


def _is_public(folder: str) -> bool:
    steps = folder.split("/")
    hidden = any(step in _LEFT_OUT or step.startswith(".") for step in steps)
    return steps[0] == "modules" and not hidden


def _local_calls(module: Module) -> Iterable[str]:
    return [
        normpath(join(module.folder, call.source))
        for call in module.calls.values()
        if call.source.startswith(("./", "../"))
    ]
