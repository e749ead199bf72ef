"""What an edit changes, as a unified diff."""

from __future__ import annotations

import re
from difflib import unified_diff as unified_lines
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.render.terminal import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from release_tool.render.terminal import Palette

_NO_NEWLINE = "\\ No newline at end of file\n"

_QUOTED = re.compile(rb'[\x00-\x1f\x7f-\xff"\\]')
_NAMED = {
    b"\a": rb"\a",
    b"\b": rb"\b",
    b"\t": rb"\t",
    b"\n": rb"\n",
    b"\v": rb"\v",
    b"\f": rb"\f",
    b"\r": rb"\r",
    b'"': rb"\"",
    b"\\": rb"\\",
}

_STYLES = {"+": Style.ADDED, "-": Style.REMOVED, "@": Style.NOTICE}


class FileChange(Struct, frozen=True):
    """The bytes of *path* before and after; None where there is no file."""

    path: str
    before: bytes | None
    after: bytes | None


def unified_diff(changes: Iterable[FileChange]) -> str:
    """A diff that `git apply` takes, to the byte; equal files are left out.

    Bytes that are not UTF-8 are carried as `surrogateescape` does: write it with that handler, and
    without any translation of line ends.
    """
    return "".join(line for change in changes for line in (*_header(change), *_hunks(change)))


def diff_for_terminal(changes: Iterable[FileChange], palette: Palette) -> str:
    """The same diff to look at, not to apply: coloured, each control character as an escape."""
    return "".join(
        line
        for change in changes
        for line in (
            *(_painted(Style.STRONG, line, palette) for line in _header(change)),
            *(
                _painted(_STYLES.get(line[0], Style.PLAIN), line, palette)
                for line in _hunks(change)
            ),
        )
    )


def _painted(style: Style, line: str, palette: Palette) -> str:
    # Tabs are indentation here, and no terminal is steered by one.
    parts = line.removesuffix("\n").split("\t")
    return "\t".join(palette.paint(style, part) for part in parts) + "\n"


def _header(change: FileChange) -> Iterator[str]:
    if change.before == change.after:
        return
    old, new = _quoted(f"a/{change.path}"), _quoted(f"b/{change.path}")
    yield f"diff --git {old} {new}\n"
    if change.before is None:
        yield "new file mode 100644\n"
    if change.after is None:
        yield "deleted file mode 100644\n"
    if change.before or change.after:
        yield f"--- {_name(old, change.before)}\n"
        yield f"+++ {_name(new, change.after)}\n"


def _name(quoted: str, content: bytes | None) -> str:
    if content is None:
        return "/dev/null"
    # A tab tells where a name with spaces ends.
    return f"{quoted}\t" if " " in quoted else quoted


def _hunks(change: FileChange) -> Iterator[str]:
    lines = unified_lines(_lines(change.before), _lines(change.after))
    # Its first two lines name files, which is the header's work.
    for line in list(lines)[2:]:
        if line.endswith("\n"):
            yield line
        else:
            yield from (f"{line}\n", _NO_NEWLINE)


def _lines(content: bytes | None) -> list[str]:
    """Lines with their line feeds, which alone end one: a CR is part of a line."""
    text = (content or b"").decode("utf-8", "surrogateescape")
    return [f"{line}\n" for line in text.split("\n")[:-1]] + [
        line for line in text.split("\n")[-1:] if line
    ]


def _quoted(name: str) -> str:
    """*name* as git prints it: in quotes, with octal bytes, if it has anything unusual."""
    raw = name.encode("utf-8", "surrogateescape")
    quoted = _QUOTED.sub(lambda match: _NAMED.get(match[0], b"\\%03o" % match[0][0]), raw)
    return quoted.decode("ascii") if quoted == raw else f'"{quoted.decode("ascii")}"'
