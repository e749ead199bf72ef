"""`release dependents`: every use of a module in a real registry, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.command_line import Ran, release
from tests.dependency_values import code
from tests.registry_builder import RegistryBuilder, example, readme

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATE = "registry/acme/templates/box"
USER = "registry/coder/modules/user"


def _ask(registry: RegistryBuilder, *arguments: str) -> Ran:
    ran = release("dependents", *arguments, "--format", "json", cwd=registry.root)
    assert ran.code == 0, ran.err
    return ran


def _rows(ran: Ran) -> list[tuple[str, str, int]]:
    return [(one["kind"], one["file"], one["line"]) for one in ran.json["dependents"]]


@pytest.fixture
def used(registry: RegistryBuilder) -> RegistryBuilder:
    """`coder/it` 2.1.0 with a use of each kind."""
    registry.released("coder/it", "2.1.0")
    registry.tag("coder/it", "1.0.0", "HEAD")
    registry.released("coder/user", "0.1.0")
    registry.write(f"{USER}/main.tf", code(("it", "1.0.0")))
    registry.write(f"{USER}/README.md", readme("coder/user", "0.1.0") + example("coder/it", None))
    registry.write(f"{TEMPLATE}/main.tf", code(("it", "~> 2.0"), ("user", "0.1.0")))
    registry.write(f"{TEMPLATE}/README.md", "# Box\n\n" + example("coder/it", "2.0.9"))
    registry.commit("feat: use it")
    return registry


def test_the_json_has_exactly_the_keys_of_the_contract(used: RegistryBuilder) -> None:
    rows = [
        ("module", f"{USER}/main.tf", 3, "1.0.0", False, "major"),
        ("template", f"{TEMPLATE}/main.tf", 3, "~> 2.0", True, None),
        ("example", f"{TEMPLATE}/README.md", 6, "2.0.9", False, "minor"),
        ("example", f"{USER}/README.md", 12, None, True, None),
    ]
    keys = ("kind", "file", "line", "pin", "satisfied", "behind")
    assert _ask(used, "coder/it").json == {
        "module": "coder/it",
        "released": "2.1.0",
        "dependents": [dict(zip(keys, row, strict=True)) for row in rows],
    }


def test_the_text_says_what_is_behind_and_what_was_never_released(used: RegistryBuilder) -> None:
    ran = release("dependents", "it", cwd=used.root)
    lines = ran.out.splitlines()
    assert (ran.code, ran.err, lines[0]) == (0, "", "coder/it  released 2.1.0")
    by_pin = {line.split()[1]: " ".join(line.split()) for line in lines[2:6]}
    assert by_pin["1.0.0"].endswith(f"major {USER}/main.tf:3")
    assert by_pin["2.0.9"].endswith(f"{TEMPLATE}/README.md:6 2.0.9 was never released")
    assert by_pin["-"].endswith("no version: takes the newest")
    assert lines[-1] == "4 uses: 1 module, 1 template, 2 examples; behind: 1 major, 1 minor"


def test_without_a_module_every_use_is_listed(used: RegistryBuilder) -> None:
    used.write("registry/acme/templates/box/more.tf", code(("gone", "1.0.0")))
    listed = _ask(used).json["modules"]
    assert [(one["module"], one["released"], len(one["dependents"])) for one in listed] == [
        ("coder/gone", None, 1),
        ("coder/it", "2.1.0", 4),
        ("coder/user", "0.1.0", 1),
    ]
    text = release("dependents", cwd=used.root).out
    assert "coder/gone  not a module of this registry\n" in text


@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param(f"{TEMPLATE}/notes.md", example("coder/it", "1.0.0"), id="another document"),
        pytest.param(f"{TEMPLATE}/x.txt", code(("it", "1.0.0")), id="a file of another kind"),
        pytest.param(f"{TEMPLATE}/.x.tf", code(("it", "1.0.0")), id="a hidden file"),
        pytest.param(f"{TEMPLATE}/x.tf~", code(("it", "1.0.0")), id="an editor's copy"),
        pytest.param("elsewhere/main.tf", code(("it", "1.0.0")), id="outside the registry's root"),
        pytest.param(
            "registry/coder/modules/it/examples/main.tf", code(("it", "1.0.0")),
            id="the module's own folder",
        ),
        pytest.param(
            f"{TEMPLATE}/x.tf", code(("it", "1.0.0")).replace("registry.", "other."),
            id="another host",
        ),
        pytest.param(f"{TEMPLATE}/x.tf", 'module "it" {\n  source = "../it"\n}\n', id="a folder"),
        pytest.param(f"{TEMPLATE}/x.tf", "module {\n", id="an unreadable file of no module"),
    ],
)  # fmt: skip
def test_no_use_is_found_in(registry: RegistryBuilder, path: str, text: str) -> None:
    registry.released("coder/it", "1.0.0")
    registry.write(path, text)
    registry.commit("feat: more")
    ran = _ask(registry, "coder/it")
    assert (ran.json["dependents"], ran.err) == ([], "")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        pytest.param("registry/coder/README.md", "example", id="a namespace's README"),
        pytest.param(f"{USER}/docs/README.md", "example", id="a README deeper in a module"),
        pytest.param(f"{USER}/modules/sub/main.tf", "module", id="a submodule"),
        pytest.param(f"{USER}/tests/main.tf", "module", id="a module's tests"),
        pytest.param("registry/acme/labs/one/deep/main.tf", "template", id="any other folder"),
    ],
)
def test_a_use_is_found_in(registry: RegistryBuilder, path: str, kind: str) -> None:
    registry.released("coder/it", "1.0.0")
    is_code = path.endswith(".tf")
    registry.write(path, code(("it", "1.0.0")) if is_code else "# X\n\n" + example("coder/it", "1"))
    assert [(row[0], row[1]) for row in _rows(_ask(registry, "it"))] == [(kind, path)]


def test_a_link_is_not_read_twice(used: RegistryBuilder) -> None:
    before = _rows(_ask(used, "it"))
    (used.root / TEMPLATE / "link.tf").symlink_to("main.tf")
    assert _rows(_ask(used, "it")) == before
    used.commit("feat: link")
    assert _rows(_ask(used, "it")) == before


def test_the_working_tree_is_what_counts(used: RegistryBuilder) -> None:
    (used.root / USER / "main.tf").unlink()
    used.write(f"{TEMPLATE}/main.tf", "# nothing\n")
    assert [row[0] for row in _rows(_ask(used, "it"))] == ["example", "example"]


def test_a_file_that_cannot_be_read_is_told(used: RegistryBuilder) -> None:
    used.write(f"{TEMPLATE}/torn.tf", code(("it", "1.0.0")) + "resource {\n")
    ran = _ask(used, "it")
    assert (len(ran.json["dependents"]), f"{TEMPLATE}/torn.tf:6 cannot be read" in ran.err) == (
        4,
        True,
    )
    assert _ask(used, "coder/user").err == ""


@pytest.mark.parametrize("name", ["it", "item", "user-it", "it.er"])
def test_an_unreadable_file_is_told_only_for_the_modules_that_it_names(
    registry: RegistryBuilder, name: str
) -> None:
    registry.released("coder/it", "1.0.0")
    registry.write(f"{TEMPLATE}/torn.tf", code((name, "1.0.0")) + "resource {\n")
    ran = _ask(registry, "coder/it")
    assert ("cannot be read" in ran.err) == (name == "it")


def test_terraform_in_json_is_told_and_not_passed_over(used: RegistryBuilder) -> None:
    source = "registry.coder.com/coder/it/coder"
    used.write(f"{TEMPLATE}/x.tf.json", f'{{"module": {{"it": {{"source": "{source}"}}}}}}\n')
    assert f"{TEMPLATE}/x.tf.json:1 cannot be read" in _ask(used, "it").err


def test_a_bare_repository_gives_the_same_answer(used: RegistryBuilder) -> None:
    remote = used.remote()
    ran = release("dependents", "coder/it", "--format", "json", cwd=remote)
    assert (ran.code, ran.json) == (0, _ask(used, "coder/it").json)


def test_a_submodule_of_git_is_no_file_whatever_it_is_called(used: RegistryBuilder) -> None:
    before = _ask(used, "it").json
    oid = "1" * 40
    used.git("update-index", "--add", "--cacheinfo", f"160000,{oid},{TEMPLATE}/sub.tf")
    used.git("commit", "--quiet", "-m", "feat: a submodule")
    assert _ask(used, "it").json == before
    ran = release("dependents", "it", "--format", "json", cwd=used.remote())
    assert (ran.code, ran.json) == (0, before), ran.err


def test_an_unknown_module_is_an_error_with_the_nearest_name(used: RegistryBuilder) -> None:
    ran = release("dependents", "coder/usr", cwd=used.root)
    assert (ran.code, ran.out, "did you mean coder/user?" in ran.err) == (2, "", True)


def test_the_number_of_git_processes_does_not_grow(tmp_path: Path) -> None:
    counts = []
    for number in (2, 20):
        registry = RegistryBuilder.create(tmp_path / str(number))
        for index in range(number):
            registry.released(f"coder/m{index}", "1.0.0")
            registry.write(
                f"registry/coder/templates/t{index}/main.tf", code((f"m{index}", "1.0.0"))
            )
        registry.commit("feat: templates")
        for command in (
            ("dependents",),
            ("status", "--all", "--required"),
            ("bump", "coder/m0", "auto", "--cascade", "--dry-run"),
        ):
            traces = tmp_path / f"traces-{number}-{command[0]}"
            traces.mkdir()
            env = {"GIT_TRACE2_EVENT": str(traces)}
            assert release(*command, cwd=registry.root, env=env).code == 0
            counts.append(len(list(traces.iterdir())))
    assert counts[:3] == counts[3:]
    assert 0 < max(counts) <= 15
