"""Reads a registry: its folders, READMEs and tags, and what changed since the released versions."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.adapters.changes_since import Start, changes_since
from release_tool.adapters.files import UnreadableFileError, file_content
from release_tool.adapters.readme_files import ReadmesInCommit, ReadmesInWorkingTree
from release_tool.adapters.release_tags import ReleaseTags, read_release_tags
from release_tool.adapters.remote import read_remote
from release_tool.adapters.repository import WorkingChanges
from release_tool.domain.examples import usage_examples
from release_tool.domain.module_folders import ModuleFolders, module_folders
from release_tool.domain.registry import Module, Registry
from release_tool.domain.status import ModuleCommit, ModuleStatus
from release_tool.errors import RequestError, WorldError, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from release_tool.adapters.repository import Repository, TreeEntry
    from release_tool.config import Config
    from release_tool.domain.modules import ModuleId
    from release_tool.domain.tags import ReleaseTag


class Survey(Struct, frozen=True, dict=True):
    """Looks at *repository* as *config* lays it out; every fact is read once.

    With a *commit* it sees that commit and nothing else; otherwise the working tree over HEAD.
    """

    repository: Repository
    config: Config
    commit: str = ""
    given_tags: ReleaseTags | None = None
    """Tags that were read already."""

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
    def _paths(self) -> set[str]:
        """Every file below the registry's root."""
        tracked = {path for path, entry in self._tree.items() if entry.kind != "tree"}
        return (tracked | self._edited.present) - self._edited.deleted

    @cached_property
    def _folders(self) -> ModuleFolders:
        return module_folders(self.config.layout, self._paths)

    @cached_property
    def files(self) -> dict[ModuleId, list[str]]:
        """The files of each module in the working tree, relative to the repository's root."""
        return self._by_module(self._paths)

    @cached_property
    def release_tags(self) -> ReleaseTags:
        """Raises when this clone has no release tag and the remote has some."""
        if self.given_tags is not None:
            return self.given_tags
        tags = read_release_tags(self.repository, self.config.layout)
        if not tags.by_module:
            self._require_none_on_the_remote(tags)
        return tags

    def _require_none_on_the_remote(self, tags: ReleaseTags) -> None:
        name = self.config.release.remote
        remote = read_remote(self.repository, name)
        if remote is not None and (lacking := tags.with_remote(remote.tags).remote_only):
            raise WorldError(
                f"this clone has no release tags, and {name} has {len(lacking)}",
                f"git fetch --tags {name}   (in a workflow: actions/checkout with fetch-depth: 0)",
            )

    @property
    def tags(self) -> dict[ModuleId, tuple[ReleaseTag, ...]]:
        """The release tags of each module, gone ones too, lowest version first."""
        return self.release_tags.by_module

    def commit_of(self, tag: ReleaseTag) -> str | None:
        """The commit that *tag* stands on in this clone, None where only the remote has it."""
        return self.release_tags.commits.get(tag.name)

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
        if same_name:
            raise RequestError(
                f"{name} could be {' or '.join(map(str, same_name))}", "name the namespace too"
            )
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
        released = self.released_trees(modules)
        starts: dict[ModuleId, Start] = {}
        pairs: dict[str, tuple[str, str]] = {}
        for module in modules:
            commit, tree = released.get(module.id, ("", ""))
            head = self._tree.get(module.folder)
            if head is not None and head.oid == tree:
                continue
            if commit:  # a module without a release has nothing to count from
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

    def contents(self, modules: Iterable[Module]) -> dict[ModuleId, dict[str, bytes]]:
        """The files of each module as it stands here, by path from its folder. No links."""
        found: dict[ModuleId, dict[str, bytes]] = {}
        missing: dict[ModuleId, dict[str, str]] = {}
        for module in modules:
            start = len(module.folder) + 1
            found[module.id], missing[module.id] = {}, {}
            for path in self.files.get(module.id, ()):
                content = self._on_disk(path)
                if content is not None:
                    found[module.id][path[start:]] = content
                elif (entry := self._tree.get(path)) and entry.mode.startswith("100"):
                    missing[module.id][path[start:]] = entry.oid
        blobs = self.repository.blobs(oid for files in missing.values() for oid in files.values())
        for one, files in missing.items():
            found[one].update((path, blobs[oid]) for path, oid in files.items())
        return found

    def _on_disk(self, path: str) -> bytes | None:
        """The file in the working tree, None where this survey or the tree does not have it."""
        if self.commit or self.repository.bare:
            return None
        try:
            return file_content(self.repository.root, path)
        except (FileNotFoundError, UnreadableFileError):
            return None

    def released_contents(self, modules: Iterable[Module]) -> dict[ModuleId, dict[str, bytes]]:
        """The files of each module at its release tag; nothing for a module that has none there."""
        trees = {module: tree for module, (_, tree) in self.released_trees(modules).items() if tree}
        files = self.repository.files_of_trees(trees.values())
        blobs = self.repository.blobs(oid for paths in files.values() for oid in paths.values())
        return {
            module: {path: blobs[oid] for path, oid in files[tree].items()}
            for module, tree in trees.items()
        }

    def released_trees(self, modules: Iterable[Module]) -> dict[ModuleId, tuple[str, str]]:
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
        found: dict[ModuleId, list[str]] = defaultdict(list)
        for path in sorted(paths):
            if (module := self._folders.owner(path)) is not None:
                found[module].append(path)
        return found
