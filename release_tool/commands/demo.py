"""`release demo`: a registry to try things in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.adapters.demo_repository import build_repository, read_sample
from release_tool.demo.story import MAINTAINER, story

if TYPE_CHECKING:
    from pathlib import Path


def build_demo(folder: Path) -> Path:
    """The working tree of a new demo registry in *folder*."""
    return build_repository(folder, story(read_sample()), MAINTAINER)
