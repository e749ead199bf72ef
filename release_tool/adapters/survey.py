"""Reads a registry: its folders, READMEs and tags, and what changed since the released versions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from release_tool.adapters.changes_since import Start, changes_since
from release_tool.adapters.readme_files import ReadmesInCommit, ReadmesInWorkingTree
from release_tool.adapters.repository import WorkingChanges
from release_tool.domain.examples import usage_examples
from release_tool.domain.registry import Module, Registry
from release_tool.domain.status import ModuleCommit, ModuleStatus
from release_tool.errors import unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from release_tool.adapters.repository import Repository, TreeEntry
    from release_tool.config import Config
    from release_tool.domain.modules import ModuleId
    from release_tool.domain.tags import ReleaseTag


@dataclass(frozen=True)
class Survey:
    """Looks at *repository* as *config* lays it out; every fact is read once.

    With a *commit* it sees that commit and nothing else; otherwise the working tree over HEAD.
    """

    repository: Repository
    config: Config
    commit: str = ""
    more_tags: tuple[ReleaseTag, ...] = ()
    """Release tags that this clone does not have and the remote does."""

    @cached_property
    def head(self) -> str:
        """The id of the commit that is surveyed."""
        return self.commit or self.repository.commit_id("HEAD")

    @cached_property
    def _tree(self) -> dict[str, TreeEntry]:
        root = self.config.layout.root
        return {entry.path: entry for entry in self.repository.tree(self.commit or "HEAD", root)}

    @cached_property
    def _edited(self) -> WorkingChanges:
        if self.commit:
            return WorkingChanges(frozenset(), frozenset())
        return self.repository.working_changes(self.config.layout.root)

    @cached_property
    def files(self) -> dict[ModuleId, list[str]]:
        """The files of each module in the working tree, relative to the repository's root."""
        tracked = {path for path, entry in self._tree.items() if entry.kind != "tree"}
        return self._by_module((tracked | self._edited.present) - self._edited.deleted)

    @cached_property
    def _tag_commits(self) -> dict[str, str]:
        """The commit of each tag of this clone, by the tag's name."""
        return self.repository.tag_commits()

    @cached_property
    def tags(self) -> dict[ModuleId, tuple[ReleaseTag, ...]]:
        """The release tags of each module, gone ones too, lowest version first."""
        parse = self.config.layout.parse_tag
        found: dict[ModuleId, list[ReleaseTag]] = defaultdict(list)
        for tag in (*map(parse, self._tag_commits), *self.more_tags):
            if tag is not None:
                found[tag.module].append(tag)
        return {
            module: tuple(sorted(tags, key=lambda tag: tag.version))
            for module, tags in sorted(found.items())
        }

    def commit_of(self, tag: ReleaseTag) -> str | None:
        """The commit that *tag* stands on in this clone, None where only the remote has it."""
        return self._tag_commits.get(tag.name)

    def named(self, names: Iterable[str]) -> list[ModuleId]:
        """The modules that a person names: by id, by folder, or by a bare name that is unique."""
        return [self._one_named(name) for name in names]

    def _one_named(self, name: str) -> ModuleId:
        module = self.config.layout.parse_module(name)
        if module in self.files:
            return module
        same_name = [module for module in self.files if module.name == name]
        if len(same_name) == 1:
            return same_name[0]
        known = {str(module): module.name for module in self.files}
        raise unknown(
            "module", name, [*known, *known.values()], "release status lists the modules there are"
        )

    def touched_since(self, base: str) -> frozenset[ModuleId]:
        """The modules whose files that count differ between the merge base of *base* and HEAD …

        … and the working tree on top of it: what a pull request from here would change.
        """
        start = self.repository.merge_base(self.repository.commit_id(base), "HEAD")
        layout = self.config.layout
        paths = set(self.repository.changed_paths(start, "HEAD", layout.root))
        paths |= self._edited.present | self._edited.deleted
        return frozenset(
            module
            for module, touched in self._by_module(paths).items()
            if module in self.files
            and any(
                self.config.counts(path[len(layout.folder_of(module)) + 1 :]) for path in touched
            )
        )

    def registry(self, only: Iterable[ModuleId] = ()) -> Registry:
        """The modules *only* (default: all), as they stand in the working tree."""
        known = frozenset(self.files)
        wanted = sorted(set(only) & known) if only else sorted(known)
        return Registry(tuple(self._modules(wanted)), known, self.tags)

    def statuses(self, modules: Sequence[Module]) -> list[ModuleStatus]:
        """The *modules*, each with what changed since its release tag."""
        released = self._released_trees(modules)
        starts: dict[ModuleId, Start] = {}
        pairs: dict[str, tuple[str, str]] = {}
        for module in modules:
            commit, tree = released.get(module.id, ("", ""))
            head = self._tree.get(module.folder)
            if head is not None and head.oid == tree:
                continue
            starts[module.id] = Start(module.folder, commit, tree)
            if head is not None and tree:
                pairs[module.folder] = (tree, head.oid)
        differing = self.repository.changed_between(pairs)
        commits = changes_since(self.repository, self.head, starts)
        edited = self._by_module(self._edited.present | self._edited.deleted)
        return [
            self._status(module, differing, commits.get(module.id, ()), edited.get(module.id, []))
            for module in modules
        ]

    def _released_trees(self, modules: Iterable[Module]) -> dict[ModuleId, tuple[str, str]]:
        """The commit of each module's release, and the tree of its folder there ("" if none)."""
        placed = [
            (module, commit)
            for module in modules
            if module.released_tag and (commit := self.commit_of(module.released_tag))
        ]
        names = [f"{commit}:{module.folder}" for module, commit in placed]
        trees = self.repository.object_ids(names)
        return {
            module.id: (commit, tree or "")
            for (module, commit), tree in zip(placed, trees, strict=True)
        }

    def _status(
        self,
        module: Module,
        differing: Mapping[str, list[str]],
        commits: tuple[ModuleCommit, ...],
        edited: list[str],
    ) -> ModuleStatus:
        counts = self.config.counts
        start = len(module.folder) + 1
        changed = {path[start:] for path in edited}
        head = self._tree.get(module.folder)
        if module.folder in differing:
            changed.update(differing[module.folder])
        elif commits or head is None or module.released_tag is None:
            # Nothing to compare with: the tag does not have this folder, or there is no tag.
            changed.update(path[start:] for path in self.files[module.id])
        counted = tuple(
            ModuleCommit(item.commit, files)
            for item in commits
            if (files := tuple(file for file in item.files if counts(file)))
        )
        return ModuleStatus(module, tuple(sorted(filter(counts, changed))), counted)

    def _modules(self, wanted: Sequence[ModuleId]) -> Iterable[Module]:
        layout = self.config.layout
        paths = {module: layout.readme_of(module) for module in wanted}
        readmes = self._readmes.read(paths.values())
        for module, path in paths.items():
            readme = readmes.readmes.get(path)
            examples = usage_examples(readme, layout) if readme else ()
            yield Module(
                module,
                layout.folder_of(module),
                readme,
                path,
                examples,
                self.tags.get(module, ()),
                readmes.problems.get(path, ""),
            )

    @property
    def _readmes(self) -> ReadmesInWorkingTree | ReadmesInCommit:
        committed = ReadmesInCommit(self.repository, self._tree)
        if self.commit or self.repository.bare:
            return committed
        return ReadmesInWorkingTree(self.repository.root, self._edited.deleted, committed)

    def _by_module(self, paths: Iterable[str]) -> dict[ModuleId, list[str]]:
        """The *paths* that stand in a module's folder, sorted."""
        layout = self.config.layout
        depth = layout.depth
        folders: dict[str, list[str]] = defaultdict(list)
        for path in sorted(paths):
            parts = path.split("/", depth)
            if len(parts) > depth:
                folders["/".join(parts[:depth])].append(path)
        return {
            module: found
            for folder, found in folders.items()
            if (module := layout.module_at(folder)) is not None
        }
