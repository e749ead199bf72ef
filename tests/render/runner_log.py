"""What the runner of a workflow makes of the lines in a log.

It takes `::name properties::data` at a line's start, after white space, and `##[name]` anywhere.
Stricter than the real one, which knows only some names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

_LINE_END = re.compile(r"\r\n|\r|\n")
_COMMAND = re.compile(r"\s*::(?P<info>.*?)::(?P<data>.*)")
_OLDER = re.compile(r"##\[")


@dataclass(frozen=True, slots=True)
class Command:
    name: str
    properties: dict[str, str]
    data: str


def commands_in(log: str) -> list[Command]:
    return [found for line in _LINE_END.split(log) if (found := _command(line))]


def _command(line: str) -> Command | None:
    if match := _COMMAND.match(line):
        name, _, given = match["info"].partition(" ")
        pairs = (pair.partition("=") for pair in given.split(",") if pair)
        return Command(
            name, {key: unquote(value) for key, _, value in pairs}, unquote(match["data"])
        )
    return Command("older form", {}, line) if _OLDER.search(line) else None
