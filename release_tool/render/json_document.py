"""What every command writes for `--format json`: one object."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from release_tool.render.terminal import STEERING

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping


def dumps(document: Mapping[str, object]) -> str:
    """*document* as indented JSON with a line feed at its end: readable, and safe to show.

    What a terminal or a runner would act on is written as a JSON escape, which reads back as the
    same text. Only half a character (from a file name that is not UTF-8) is replaced, since many
    programs refuse a document that has one.
    """
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return STEERING.sub(_escaped, text).replace("##[", r"#\u0023[") + "\n"


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    if character == "\n":  # only the layout has one: in a string it is already an escape
        return character
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
