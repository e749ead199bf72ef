"""READMEs for the tests of rules: read as the tool reads them, and what the rules say of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from release_tool.adapters.lint_files import read_page
from release_tool.adapters.readme_reader import read_readme
from release_tool.domain.documents import Place
from release_tool.domain.edits import apply_edits
from release_tool.domain.layout import Layout
from release_tool.domain.modules import ModuleId
from release_tool.lint.rules import faults
from release_tool.lint.subjects import Kind, Premises, Subject
from release_tool.lint.tree import FileTree

if TYPE_CHECKING:
    from release_tool.lint.fault import Fault

LAYOUT = Layout()
MODULE = ModuleId("coder", "git-clone")
PATHS = {
    Kind.MODULE: "registry/coder/modules/git-clone/README.md",
    Kind.TEMPLATE: "registry/coder/templates/docker/README.md",
    Kind.NAMESPACE: "registry/coder/README.md",
    Kind.SKILLS: "registry/coder/skills/README.md",
    Kind.BARE: "git-clone/README.md",
}
FILES = (
    *PATHS.values(),
    ".icons/git.svg",
    "registry/.icons/own.svg",
    "registry/coder/.images/avatar.png",
    "registry/coder/.images/preview.png",
    "registry/coder/modules/git-clone/main.tf",
    "registry/coder/modules/git-clone/docs/more notes.md",
    "CONTRIBUTING.md",
)
FRONTMATTER = {
    Kind.MODULE: (
        "display_name: Git Clone\ndescription: Clone it.\nicon: ../../../../.icons/git.svg\n"
        "verified: true\ntags: [git, helper]\n"
    ),
    Kind.NAMESPACE: "display_name: Coder\nstatus: community\n",
    Kind.SKILLS: "sources:\n  - repo: coder/skills\n",
}
SOURCE = "registry.coder.com/coder/git-clone/coder"
EXAMPLE = f'module "it" {{\n  source  = "{SOURCE}"\n  version = "1.0.0"\n}}\n'
FENCE = f"```tf\n{EXAMPLE}```\n"
SECTION = f"# Git Clone\n\nClones it.\n\n{FENCE}"
"""What every module's README has below its frontmatter."""


@dataclass(frozen=True)
class Linted:
    """A README and everything that the rules say of it."""

    content: bytes
    faults: tuple[Fault, ...]

    @property
    def rules(self) -> list[str]:
        return [fault.rule for fault in self.faults]

    @property
    def fixed(self) -> bytes:
        """The README with the edits that the faults bring."""
        edits = [fault.edit for fault in self.faults if fault.edit is not None]
        return apply_edits(self.content, edits)

    def places(self, rule: str) -> list[tuple[int, int]]:
        return [(one.place.line, one.place.column) for one in self.faults if one.rule == rule]


def linted(content: str | bytes, kind: Kind = Kind.MODULE, *more: str) -> Linted:
    """The whole README *content* of *kind*, in a repository that has the files *more* as well."""
    written = content.encode() if isinstance(content, str) else content
    path = PATHS[kind]
    module = MODULE if kind in {Kind.MODULE, Kind.BARE} else None
    page = read_page(Subject(path, kind, module), read_readme(path, written))
    premises = Premises(LAYOUT, FileTree(frozenset((*FILES, *more))))
    return Linted(written, tuple(faults(page, premises)))


def with_body(body: str, kind: Kind = Kind.MODULE, *more: str) -> Linted:
    """A README of *kind* whose frontmatter is right, and *body* below it."""
    return linted(
        f"---\n{FRONTMATTER.get(kind, FRONTMATTER[Kind.MODULE])}---\n\n{body}", kind, *more
    )


def with_frontmatter(yaml: str, kind: Kind = Kind.MODULE, *more: str) -> Linted:
    """A README of *kind* whose text is right, and *yaml* above it."""
    return linted(f"---\n{yaml}---\n\n{SECTION}", kind, *more)


def place_in(content: str, mark: str) -> tuple[int, int]:
    """Line and column of the first *mark*."""
    before = content[: content.index(mark)]
    place = Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
    return place.line, place.column
