"""Which pins follow a bump, which modules are bumped with it, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from release_tool.domain.bumping import Bump, bump, keep_constraints, rewrite_constraints
from release_tool.domain.cascade import cascade, in_order, moved_pin, targets
from release_tool.domain.dependents import Dependency, DependentKind
from release_tool.domain.requirements import Requirement
from release_tool.domain.versions import Level, Version
from release_tool.errors import RequestError
from tests.dependency_values import by_module, code, named, released, uses
from tests.registry_builder import example

if TYPE_CHECKING:
    from collections.abc import Mapping

    from release_tool.domain.bumping import ConstraintPolicy
    from release_tool.domain.cascade import Cascade
    from release_tool.domain.modules import ModuleId
    from release_tool.domain.registry import Module

TARGET = Version.parse("2.0.0")


def pin_text(text: str, policy: ConstraintPolicy, target: Version = TARGET) -> str | None:
    (use,) = uses("main.tf", code(("it", text)))
    assert use.pin is not None
    return moved_pin(use.pin, target, policy)


@pytest.mark.parametrize("policy", [keep_constraints, rewrite_constraints])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("2.0.0", id="the version itself"),
        pytest.param("= 2.0.0", id="the version itself, with an equals sign"),
        pytest.param("~> 2.0", id="a constraint that takes it"),
        pytest.param(">= 1.0", id="a constraint without an upper end"),
        pytest.param(">=1.0,<3", id="an unusual spelling of one that takes it"),
    ],
)
def test_a_pin_that_takes_the_version_stays_to_the_byte(
    text: str, policy: ConstraintPolicy
) -> None:
    assert pin_text(text, policy) == text


@pytest.mark.parametrize("policy", [keep_constraints, rewrite_constraints])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("latest", id="a word"),
        pytest.param("${x}", id="an expression"),
        pytest.param("2.0.1", id="an exact pin above it"),
        pytest.param("!= 2.0.0", id="a refusal that somebody meant"),
    ],
)
def test_a_pin_that_nobody_can_move_is_told(text: str, policy: ConstraintPolicy) -> None:
    assert pin_text(text, policy) is None


@pytest.mark.parametrize(
    ("text", "kept", "rewritten"),
    [
        pytest.param("1.9.0", "2.0.0", "2.0.0", id="an exact pin"),
        pytest.param("1.9.0-rc.1", "2.0.0", "2.0.0", id="an exact pre-release"),
        pytest.param("= 1.9.0", "= 2.0.0", "= 2.0.0", id="an equals sign stays"),
        pytest.param("~> 1.2", None, "~> 2.0", id="a constraint that refuses it"),
        pytest.param(">= 1.0, < 2.0", None, ">= 1.0, < 2.1", id="a range that ends below"),
    ],
)
def test_what_a_pin_becomes(text: str, kept: str | None, rewritten: str) -> None:
    assert pin_text(text, keep_constraints) == kept
    assert pin_text(text, rewrite_constraints) == rewritten


def test_no_pin_of_another_moves_to_a_prerelease() -> None:
    target = Version.parse("2.0.0-rc.1")
    assert pin_text("1.9.0", rewrite_constraints, target) is None


def chain(*links: tuple[str, str, str]) -> list[Dependency]:
    """For each owner, used module and pin: the owner ships the use."""
    return [
        use
        for owner, used, pin in links
        for use in uses(f"registry/coder/modules/{owner}/main.tf", code((used, pin)), owner)
    ]


def order(*links: tuple[str, str, str], policy: ConstraintPolicy = keep_constraints) -> list[str]:
    return [one.name for one in in_order([named("a")], by_module(chain(*links)), policy)]


def test_what_is_used_comes_before_what_uses_it() -> None:
    links = [("d", "b", "1.0.0"), ("d", "c", "1.0.0"), ("c", "b", "1.0.0"), ("b", "a", "1.0.0")]
    assert order(*links) == order(*reversed(links)) == ["a", "b", "c", "d"]


def test_modules_that_do_not_use_each_other_come_by_name() -> None:
    assert order(*[(name, "a", "1.0.0") for name in ("y", "x", "z")]) == ["a", "x", "y", "z"]


@pytest.mark.parametrize(
    "links",
    [
        pytest.param([("a", "b", "1.0.0")], id="what the module itself uses"),
        pytest.param([("b", "a", "~> 1.0")], id="a constraint, which does not move"),
        pytest.param([("c", "b", "1.0.0"), ("b", "c", "1.0.0")], id="a circle elsewhere"),
        pytest.param([("b", "a", "~> 1.0"), ("a", "b", "1.0.0")], id="a circle that does not move"),
    ],
)
def test_nothing_follows_along(links: list[tuple[str, str, str]]) -> None:
    assert order(*links) == ["a"]


@pytest.mark.parametrize("pin", ["1.0.0", "= 1.0.0"])
def test_an_exact_pin_is_followed_however_it_is_written(pin: str) -> None:
    assert order(("b", "a", pin)) == ["a", "b"]


def test_a_constraint_is_followed_where_constraints_are_rewritten() -> None:
    assert order(("b", "a", "~> 1.0"), policy=rewrite_constraints) == ["a", "b"]


def test_modules_that_ship_each_other_are_refused_with_the_path() -> None:
    with pytest.raises(RequestError, match="coder/b -> coder/d -> coder/c -> coder/b") as raised:
        order(("b", "a", "1.0.0"), ("c", "b", "1.0.0"), ("d", "c", "1.0.0"), ("b", "d", "1.0.0"))
    assert (raised.value.exit_code, "ignored-changes" in raised.value.hint) == (2, True)


def run(
    modules: list[Module],
    files: Mapping[str, tuple[str, str]],
    policy: ConstraintPolicy = keep_constraints,
    own: Mapping[ModuleId, Requirement] | None = None,
    ships: bool = True,  # noqa: FBT002 - a fact about the files
) -> Cascade:
    """Bumps the first of *modules* to 2.0.0; *files* have an owner ("" for none) and a text."""
    first = modules[0]
    roots: list[Bump] = [bump(first, TARGET)]
    found = [
        use for path, (owner, text) in files.items() for use in uses(path, text, owner, ships=ships)
    ]
    known = {one.id: one for one in modules}
    wanted = targets(roots, known, by_module(found), own or {}, policy)
    contents = {path: text.encode() for path, (_, text) in files.items()}
    return cascade(wanted, by_module(found), contents, policy)


def bumped(result: Cascade) -> list[tuple[str, str]]:
    return [(one.bump.module.id.name, str(one.bump.target)) for one in result.bumps]


A = released("a", "1.0.0", "1.0.0")
B = "registry/coder/modules/b/main.tf"


@pytest.mark.parametrize(
    ("declared", "tags", "own", "target"),
    [
        pytest.param("1.2.0", ["1.2.0"], None, "1.2.1", id="a patch, when it says nothing"),
        pytest.param("0.2.0", ["0.2.0"], None, "0.2.1", id="a patch below 1.0.0 as well"),
        pytest.param("1.2.0", ["1.2.0"], Level.MINOR, "1.3.0", id="its own level"),
        pytest.param("1.3.0", ["1.2.0"], None, "1.3.0", id="more that is declared already"),
        pytest.param("0.1.0", [], None, "0.1.0", id="a first release as it is declared"),
        pytest.param(
            "2.0.0-rc.1", ["1.0.0", "2.0.0-rc.1"], None, "2.0.0-rc.2", id="the next pre-release"
        ),
        pytest.param(
            "1.1.0-rc.3", ["1.0.0", "1.1.0-rc.3"], Level.MAJOR, "2.0.0-rc.1", id="of its own level"
        ),
        pytest.param("2.0.0", ["2.0.0-rc.1"], None, "2.0.0", id="an end of pre-releases"),
    ],
)
def test_a_module_that_ships_the_change_gets_its_own_level(
    declared: str, tags: list[str], own: Level | None, target: str
) -> None:
    levels = {named("b"): Requirement(own, ("why",))} if own else {}
    modules = [A, released("b", declared, *tags)]
    result = run(modules, {B: ("b", code(("a", "1.0.0")))}, own=levels)
    assert bumped(result) == [("a", "2.0.0"), ("b", target)]
    assert result.bumps[1].bump.reasons == ("it ships coder/a 2.0.0", *(["why"] if own else []))


@pytest.mark.parametrize(
    ("owner", "pin", "ships"),
    [
        pytest.param("", "1.0.0", True, id="a template"),
        pytest.param("b", "1.0.0", False, id="a file that does not count"),
        pytest.param("b", ">= 1.0", True, id="a constraint that takes the version"),
        pytest.param("b", "~> 1.0", True, id="a constraint that is left as it is"),
        pytest.param("b", None, True, id="no version at all"),
    ],
)
def test_nobody_else_is_bumped_for(owner: str, pin: str | None, ships: bool) -> None:
    files = {B: (owner, code(("a", pin)))}
    result = run([A, released("b", "1.0.0", "1.0.0")], files, ships=ships)
    assert bumped(result) == [("a", "2.0.0")]


def test_a_pin_that_moves_in_the_tests_of_a_module_is_no_reason_to_bump_it() -> None:
    b = released("b", "1.0.0", "1.0.0")
    tests = "registry/coder/modules/b/tests/main.tf"
    stays, moves = code(("a", "2.0.1")), code(("a", "1.0.0"))
    found = by_module([*uses(B, stays, "b"), *uses(tests, moves, "b", ships=False)])
    wanted = targets([bump(A, TARGET)], {A.id: A, b.id: b}, found, {}, keep_constraints)
    assert [one.module.id.name for one in wanted] == ["a"]


def test_a_change_goes_on_through_what_ships_it() -> None:
    modules = [A, released("b", "1.0.0", "1.0.0"), released("c", "3.0.0", "3.0.0")]
    c = "registry/coder/modules/c/main.tf"
    result = run(modules, {B: ("b", code(("a", "1.0.0"))), c: ("c", code(("b", "1.0.0")))})
    assert bumped(result) == [("a", "2.0.0"), ("b", "1.0.1"), ("c", "3.0.1")]
    after = {file.path: file.after.decode() for file in result.files}
    assert (after[B], after[c]) == (code(("a", "2.0.0")), code(("b", "1.0.1")))


def test_one_file_may_hold_pins_of_several_modules_of_the_cascade() -> None:
    modules = [A, released("b", "1.0.9", "1.0.9")]
    template = "registry/coder/templates/t/main.tf"
    both = code(("a", "1.0.0"), ("b", "1.0.9"), ("a", "0.9.0"))
    result = run(modules, {B: ("b", code(("a", "1.0.0"))), template: ("", both)})
    after = {file.path: file.after.decode() for file in result.files}
    assert after[template] == code(("a", "2.0.0"), ("b", "1.0.10"), ("a", "2.0.0"))
    counted = [{file.path: file.pins for file in one.files} for one in result.bumps]
    assert counted == [{B: 1, template: 2}, {template: 1}]


def test_a_readme_with_own_and_other_pins_gets_both() -> None:
    """The other pins grow, and the own ones behind them move."""
    before, behind = example("coder/a", "1.0.0"), example("coder/b", "1.0.9")
    b = released("b", "1.0.9", "1.0.9", more=before + behind)
    assert b.readme is not None
    text = b.readme.content.decode()
    found = [*uses(B, code(("a", "1.0.0")), "b"), *_examples(b)]
    target = Version.parse("2.10.100")
    wanted = targets([bump(A, target)], {A.id: A, b.id: b}, by_module(found), {}, keep_constraints)
    contents = {B: code(("a", "1.0.0")).encode(), b.readme_path: text.encode()}
    result = cascade(wanted, by_module(found), contents, keep_constraints)
    (written,) = [file for file in result.files if file.path == b.readme_path]
    assert written.before == text.encode()
    expected = text.replace('"1.0.9"', '"1.0.10"').replace('"1.0.0"', '"2.10.100"')
    assert written.after.decode() == expected


def _examples(module: Module) -> list[Dependency]:
    """The uses of other modules in the README of *module*."""
    return [
        Dependency(DependentKind.EXAMPLE, module.readme_path, module.id, ships=False, example=one)
        for one in module.examples
        if one.module != module.id
    ]


def test_what_does_not_follow_is_kept_with_its_reason() -> None:
    files = {"t.tf": ("", code(("a", "~> 1.0"), ("a", "latest"), ("a", "2.0.1")))}
    (one,) = run([A], files).bumps
    assert [kept.reason for kept in one.kept] == [
        "does not accept 2.0.0; --constraints rewrites it",
        "is neither a version nor a constraint",
        "is above 2.0.0",
    ]
    assert one.files == ()


def test_what_was_handed_on_already_is_neither_edited_nor_forgotten() -> None:
    modules = [released("a", "2.0.0", "1.0.0"), released("b", "1.0.1", "1.0.0")]
    result = run(modules, {B: ("b", code(("a", "2.0.0")))})
    assert bumped(result) == [("a", "2.0.0"), ("b", "1.0.1")]
    assert result.files == ()


def test_a_module_that_was_released_with_the_change_is_left_alone() -> None:
    modules = [released("a", "2.0.0", "2.0.0"), released("b", "1.0.1", "1.0.1")]
    assert bumped(run(modules, {B: ("b", code(("a", "2.0.0")))})) == [("a", "2.0.0")]
