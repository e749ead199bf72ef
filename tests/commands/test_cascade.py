"""`release bump --cascade`: what is written where, all or nothing, and only once."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from release_tool.adapters.opening import open_survey
from release_tool.apply import apply
from release_tool.commands.bump import BumpRequest, bump_named
from release_tool.commands.cascade import GUARDS, cascade_plan, cascaded, patch_levels
from release_tool.domain.bumping import keep_constraints
from release_tool.domain.plans import WriteFile
from release_tool.domain.versions import Level
from release_tool.errors import WorldError
from tests.command_line import Ran, release
from tests.dependency_values import code
from tests.layouts import LAYOUTS, OtherLayout, build
from tests.registry_builder import RegistryBuilder, example, readme

if TYPE_CHECKING:
    from pathlib import Path

    from release_tool.domain.plans import Step

IT = "registry/coder/modules/it"
USER = "registry/coder/modules/user"
TOP = "registry/coder/modules/top"
TEMPLATE = "registry/coder/templates/box"


def _bump(registry: RegistryBuilder, *arguments: str) -> Ran:
    return release("bump", *arguments, "--cascade", cwd=registry.root)


def _contents(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and ".git" not in file.parts
    }


def _text(registry: RegistryBuilder, path: str) -> str:
    return (registry.root / path).read_text()


@pytest.fixture
def used(registry: RegistryBuilder) -> RegistryBuilder:
    """`coder/user` ships `coder/it`, `coder/top` ships `coder/user`; a template uses all three."""
    for module in ("coder/it", "coder/user", "coder/top"):
        registry.module(module, "1.0.0")
    registry.write(f"{USER}/main.tf", code(("it", "1.0.0")))
    registry.write(f"{USER}/README.md", readme("coder/user", "1.0.0") + example("coder/it", "0.9"))
    registry.write(f"{TOP}/main.tf", code(("user", "1.0.0")))
    registry.write(f"{TEMPLATE}/main.tf", code(("it", "1.0.0"), ("user", "~> 1.0"), ("top", "1.0")))
    registry.write(f"{TEMPLATE}/README.md", "# Box\r\n\r\n" + example("coder/it", "1.0.0"))
    registry.commit("feat: begin")
    for module in ("coder/it", "coder/user", "coder/top"):
        registry.tag(module, "1.0.0")
    return registry


def test_pins_follow_and_modules_that_ship_them_are_bumped(used: RegistryBuilder) -> None:
    ran = _bump(used, "coder/it", "minor", "--format", "json")
    assert ran.code == 0, ran.err
    assert [
        (one["module"], one["from"], one["to"], one["level"], one["files"])
        for one in ran.json["changes"]
    ] == [
        ("coder/it", "1.0.0", "1.1.0", "minor", [
            {"path": f"{IT}/README.md", "pins": 1},
            {"path": f"{USER}/main.tf", "pins": 1},
            {"path": f"{TEMPLATE}/main.tf", "pins": 1},
            {"path": f"{TEMPLATE}/README.md", "pins": 1},
        ]),
        ("coder/user", "1.0.0", "1.0.1", "patch", [
            {"path": f"{USER}/README.md", "pins": 1},
            {"path": f"{TOP}/main.tf", "pins": 1},
        ]),
        ("coder/top", "1.0.0", "1.0.1", "patch", [{"path": f"{TOP}/README.md", "pins": 1}]),
    ]  # fmt: skip
    assert ran.json["applied"] is True
    assert _text(used, f"{USER}/main.tf") == code(("it", "1.1.0"))
    assert _text(used, f"{TOP}/main.tf") == code(("user", "1.0.1"))
    template = code(("it", "1.1.0"), ("user", "~> 1.0"), ("top", "1.0"))
    assert _text(used, f"{TEMPLATE}/main.tf") == template
    page = (used.root / TEMPLATE / "README.md").read_bytes()
    assert page == b"# Box\r\n\r\n" + example("coder/it", "1.1.0").encode()


def test_what_was_not_asked_for_stays_to_the_byte(used: RegistryBuilder) -> None:
    before = _contents(used.root)
    _bump(used, "coder/top", "major")
    changed = {path for path, text in _contents(used.root).items() if before[path] != text}
    assert changed == {f"{TOP}/README.md"}


def test_without_cascade_only_the_module_itself_changes(used: RegistryBuilder) -> None:
    before = _contents(used.root)
    release("bump", "coder/it", "minor", cwd=used.root)
    changed = {path for path, text in _contents(used.root).items() if before[path] != text}
    assert changed == {f"{IT}/README.md"}


@pytest.mark.parametrize("level", ["patch", "minor", "major", "auto", "1.5.0"])
def test_a_second_run_changes_nothing(used: RegistryBuilder, level: str) -> None:
    used.write(f"{IT}/run.sh", "true\n")
    used.commit("feat: run")
    assert _bump(used, "coder/it", level).code == 0
    once = _contents(used.root)
    ran = _bump(used, "coder/it", level, "--format", "json")
    assert (ran.code, ran.json["changes"], _contents(used.root)) == (0, [], once)
    used.commit("chore: bump")
    assert _bump(used, "coder/it", level, "--format", "json").json["changes"] == []


def test_a_dry_run_prints_a_diff_that_git_applies_and_writes_nothing(used: RegistryBuilder) -> None:
    before = _contents(used.root)
    ran = _bump(used, "coder/it", "minor", "--dry-run")
    assert (ran.code, _contents(used.root)) == (0, before)
    subprocess.run(("git", "apply"), cwd=used.root, input=ran.out.encode(), check=True)
    applied = _contents(used.root)
    used.git("checkout", "--quiet", ".")
    _bump(used, "coder/it", "minor")
    assert _contents(used.root) == applied != before


def test_auto_gives_every_module_its_own_level(used: RegistryBuilder) -> None:
    used.write(f"{IT}/main.tf", "# nothing left\n")
    used.commit("fix: less")
    used.write(f"{USER}/run.sh", "true\n")
    used.commit("feat: run")
    changes = _bump(used, "coder/it", "auto", "--format", "json").json["changes"]
    assert [(one["module"], one["to"]) for one in changes] == [
        ("coder/it", "2.0.0"),
        ("coder/user", "1.1.0"),
        ("coder/top", "1.0.1"),
    ]
    assert changes[1]["reasons"][0] == "it ships coder/it 2.0.0"
    assert changes[1]["reasons"][1].endswith("run")


def test_the_released_version_itself_can_be_handed_on(used: RegistryBuilder) -> None:
    used.module("coder/it", "1.1.0")
    used.tag("coder/it", "1.1.0")
    changes = _bump(used, "coder/it", "1.1.0", "--format", "json").json["changes"]
    assert [(one["module"], one["to"]) for one in changes][:2] == [
        ("coder/it", "1.1.0"),
        ("coder/user", "1.0.1"),
    ]
    paths = [file["path"] for file in changes[0]["files"]]
    assert paths == [f"{USER}/main.tf", f"{TEMPLATE}/main.tf", f"{TEMPLATE}/README.md"]


def test_constraints_that_refuse_are_told_and_only_rewritten_on_demand(
    used: RegistryBuilder,
) -> None:
    place = f'{TEMPLATE}/main.tf:7:14: "~> 1.0" does not accept 2.0.0; --constraints rewrites it'
    ran = _bump(used, "coder/user", "major", "--dry-run")
    assert (ran.code, f"  {place}\n" in ran.err) == (0, True)
    in_json = _bump(used, "coder/user", "major", "--format", "json")
    assert f"note: {place}\n" in in_json.err
    assert '"~> 1.0"' in _text(used, f"{TEMPLATE}/main.tf")
    assert _bump(used, "coder/user", "major", "--constraints").code == 0
    assert '"~> 2.0"' in _text(used, f"{TEMPLATE}/main.tf")


def test_changed_modules_cascade_together(used: RegistryBuilder) -> None:
    for folder in (IT, USER):
        used.write(f"{folder}/run.sh", "true\n")
    used.commit("feat: run")
    changes = _bump(used, "--changed", "minor", "--format", "json").json["changes"]
    assert [(one["module"], one["to"]) for one in changes] == [
        ("coder/it", "1.1.0"),
        ("coder/user", "1.1.0"),
        ("coder/top", "1.0.1"),
    ]
    assert _text(used, f"{TOP}/main.tf") == code(("user", "1.1.0"))


def test_nothing_that_changed_has_nothing_to_hand_on(used: RegistryBuilder) -> None:
    ran = _bump(used, "--changed", "auto")
    assert (ran.code, ran.out) == (0, "nothing to do\n")


def test_a_commit_has_just_the_files_of_the_cascade(used: RegistryBuilder) -> None:
    used.write("other.txt", "staged\n")
    used.git("add", "other.txt")
    assert _bump(used, "coder/it", "minor", "--commit").code == 0
    files = used.git("show", "--name-only", "--format=%s%n%b", "HEAD").split("\n")
    assert files[:5] == [
        "chore: use new versions of 3 modules",
        "- coder/it 1.1.0",
        "- coder/user 1.0.1",
        "- coder/top 1.0.1",
        "",
    ]
    assert sorted(filter(None, files[5:])) == sorted(
        [f"{one}/README.md" for one in (IT, USER, TOP)]
        + [f"{USER}/main.tf", f"{TOP}/main.tf", f"{TEMPLATE}/main.tf", f"{TEMPLATE}/README.md"]
    )
    assert used.git("status", "--short") == "A  other.txt"


def _circle(registry: RegistryBuilder) -> None:
    registry.write(f"{IT}/more.tf", code(("top", "1.0.0")))


def _torn(registry: RegistryBuilder) -> None:
    registry.write(f"{TEMPLATE}/torn.tf", code(("it", "1.0.0")) + "resource {\n")


def _torn_page(registry: RegistryBuilder) -> None:
    """A fence that names another module, in the README of one that would be bumped."""
    torn = example("coder/other", "1.0.0").replace("}\n", "")
    registry.write(f"{USER}/README.md", readme("coder/user", "1.0.0") + torn)


def _without_pins(registry: RegistryBuilder) -> None:
    registry.write(f"{TOP}/README.md", "# Top\n")


@pytest.mark.parametrize(
    ("spoil", "arguments", "exit_code", "said"),
    [
        pytest.param(
            _circle, (), 2, "coder/it -> coder/top -> coder/user -> coder/it", id="a circle"
        ),
        pytest.param(_torn, (), 1, f"{TEMPLATE}/torn.tf:6 cannot be read", id="a torn file"),
        pytest.param(_torn_page, (), 1, f"{USER}/README.md:11: this", id="a torn README"),
        pytest.param(_without_pins, (), 1, "coder/top cannot be bumped", id="a module on the way"),
        pytest.param(None, ("--pre", "rc"), 2, "1.1.0-rc.1 is a pre-release", id="a pre-release"),
    ],
)
def test_what_cannot_be_done_whole_is_not_begun(
    used: RegistryBuilder, spoil: object, arguments: tuple[str, ...], exit_code: int, said: str
) -> None:
    if callable(spoil):
        spoil(used)
        used.commit("feat: spoil")
    before = _contents(used.root)
    ran = _bump(used, "coder/it", "minor", *arguments)
    assert (ran.code, ran.out, said in ran.err) == (exit_code, "", True), ran.err
    assert "hint: " in ran.err
    assert _contents(used.root) == before


def test_force_leaves_alone_what_cannot_be_read(used: RegistryBuilder) -> None:
    _torn(used)
    torn = _text(used, f"{TEMPLATE}/torn.tf")
    assert _bump(used, "coder/it", "minor", "--force").code == 0
    assert _text(used, f"{TEMPLATE}/torn.tf") == torn
    assert _text(used, f"{USER}/main.tf") == code(("it", "1.1.0"))


def test_folders_that_do_not_count_break_a_circle(used: RegistryBuilder) -> None:
    used.write(f"{IT}/examples/main.tf", code(("top", "1.0.0")))
    assert _bump(used, "coder/it", "minor").code == 2
    used.write("release.yaml", 'modules:\n  ignored-changes: ["examples/"]\n')
    assert _bump(used, "coder/it", "minor").code == 0
    assert _text(used, f"{IT}/examples/main.tf") == code(("top", "1.0.1"))


def test_a_module_that_stands_at_a_pre_release_declares_the_next_one(used: RegistryBuilder) -> None:
    used.write(f"{USER}/README.md", readme("coder/user", "2.0.0-rc.1"))
    used.commit("feat!: another interface")
    used.tag("coder/user", "2.0.0-rc.1")
    assert _bump(used, "coder/it", "minor").code == 0
    assert _text(used, f"{USER}/README.md") == readme("coder/user", "2.0.0-rc.2")
    assert '"1.1.0"' in _text(used, f"{USER}/main.tf")
    assert '"1.0.0"' in _text(used, f"{TOP}/main.tf"), "a pre-release is for nobody else yet"
    again = _contents(used.root)
    assert _bump(used, "coder/it", "minor").code == 0
    assert _contents(used.root) == again


def test_check_is_content_after_a_cascade(used: RegistryBuilder) -> None:
    base = used.git("rev-parse", "HEAD")
    used.write(f"{IT}/run.sh", "true\n")
    used.commit("feat: run")
    assert _bump(used, "coder/it", "auto", "--commit").code == 0
    ran = release("check", "--base", base, "--format", "json", cwd=used.root)
    errors = [one for one in ran.json["findings"] if one["level"] == "error"]
    assert (ran.code, errors) == (0, [])


def test_a_write_that_fails_takes_the_others_back(used: RegistryBuilder) -> None:
    survey = open_survey(used.root)
    roots = bump_named(survey, ["coder/it"], BumpRequest(Level.MINOR)).bumps
    plan = cascade_plan(cascaded(survey, roots, keep_constraints, GUARDS, patch_levels))
    paths = [step.path for step in plan.steps if isinstance(step, WriteFile)]
    used.write(paths[-1], "changed in between\n")
    before = _contents(used.root)
    done: list[Step] = []
    with pytest.raises(WorldError, match="changed while the command ran"):
        apply(used.root, plan, done.append)
    assert (len(done), _contents(used.root)) == (len(paths) - 1, before)


@pytest.mark.parametrize("layout", LAYOUTS, ids=[one.name for one in LAYOUTS])
def test_pins_follow_in_every_layout(registry: RegistryBuilder, layout: OtherLayout) -> None:
    name = layout.module.rpartition("/")[2]
    folder = layout.folder.removesuffix(name) + "user"
    build(registry, layout)
    registry.write(f"{folder}/README.md", layout.readme("1.0.0").replace(name, "user"))
    call = f'module "it" {{\n{layout.arguments}}}\n'
    registry.write(f"{folder}/main.tf", call.replace("{version}", "1.2.0"))
    registry.commit("feat: use it")
    registry.git("tag", layout.tag_of("1.0.0").replace(name, "user"))
    used = release("dependents", layout.module, "--format", "json", cwd=registry.root).json[
        "dependents"
    ]
    assert [(one["kind"], one["satisfied"], one["behind"]) for one in used] == [
        ("module", True, None)
    ]
    ran = _bump(registry, layout.module, "minor", "--format", "json")
    assert ran.code == 0, ran.err
    assert [one["to"] for one in ran.json["changes"]] == ["1.3.0", "1.0.1"]
    assert _text(registry, f"{folder}/main.tf") == call.replace("{version}", "1.3.0")
    assert _text(registry, f"{folder}/README.md") == layout.readme("1.0.1").replace(name, "user")
