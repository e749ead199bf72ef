"""Uses of modules as values: blocks of Terraform in files that are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.adapters.module_blocks import read_terraform
from release_tool.adapters.readme_reader import read_readme
from release_tool.domain.dependents import Dependency, DependentKind
from release_tool.domain.examples import usage_examples
from release_tool.domain.layout import Layout
from release_tool.domain.modules import ModuleId
from release_tool.domain.registry import Module
from tests.module_values import tags
from tests.registry_builder import readme

if TYPE_CHECKING:
    from collections.abc import Sequence

LAYOUT = Layout()


def named(name: str) -> ModuleId:
    """`coder/NAME`."""
    return ModuleId("coder", name)


def code(*pins: tuple[str, str | None]) -> str:
    """A block for each name and pin; None for a block without a version."""
    return "".join(
        f'module "{name}" {{\n  source = "{LAYOUT.source_of(named(name))}"\n'
        + ("" if pin is None else f'  version = "{pin}"\n')
        + "}\n"
        for name, pin in pins
    )


def uses(path: str, text: str, owner: str = "", *, ships: bool = True) -> list[Dependency]:
    """The uses in the Terraform file *path*, which module *owner* ships, or no module."""
    read = read_terraform(path, text.encode())
    kind = DependentKind.MODULE if owner else DependentKind.TEMPLATE
    who = named(owner) if owner else None
    found = usage_examples(read, LAYOUT)
    return [Dependency(kind, path, who, bool(who) and ships, one) for one in found]


def released(name: str, declared: str, *versions: str, more: str = "") -> Module:
    """A module whose README declares *declared*, with *more* below, and its release tags."""
    one = named(name)
    path = LAYOUT.readme_of(one)
    read = read_readme(path, (readme(f"coder/{name}", declared) + more).encode())
    examples = usage_examples(read, LAYOUT)
    return Module(one, LAYOUT.folder_of(one), read, path, examples, tags(one, *versions))


def by_module(found: Sequence[Dependency]) -> dict[ModuleId, list[Dependency]]:
    """The uses of each module."""
    return {
        module: [one for one in found if one.module == module]
        for module in {one.module for one in found}
    }
