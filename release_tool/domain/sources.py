"""How sources address the modules of a registry: through a registry's host, or through git."""

from __future__ import annotations

from msgspec import Struct

from release_tool.domain.git_sources import GitAddress, parse_git_address
from release_tool.domain.modules import ModuleId
from release_tool.domain.templates import Template, TemplateError

_TAG = "{tag}"
_SUBMODULES = "/modules/"


class Ref(Struct, frozen=True):
    """The `?ref=` of a git source; *start* is its place in the source, None where there is none."""

    text: str
    start: int | None


class SourceMatch(Struct, frozen=True):
    """A source that addresses this registry, *submodule* without its `//`.

    *ref* is None for sources whose version stands beside them.
    """

    module: ModuleId
    submodule: str = ""
    ref: Ref | None = None


class RegistrySource(Struct, frozen=True):
    """`host/{namespace}/{module}/provider`, perhaps with `//submodule`; the pin is `version`."""

    template: Template

    @property
    def mention(self) -> str:
        """What a text contains that addresses a module this way, as far as is certain."""
        return self.template.literal_prefix

    def print(self, module: ModuleId) -> str:
        return self.template.print(module)

    def match(self, source: str) -> SourceMatch | None:
        address, _, submodule = source.partition("//")
        values = self.template.parse(address)
        if values is None:
            return None
        return SourceMatch(ModuleId(values.get("namespace", ""), values["module"]), submodule)


class GitSource(Struct, frozen=True):
    """`git::https://host/owner/name.git//{module}?ref={tag}`, in any spelling; the pin is `ref`."""

    text: str
    address: GitAddress
    folder: Template

    @property
    def mention(self) -> str:
        return self.address.repository.partition("/")[2]

    def print(self, module: ModuleId) -> str:
        values = {"{namespace}": module.namespace, "{module}": module.name, _TAG: "TAG"}
        printed = self.text
        for placeholder, value in values.items():
            printed = printed.replace(placeholder, value)
        return printed

    def match(self, source: str) -> SourceMatch | None:
        found = parse_git_address(source)
        if found is None or found.repository != self.address.repository:
            return None
        values = self.folder.parse(found.folder)
        if values is None:
            return None
        name, _, submodule = values["module"].partition(_SUBMODULES)
        module = ModuleId(values.get("namespace", ""), name)
        ref = Ref(found.ref or "", None if found.ref is None else found.start)
        return SourceMatch(module, submodule, ref)


SourceTemplate = RegistrySource | GitSource


def source_template(text: str, names: frozenset[str]) -> SourceTemplate:
    """The template *text*, which has the placeholders *names*. Raises TemplateError."""
    address = parse_git_address(text)
    if address is None:
        return RegistrySource(Template(text, names))
    if address.ref not in {None, _TAG}:
        raise TemplateError(f"the template {text!r} pins {address.ref!r}; write ?ref={_TAG}")
    # The placeholders stand in the folder; an address without one could be any module's.
    return GitSource(text, address, Template(address.folder, names))
