"""Which changed files change their module."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from release_tool.config import Config
from release_tool.config.model import Modules
from release_tool.config.patterns import compiled, fault_of

CONFIG = Config()


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("main.tf", id="Terraform"),
        pytest.param("README.md", id="the README"),
        pytest.param("scripts/install.sh.tftpl", id="a script below"),
        pytest.param("modules/sub/main.tf", id="a submodule"),
        pytest.param("test-util.ts", id="a name that only begins like a test's"),
        pytest.param("latest/run.sh", id="a folder that only ends like a test's"),
        pytest.param("tests", id="a file that is called like a folder of tests"),
        pytest.param("icons.png.tftpl", id="a template that only sounds like an image"),
        pytest.param("docs/CHANGELOG.md", id="another file that is called like the changelog"),
        pytest.param("main\n.tf", id="a name with a line break"),
    ],
)
def test_by_default_all_of_a_module_counts(path: str) -> None:
    assert CONFIG.counts(path)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("main.test.ts", id="a test beside the code"),
        pytest.param("git-clone.tftest.hcl", id="a Terraform test"),
        pytest.param("a/b/main.tftest.json", id="a Terraform test below"),
        pytest.param("testdata/mock.sh", id="what tests read"),
        pytest.param("a/tests/b/c.tf", id="what is in a folder of tests"),
        pytest.param("tests/b\nc", id="a name with a line break in a folder of tests"),
        pytest.param("a/b/picture.png", id="an image"),
        pytest.param("CHANGELOG.md", id="the changelog, which is written from the tags"),
    ],
)
def test_tests_images_and_the_changelog_do_not_count(path: str) -> None:
    assert not CONFIG.counts(path)


def test_patterns_of_a_file_stand_in_for_the_default() -> None:
    config = Config(modules=Modules(ignored_changes=("*.md",)))

    assert not config.counts("docs/a.md")
    assert config.counts("picture.png")


def test_without_patterns_every_file_counts() -> None:
    assert Config(modules=Modules(ignored_changes=())).counts("main.test.ts")


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        pytest.param("*.md", "a.md.txt", id="a name is matched to its end"),
        pytest.param("a*", "b/xa", id="a name is matched from its beginning"),
        pytest.param("?", "/", id="a question mark is no slash"),
        pytest.param("a.c", "abc", id="a dot is a dot"),
        pytest.param("docs/*", "docs/a/b", id="a star crosses no slash"),
        pytest.param("docs/a*b*c", "docs/a/bc", id="nor does a star before another"),
        pytest.param("docs/a", "x/docs/a", id="a path counts from the module's folder"),
        pytest.param("/a", "x/a", id="a slash at the front means the module's folder"),
        pytest.param("docs/", "docs", id="a folder is no file"),
        pytest.param("docs/**", "docs", id="what is below a folder is not the folder"),
        pytest.param("a/**/b", "a/xb", id="any folders are whole folders"),
        pytest.param("*.PNG", "a.png", id="capitals are told apart"),
    ],
)
def test_a_pattern_passes_over(pattern: str, path: str) -> None:
    assert not compiled((pattern,)).fullmatch(path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        pytest.param("a", "x/y/a", id="a name at any depth"),
        pytest.param("*", "x/y/a", id="any name"),
        pytest.param("a*b*c", "aXbbYc", id="several stars, a later fit where the first fails"),
        pytest.param("*.test.*", "a.test.b.test.c", id="a fit that can be had twice"),
        pytest.param("*a*ab", "aab", id="a star that leaves enough for the next"),
        pytest.param("a?c", "abc", id="one character"),
        pytest.param("docs/", "x/docs/y/z", id="a folder at any depth"),
        pytest.param("/docs/", "docs/y", id="a folder of the module"),
        pytest.param("a/b/", "a/b/c/d", id="a folder below a folder of the module"),
        pytest.param("/a", "a", id="a file of the module's folder"),
        pytest.param("a/**/b", "a/b", id="no folders are any folders"),
        pytest.param("a/**/b", "a/x/y/b", id="two folders are any folders"),
        pytest.param("**/a/**", "x/a/y/z", id="any folders before and behind"),
        pytest.param("a+(b).c", "x/a+(b).c", id="what means something to expressions only"),
    ],
)
def test_a_pattern_matches(pattern: str, path: str) -> None:
    assert compiled((pattern,)).fullmatch(path)


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param("", id="nothing"),
        pytest.param("/", id="a slash"),
        pytest.param("!a", id="an exception"),
        pytest.param("[ab]", id="a set of characters"),
        pytest.param("{a,b}", id="a choice"),
        pytest.param("a\\b", id="a backslash"),
        pytest.param("a//b", id="an empty folder"),
        pytest.param("../a", id="a folder above"),
        pytest.param("./a", id="a dot"),
        pytest.param("a**", id="two stars beside a letter"),
        pytest.param("**/a/**/b/**", id="any folders three times"),
    ],
)
def test_a_pattern_that_would_surprise_is_refused(pattern: str) -> None:
    assert fault_of(pattern)


@settings(deadline=None)
@given(st.text("ab.*?", min_size=1, max_size=8), st.text("ab.", min_size=1, max_size=10))
def test_a_name_is_matched_as_a_plain_expression_would(pattern: str, name: str) -> None:
    plain = re.escape(pattern).replace(r"\*", ".*").replace(r"\?", ".")

    assert bool(compiled((pattern,)).fullmatch(name)) == bool(re.fullmatch(plain, name))
