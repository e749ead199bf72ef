"""A README against the version that its tag released; first what is in order."""

from __future__ import annotations

import pytest

from release_tool.domain.audit_pins import replay
from release_tool.domain.versions import Version
from tests.module_values import LAYOUT, module
from tests.readme_marks import BARE, BLOCK, HEAD, TAIL, tf
from tests.readme_rows import ROW

OTHER = BLOCK.replace("git-clone/coder", "dotfiles/coder")


def pinned(*versions: str) -> str:
    return "".join(tf(f'{HEAD}  version  = "{version}"\n{TAIL}') for version in versions)


def replayed(readme: str | None, version: str) -> list[tuple[str, str, str]]:
    found = replay(module(readme), Version.parse(version), LAYOUT)
    return [(one.rule, one.found, one.expected) for one in found]


@pytest.mark.parametrize(
    ("readme", "version"),
    [
        ROW(pinned("1.0.0"), "1.0.0", id="one pin"),
        ROW(pinned("1.0.0", "1.0.0"), "1.0.0", id="pins that agree"),
        ROW(pinned("2.0.0-rc.1"), "2.0.0-rc.1", id="a pre-release"),
        ROW(pinned("1.2.0", "~> 1.0"), "1.2.0", id="a constraint that fits, beside a version"),
        ROW(pinned("~> 1.0"), "1.4.0", id="a constraint that fits, alone"),
        ROW(pinned("~> 1.0", ">= 1.2"), "1.4.0", id="two constraints that fit"),
        ROW(pinned("1.0.0") + tf(OTHER.replace("1.0.0", "9.9.9")), "1.0.0", id="a foreign pin"),
        ROW(pinned("1.0.0") + "Since 0.9.0.\n", "1.0.0", id="a version in prose"),
        ROW(pinned("1.0.0") + tf(BLOCK[:-2]), "1.0.0", id="an example that cannot be read"),
    ],
)
def test_nothing_is_found_in(readme: str, version: str) -> None:
    assert replayed(readme, version) == []


@pytest.mark.parametrize(
    ("readme", "version", "expected"),
    [
        ROW(None, "1.0.0", [("no-usage-example", "", "")], id="no README"),
        ROW(tf(BARE), "1.0.0", [("pin-missing", "", "1.0.0")], id="an example without a version"),
        ROW(
            tf(BARE) + pinned("0.9.0"),
            "1.0.0",
            [("pin-missing", "", "1.0.0"), ("pins-differ-from-tag", "0.9.0", "1.0.0")],
            id="one without, one behind",
        ),
        ROW(pinned("latest"), "1.0.0", [("pin-invalid", "latest", "1.0.0")], id="a word"),
        ROW(
            pinned("latest", "0.9.0"),
            "1.0.0",
            [("pin-invalid", "latest", "1.0.0"), ("pins-differ-from-tag", "0.9.0", "1.0.0")],
            id="a word, which disagrees with nothing",
        ),
        ROW(
            pinned("0.9.0", "0.9.0", "0.9.0"),
            "1.0.0",
            [("pins-differ-from-tag", "0.9.0", "1.0.0")],
            id="all behind, said once",
        ),
        ROW(pinned("1.1.0"), "1.0.0", [("pins-differ-from-tag", "1.1.0", "1.0.0")], id="all ahead"),
        ROW(
            pinned("1.0.0-rc.1"),
            "1.0.0",
            [("pins-differ-from-tag", "1.0.0-rc.1", "1.0.0")],
            id="the pre-release of the tag's version",
        ),
        ROW(
            pinned("~> 1.0"),
            "2.0.0",
            [("pins-differ-from-tag", "~> 1.0", "2.0.0")],
            id="a constraint that refuses the tag",
        ),
        ROW(
            pinned("1.5.0", "~> 1.0"),
            "2.0.0",
            [("pins-differ-from-tag", "1.5.0", "2.0.0")],
            id="a version and a constraint that agree without the tag",
        ),
        ROW(
            pinned("1.0.0", "0.9.0", "0.9.0"),
            "1.0.0",
            [("pins-disagree", "0.9.0", "1.0.0")] * 2,
            id="two left behind, said of each",
        ),
        ROW(
            pinned("0.8.0", "0.9.0"),
            "1.0.0",
            [("pins-disagree", "0.8.0", "1.0.0"), ("pins-disagree", "0.9.0", "1.0.0")],
            id="pins that agree neither with each other nor with the tag",
        ),
        ROW(
            pinned("2.0.0", "~> 1.0"),
            "2.0.0",
            [("pins-disagree", "~> 1.0", "2.0.0")],
            id="a constraint that was left behind",
        ),
    ],
)
def test_there_is(readme: str | None, version: str, expected: list[tuple[str, str, str]]) -> None:
    assert replayed(readme, version) == expected


def test_what_differs_from_the_tag_is_shown_at_the_first_pin_that_does() -> None:
    readme = "# x\n" + pinned("0.9.0", "0.9.0")
    (finding,) = replay(module(readme), Version.parse("1.0.0"), LAYOUT)
    assert (finding.line, finding.column) == (5, 15)
    assert finding.message == 'the examples say "0.9.0", the tag 1.0.0'
