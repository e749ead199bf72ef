"""Pairs of modules in one text file: a heading for each pair, and a line before each file.

    == the order of keys changed
    silent: variable-default-changed
    -- before/main.tf --
    …
    -- after/main.tf --
    …

`expect: RULE SUBJECT` and `silent: RULE` say what the pair is there for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

PAIRS = Path(__file__).parent / "pairs"
_FILE = re.compile(r"^-- (\S+) --\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ModulePair:
    name: str
    family: str
    expected: tuple[tuple[str, str], ...]
    """Rules that report, each with the subject."""
    silent: tuple[str, ...]
    """Rules that a less careful reader would expect to report."""
    before: dict[str, bytes]
    after: dict[str, bytes]


def pairs() -> list[ModulePair]:
    """Every pair that is kept, in the order of files and headings."""
    return [pair for path in sorted(PAIRS.glob("*.txt")) for pair in _read(path)]


def _read(path: Path) -> list[ModulePair]:
    _, *chunks = re.split(r"^== ", path.read_text(), flags=re.MULTILINE)
    return [_pair(chunk.rstrip("\n") + "\n", path.stem) for chunk in chunks]


def _pair(chunk: str, family: str) -> ModulePair:
    start = _FILE.search(chunk)
    assert start is not None, chunk
    heading, *notes = chunk[: start.start()].strip().splitlines()
    found = files(chunk[start.start() :])
    expected = [note.removeprefix("expect: ").split(" ", 1) for note in notes if "expect" in note]
    return ModulePair(
        name=heading,
        family=family,
        expected=tuple((rule, subject) for rule, subject in expected),
        silent=tuple(note.removeprefix("silent: ") for note in notes if note.startswith("silent")),
        before=_side(found, "before/"),
        after=_side(found, "after/"),
    )


def _side(found: dict[str, bytes], prefix: str) -> dict[str, bytes]:
    return {
        path.removeprefix(prefix): content
        for path, content in found.items()
        if path.startswith(prefix)
    }


def files(text: str) -> dict[str, bytes]:
    """The files that a text holds; without a line that names one, it is all main.tf."""
    if not text:
        return {}
    if not text.startswith("-- "):
        return {"main.tf": text.encode()}
    _, *parts = _FILE.split(text)
    return {path: content.encode() for path, content in zip(parts[::2], parts[1::2], strict=True)}
