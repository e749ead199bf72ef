"""Icons: relative paths of files in a folder `.icons` of the repository or of the registry."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from release_tool.lint.structure import icon_folders
from release_tool.lint.tree import relative, resolved

if TYPE_CHECKING:
    from release_tool.lint.fault import Fault
    from release_tool.lint.fields import Fields
    from release_tool.lint.subjects import Premises

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def icon_fault(fields: Fields, premises: Premises) -> Fault | None:
    """What is wrong with the icon of *fields*, if there is one."""
    icon = fields.text("icon")
    if icon is None:
        return None
    file = fields.document.file
    folders = icon_folders(premises)
    path = resolved(file, icon) if icon.startswith(_prefixes(file, folders)) else None
    if path is None or not _is_inside(path, folders):
        message = f"the icon {icon} {_complaint(icon)}"
        return fields.fault("icon-path", "icon", message, _hint(file, icon, premises))
    if not premises.tree.is_file(path):
        message = f"the icon {icon} is not there: {path}"
        return fields.fault("icon-missing", "icon", message, _hint(file, icon, premises))
    return None


def _prefixes(file: str, folders: tuple[str, ...]) -> tuple[str, ...]:
    """How the folders of icons are addressed from *file*."""
    return tuple(f"{relative(file, folder)}/" for folder in folders)


def _is_inside(path: str, folders: tuple[str, ...]) -> bool:
    return any(path.startswith(f"{folder}/") for folder in folders)


def _complaint(icon: str) -> str:
    if _ADDRESS.match(icon):
        return "is an address; icons are files of the repository"
    if icon.startswith("/"):
        return "is not relative to the README"
    return "does not lead into a folder .icons of the registry"


def _hint(file: str, icon: str, premises: Premises) -> str:
    """The path of the icon that is probably meant, "" where none or several are."""
    name = posixpath.basename(icon)
    folders = icon_folders(premises)
    for folder in folders:
        if premises.tree.is_file(f"{folder}/{name}"):
            return f"write {relative(file, f'{folder}/{name}')}"
    there = next((one for one in folders if premises.tree.is_folder(one)), None)
    return f"icons begin with {relative(file, there)}/" if there else ""
