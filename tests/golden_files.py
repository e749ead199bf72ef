"""What people see, kept as files: `RELEASE_GOLDEN=rewrite python -m pytest` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

_ROOT = Path(__file__).parents[1]


def assert_golden(path: str, text: str) -> None:
    """Fails unless the file at *path*, from the project's root, holds exactly *text*."""
    file = _ROOT / path
    if os.environ.get("RELEASE_GOLDEN") == "rewrite":
        assert not os.environ.get("CI"), "golden files are written by a person, who looks at them"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text.encode())
    assert text == file.read_bytes().decode()
