"""Which module is meant: `coder/git-clone`."""

from __future__ import annotations

from msgspec import Struct

SEGMENT = r"[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?"
"""What a namespace or a module may be called: nothing that a path, a ref or a shell would mind."""


class ModuleId(Struct, frozen=True, order=True):
    """A namespace and a name; registries without namespaces leave the first empty."""

    namespace: str
    name: str

    def __str__(self) -> str:
        return f"{self.namespace}/{self.name}" if self.namespace else self.name
