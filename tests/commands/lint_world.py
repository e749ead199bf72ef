"""A registry for the tests of `release lint`: right in everything, and spoilt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.registry_builder import MAIN_TF, example

if TYPE_CHECKING:
    from tests.registry_builder import RegistryBuilder

PROFILE = "---\ndisplay_name: {}\nstatus: community\n---\n\n# {}\n"
FRONTMATTER = (
    "---\ndisplay_name: It\ndescription: It does.\nicon: ../../../../.icons/it.svg\n"
    "verified: false\ntags: [it]\n---\n\n"
)
CLONE = "registry/coder/modules/git-clone/README.md"
DOCKER = "registry/coder/templates/docker/README.md"


def body(module: str) -> str:
    return f"# It\n\nIt does what it says.\n\n{example(module, '1.0.0')}"


def publish(registry: RegistryBuilder) -> RegistryBuilder:
    """A registry in which nothing is wrong: two modules, a template, an icon; committed."""
    registry.write(".icons/it.svg", "<svg/>")
    registry.write("registry/coder/README.md", PROFILE.format("Coder", "Coder"))
    for module in ("coder/git-clone", "coder/zed"):
        folder = registry.folder(module)
        registry.write(f"{folder}/README.md", FRONTMATTER + body(module))
        registry.write(f"{folder}/main.tf", MAIN_TF)
    registry.write(DOCKER, f"{FRONTMATTER}# Docker\n\nA container.\n")
    registry.write("registry/coder/templates/docker/main.tf", MAIN_TF)
    registry.commit()
    return registry


def spoil(registry: RegistryBuilder) -> None:
    """One mistake of each family: two of them can be put right by the tool."""
    registry.write(
        CLONE,
        FRONTMATTER.replace("verified", "verfied") + body("other/git-clone") + "\n## Æ\n\n##Part\n",
    )
    registry.write(DOCKER, f"{FRONTMATTER}# Docker\n\n> [!note]\n> See [this](none.md).\n")
    (registry.root / "registry/coder/modules/zed/main.tf").unlink()
