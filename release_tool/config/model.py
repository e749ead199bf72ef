"""The model of release.yaml: every setting with its default and the words that editors show."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta, Struct

from release_tool.config.patterns import compiled
from release_tool.domain.findings import Severity
from release_tool.domain.layout import Layout
from release_tool.domain.rules import INTERFACE_RULES, RULES
from release_tool.domain.templates import Template

if TYPE_CHECKING:
    from collections.abc import Callable

    from release_tool.domain.modules import ModuleId
    from release_tool.domain.versions import Version

_LAYOUT = Layout()

TESTS_AND_IMAGES = (
    "*.test.*",
    "*.tftest.hcl",
    "*.tftest.json",
    "*_test.go",
    "test/",
    "tests/",
    "testdata/",
    "*.png",
    "*.jpg",
    "*.jpeg",
    "*.gif",
    "*.svg",
    "*.webp",
    # Written from the tags, so never a reason for the next one.
    "/CHANGELOG.md",
)

Reason = Annotated[str, Meta(pattern=r"\S", description="Why; printed with every report.")]
Heading = Annotated[str, Meta(pattern=r"\S", description="A heading of the notes.")]
Name = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_][A-Za-z0-9_./-]*$")]
Text = Annotated[str, Meta(min_length=1)]
RuleId = Annotated[
    str, Meta(description="The id of a rule.", extra_json_schema={"enum": list(RULES)})
]
InterfaceRuleId = Annotated[
    str,
    Meta(
        description="The id of an interface rule.",
        extra_json_schema={"enum": list(INTERFACE_RULES)},
    ),
]
RuleLevel = Literal["off", "notice", "warning", "error"]


class Section(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """A mapping of release.yaml; its keys are written with dashes."""


class Modules(Section, frozen=True):
    """Where modules stand and what changes them."""

    folder: Annotated[
        str, Meta(description="A module's folder, with {module} and perhaps {namespace}.")
    ] = _LAYOUT.folder
    readme: Annotated[str, Meta(description="The README inside a module's folder.")] = (
        _LAYOUT.readme
    )
    ignored_changes: Annotated[
        tuple[str, ...],
        Meta(
            description="Files that do not count as a change to their module. `*.png` is a name at"
            " any depth, `testdata/` a folder at any depth, `docs/*.svg` a path from the module's"
            " folder; `**` stands for any folders."
        ),
    ] = TESTS_AND_IMAGES


class Tags(Section, frozen=True):
    """How release tags are called."""

    template: Annotated[
        str, Meta(description="A release tag, with {namespace}, {module} and {version}.")
    ] = _LAYOUT.tag
    also_read: Annotated[
        tuple[str, ...], Meta(description="Templates of older tags: read, never made.")
    ] = ()


class Release(Section, frozen=True):
    """How releases are made."""

    title: Annotated[
        str, Meta(description="A release's title, with {namespace}, {module} and {version}.")
    ] = "{namespace}/{module} v{version}"
    latest: Annotated[
        Literal["never", "newest", "highest"],
        Meta(
            description="Which release the forge shows as the latest: none, the one whose tag was"
            " made last, or the one of the highest version; never a pre-release, and never one"
            " below its module's highest version."
        ),
    ] = "newest"
    latest_module: Annotated[
        str | None,
        Meta(
            description="Only a release of this module, `namespace/name`, is ever the latest; null"
            " for any module."
        ),
    ] = None
    default_branch: Annotated[
        Name | None,
        Meta(description="The branch that is released from; null asks the remote."),
    ] = None
    remote: Annotated[Name, Meta(description="The git remote that has the tags.")] = "origin"


class Sections(Section, frozen=True):
    """The headings of the release notes."""

    breaking: Heading = "Breaking changes"
    features: Heading = "Features"
    fixes: Heading = "Fixes"
    performance: Heading = "Performance"
    documentation: Heading = "Documentation"
    other: Heading = "Other changes"


class Notes(Section, frozen=True):
    """What the release notes look like."""

    sections: Sections = Sections()


class Rule(Section, frozen=True):
    """Another level for a rule, everywhere or for one module, and why."""

    rule: RuleId
    level: Annotated[RuleLevel, Meta(description="How much the rule's findings weigh.")]
    reason: Reason
    module: Annotated[
        str | None, Meta(description="Only for this module, `namespace/name`; null for all.")
    ] = None


class Forge(Section, frozen=True):
    """Where releases are published."""

    kind: Annotated[
        Literal["github", "local"],
        Meta(description="GitHub, or files in a folder."),
    ] = "github"
    host: Annotated[
        Annotated[str, Meta(pattern=r"^[A-Za-z0-9.-]+(:[0-9]+)?$")] | None,
        Meta(
            description="The host, for GitHub Enterprise, without https://; null takes it from the"
            " environment or the remote."
        ),
    ] = None
    repository: Annotated[
        Annotated[str, Meta(pattern=r"^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$")] | None,
        Meta(description="owner/name; null takes it from the environment or the remote."),
    ] = None
    folder: Annotated[
        str, Meta(description="The folder of releases, if the forge is a folder.")
    ] = "releases"


class Accepted(Section, frozen=True):
    """An interface change that is accepted for one version."""

    module: Annotated[str, Meta(description="namespace/name")]
    rule: InterfaceRuleId
    name: Annotated[Text, Meta(description="What the report says changed, as `variable.url`.")]
    version: Annotated[
        str,
        Meta(
            description="The released version that it is accepted against; it ends with the next."
        ),
    ]
    reason: Reason


class Interface(Section, frozen=True):
    """How the interfaces of modules are compared."""

    stateless: Annotated[
        tuple[Text, ...],
        Meta(description="Resource types that cost nothing to rebuild; `*` stands for any text."),
    ] = ("coder_*", "null_resource", "terraform_data")
    docs_only: Annotated[
        Literal["none", "patch"],
        Meta(description="The level that a change of nothing but documentation requires."),
    ] = "none"
    accepted: tuple[Accepted, ...] = ()


class Config(Section, frozen=True, dict=True):
    """What a registry says about itself; everything has a default."""

    modules: Modules = Modules()
    tags: Tags = Tags()
    sources: Annotated[
        tuple[str, ...],
        Meta(
            min_length=1,
            description="How sources address a module, with {module} and perhaps {namespace}; the"
            " first is the current one.",
        ),
    ] = _LAYOUT.sources
    release: Release = Release()
    notes: Notes = Notes()
    rules: tuple[Rule, ...] = ()
    forge: Forge = Forge()
    interface: Interface = Interface()

    @cached_property
    def layout(self) -> Layout:
        """The shape of the registry."""
        return Layout(
            folder=self.modules.folder,
            tag=self.tags.template,
            sources=self.sources,
            readme=self.modules.readme,
            older_tags=self.tags.also_read,
        )

    @cached_property
    def _counts(self) -> Callable[[str], bool]:
        ignored = compiled(self.modules.ignored_changes)
        # A history names the same few paths of its modules over and over.
        return lru_cache(maxsize=1 << 16)(lambda path: ignored.fullmatch(path) is None)

    def counts(self, path_in_module: str) -> bool:
        """Whether a change of the file, a path from its module's folder, changes the module."""
        return self._counts(path_in_module)

    @cached_property
    def _levels(self) -> dict[tuple[str, ModuleId | None], RuleLevel]:
        return {
            (
                one.rule,
                None if one.module is None else self.layout.parse_module(one.module),
            ): one.level
            for one in self.rules
        }

    def severity(self, rule: str, module: ModuleId | None, default: Severity) -> Severity | None:
        """How much a finding of *rule* about *module* weighs; None if it is not to be reported.

        What is said for the module goes before what is said for all.
        """
        levels = self._levels
        level = levels.get((rule, module)) or levels.get((rule, None)) or default.value
        return None if level == "off" else Severity(level)

    @cached_property
    def _title(self) -> Template:
        return title_template(self.release.title, self.layout)

    def title_of(self, module: ModuleId, version: Version) -> str:
        """The title of a release."""
        return self._title.print(module, str(version))


def title_template(text: str, layout: Layout) -> Template:
    """Raises TemplateError if *text* does not name the module and the version."""
    names = frozenset({"namespace"}) if "{namespace}" in layout.folder else frozenset()
    return Template(text, frozenset({"module", "version"}), names)
