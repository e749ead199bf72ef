"""release.yaml: defaults, settings, errors with their place, and the schema."""

from __future__ import annotations

import subprocess
import sys

import pytest

from release_tool.adapters.configuration import read_configuration
from release_tool.config import Config
from release_tool.domain.findings import Severity
from release_tool.domain.layout import Layout
from release_tool.domain.modules import ModuleId
from release_tool.domain.versions import Version
from release_tool.errors import ConfigurationError

FULL = """
modules:
  folder: modules/{module}
  readme: docs/README.md
  ignored-changes: ["*.md", testdata/]
tags:
  template: "{module}/v{version}"
  also-read: ["{module}-{version}"]
sources: ["example.com/{module}/aws"]
release:
  title: "{module} {version}"
  latest: highest
  latest-module: vnet
  default-branch: trunk
  remote: upstream
notes:
  sections:
    breaking: 💥 Breaking
    features: New
    fixes: Mended
    performance: Faster
    documentation: Words
    other: The rest
rules:
  - rule: version-skipped
    level: off
    reason: "we skip: always"
  - rule: version-skipped
    module: vnet
    level: error
    reason: |
      This one
      never does.
forge:
  kind: local
  host: github.example.com:8443
  repository: owner/name
  folder: out/releases
interface:
  stateless: [random_id]
  docs-only: patch
  accepted:
    - module: vnet
      rule: output-removed
      name: id
      version: 2.1.0
      reason: nobody reads it
"""


def loaded(text: str) -> Config:
    return read_configuration(text.encode())


def refusal(text: str) -> ConfigurationError:
    with pytest.raises(ConfigurationError) as caught:
        loaded(text)
    return caught.value


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(None, id="no file"),
        pytest.param(b"", id="an empty file"),
        pytest.param(b"# nothing yet\n", id="a file of comments"),
        pytest.param(b"{}", id="an empty mapping"),
        pytest.param(b"modules: {}\nrules: []\n", id="empty sections"),
    ],
)
def test_what_says_nothing_leaves_the_defaults(content: bytes | None) -> None:
    assert read_configuration(content) == Config()


def test_without_a_file_no_yaml_is_imported() -> None:
    program = (
        "import sys\n"
        "from release_tool.adapters.configuration import read_configuration\n"
        "read_configuration(None)\n"
        "sys.exit(any(name.startswith('ruamel') for name in sys.modules))\n"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_default_layout_is_the_layouts_own() -> None:
    assert Config().layout == Layout()


def test_the_default_title_names_the_module_and_the_version() -> None:
    title = Config().title_of(ModuleId("coder", "git-clone"), Version(2, 0, 0))

    assert title == "coder/git-clone v2.0.0"


def test_every_setting_of_a_file_arrives() -> None:
    config = loaded(FULL)

    assert config.layout == Layout(
        "modules/{module}",
        "{module}/v{version}",
        ("example.com/{module}/aws",),
        "docs/README.md",
        ("{module}-{version}",),
    )
    assert config.title_of(ModuleId("", "vnet"), Version(1, 2, 3)) == "vnet 1.2.3"
    assert config.tags.also_read == ("{module}-{version}",)
    assert (config.release.latest, config.release.latest_module) == ("highest", "vnet")
    assert config.release.default_branch == "trunk"
    assert config.release.remote == "upstream"
    assert config.notes.sections.breaking == "💥 Breaking"
    assert config.forge.repository == "owner/name"
    assert config.interface.stateless == ("random_id",)
    assert config.interface.accepted[0].version == "2.1.0"
    assert not config.counts("README.md")


def test_the_layout_is_made_once() -> None:
    config = Config()

    assert config.layout is config.layout


@pytest.mark.parametrize(
    ("rule", "module", "expected"),
    [
        pytest.param(
            "pin-missing", "vnet", Severity.NOTICE, id="a rule that is not named keeps it"
        ),
        pytest.param("version-skipped", "other", None, id="a rule may be off"),
        pytest.param("version-skipped", None, None, id="a finding about no module too"),
        pytest.param("version-skipped", "vnet", Severity.ERROR, id="a module's own goes first"),
    ],
)
def test_a_rule_weighs_what_the_file_says(
    rule: str, module: str | None, expected: Severity | None
) -> None:
    subject = None if module is None else ModuleId("", module)

    assert loaded(FULL).severity(rule, subject, Severity.NOTICE) is expected


def test_a_module_may_be_named_by_its_folder() -> None:
    text = "rules: [{rule: pin-missing, level: off, reason: x, module: registry/a/modules/b}]"

    assert loaded(text).severity("pin-missing", ModuleId("a", "b"), Severity.ERROR) is None


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        pytest.param("a: [", 1, 5, "not valid YAML", id="no YAML"),
        pytest.param("- a\n", 1, 1, "the file must be a mapping, not a list", id="a list"),
        pytest.param("text\n", 1, 1, "the file must be a mapping, not text", id="a text"),
        pytest.param(
            "tags: {}\nmodule: {}\n", 2, 1, "unknown key module; did you mean modules?",
            id="a key that is nearly right",
        ),
        pytest.param(
            "notes:\n  sections:\n    feature: x\n", 3, 5,
            "unknown key in notes.sections: feature; did you mean features?",
            id="a key deep inside",
        ),
        pytest.param("zzz: 1\n", 1, 1, "unknown key zzz", id="a key like no other"),
        pytest.param('"a\\e[31m": 1', 1, 1, r"'a\x1b[31m'", id="a key that colours the terminal"),
        pytest.param(
            "modules:\n  ignored_changes: []\n", 2, 3, "did you mean ignored-changes?",
            id="a key with the other dash",
        ),
        pytest.param(
            "modules: 5\n", 1, 10, "modules must be a mapping, not a number", id="a number"
        ),
        pytest.param("a:\nmodules:\n", 1, 1, "unknown key a", id="the first of several"),
        pytest.param(
            "modules:\ntags: {}\n", 1, 1, "modules must be a mapping, not nothing",
            id="a section without anything",
        ),
        pytest.param(
            "tags:\n  template: 5\n", 2, 13, "tags.template must be text, not a number",
            id="a number for a text",
        ),
        pytest.param(
            "sources: x\n", 1, 10, "sources must be a list, not text", id="a text for a list"
        ),
        pytest.param(
            "sources: [a, [b]]\n", 1, 14, "sources[1] must be text, not a list",
            id="a list in a list",
        ),
        pytest.param("sources: []\n", 1, 10, "sources must not be empty", id="no source"),
        pytest.param(
            "release: {latest: newst}\n", 1, 19, "must be one of highest, never, newest",
            id="a word that is none of the choices",
        ),
        pytest.param(
            "release: {latest: 'a - at `$.tags`'}\n", 1, 19, "release.latest must be one of",
            id="a word that looks like an error",
        ),
        pytest.param(
            "release: {default-branch: 1}\n", 1, 27, "must be text or nothing, not a number",
            id="a number for a branch",
        ),
        pytest.param(
            "rules:\n  - rule: pin-missing\n    level: off\n", 2, 5, "rules[0] lacks reason",
            id="a rule without a reason",
        ),
        pytest.param(
            "rules:\n  - rule: pin-missing\n    level: off\n    reason: '  '\n", 4, 13,
            "rules[0].reason must not be empty", id="a reason of blanks",
        ),
        pytest.param(
            "rules: [{rule: pin-mising, level: off, reason: x}]", 1, 16,
            "unknown rule pin-mising; did you mean pin-missing?", id="a rule nearly right",
        ),
        pytest.param(
            "rules: [{rule: pin-missing, level: false, reason: x}]", 1, 36,
            "must be one of error, notice, off, warning, not false", id="false for off",
        ),
        pytest.param(
            "release: {latest-module: it}\n", 1, 26,
            "'it' is no module's name", id="a latest module without its namespace",
        ),
        pytest.param(
            "rules: [{rule: pin-missing, level: off, reason: x, module: a}]", 1, 60,
            "'a' is no module's name", id="a module without its namespace",
        ),
        pytest.param(
            "rules:\n- {rule: pin-missing, level: off, reason: x}\n"
            "- {rule: pin-missing, level: error, reason: y}\n", 3, 3, "set twice",
            id="a rule set twice",
        ),
        pytest.param(
            "interface: {accepted: [{module: a/b, rule: pin-missing, name: x, version: 1.0.0,"
            " reason: y}]}", 1, 44, "unknown interface rule pin-missing",
            id="an accepted finding of another command",
        ),
        pytest.param(
            "interface: {accepted: [{module: a/b, rule: output-removed, name: x, version: v1.0.0,"
            " reason: y}]}", 1, 78, "'v1.0.0' is not a version", id="a version with a letter",
        ),
        pytest.param(
            "interface: {accepted: [{module: a/b, rule: output-removed, name: '', version: 1.0.0,"
            " reason: y}]}", 1, 66, "name must not be empty", id="an accepted finding of nothing",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_place(
    text: str, line: int, column: int, message: str
) -> None:
    error = refusal(text)

    assert message in error.message
    assert error.message.startswith(f"release.yaml:{line}:{column}: ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("tags: {template: 'v{version}'}", "lacks the placeholder {module}", id="tag"),
        pytest.param("tags: {template: '{namespace}{module}'}", "lacks the", id="no version"),
        pytest.param(
            "tags: {template: '{namespace}/{module}/{version}/{x}'}", "unknown {x}", id="unknown"
        ),
        pytest.param("tags: {also-read: ['{module}']}", "tags.also-read[0]", id="an older tag"),
        pytest.param("modules: {folder: 'modules'}", "lacks the placeholder {module}", id="folder"),
        pytest.param("sources: ['a/{module}']", "sources[0]: the template", id="a source"),
        pytest.param("release: {title: '{module}'}", "lacks the placeholder {version}", id="title"),
        pytest.param("modules: {folder: 'm/{module}'}", "unknown {namespace}", id="a default tag"),
        pytest.param("modules: {folder: '../{module}'}", "not a path", id="a folder above"),
        pytest.param("modules: {folder: '/{module}'}", "not a path", id="a folder of the machine"),
        pytest.param("modules: {readme: 'a\\b'}", "not a path", id="a path with a backslash"),
        pytest.param("forge: {folder: a/../../b}", "not a path", id="a way out of the repository"),
        pytest.param("modules: {ignored-changes: ['!a']}", "no meaning", id="a pattern"),
        pytest.param("tags: {template: '{module} {version}'}", "git accepts no", id="a blank"),
        pytest.param("tags: {template: '-{module}/{version}'}", "git accepts no", id="an option"),
        pytest.param("release: {remote: --upload-pack=x}", "cannot be", id="a remote, an option"),
        pytest.param("release: {default-branch: a..b}", "git accepts no", id="a range"),
        pytest.param("forge: {repository: name}", "cannot be 'name'", id="no owner"),
        pytest.param("forge: {host: 'https://x.org'}", "cannot be", id="an address for a host"),
        pytest.param('notes: {sections: {fixes: "a\\nb"}}', "line break", id="two lines"),
        pytest.param('release: {title: "{module}\\e[1m"}', "control character", id="an escape"),
    ],
)
def test_what_types_cannot_say_is_checked_too(text: str, message: str) -> None:
    assert message in refusal(text).message


def test_a_default_that_no_longer_fits_is_explained_at_the_folder() -> None:
    error = refusal("tags: {}\nmodules:\n  folder: modules/{module}\n")

    assert (error.line, error.column) == (3, 11)
    assert "set tags.template, sources and release.title" in error.hint


def test_an_error_names_the_file_that_was_given() -> None:
    with pytest.raises(ConfigurationError, match=r"^other\.yaml:1:1: "):
        read_configuration(b"a: 1", "other.yaml")
