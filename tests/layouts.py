"""Four registries that are laid out in other ways than the default one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.registry_builder import RegistryBuilder


@dataclass(frozen=True)
class OtherLayout:
    """*module* is released as 1.2.0 and then changed; *pin* has the version as {version}."""

    name: str
    configuration: str
    module: str
    folder: str
    tag: str
    arguments: str

    def tag_of(self, version: str) -> str:
        return self.tag.format(version=version)

    def readme(self, version: str) -> str:
        """A README with one usage example."""
        block = self.arguments.format(version=version)
        return f'# It\n\nDoes it.\n\n```tf\nmodule "it" {{\n{block}}}\n```\n'


PATH_TAGS = OtherLayout(
    "modules by name, tags MODULE/vX.Y.Z, git over https",
    """\
modules: {folder: "modules/{module}"}
tags: {template: "{module}/v{version}"}
sources: ["git::https://github.com/acme/infra.git//modules/{module}?ref={tag}"]
release: {title: "{module} v{version}"}
""",
    "vpc",
    "modules/vpc",
    "vpc/v{version}",
    '  source = "git::https://github.com/acme/infra.git//modules/vpc?ref=vpc/v{version}&depth=1"\n',
)
DASH_TAGS = OtherLayout(
    "modules at the root, tags MODULE-X.Y.Z, another host",
    """\
modules: {folder: "{module}"}
tags: {template: "{module}-{version}"}
sources: ["registry.example.com/acme/{module}/aws"]
release: {title: "{module} {version}"}
""",
    "s3-bucket",
    "s3-bucket",
    "s3-bucket-{version}",
    '  source  = "registry.example.com/acme/s3-bucket/aws"\n  version = "{version}"\n',
)
BARE_TAGS = OtherLayout(
    "namespaces, tags NAMESPACE/MODULE/X.Y.Z, two hosts",
    """\
modules: {folder: "src/{namespace}/{module}"}
tags: {template: "{namespace}/{module}/{version}"}
sources:
  - app.terraform.io/{namespace}/{module}/azurerm
  - registry.example.com/{namespace}/{module}/azurerm
""",
    "net/hub",
    "src/net/hub",
    "net/hub/{version}",
    '  source  = "registry.example.com/net/hub/azurerm"\n  version = "{version}"\n',
)
NESTED_NAMES = OtherLayout(
    "nested names, tags NAME/X.Y.Z, git over ssh",
    """\
modules: {folder: "avm/{module}"}
tags: {template: "avm/{module}/{version}"}
sources: ["git::ssh://git@github.com/acme/avm.git//avm/{module}?ref={tag}"]
release: {title: "{module} {version}"}
""",
    "res/network/virtual-network",
    "avm/res/network/virtual-network",
    "avm/res/network/virtual-network/{version}",
    '  source = "git@github.com:acme/avm.git//avm/res/network/virtual-network'
    '?ref=avm/res/network/virtual-network/{version}"\n',
)
LAYOUTS = (PATH_TAGS, DASH_TAGS, BARE_TAGS, NESTED_NAMES)


def build(registry: RegistryBuilder, layout: OtherLayout) -> None:
    """The module released as 1.2.0, and a commit after it that changes the module."""
    registry.write("release.yaml", layout.configuration)
    registry.write(f"{layout.folder}/README.md", layout.readme("1.2.0"))
    registry.write(f"{layout.folder}/main.tf", 'variable "name" {\n  type = string\n}\n')
    # What lies deeper is part of the module, or of its examples, and no module of its own.
    registry.write(f"{layout.folder}/modules/inner/main.tf", "# inner\n")
    registry.write(f"{layout.folder}/examples/basic/main.tf", "# example\n")
    registry.commit("feat: begin (#1)")
    registry.git("tag", "--annotate", "-m", "Release", layout.tag_of("1.2.0"))
    registry.write(
        f"{layout.folder}/main.tf",
        'variable "name" {\n  type = string\n}\n\nvariable "size" {\n  default = 1\n}\n',
    )
    registry.commit("feat: choose the size (#2)")
