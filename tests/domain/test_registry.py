"""What a module declares, whether it wants a tag, its state, and what a pull request owes."""

from __future__ import annotations

import pytest

from release_tool.domain.commits import Commit, Person
from release_tool.domain.registry import Registry
from release_tool.domain.requirements import Requirement, expected_version, owed
from release_tool.domain.status import ModuleCommit, ModuleStatus, State, summary
from release_tool.domain.versions import Level
from tests.module_values import OTHER, module, tags
from tests.readme_marks import BARE, BLOCK, HEAD, OWN, TAIL, tf
from tests.readme_rows import ROW

COMMIT = ModuleCommit(Commit("a" * 40, (), Person("Ada", "ada@example.com"), "", "fix: x"), ("x",))


def pinned(*versions: str) -> str:
    return "".join(tf(f'{HEAD}  version  = "{version}"\n{TAIL}') for version in versions)


@pytest.mark.parametrize(
    ("readme", "declared"),
    [
        ROW(None, None, id="no README declares nothing"),
        ROW("", None, id="no example declares nothing"),
        ROW(tf(BARE), None, id="no version declares nothing"),
        ROW(pinned("1.0.0", "1.0.1"), None, id="two versions declare nothing"),
        ROW(pinned("1.0.0", "latest"), None, id="a word beside a version declares nothing"),
        ROW(pinned("v1.0.0"), None, id="a version with a v declares nothing"),
        ROW(pinned("~> 1.0"), None, id="a constraint alone declares nothing"),
        ROW(pinned("1.0.0", "~> 2.0"), None, id="a constraint that does not fit disagrees"),
        ROW(tf(BLOCK.replace('"1.0.0"', "var.v")), None, id="an expression declares nothing"),
        ROW(pinned("1.0.0"), "1.0.0", id="one pin"),
        ROW(pinned("1.0.0", "1.0.0"), "1.0.0", id="pins that agree"),
        ROW(pinned("1.0.0", "~> 1.0"), "1.0.0", id="a constraint that fits"),
        ROW(tf(BLOCK + BARE), "1.0.0", id="an example without version does not disagree"),
    ],
)
def test_the_declared_version(readme: str | None, declared: str | None) -> None:
    found = module(readme).declared
    assert (str(found) if found else None) == declared


@pytest.mark.parametrize(
    ("versions", "released", "changed", "state"),
    [
        ROW([], ["1.0.0"], ["main.tf"], State.UNVERSIONED, id="no pin"),
        ROW(["latest"], ["1.0.0"], ["main.tf"], State.UNVERSIONED, id="no usable pin"),
        ROW(["1.0.0", "1.1.0"], ["1.0.0"], ["main.tf"], State.DRIFTED, id="pins that disagree"),
        ROW(["1.0.0"], ["1.1.0"], ["main.tf"], State.DRIFTED, id="a pin below the release"),
        ROW(["1.0.9"], ["1.0.10"], [], State.DRIFTED, id="below it by number"),
        ROW(["1.0.0"], ["1.0.0"], [], State.RELEASED, id="released, nothing changed"),
        ROW(["1.0.0"], ["1.0.0"], ["main.tf"], State.CHANGED, id="released and changed"),
        ROW(["1.0.0"], [], ["main.tf"], State.NEW, id="no tag yet"),
        ROW(["1.0.0-rc.1"], [], ["main.tf"], State.NEW, id="no tag yet, a pre-release"),
        ROW(["1.1.0"], ["1.0.0"], ["main.tf"], State.PENDING, id="a pin above the release"),
        ROW(["2.0.0"], ["2.0.0-rc.1"], [], State.PENDING, id="above a pre-release"),
    ],
)
def test_where_a_module_stands(
    versions: list[str],
    released: list[str],
    changed: list[str],
    state: State,
) -> None:
    one = module(pinned(*versions), *released)
    assert ModuleStatus(one, tuple(changed), ()).state is state
    assert one.wants_tag is (state in {State.NEW, State.PENDING})


def test_commits_alone_do_not_make_a_change() -> None:
    one = module(pinned("1.0.0"), "1.0.0")
    assert ModuleStatus(one, (), (COMMIT,)).state is State.RELEASED


def test_the_summary_names_every_state() -> None:
    one = ModuleStatus(module(pinned("1.0.0"), "1.0.0"), (), ())
    assert summary([one, one]) == {state: 2 if state == "released" else 0 for state in State}


def test_modules_with_tags_and_no_folder_are_gone() -> None:
    registry = Registry((), frozenset({OWN}), {OWN: (), OTHER: tags(OTHER, "1.0.0", "1.0.10")})
    assert registry.gone == (OTHER,)
    assert str(registry.released(OTHER)) == "1.0.10"
    assert registry.released(OWN) is None


@pytest.mark.parametrize(
    ("declared", "released", "required", "asked"),
    [
        ROW("1.0.0", [], Level.MAJOR, None, id="a first release"),
        ROW("1.0.0", ["1.0.0"], None, None, id="nothing that counts changed"),
        ROW("0.9.0", ["1.0.0"], Level.PATCH, None, id="a pin below the release, told elsewhere"),
        ROW("latest", ["1.0.0"], Level.PATCH, None, id="a pin that is none, told elsewhere"),
        ROW("1.0.1", ["1.0.0"], Level.PATCH, None, id="the required level"),
        ROW("2.0.0", ["1.0.0"], Level.PATCH, None, id="more than the required level"),
        ROW("1.1.0-rc.1", ["1.0.0"], Level.MINOR, None, id="a pre-release of it"),
        ROW("1.1.0", ["1.0.0"], Level.PATCH, Level.MINOR, id="the level that was asked for"),
        ROW("2.0.0-rc.2", ["2.0.0-rc.1"], Level.PATCH, None, id="the next pre-release"),
        ROW("2.0.0", ["2.0.0-rc.1"], Level.MAJOR, None, id="what a pre-release led up to"),
        ROW("2.0.0", ["2.0.0-rc.1"], Level.PATCH, Level.MAJOR, id="the same, as asked for"),
        ROW("2.0.0-rc.2", ["2.0.0-rc.1"], Level.PATCH, Level.PATCH, id="a patch of a pre-release"),
    ],
)
def test_a_pull_request_owes_nothing_for(
    declared: str, released: list[str], required: Level | None, asked: Level | None
) -> None:
    assert list(owed(module(pinned(declared), *released), Requirement(required), asked)) == []


@pytest.mark.parametrize(
    ("declared", "released", "required", "expected"),
    [
        ROW("2.0.0-rc.1", "2.0.0-rc.1", Level.PATCH, ("not-bumped", "2.0.0"), id="no bump"),
        ROW("1.3.0", "1.3.0-rc.1", Level.MAJOR, ("bump-too-small", "2.0.0"), id="a minor"),
        ROW("1.3.0-rc.2", "1.3.0-rc.1", Level.MAJOR, ("bump-too-small", "2.0.0"), id="its rc"),
    ],
)
def test_after_a_pre_release_a_pull_request_owes(
    declared: str, released: str, required: Level, expected: tuple[str, str]
) -> None:
    (finding,) = owed(module(pinned(declared), "1.0.0", released), Requirement(required), None)
    assert (finding.rule, finding.expected) == expected


@pytest.mark.parametrize(
    ("declared", "required", "asked", "expected"),
    [
        ROW("1.0.0", Level.MINOR, None, [("not-bumped", "1.1.0")], id="no bump"),
        ROW("1.0.0", Level.PATCH, Level.MAJOR, [("not-bumped", "2.0.0")], id="no bump as asked"),
        ROW("1.0.1", Level.MINOR, None, [("bump-too-small", "1.1.0")], id="too small a bump"),
        ROW("1.1.0-rc.1", Level.MAJOR, None, [("bump-too-small", "2.0.0")], id="so is its rc"),
        ROW("1.1.0", Level.PATCH, Level.PATCH, [("level-mismatch", "1.0.1")], id="more than asked"),
        ROW("1.0.2", Level.PATCH, Level.PATCH, [("level-mismatch", "1.0.1")], id="not the next"),
        ROW(
            "1.0.1",
            Level.MINOR,
            Level.MAJOR,
            [("bump-too-small", "1.1.0"), ("level-mismatch", "2.0.0")],
            id="too small, and not as asked",
        ),
    ],
)
def test_a_pull_request_owes(
    declared: str, required: Level, asked: Level | None, expected: list[tuple[str, str]]
) -> None:
    one = module(pinned(declared), "1.0.0")
    findings = list(owed(one, Requirement(required, ("because",)), asked))
    assert [(finding.rule, finding.expected) for finding in findings] == expected


@pytest.mark.parametrize(
    ("declared", "required", "asked", "expected"),
    [
        ROW("1.0.0", None, None, "1.0.0", id="the release, where nothing changed"),
        ROW("1.0.0", Level.MINOR, None, "1.1.0", id="the required level"),
        ROW("2.0.0", Level.MINOR, None, "2.0.0", id="what is declared, where it is enough"),
        ROW("2.0.0", Level.MINOR, Level.MINOR, "1.1.0", id="what was asked for, whatever is"),
    ],
)
def test_the_expected_version_is(
    declared: str, required: Level | None, asked: Level | None, expected: str
) -> None:
    one = module(pinned(declared), "1.0.0")
    assert str(expected_version(one, Requirement(required), asked)) == expected
