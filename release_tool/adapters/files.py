"""Files of the working tree, replaced whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from release_tool.errors import RequestError, WorldError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class UnreadableFileError(Exception):
    """A path that is there and is no file to read; *reason* is the end of a sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def file_content(root: Path, path: str) -> bytes:
    """The bytes of a file of the working tree. Never follows a link out of it.

    Raises FileNotFoundError, and UnreadableFileError for a folder, a device or a link that leaves.
    """
    try:
        return _read(root, path)
    except FileNotFoundError:
        raise
    except PermissionError as error:
        raise WorldError(f"{path} may not be read", f"chmod u+r {path}") from error
    except OSError as error:
        reason = _NO_WAY.get(error.errno or 0)
        if reason is None:
            raise WorldError(f"{path} cannot be read: {error.strerror}") from error
        raise UnreadableFileError(reason) from error


_NO_WAY = {errno.ENOTDIR: "it is below a file", errno.ELOOP: "it is a link that leads nowhere"}


def _read(root: Path, path: str) -> bytes:
    file = root / path
    folder, slash, _ = path.rpartition("/")
    if slash and not _is_plain(root, folder):
        file = _inside(root, file)
    kind = file.lstat().st_mode
    if stat.S_ISDIR(kind):
        raise UnreadableFileError("it is a folder")
    if stat.S_ISLNK(kind):
        file = _inside(root, file)
    if not stat.S_ISREG(kind) and not file.is_file():
        raise UnreadableFileError("it is not a file")
    return file.read_bytes()


@lru_cache(maxsize=1 << 16)  # many files are in one folder, and every folder is in a few others
def _is_plain(root: Path, folder: str) -> bool:
    """Whether no link leads from *root* to *folder*, so that what is in it is in *root* too."""
    parent, slash, name = folder.rpartition("/")
    if name in {"", ".."} or (slash and not _is_plain(root, parent)):
        return False
    return not os.path.islink(f"{root}/{folder}")  # noqa: PTH114 - half the time, for every folder


def _inside(root: Path, file: Path) -> Path:
    """The real place of *file*, which must be in *root*, and not in what git keeps there."""
    top = root.resolve()
    try:
        target = file.resolve()
    except (OSError, RuntimeError) as error:  # Python before 3.13 raises the second for a loop
        raise UnreadableFileError("it is a link that leads nowhere") from error
    if top not in target.parents:
        raise UnreadableFileError("it is a link that leaves the repository")
    # Its configuration may hold a token, and its hooks are run.
    if any(name.lower() == ".git" for name in target.relative_to(top).parts):
        raise UnreadableFileError("it is a link into a folder of git")
    return target


def replace_file(root: Path, path: str, before: bytes | None, after: bytes) -> Callable[[], None]:
    """Writes *after* to *path* in one step, keeping its mode; returns what takes that back.

    Raises when the file no longer holds *before* (None: when it exists), and when the path leaves
    *root*.
    """
    target = require_content(root, path, before)
    made = [folder for folder in target.parents if not folder.exists()]
    try:
        _replace(target, after)
    except OSError as error:
        raise _unwritable(path, error) from error
    if before is None:
        return lambda: _remove(target, made)
    return lambda: _replace(target, before)


def require_content(root: Path, path: str, content: bytes | None) -> Path:
    """Where *path* really is. Raises as `replace_file` does before it writes."""
    try:
        target = _inside(root, root / path)
        found = _content(target)
    except UnreadableFileError as error:
        raise RequestError(f"{path} cannot be written: {error.reason}") from error
    except OSError as error:
        raise _unwritable(path, error) from error
    if found is None and content is not None:
        raise RequestError(
            f"{path} is not in the working tree",
            f"git sparse-checkout add {path.rpartition('/')[0]}   (or: git restore {path})",
        )
    if found != content:
        raise WorldError(f"{path} changed while the command ran", "run it again")
    return target


def _unwritable(path: str, error: OSError) -> WorldError:
    return WorldError(f"{path} cannot be written: {error.strerror}")


def _remove(target: Path, folders: Iterable[Path]) -> None:
    """Takes *target* away, and those of *folders*, innermost first, that are empty then."""
    target.unlink()
    with suppress(OSError):  # it is not empty, and so is none that it is in
        for folder in folders:
            folder.rmdir()


def _content(target: Path) -> bytes | None:
    try:
        return target.read_bytes()
    except FileNotFoundError:
        return None


def _replace(target: Path, content: bytes) -> None:
    import tempfile  # most commands write nothing

    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.chmod(_mode(target))
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
