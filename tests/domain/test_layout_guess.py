"""A layout is recognised from what a repository has, and not made up where it has too little."""

from __future__ import annotations

import pytest

from release_tool.domain.layout import Layout
from release_tool.domain.layout_guess import guess_layout
from tests.layouts import LAYOUTS, OtherLayout


@pytest.mark.parametrize(
    ("folders", "tags"),
    [
        pytest.param([], [], id="nothing says nothing"),
        pytest.param(["modules/vpc"], [], id="folders without tags"),
        pytest.param([], ["vpc/v1.0.0"], id="tags without folders"),
        pytest.param(["modules/vpc"], ["v1.0.0", "v1.1.0"], id="tags of the whole repository"),
        pytest.param(["modules/vpc"], ["other/v1.0.0"], id="tags of what is not there"),
        pytest.param(["modules/vpc"], ["vpc/latest"], id="tags without a version"),
    ],
)
def test_too_little_is_no_layout(folders: list[str], tags: list[str]) -> None:
    assert guess_layout(folders, tags, {}) is None


TWINS = (
    ("modules/twin", "twin/v1.0.0"),
    ("twin", "twin-1.0.0"),
    ("src/ops/twin", "ops/twin/1.0.0"),
    ("avm/ptn/twin", "avm/ptn/twin/1.0.0"),
)


@pytest.mark.parametrize(
    ("layout", "twin", "twin_tag"),
    [
        pytest.param(layout, *twin, id=layout.name)
        for layout, twin in zip(LAYOUTS, TWINS, strict=True)
    ],
)
def test_each_layout_is_recognised_from_two_modules(
    layout: OtherLayout, twin: str, twin_tag: str
) -> None:
    tags = [
        layout.tag_of("1.2.0"),
        layout.tag_of("1.3.0"),
        twin_tag,
    ]
    source = layout.arguments.format(version="1.2.0").split('"')[1]
    guessed = guess_layout([layout.folder, twin], tags, {layout.folder: [source]})
    assert guessed is not None
    assert guessed.module_at(layout.folder) is not None
    assert str(guessed.module_at(layout.folder)) == layout.module
    tag = guessed.parse_tag(layout.tag_of("1.2.0"))
    assert tag is not None
    assert str(tag.module) == layout.module
    match = guessed.match_source(source)
    assert match is not None
    assert str(match.module) == layout.module


def test_the_default_layout_is_recognised_as_it_is() -> None:
    folders = ["registry/coder/modules/git-clone", "registry/labs/modules/codex"]
    tags = ["release/coder/git-clone/v1.0.0", "release/labs/codex/v0.1.0"]
    sources = {
        "registry/coder/modules/git-clone": ["registry.coder.com/coder/git-clone/coder"],
        "registry/labs/modules/codex": ["registry.coder.com/labs/codex/coder"],
    }
    assert guess_layout(folders, tags, sources) == Layout()
