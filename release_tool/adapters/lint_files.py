"""The files of a registry for `release lint`: every path, and the READMEs that were asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.adapters.checkout import Checkout
from release_tool.errors import ConfigurationError, RequestError, unknown
from release_tool.lint.frontmatter_bounds import Bounds, bounds
from release_tool.lint.page import NotYaml, Page
from release_tool.lint.subjects import Kind, Premises, Subject
from release_tool.lint.tree import FileTree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from release_tool.adapters.survey import Survey
    from release_tool.domain.documents import Document
    from release_tool.domain.examples import Readme

_LINK = "120000"


class LintFiles(Struct, frozen=True, dict=True):
    """What *survey* sees, the whole repository and not only the folders of modules."""

    survey: Survey

    @cached_property
    def _checkout(self) -> Checkout:
        return Checkout(self.survey.repository, "", self.survey.commit)

    @cached_property
    def tree(self) -> FileTree:
        """Every file of the working tree that git does not ignore."""
        files = self._checkout.paths
        closed = {
            path
            for path, entry in self._checkout.committed.items()
            if entry.mode == _LINK or entry.kind == "commit"
        }
        return FileTree(files, frozenset(closed) & files)

    @cached_property
    def premises(self) -> Premises:
        return Premises(self.survey.config.layout, self.tree)

    def pages(self, subjects: Sequence[Subject]) -> tuple[list[Page], dict[Subject, str]]:
        """The READMEs of *subjects*, and of the others why they cannot be read."""
        paths = [subject.path for subject in subjects]
        with self._checkout.readmes.reading(paths) as reading:
            read = reading()
        pages = [
            read_page(subject, readme)
            for subject in subjects
            if (readme := read.readmes.get(subject.path)) is not None
        ]
        problems = {
            subject: read.problems[subject.path]
            for subject in subjects
            if subject.path in read.problems
        }
        return pages, problems

    def named(self, directory: Path, names: Iterable[str]) -> Iterator[str]:
        """What people call from *directory*, as paths from the repository's root."""
        for name in names:
            path = self._from_root(directory, name)
            if not self.tree.leads_to_something(path):
                known = {self.premises.layout.folder_of(module) for module in self.survey.files}
                raise unknown("path", name, known, "paths begin at the current folder")
            yield path

    def _from_root(self, directory: Path, name: str) -> str:
        if self.survey.repository.bare:
            return name.strip("/").removeprefix("./")
        root = self.survey.repository.root.resolve()
        path = (directory / name).resolve()
        if path != root and root not in path.parents:
            raise RequestError(f"{name} is not in the repository {root}")
        return "" if path == root else path.relative_to(root).as_posix()


def read_page(subject: Subject, readme: Readme) -> Page:
    """*readme* with its frontmatter and its Markdown read."""
    # Markdown and YAML are for this command alone.
    from release_tool.adapters.readme_outline import read_outline

    found = bounds(readme.content)
    if subject.kind is Kind.BARE and found.yaml is None:
        found = Bounds(None, 0)
    outline = read_outline(readme.content, found.body)
    return Page(subject, readme, found, _frontmatter(readme, found), outline)


def _frontmatter(readme: Readme, found: Bounds) -> Document | NotYaml | None:
    from release_tool.adapters import yaml_documents
    from release_tool.domain.documents import Place

    if found.yaml is None:
        return None
    # With an empty line for each line above it, every place is one of the file.
    above = b"\n" * readme.content.count(b"\n", 0, found.yaml.start)
    written = readme.content[found.yaml.start : found.yaml.end]
    try:
        return yaml_documents.read(above + written, readme.path)
    except ConfigurationError as error:
        where = f"{readme.path}:{error.line}:{error.column}: "
        return NotYaml(Place(error.line, error.column), error.message.removeprefix(where))
