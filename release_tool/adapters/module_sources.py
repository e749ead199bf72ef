"""The files of a registry that may use its modules: Terraform files and READMEs, wherever they are.

What a registry publishes beside its modules, such as templates, is found here by what is in it.
"""

from __future__ import annotations

from posixpath import basename
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.adapters.module_blocks import read_terraform
from release_tool.adapters.readme_reader import reading
from release_tool.terraform.reading import is_terraform

if TYPE_CHECKING:
    from release_tool.adapters.survey import Survey
    from release_tool.domain.examples import Readme
    from release_tool.domain.modules import ModuleId


class ModuleSources(Struct, frozen=True):
    """What *survey* sees below the registry's root, and not only in the folders of modules."""

    survey: Survey

    @property
    def paths(self) -> frozenset[str]:
        """Every file below the registry's root."""
        return self.survey.checkout.paths

    def owner(self, path: str) -> ModuleId | None:
        """The module in whose folder *path* stands, None for what belongs to no module."""
        return self.survey.folders.owner(path)

    def read(self) -> dict[str, Readme]:
        """The module blocks of every README and every Terraform file, by path in order."""
        readme = basename(self.survey.config.layout.readme)
        contents = self.survey.checkout.contents(
            path for path in self.paths if is_terraform(path) or basename(path) == readme
        )
        code = set(filter(is_terraform, contents))
        with reading({path: contents[path] for path in contents.keys() - code}) as readmes:
            found = {path: read_terraform(path, contents[path]) for path in code}
            return dict(sorted((found | readmes()).items()))
