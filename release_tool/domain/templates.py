"""Templates such as `release/{namespace}/{module}/v{version}`: print and parse from one text."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.domain.modules import SEGMENT, ModuleId

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_VERSION = r"[0-9]+\.[0-9]+\.[0-9]+(?:-[0-9A-Za-z.-]+)?"
_NESTED = rf"{SEGMENT}(?:/{SEGMENT})*"


class TemplateError(ValueError):
    """A template lacks a placeholder, repeats one, or has one that nobody knows."""


class Template(Struct, frozen=True, dict=True):
    """A text with placeholders. *required* and *optional* say which it must and may have."""

    text: str
    required: frozenset[str]
    optional: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        names = _PLACEHOLDER.findall(self.text)
        known = self.required | self.optional
        if missing := sorted(self.required - set(names)):
            raise TemplateError(
                f"the template {self.text!r} lacks the placeholder {{{missing[0]}}}"
            )
        if unknown := sorted(set(names) - known):
            raise TemplateError(f"the template {self.text!r} has an unknown {{{unknown[0]}}}")

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(_PLACEHOLDER.findall(self.text))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        parts: list[str] = []
        seen: set[str] = set()
        for index, part in enumerate(_PLACEHOLDER.split(self.text)):
            if index % 2 == 0:
                parts.append(re.escape(part))
            elif part in seen:
                parts.append(f"(?P={part})")
            else:
                seen.add(part)
                parts.append(f"(?P<{part}>{self._value_of(part)})")
        return re.compile("".join(parts))

    def _value_of(self, placeholder: str) -> str:
        if placeholder == "version":
            return _VERSION
        # Names nest (`res/network/vnet`) only where no namespace says where the name begins.
        return SEGMENT if "namespace" in self.names else _NESTED

    @cached_property
    def literal_prefix(self) -> str:
        """The text before the first placeholder."""
        return _PLACEHOLDER.split(self.text, maxsplit=1)[0]

    def print(self, module: ModuleId, version: str = "") -> str:
        values = {"namespace": module.namespace, "module": module.name, "version": version}
        return _PLACEHOLDER.sub(lambda match: values[match[1]], self.text)

    def parse(self, text: str) -> Mapping[str, str] | None:
        """The value of each placeholder, or None if *text* is not of this shape."""
        match = self._pattern.fullmatch(text)
        return match.groupdict() if match else None
