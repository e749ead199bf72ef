"""Changes to a YAML document that a person wrote: every byte that need not change stays."""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from release_tool.adapters.yaml_documents import LONGEST, Shape, error_at, read, reading_of
from release_tool.domain.documents import dotted
from release_tool.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from release_tool.adapters.yaml_documents import Extent, Reading
    from release_tool.domain.documents import Path, Plain

# The library leaves some text bare that it then reads as something else, so it decides only here.
_PLAIN = re.compile(r"\w(?:[\w ./-]*[\w.])?")
_BOM = b"\xef\xbb\xbf"


def write(value: Mapping[str, Plain]) -> bytes:
    """A new document that says *value*, in its order."""
    return _block(dict(value)).encode()


def changed(content: bytes, changes: Mapping[Path, Plain], file: str) -> bytes:
    """*content* with the value at each path of *changes* set, one after the other.

    Mappings and lists that are missing on the way are made; an index equal to a list's length
    appends. Raises ConfigurationError where a path leads through a value that has no such place,
    and where the document is written so that a change would change something else with it.
    """
    for path, value in changes.items():
        content = _with(content, path, value, file)
    return content


def _with(content: bytes, path: Path, value: Plain, file: str) -> bytes:
    before = reading_of(content, file)
    wanted = _wanted(before, path, value)
    if _same(wanted, before.value):
        return content
    text = _spliced(before, path, value)
    after = (_BOM if content.startswith(_BOM) else b"") + text.encode()
    try:
        sound = _same(read(after, file).value, wanted)
    except ConfigurationError:
        sound = False
    if sound:
        return after
    place = before.document.place_of(path)
    message = f"{dotted(path)!r} cannot be set without changing something else with it"
    raise error_at(file, place, message, "write it by hand: an alias, perhaps, stands in the way")


def _wanted(before: Reading, path: Path, value: Plain) -> Plain:
    """What the document should say afterwards."""
    tree: Plain = {} if before.value is None else _copied(before.value)
    here: Any = tree
    for step, following in zip(path, (*path[1:], None), strict=True):
        fits = isinstance(here, dict) if isinstance(step, str) else isinstance(here, list)
        if not fits or (isinstance(step, int) and step > len(here)):
            place = before.document.place_of(path)
            raise error_at(before.file, place, f"there is no place for {dotted(path)!r}")
        made = _copied(value) if following is None else [] if isinstance(following, int) else {}
        if isinstance(step, int) and step == len(here):
            here.append(made)
        elif (
            following is None or (here.get(step) if isinstance(here, dict) else here[step]) is None
        ):
            here[step] = made
        here = here[step]
    return tree


def _same(one: Plain, other: Plain) -> bool:
    # To Python 1, 1.0 and True are equal, and not-a-number is not.
    return repr(one) == repr(other)


def _copied(value: Plain) -> Any:
    """A copy in which nothing is shared, whatever aliases the document has."""
    if isinstance(value, dict):
        return {key: _copied(each) for key, each in value.items()}
    return [_copied(each) for each in value] if isinstance(value, list) else value


def _spliced(before: Reading, path: Path, value: Plain) -> str:
    known = next(n for n in range(len(path), -1, -1) if path[:n] in before.extents or n == 0)
    parent, missing = path[:known], path[known:]
    if not missing or before.document.at(parent) is None:
        return _set(before, parent, _nested(missing, value))
    return _inserted(before, parent, _nested(missing, value))


def _nested(path: Path, value: Plain) -> Plain:
    for step in reversed(path):
        value = {step: value} if isinstance(step, str) else [value]
    return value


def _set(before: Reading, path: Path, value: Plain) -> str:
    """The text with another value in the place of the one at *path*."""
    text = before.text
    if before.value is None:
        return _replaced(text, len(text), len(text), _block(value))
    extent = before.extents[path]
    gap = (
        " " if extent.start == extent.end and extent.start and text[extent.start - 1] != " " else ""
    )
    return _replaced(text, extent.start, extent.end, gap + _flow(value))


def _inserted(before: Reading, parent: Path, entry: Any) -> str:
    """The text with an entry after the last one of the mapping or list at *parent*."""
    extent = before.extents[parent]
    if extent.shape is Shape.BLOCK:
        return _below(before.text, extent, _block(entry))
    entries = [each for each in before.extents if each[:-1] == parent and each != parent]
    written = _flow(entry)[1:-1] if isinstance(entry, dict) else _flow(entry[0])
    if not entries:
        return _replaced(before.text, extent.start + 1, extent.start + 1, written)
    end = before.extents[entries[-1]].end
    return _replaced(before.text, end, end, f", {written}")


def _below(text: str, extent: Extent, written: str) -> str:
    """The text with the lines of *written* under the line in which a block ends."""
    lines = [" " * extent.column + line if line else "" for line in written.splitlines()]
    end = text.find("\n", extent.end)
    end = len(text) if end < 0 else end
    end -= text[:end].endswith("\r")
    return _replaced(text, end, end, "\n" + "\n".join(lines))


def _replaced(text: str, start: int, end: int, written: str) -> str:
    if end == len(text) and text and not text.endswith("\n") and written.endswith("\n"):
        written = "\n" + written
    if "\r\n" in text:
        written = written.replace("\n", "\r\n")
    return text[:start] + written + text[end:]


def _block(value: Plain) -> str:
    written = _dumped(_writer(), value)
    if isinstance(value, list):  # the dashes of a list inside a mapping are indented
        return "".join(line.removeprefix("  ") for line in written.splitlines(keepends=True))
    return written


def _flow(value: Plain) -> str:
    """*value* in one line, as it may stand inside brackets."""
    writer = _writer()
    writer.default_flow_style = True
    return _dumped(writer, {"x": value}).strip()[len("{x: ") : -len("}")]


def _writer() -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.width = LONGEST
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _dumped(yaml: YAML, value: Plain) -> str:
    stream = StringIO()
    yaml.dump(_quoted(value), stream)
    return stream.getvalue()


def _quoted(value: Plain) -> Any:
    """*value* with all but the plainest text in double quotes."""
    if isinstance(value, dict):
        return {_quoted(key): _quoted(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_quoted(each) for each in value]
    if isinstance(value, str) and not _PLAIN.fullmatch(value):
        return DoubleQuotedScalarString(value)
    return value
