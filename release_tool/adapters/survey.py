"""Reads a registry: its folders, READMEs and tags, and what changed since the released versions."""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from release_tool.adapters.release_tags import ReleaseTags, read_release_tags, read_tags_of
from release_tool.adapters.remote import read_remote
from release_tool.domain.examples import usage_examples
from release_tool.domain.module_folders import ModuleFolders, module_folders
from release_tool.domain.registry import Module, Registry
from release_tool.domain.status import ModuleStatus
from release_tool.errors import RequestError, WorldError, unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from release_tool.adapters.checkout import Checkout
    from release_tool.adapters.module_changes import ModuleChanges
    from release_tool.adapters.readme_files import ReadReadmes
    from release_tool.adapters.repository import Repository
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
    module: ModuleId | None = None
    """The only one that is looked at, where one is enough."""

    @cached_property
    def head(self) -> str:
        """The id of the commit that is surveyed."""
        return self.commit or self.repository.commit_id("HEAD")

    @cached_property
    def checkout(self) -> Checkout:
        """The files below the registry's root, or below the one module's folder."""
        # Notes need no files: what reads them takes longer to load than their tags to be read.
        from release_tool.adapters.checkout import Checkout

        layout = self.config.layout
        folder = layout.folder_of(self.module) if self.module else layout.root
        return Checkout(self.repository, folder, self.commit)

    @cached_property
    def folders(self) -> ModuleFolders:
        """Which module a path belongs to."""
        return module_folders(self.config.layout, self.checkout.paths)

    @cached_property
    def files(self) -> dict[ModuleId, list[str]]:
        """The files of each module, relative to the repository's root."""
        return self._by_module(self.checkout.paths)

    @cached_property
    def edited_files(self) -> dict[ModuleId, list[str]]:
        """Those of each module that differ from the commit, deleted ones too."""
        return self._by_module(self.checkout.edited.present | self.checkout.edited.deleted)

    @cached_property
    def release_tags(self) -> ReleaseTags:
        """Raises when this clone has no release tag and the remote has some."""
        if self.given_tags is not None:
            return self.given_tags
        if self.module is not None:
            own = read_tags_of(self.repository, self.config.layout, self.module)
            if own.by_module:
                return own
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

    def committed(self, name: str) -> ModuleId:
        """The one module that a person names, where history is asked and not the files as they are.

        One look at a folder of the commit: edits need not be looked for.
        """
        return self._standing(name) or self._one_named(name)

    def about(self, name: str) -> Survey:
        """A survey of nothing but the module *name*, whose cost does not grow with the registry.

        This one where the commit has no such folder.
        """
        module = self._standing(name)
        return self if module is None else replace(self, module=module)

    def _standing(self, name: str) -> ModuleId | None:
        """The module that *name* is for sure: where names nest, other folders have a say in it."""
        layout = self.config.layout
        module = layout.parse_module(name)
        if module is None or layout.nests:
            return None
        folder = f"{self.commit or 'HEAD'}:{layout.folder_of(module)}/"
        return None if self.repository.object_ids([folder]) == [None] else module

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
        paths |= self.checkout.edited.present | self.checkout.edited.deleted
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
        with self._reading(only) as (wanted, read):
            tags = self.tags  # while the READMEs are read
            return Registry(tuple(self._modules(wanted, read())), frozenset(self.files), tags)

    def statuses(self, modules: Sequence[Module]) -> list[ModuleStatus]:
        """The *modules*, each with what changed since its release tag."""
        return _statuses(modules, self._changes([module.id for module in modules]))

    def registry_with_statuses(
        self, only: Iterable[ModuleId] = ()
    ) -> tuple[Registry, list[ModuleStatus]]:
        """As `registry` and `statuses`, in the time of one of them."""
        with self._reading(only) as (wanted, read):
            changes = self._changes(wanted)
            modules = tuple(self._modules(wanted, read()))
        registry = Registry(modules, frozenset(self.files), self.tags)
        return registry, _statuses(modules, changes)

    def _changes(self, modules: Sequence[ModuleId]) -> Mapping[ModuleId, ModuleChanges]:
        from release_tool.adapters.module_changes import module_changes

        return module_changes(self, modules)

    def contents(self, modules: Iterable[Module]) -> dict[ModuleId, dict[str, bytes]]:
        """The files of each module as it stands here, by path from its folder. No links."""
        found: dict[ModuleId, dict[str, bytes]] = {}
        places: dict[str, tuple[ModuleId, str]] = {}
        for module in modules:
            start = len(module.folder) + 1
            found[module.id] = {}
            places |= {path: (module.id, path[start:]) for path in self.files.get(module.id, ())}
        for path, content in self.checkout.contents(places).items():
            owner, file = places[path]
            found[owner][file] = content
        return found

    def released_contents(self, modules: Iterable[Module]) -> dict[ModuleId, dict[str, bytes]]:
        """The files of each module at its release tag; nothing for a module that has none there."""
        released = self.released_trees(module.id for module in modules)
        trees = {module: tree for module, (_, tree) in released.items() if tree}
        files = self.repository.files_of_trees(trees.values())
        blobs = self.repository.blobs(oid for paths in files.values() for oid in paths.values())
        return {
            module: {path: blobs[oid] for path, oid in files[tree].items()}
            for module, tree in trees.items()
        }

    def released_trees(self, modules: Iterable[ModuleId]) -> dict[ModuleId, tuple[str, str]]:
        """The commit of each module's release, and the tree of its folder there ("" if none)."""
        placed = [
            (module, commit)
            for module in modules
            if (tags := self.tags.get(module)) and (commit := self.commit_of(tags[-1]))
        ]
        folder_of = self.config.layout.folder_of
        trees = self.repository.object_ids(
            [f"{commit}:{folder_of(module)}" for module, commit in placed]
        )
        return {
            module: (commit, tree or "")
            for (module, commit), tree in zip(placed, trees, strict=True)
        }

    @contextmanager
    def _reading(
        self, only: Iterable[ModuleId]
    ) -> Iterator[tuple[list[ModuleId], Callable[[], ReadReadmes]]]:
        """The modules *only* that are there, all where there are none, and their READMEs."""
        known = self.files.keys()
        wanted = sorted(known & set(only)) if only else sorted(known)
        paths = map(self.config.layout.readme_of, wanted)
        with self.checkout.readmes.reading(paths) as read:
            yield wanted, read

    def _modules(self, wanted: Sequence[ModuleId], read: ReadReadmes) -> Iterator[Module]:
        layout = self.config.layout
        for module in wanted:
            path = layout.readme_of(module)
            readme = read.readmes.get(path)
            yield Module(
                module,
                layout.folder_of(module),
                readme,
                path,
                usage_examples(readme, layout) if readme else (),
                self.tags.get(module, ()),
                read.problems.get(path, ""),
            )

    def _by_module(self, paths: Iterable[str]) -> dict[ModuleId, list[str]]:
        """The *paths* that stand in a module's folder, sorted."""
        found: dict[ModuleId, list[str]] = defaultdict(list)
        for path in sorted(paths):
            if (module := self.folders.owner(path)) is not None:
                found[module].append(path)
        return found


def _statuses(
    modules: Iterable[Module], changes: Mapping[ModuleId, ModuleChanges]
) -> list[ModuleStatus]:
    return [
        ModuleStatus(module, changes[module.id].files, changes[module.id].commits)
        for module in modules
    ]
