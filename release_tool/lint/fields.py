"""The keys that a mapping of frontmatter may have, and of which type their values are."""

from __future__ import annotations

from difflib import get_close_matches
from enum import Enum
from typing import TYPE_CHECKING, cast

from msgspec import Struct

from release_tool.domain.documents import dotted
from release_tool.lint.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from release_tool.domain.documents import Document, Path, Plain


class Type(Enum):
    """What a value is, in words."""

    TEXT = "text"
    FLAG = "true or false"
    TEXTS = "a list of texts"
    LIST = "a list"
    MAPPING = "a mapping"


class Field(Struct, frozen=True):
    """*filled*: the key must be there, and its value may not be empty."""

    type: Type = Type.TEXT
    filled: bool = False


class Fields(Struct, frozen=True):
    """The mapping at *path* of *document*, read as *known*."""

    document: Document
    known: Mapping[str, Field]
    path: Path = ()

    @property
    def value(self) -> dict[str, Plain]:
        return cast("dict[str, Plain]", self.document.at(self.path))

    def faults(self) -> Iterator[Fault]:
        """Unknown keys, keys that are missing, and values of another type."""
        for key, value in self.value.items():
            if (field := self.known.get(key)) is not None:
                yield from self._value(key, field, value)
            else:
                yield self._unknown(key)
        for key, field in self.known.items():
            if field.filled and key not in self.value:
                where = f" in {dotted(self.path)}" if self.path else ""
                place = self.document.place_of(self.path)
                yield Fault("frontmatter-required", place, f"the key {key} is missing{where}")

    def text(self, key: str) -> str | None:
        """The text at *key*, if it is one and says something."""
        value = self.value.get(key)
        return value if isinstance(value, str) and value.strip() else None

    def texts(self, key: str) -> Iterator[tuple[Path, str]]:
        """The texts in the list at *key*, with their paths."""
        values = self.value.get(key)
        if isinstance(values, list):
            for index, value in enumerate(values):
                if isinstance(value, str):
                    yield (*self.path, key, index), value

    def fault(self, rule: str, key: str, message: str, help_: str = "") -> Fault:
        """A fault at the value of *key*."""
        return Fault(rule, self.document.place_of((*self.path, key)), message, help_)

    def _value(self, key: str, field: Field, value: Plain) -> Iterator[Fault]:
        if value is None or (isinstance(value, str) and not value.strip()):
            if field.filled or value is not None:  # a key without a value is one not given
                yield self.fault("frontmatter-required", key, f"{key} is empty")
        elif not _fits(value, field.type):
            message = f"{key} must be {field.type.value}, not {_described(value)}"
            yield self.fault("frontmatter-type", key, message)

    def _unknown(self, key: str) -> Fault:
        near = get_close_matches(key, self.known, n=1, cutoff=0.6)
        help_ = f"did you mean {near[0]}?" if near else f"known here: {', '.join(self.known)}"
        place = self.document.place_of_key((*self.path, key))
        where = f" in {dotted(self.path)}" if self.path else ""
        return Fault("frontmatter-key", place, f"unknown key {_shown(key)}{where}", help_)


def _fits(value: Plain, kind: Type) -> bool:
    match kind:
        case Type.TEXT:
            return isinstance(value, str)
        case Type.FLAG:
            return isinstance(value, bool)
        case Type.TEXTS:
            return isinstance(value, list) and all(isinstance(one, str) for one in value)
        case Type.LIST:
            return isinstance(value, list)
        case Type.MAPPING:
            return isinstance(value, dict)


def _described(value: Plain) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return f"the word {str(value).lower()}"
        case str():
            return "text"
        case dict():
            return "a mapping"
        case list():
            odd = next((one for one in value if not isinstance(one, str)), "")
            return "a list" if odd == "" else f"a list with {_described(odd)}"
        case _:
            return f"the number {value}"


def _shown(key: str) -> str:
    return key if len(key) <= 60 else f"{key[:60]}…"  # noqa: PLR2004 - a line of a report
