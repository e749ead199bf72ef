"""The rules of the check that a README and the tags decide; first what is in order."""

from __future__ import annotations

import pytest

from release_tool.domain.drift import drift, settled_version
from release_tool.domain.findings import Severity
from tests.module_values import LAYOUT, module, registry
from tests.readme_marks import BARE, BLOCK, HEAD, TAIL, tf
from tests.readme_rows import ROW

OTHER = BLOCK.replace("git-clone/coder", "dotfiles/coder")


def pinned(*versions: str) -> str:
    return "".join(tf(f'{HEAD}  version  = "{version}"\n{TAIL}') for version in versions)


def foreign(version: str) -> str:
    """An own example, and one of `coder/dotfiles`."""
    return pinned("1.0.0") + tf(OTHER.replace("1.0.0", version))


def rules(readme: str | None, *released: str, other: tuple[str, ...] = ()) -> list[str]:
    one = module(readme, *released)
    return [finding.rule for finding in drift(one, registry(one, *other), LAYOUT)]


@pytest.mark.parametrize(
    ("readme", "released", "other"),
    [
        ROW(pinned("1.0.0"), [], [], id="one pin and no release"),
        ROW(pinned("0.1.0", "0.1.0"), [], [], id="pins that agree, below 1.0.0"),
        ROW(pinned("1.0.0", "1.0.0"), ["1.0.0"], [], id="pins that agree with the release"),
        ROW(pinned("1.0.1"), ["1.0.0"], [], id="the next patch"),
        ROW(pinned("1.1.0"), ["1.0.0"], [], id="the next minor"),
        ROW(pinned("2.0.0"), ["1.0.0"], [], id="the next major"),
        ROW(pinned("2.0.0-rc.1"), ["1.0.0"], [], id="a pre-release of the next major"),
        ROW(pinned("2.0.0-rc.2"), ["2.0.0-rc.1"], [], id="a later pre-release"),
        ROW(pinned("2.0.0"), ["1.0.0", "2.0.0-rc.1"], [], id="what a pre-release led up to"),
        ROW(pinned("1.0.10"), ["1.0.9"], [], id="numbers, not text"),
        ROW(pinned("1.0.0", "~> 1.0"), ["1.0.0"], [], id="a constraint that fits"),
        ROW(pinned("1.0.1", ">= 1.0, < 2.0"), ["1.0.0"], [], id="and fits what is declared"),
        ROW(pinned("~> 1.0"), ["1.4.0"], [], id="only a constraint, which fits"),
        ROW(pinned("1.0.0") + "Since 0.9.0.\n", ["1.0.0"], [], id="a version in prose"),
        ROW(foreign("1.0.0"), ["1.0.0"], [], id="a pin of a module that has no release"),
        ROW(foreign("2.0.0"), ["1.0.0"], ["2.0.0"], id="a pin of another module's release"),
        ROW(foreign("~> 2.0"), ["1.0.0"], ["2.4.0"], id="a constraint that fits another module"),
        ROW(pinned("1.0.0") + tf(BLOCK.replace("registry", "r")), [], [], id="another host"),
        ROW(pinned("1.0.0") + tf("module {\n"), [], [], id="an unreadable fence of no module"),
    ],
)
def test_nothing_is_found_in(readme: str, released: list[str], other: list[str]) -> None:
    assert rules(readme, *released, other=tuple(other)) == []


@pytest.mark.parametrize(
    ("readme", "released", "expected"),
    [
        ROW(None, ["1.0.0"], ["no-usage-example"], id="no README"),
        ROW("# x\n", ["1.0.0"], ["no-usage-example"], id="no example"),
        ROW(tf(OTHER), [], ["no-usage-example"], id="another module's example only"),
        ROW(tf(BARE), ["1.0.0"], ["pin-missing"], id="an example without a version"),
        ROW(pinned("1.0.0") + tf(BARE + BARE), [], ["pin-missing"] * 2, id="two of three"),
        ROW(pinned("latest"), [], ["pin-invalid"], id="a word"),
        ROW(pinned("v1.2.3"), [], ["pin-invalid"], id="a version with a v"),
        ROW(pinned("2025.1"), [], ["pin-invalid"], id="a bare number"),
        ROW(pinned(""), [], ["pin-invalid"], id="nothing between the quotes"),
        ROW(pinned("~> x"), [], ["pin-invalid"], id="a constraint that is none"),
        ROW(tf(BLOCK.replace('"1.0.0"', "var.v")), [], ["pin-invalid"], id="an expression"),
        ROW(pinned("1.0.0", "1.1.0"), [], ["pins-disagree"], id="the lower one of two"),
        ROW(pinned("1.1.0", "1.0.0", "1.0.0"), [], ["pins-disagree"] * 2, id="both lower ones"),
        ROW(pinned("1.0.0", "1.1.0"), ["1.2.0"], ["pins-disagree"] * 2, id="both: more is out"),
        ROW(pinned("1.0.0", "latest"), [], ["pin-invalid"], id="a word beside a version"),
        ROW(pinned("2.0.0", "~> 1.0"), ["1.0.0"], ["pins-disagree"], id="a constraint too low"),
        ROW(pinned("~> 1.0"), ["2.0.0"], ["pins-disagree"], id="only a constraint, too low"),
        ROW(pinned("1.0.0"), ["1.1.0"], ["behind-release"], id="a pin below the release"),
        ROW(pinned("1.0.9"), ["1.0.10"], ["behind-release"], id="numbers, not text"),
        ROW(pinned("2.0.0-rc.1"), ["2.0.0"], ["behind-release"], id="a pre-release after all"),
        ROW(pinned("1.0.2"), ["1.0.0"], ["version-skipped"], id="a patch left out"),
        ROW(pinned("1.1.1"), ["1.0.0"], ["version-skipped"], id="a minor with a patch"),
        ROW(pinned("3.0.0"), ["1.0.0"], ["version-skipped"], id="a major left out"),
        ROW(
            pinned("1.0.0") + tf(BLOCK.replace("coder/git", "nobody/git")),
            [],
            ["unknown-source"],
            id="a namespace that has no such module",
        ),
        ROW(
            tf(BLOCK.replace("coder/git", "nobody/git")),
            [],
            ["no-usage-example", "unknown-source"],
            id="the same and no other example",
        ),
        ROW(pinned("1.0.0") + tf(BLOCK[:-2]), [], ["example-unreadable"], id="an open brace"),
    ],
)
def test_there_is(readme: str | None, released: list[str], expected: list[str]) -> None:
    assert rules(readme, *released) == expected


@pytest.mark.parametrize(
    ("version", "message"),
    [
        ROW("1.0.0", "1.0.0 was never released", id="a version that was never released"),
        ROW("2.0.0", '"2.0.0" is behind coder/dotfiles 2.1.0', id="an older version"),
        ROW("~> 1.0", '"~> 1.0" is behind coder/dotfiles 2.1.0', id="a constraint too low"),
    ],
)
def test_a_stale_pin_of_another_module_is_a_notice_for(version: str, message: str) -> None:
    one = module(foreign(version), "1.0.0")
    (finding,) = drift(one, registry(one, "2.0.0", "2.1.0"), LAYOUT)
    assert (finding.rule, finding.severity) == ("foreign-pin-stale", Severity.NOTICE)
    assert message in finding.message
    assert (finding.found, finding.expected) == (version, "2.1.0")


def test_a_finding_stands_at_its_pin_and_says_what_is_there_and_what_should_be() -> None:
    one = module(pinned("1.1.0", "1.0.0"))
    (finding,) = drift(one, registry(one), LAYOUT)
    assert (finding.file, finding.line, finding.column) == (
        "registry/coder/modules/git-clone/README.md",
        11,
        15,
    )
    assert (finding.found, finding.expected, finding.severity) == ("1.0.0", "1.1.0", Severity.ERROR)
    assert finding.message == '"1.0.0" here, "1.1.0" elsewhere in this README'
    assert finding.help == "release bump coder/git-clone 1.1.0"


def test_a_finding_without_a_pin_stands_at_the_block() -> None:
    one = module("# x\n\n" + tf(BARE), "1.0.0")
    (finding,) = drift(one, registry(one), LAYOUT)
    assert (finding.line, finding.column, finding.expected) == (4, 1, "1.0.0")


@pytest.mark.parametrize(
    ("declared", "released", "choices"),
    [
        ROW("1.5.0", "1.0.0", "1.0.1 or 1.1.0 or 2.0.0", id="a release"),
        ROW("2.0.2", "2.0.0-rc.1", "2.0.0", id="a pre-release of a major"),
        ROW("1.5.0", "1.3.0-rc.1", "1.3.0 or 2.0.0", id="a pre-release of a minor"),
    ],
)
def test_a_skipped_version_is_a_warning_that_names_what_may_follow(
    declared: str, released: str, choices: str
) -> None:
    one = module(pinned(declared), released)
    (finding,) = drift(one, registry(one), LAYOUT)
    assert finding.severity is Severity.WARNING
    assert finding.message == f"{declared} skips versions: after {released} comes {choices}"
    assert finding.expected == choices.partition(" ")[0]


@pytest.mark.parametrize(
    ("versions", "released", "expected"),
    [
        ROW([], [], "1.0.0", id="neither pins nor a release"),
        ROW(["latest", "~> 3.0"], [], "1.0.0", id="pins that are no versions"),
        ROW([], ["1.4.0"], "1.4.0", id="only a release"),
        ROW(["0.1.0"], [], "0.1.0", id="only a pin"),
        ROW(["1.0.0", "1.1.0"], ["1.0.0"], "1.1.0", id="a pin above the release"),
        ROW(["1.0.0", "1.1.0"], ["1.2.0"], "1.2.0", id="a release above the pins"),
        ROW(["1.9.0", "1.10.0"], [], "1.10.0", id="numbers, not text"),
    ],
)
def test_the_version_to_agree_on(versions: list[str], released: list[str], expected: str) -> None:
    assert str(settled_version(module(pinned(*versions), *released))) == expected
