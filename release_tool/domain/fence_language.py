"""What a fenced code block says that it is written in."""

from __future__ import annotations

import re

TERRAFORM = frozenset({"tf", "terraform", "hcl", "tofu", "opentofu"})
_LANGUAGE = re.compile(r"[{.\s]*([^\s{},.]*)")


def language_of(info: str) -> str:
    """The language that an info string (` tf title=main`, `{.hcl}`) names, as it is written."""
    match = _LANGUAGE.match(info)
    return match[1] if match else ""


def is_terraform(info: str) -> bool:
    return language_of(info).lower() in TERRAFORM
