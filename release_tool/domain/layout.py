"""Where modules stand, what their tags are called, and how a source addresses them."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct

from release_tool.domain.modules import ModuleId
from release_tool.domain.sources import SourceMatch, SourceTemplate, source_template
from release_tool.domain.tags import ReleaseTag
from release_tool.domain.templates import Template
from release_tool.domain.versions import Version, parse_version


class Layout(Struct, frozen=True, dict=True):
    """The shape of one registry."""

    folder: str = "registry/{namespace}/modules/{module}"
    tag: str = "release/{namespace}/{module}/v{version}"
    sources: tuple[str, ...] = ("registry.coder.com/{namespace}/{module}/coder",)
    readme: str = "README.md"
    older_tags: tuple[str, ...] = ()
    """Templates of tags that are read beside the current ones, and never made."""

    def __post_init__(self) -> None:
        # A bad template fails where it is given, not where it is first used.
        _ = (self._folder, self._tags, self._sources)

    @cached_property
    def _names(self) -> frozenset[str]:
        has_namespace = "{namespace}" in self.folder
        return frozenset({"namespace", "module"} if has_namespace else {"module"})

    @cached_property
    def _folder(self) -> Template:
        return Template(self.folder, frozenset({"module"}), frozenset({"namespace"}))

    @cached_property
    def _tags(self) -> tuple[Template, ...]:
        """The current one first."""
        return tuple(
            Template(text, self._names | {"version"}) for text in (self.tag, *self.older_tags)
        )

    @cached_property
    def _sources(self) -> tuple[SourceTemplate, ...]:
        return tuple(source_template(text, self._names) for text in self.sources)

    @property
    def nests(self) -> bool:
        """Whether a module's name may be several folders deep: `res/network/vnet`."""
        return "namespace" not in self._names

    @property
    def root(self) -> str:
        """The folder that holds every module's folder, `""` for the repository itself."""
        return self._folder.literal_prefix.rpartition("/")[0]

    @property
    def depth(self) -> int:
        """How many folders deep a module's folder is."""
        return self.folder.count("/") + 1

    def folder_of(self, module: ModuleId) -> str:
        return self._folder.print(module)

    def readme_of(self, module: ModuleId) -> str:
        return f"{self.folder_of(module)}/{self.readme}"

    def module_at(self, folder: str) -> ModuleId | None:
        """The module whose folder is exactly *folder*."""
        values = self._folder.parse(folder)
        return ModuleId(values.get("namespace", ""), values["module"]) if values else None

    def parse_module(self, text: str) -> ModuleId | None:
        """The module that a person names: `namespace/name`, or its folder."""
        if (module := self.module_at(text.rstrip("/"))) is not None:
            return module
        if "namespace" not in self._names:
            return (
                ModuleId("", text) if self.module_at(self.folder_of(ModuleId("", text))) else None
            )
        namespace, _, name = text.partition("/")
        module = ModuleId(namespace, name)
        return module if self.module_at(self.folder_of(module)) == module else None

    def tag_of(self, module: ModuleId, version: Version) -> ReleaseTag:
        return ReleaseTag(self._tags[0].print(module, str(version)), module, version)

    def tag_around(self, module: ModuleId) -> tuple[str, str]:
        """What stands before and after the version in a tag of *module*."""
        before, _, after = self._tags[0].print(module, "\0").partition("\0")
        return before, after

    def tag_globs(self, module: ModuleId) -> tuple[str, ...]:
        """Patterns, as `git for-each-ref` reads them, for the tags of *module* and few others."""
        return tuple(template.print(module, "*") for template in self._tags)

    def looks_like_tag(self, name: str) -> bool:
        """Whether *name*, which is no release tag, was probably meant to be one."""
        prefix = self._tags[0].literal_prefix
        return bool(prefix) and name.startswith(prefix)

    def parse_tag(self, name: str) -> ReleaseTag | None:
        """The release tag that *name* is, or None."""
        for template in self._tags:
            values = template.parse(name)
            version = parse_version(values["version"]) if values else None
            if values is not None and version is not None:
                module = ModuleId(values.get("namespace", ""), values["module"])
                return ReleaseTag(name, module, version)
        return None

    def source_of(self, module: ModuleId) -> str:
        """How a usage example addresses *module*."""
        return self._sources[0].print(module)

    @property
    def mentions(self) -> tuple[str, ...]:
        """What a text contains that addresses a module of this registry, as far as is certain."""
        return tuple(template.mention for template in self._sources)

    def match_source(self, source: str) -> SourceMatch | None:
        """The module of this registry that *source* addresses, whether or not it exists."""
        found = (template.match(source) for template in self._sources)
        return next((match for match in found if match is not None), None)
