"""Whole documents, kept as files: `RELEASE_GOLDEN=rewrite pytest tests/notes` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

_FOLDER = Path(__file__).parent / "golden"


def assert_golden(name: str, text: str) -> None:
    """Fails unless the file *name* holds exactly *text*."""
    file = _FOLDER / name
    if os.environ.get("RELEASE_GOLDEN") == "rewrite":
        assert not os.environ.get("CI"), "golden files are written by a person, who looks at them"
        file.write_bytes(text.encode())
    assert file.read_bytes().decode() == text
