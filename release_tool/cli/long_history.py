"""What makes notes quick where history is long, said to those who can do it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from release_tool.cli.output import note

if TYPE_CHECKING:
    from release_tool.adapters.repository import Repository


def tell_long_history(repository: Repository) -> None:
    """Says which command lets git find the commits of a module several times faster."""
    from release_tool.adapters.commit_graph import WRITE, wants_filters

    # A workflow has a new clone each time: there, the filters cost more than they bring.
    if not os.environ.get("CI") and wants_filters(repository):
        note(f"history is long here: notes come several times faster after `{WRITE}`")
