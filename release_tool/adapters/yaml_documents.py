"""YAML to plain values: no tags, no second document, bounded in size, depth and aliases.

Reading follows YAML 1.2: `yes`, `off` and dates are text. Import this module only where there is a
document: the YAML library costs more than a command's own work.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, Any, NoReturn

from msgspec import Struct, field
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
    StreamStartEvent,
)
from ruamel.yaml.reader import ReaderError

from release_tool.domain.documents import Document, Path, Place, Plain
from release_tool.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 256 * 1024
"""Bytes; reading costs about a second at this size."""
DEEPEST = 32
MOST_VALUES = 20_000
"""Values of a document, counted again wherever an alias repeats them."""

_FRAME = (StreamStartEvent, DocumentStartEvent, DocumentEndEvent, StreamEndEvent)
_TEXT_TAGS = frozenset({None, "!", "tag:yaml.org,2002:str"})
_COLON = re.compile(r"(?:[ \t\r\n]|#.*+)*+:")
_DASH = re.compile(r"(?:[ \t\r\n]|#.*+)*+-")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_DECIMAL = re.compile(r"[-+]?[0-9]{1,300}")
_BASED = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


def read(content: bytes, file: str) -> Document:
    """The document that *content* holds; `None` is the value of an empty one.

    Raises ConfigurationError with the place of what is wrong; *file* is only the name in it.
    """
    return reading_of(content, file).document


def reading_of(content: bytes, file: str) -> Reading:
    """The document with the extent of every value: what it takes to change one."""
    reading = Reading(_decoded(content, file), file)
    reading.read()
    return reading


def _decoded(content: bytes, file: str) -> str:
    if len(content) > LONGEST:
        raise error_at(file, Place(1, 1), f"the file is longer than {LONGEST // 1024} KiB")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig")
        place = _place_at(before, len(before))
        hint = "save the file as UTF-8"
        raise error_at(file, place, "the file is not UTF-8 text", hint) from None


def _place_at(text: str, index: int) -> Place:
    start = text.rfind("\n", 0, index) + 1
    return Place(text.count("\n", 0, index) + 1, index - start + 1)


def error_at(file: str, place: Place, message: str, hint: str = "") -> ConfigurationError:
    return ConfigurationError(file, place.line, place.column, message, hint)


class Shape(Enum):
    """How a value is written."""

    SCALAR = "x"
    FLOW = "[x]"
    BLOCK = "- x"


class Extent(Struct, frozen=True):
    """Where a value stands in the text; *column*, from 0, is that of a block's entries."""

    start: int
    end: int
    shape: Shape
    column: int


class Reading(Struct):
    """One pass over the parser's events."""

    text: str
    file: str
    value: Plain = None
    keys: dict[Path, Place] = field(default_factory=dict)
    values: dict[Path, Place] = field(default_factory=dict)
    extents: dict[Path, Extent] = field(default_factory=dict)
    end: int = 0
    anchors: dict[str, tuple[Plain, int]] = field(default_factory=dict)
    count: int = 0

    @property
    def document(self) -> Document:
        return Document(self.file, self.value, self.keys, self.values)

    def read(self) -> None:
        started = False
        events = self.events()
        for event in events:
            if isinstance(event, DocumentStartEvent):
                if started:
                    self.refuse(event, "a second document begins here", "keep only one")
                started = True
            if not isinstance(event, _FRAME):
                self.value = self.made(event, (), events)

    def events(self) -> Iterator[Any]:
        try:
            yield from YAML(typ="safe", pure=True).parse(self.text)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = Place(mark.line + 1, mark.column + 1) if mark is not None else Place(1, 1)
            said = ", ".join(part for part in (error.context, error.problem) if part)
            hint = "indent with spaces: YAML allows no tabs there" if r"'\t'" in said else ""
            raise error_at(self.file, place, f"not valid YAML: {said}", hint) from None
        except ReaderError as error:
            place = _place_at(self.text, error.position)
            said = f"the character U+{ord(self.text[error.position]):04X} is not allowed in YAML"
            raise error_at(self.file, place, said, "remove it") from None
        except YAMLError as error:
            raise error_at(self.file, Place(1, 1), f"not valid YAML: {error}") from None

    def made(self, event: Any, path: Path, events: Iterator[Any]) -> Plain:
        self.values[path] = _place_of(event)
        before = self.count
        self.counted(1, event)
        self.ended(event)
        if isinstance(event, AliasEvent):
            self.extents[path] = _extent(event, self.end)
            return self.repeated(event)
        if path and _is_nothing(event):
            self.unsaid(path)
            return None
        if len(path) > DEEPEST:
            self.refuse(event, f"values are nested more than {DEEPEST} deep")
        made: Plain
        if isinstance(event, ScalarEvent):
            made = self.scalar(event)
        elif isinstance(event, MappingStartEvent):
            made = self.mapping(event, path, events)
        else:
            made = self.sequence(event, path, events)
        self.extents[path] = _extent(event, self.end)
        if event.anchor is not None:
            self.anchors[event.anchor] = (made, self.count - before)
        return made

    def mapping(self, start: Any, path: Path, events: Iterator[Any]) -> dict[str, Plain]:
        self.check_tag(start, {None, "!", "tag:yaml.org,2002:map"})
        made: dict[str, Plain] = {}
        for event in events:
            if isinstance(event, MappingEndEvent):
                self.ended(event)
                break
            if not isinstance(event, ScalarEvent):
                self.refuse(event, "a key must be plain text")
            self.check_tag(event, _TEXT_TAGS)
            key = str(event.value)
            where = (*path, key)
            if key in made:
                line = self.keys[where].line
                self.refuse(event, f"duplicate key {key!r}", f"the first one is in line {line}")
            self.keys[where] = _place_of(event)
            self.ended(event)
            self.passed(_COLON)
            made[key] = self.made(next(events), where, events)
        return made

    def sequence(self, start: Any, path: Path, events: Iterator[Any]) -> list[Plain]:
        self.check_tag(start, {None, "!", "tag:yaml.org,2002:seq"})
        made: list[Plain] = []
        for event in events:
            if isinstance(event, SequenceEndEvent):
                self.ended(event)
                break
            if not start.flow_style:
                self.passed(_DASH)
            made.append(self.made(event, (*path, len(made)), events))
        return made

    def scalar(self, event: Any) -> Plain:
        self.check_tag(event, _TEXT_TAGS)
        text = str(event.value)
        return _plain(text) if event.tag is None and event.implicit[0] else text

    def unsaid(self, path: Path) -> None:
        """Places a missing value at its key or dash: its event is at the next token."""
        self.values[path] = self.keys.get(path) or _place_at(self.text, self.end - 1)
        self.extents[path] = Extent(self.end, self.end, Shape.SCALAR, 0)

    def repeated(self, event: Any) -> Plain:
        if event.anchor not in self.anchors:
            self.refuse(event, f"there is no anchor {event.anchor!r} before this alias")
        made, count = self.anchors[event.anchor]
        self.counted(count, event)
        return made

    def ended(self, event: Any) -> None:
        """Moves the end of what was read.

        A block ends with its last entry, not where the next token shows that it is over, and a
        block of text without the blank lines after it.
        """
        written = self.text[event.start_mark.index : event.end_mark.index].rstrip()
        if written:
            self.end = event.start_mark.index + len(written)

    def passed(self, mark: re.Pattern[str]) -> None:
        if found := mark.match(self.text, self.end):
            self.end = found.end()

    def counted(self, values: int, event: Any) -> None:
        self.count += values
        if self.count > MOST_VALUES:
            self.refuse(event, f"the document holds more than {MOST_VALUES} values")

    def check_tag(self, event: Any, allowed: frozenset[str | None] | set[str | None]) -> None:
        if event.tag not in allowed:
            name = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            self.refuse(event, f"the tag {name!r} is not allowed", "write the plain value")

    def refuse(self, event: Any, message: str, hint: str = "") -> NoReturn:
        place = _place_of(event)
        raise error_at(self.file, place, message, hint)


def _place_of(event: Any) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)


def _is_nothing(event: Any) -> bool:
    return isinstance(event, ScalarEvent) and bool(event.start_mark.index == event.end_mark.index)


def _extent(event: Any, end: int) -> Extent:
    mark = event.start_mark
    flow = getattr(event, "flow_style", None)
    shape = Shape.SCALAR if flow is None else Shape.FLOW if flow else Shape.BLOCK
    return Extent(mark.index, max(mark.index, end), shape, mark.column)


def _plain(text: str) -> Plain:
    """What an unquoted scalar says by YAML 1.2's core schema."""
    if text in _NULLS:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if _DECIMAL.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        return float(text)
    return float(text.replace(".", "")) if _NOT_FINITE.fullmatch(text) else text
