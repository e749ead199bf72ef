"""A registry, and the findings that a command reported of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.command_line import Ran
    from tests.registry_builder import RegistryBuilder


@dataclass(frozen=True)
class Reported:
    """*ran* printed JSON."""

    registry: RegistryBuilder
    ran: Ran

    def of(self, module: str) -> list[Any]:
        """The findings about a module of the namespace `coder`."""
        found = self.ran.json["findings"]
        return [finding for finding in found if finding["module"] == f"coder/{module}"]
