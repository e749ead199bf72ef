"""Names of tags, folders and sources: what is one, whose it is, and that it prints as it parses."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from release_tool.domain.layout import Layout
from release_tool.domain.modules import SEGMENT, ModuleId
from release_tool.domain.tags import newest, previous
from release_tool.domain.templates import TemplateError
from release_tool.domain.versions import Version
from tests.module_values import tags
from tests.readme_marks import OWN, SOURCE

ROW = pytest.param
GIT_CLONE = ModuleId("coder", "git-clone")

segments = st.from_regex(SEGMENT, fullmatch=True)
identifiers = st.from_regex(
    r"0|[1-9][0-9]{0,3}|[0-9]{0,2}[A-Za-z-][0-9A-Za-z-]{0,4}", fullmatch=True
)
prereleases = st.one_of(st.none(), st.lists(identifiers, min_size=1, max_size=3).map(".".join))
versions = st.builds(Version, *[st.integers(0, 10**6)] * 3, prereleases)
plain_names = st.from_regex(r"[a-z][a-z0-9]{0,6}", fullmatch=True)

WITH_NAMESPACE = [
    "release/{namespace}/{module}/v{version}",
    "{namespace}/{module}/{version}",
    "{module}/by/{namespace}/{version}",
    "v{version}/{namespace}/{module}",
    "{namespace}/{module}@{version}",
    "a.b+c/{namespace}/x{module}/v{version}",
]
WITHOUT = [
    "{module}/v{version}",
    "modules/{module}/{version}",
    "v{version}/{module}",
    "{module}@{version}",
]


@settings(deadline=None)
@given(segments, segments, versions, st.sampled_from(WITH_NAMESPACE))
def test_a_tag_parses_as_it_prints(
    namespace: str, name: str, version: Version, template: str
) -> None:
    layout = Layout(tag=template)
    tag = layout.tag_of(ModuleId(namespace, name), version)
    assert layout.parse_tag(str(tag)) == tag


@settings(deadline=None)
@given(st.lists(segments, min_size=1, max_size=3), versions, st.sampled_from(WITHOUT))
def test_a_tag_of_a_registry_without_namespaces_parses_as_it_prints(
    parts: list[str], version: Version, template: str
) -> None:
    layout = Layout("modules/{module}", template, ("example.com/{module}",))
    tag = layout.tag_of(ModuleId("", "/".join(parts)), version)
    assert layout.parse_tag(str(tag)) == tag


@settings(deadline=None)
@given(plain_names, plain_names, versions, st.sampled_from(["{namespace}-{module}-v{version}"]))
def test_a_tag_whose_parts_hyphens_separate_parses_while_the_names_have_none(
    namespace: str, name: str, version: Version, template: str
) -> None:
    layout = Layout(tag=template)
    tag = layout.tag_of(ModuleId(namespace, name), version.finalize_version())
    assert layout.parse_tag(str(tag)) == tag


@settings(deadline=None)
@given(segments, segments)
def test_a_folder_and_a_source_parse_as_they_print(namespace: str, name: str) -> None:
    module, layout = ModuleId(namespace, name), Layout()
    assert layout.module_at(layout.folder_of(module)) == module
    assert layout.parse_module(str(module)) == module
    matched = layout.match_source(layout.source_of(module))
    assert matched is not None
    assert (matched.module, matched.submodule) == (module, "")


@pytest.mark.parametrize(
    "name",
    [
        ROW("", id="nothing"),
        ROW("v1.0.0", id="a version alone"),
        ROW("release/coder/git-clone/1.0.0", id="no v"),
        ROW("release/coder/git-clone/v1.0", id="two numbers"),
        ROW("release/coder/git-clone/v01.0.0", id="a leading zero"),
        ROW("release/coder/git-clone/v1.0.0+b", id="build metadata"),
        ROW("release/coder/git-clone/v1.0.0/x", id="one part too many"),
        ROW("release/git-clone/v1.0.0", id="no namespace"),
        ROW("release/a/b/git-clone/v1.0.0", id="two namespaces"),
        ROW("release//git-clone/v1.0.0", id="an empty namespace"),
        ROW("release/../git-clone/v1.0.0", id="a namespace that goes up"),
        ROW("release/-x/git-clone/v1.0.0", id="a namespace that looks like an option"),
        ROW("xrelease/coder/git-clone/v1.0.0", id="another beginning"),
        ROW("release/coder/git-clone/v1.0.0\n", id="a newline behind"),
        ROW("release/coder/git clone/v1.0.0", id="a blank in the name"),
    ],
)
def test_no_release_tag_is(name: str) -> None:
    assert Layout().parse_tag(name) is None


@pytest.mark.parametrize(
    "text",
    [
        ROW("", id="nothing"),
        ROW("git-clone", id="a bare name"),
        ROW("coder/", id="no name"),
        ROW("/git-clone", id="no namespace"),
        ROW("a/b/c", id="three parts"),
        ROW("../git-clone", id="a way up"),
        ROW("registry/coder/modules", id="a folder above"),
        ROW("registry/coder/modules/git-clone/x", id="a folder below"),
    ],
)
def test_no_module_is_named_by(text: str) -> None:
    assert Layout().parse_module(text) is None


@pytest.mark.parametrize("text", ["coder/git-clone", "registry/coder/modules/git-clone/"])
def test_a_module_is_named_by_its_id_and_by_its_folder(text: str) -> None:
    assert Layout().parse_module(text) == GIT_CLONE


def test_a_name_without_namespace_names_a_module_where_there_are_none() -> None:
    layout = Layout("modules/{module}", "{module}/v{version}", ("example.com/{module}",))
    assert layout.parse_module("a/b") == ModuleId("", "a/b") == layout.parse_module("modules/a/b")
    assert str(ModuleId("", "a/b")) == "a/b"


@pytest.mark.parametrize(
    "template",
    [
        ROW("release/{namespace}/v{version}", id="no module"),
        ROW("release/{module}/v{version}", id="no namespace, though folders have one"),
        ROW("release/{namespace}/{module}", id="no version"),
        ROW("{namespace}/{module}/{version}/{x}", id="a placeholder that nobody knows"),
    ],
)
def test_a_tag_template_is_refused_with(template: str) -> None:
    with pytest.raises(TemplateError):
        Layout(tag=template)


def test_text_around_placeholders_is_taken_as_it_is() -> None:
    layout = Layout(tag="r.l[e]*/{namespace}/{module}/v{version}")
    assert layout.parse_tag("rXle/coder/a/v1.0.0") is None
    assert layout.parse_tag("r.l[e]*/coder/a/v1.0.0") is not None


def test_a_submodule_is_no_part_of_the_module() -> None:
    matched = Layout().match_source(f"{SOURCE}//a/b")
    assert matched is not None
    assert (matched.module, matched.submodule) == (GIT_CLONE, "a/b")


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ROW("1.0.0", None, id="the first has none"),
        ROW("1.0.1", "1.0.0", id="the next lower one"),
        ROW("2.0.0", "1.1.0", id="a final version passes over its pre-releases"),
        ROW("2.0.0-rc.2", "2.0.0-rc.1", id="a pre-release does not"),
        ROW("2.0.0-rc.1", "1.1.0", id="the first pre-release follows the final one"),
        ROW("1.2.0", "1.1.0", id="a maintenance line after 2.0.0"),
        ROW("9.0.0", "2.0.0", id="one that is not tagged yet"),
    ],
)
def test_the_release_before(version: str, expected: str | None) -> None:
    among = tags(OWN, "1.0.0", "1.0.1", "1.1.0", "2.0.0-rc.1", "2.0.0-rc.2", "2.0.0")
    found = previous(Version.parse(version), reversed(among))
    assert (str(found.version) if found else None) == expected


def test_the_newest_tag_is_the_highest_version_and_not_the_last_one() -> None:
    among = tags(OWN, "1.0.9", "1.0.10", "1.0.10-rc.1")
    assert newest(reversed(among)) == among[-1]
    assert newest(()) is None
