"""`release audit` and its surroundings: options, remotes, branches, forges, other layouts."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.audited_registry import out, put, remove
from tests.command_line import Ran, release
from tests.registry_builder import MAIN_TF, RegistryBuilder, example, readme

if TYPE_CHECKING:
    from pathlib import Path

ROW = pytest.param
WITHOUT = "this example of coder/two has no version"
SKIPS = "it skips versions: after 1.0.0 comes 1.0.1 or 1.1.0 or 2.0.0"


@pytest.fixture
def tagged(registry: RegistryBuilder) -> RegistryBuilder:
    """`coder/one` 1.0.0, which is in order, and 1.0.2, which skips a version."""
    out(registry, "coder/one", "1.0.0")
    out(registry, "coder/one", "1.0.2")
    return registry


def rules_of(ran: Ran) -> list[tuple[str, str]]:
    return [(one["rule"], one["tag"].rpartition("/v")[2]) for one in ran.json["findings"]]


def test_a_registry_in_order_is_said_to_be(registry: RegistryBuilder) -> None:
    out(registry, "coder/one", "1.0.0")
    registry.remote()
    ran = release("audit", cwd=registry.root)
    assert (ran.code, ran.out, ran.err) == (0, "1 release tag checked, no mistake\n", "")


def test_a_repository_without_release_tags_is_in_order(registry: RegistryBuilder) -> None:
    put(registry, "coder/one", "# one\n")
    registry.remote()
    ran = release("audit", "--format", "json", cwd=registry.root)
    assert (ran.code, ran.json, ran.err) == (0, {"tags": 0, "findings": []}, "")


def test_with_neither_tags_nor_the_default_branch_there_is_nothing_to_find(
    registry: RegistryBuilder,
) -> None:
    registry.write("release.yaml", "release:\n  default-branch: trunk\n")
    put(registry, "coder/one", "# one\n")
    ran = release("audit", "--format", "json", cwd=registry.root)
    assert (ran.code, ran.json) == (0, {"tags": 0, "findings": []})


def test_a_finding_is_one_line_and_the_exit_code_is_one(tagged: RegistryBuilder) -> None:
    put(tagged, "coder/two", readme("coder/two", None))
    tagged.tag("coder/two", "1.0.0")
    tagged.remote()
    ran = release("audit", cwd=tagged.root)
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.splitlines() == [
        f"error[pin-missing]    release/coder/two/v1.0.0  README.md:6: {WITHOUT}",
        f"warning[version-gap]  release/coder/one/v1.0.2  {SKIPS}",
        "",
        "1 error, 1 warning in 2 modules",
    ]


@pytest.mark.parametrize(
    ("level", "code", "found"),
    [
        ROW("off", 0, [], id="off"),
        ROW("notice", 0, ["notice"], id="a notice, which fails nothing"),
        ROW("warning", 1, ["warning"], id="a warning, as without it"),
        ROW("error", 1, ["error"], id="an error"),
    ],
)
def test_release_yaml_gives_a_rule_another_level(
    tagged: RegistryBuilder, level: str, code: int, found: list[str]
) -> None:
    rule = f'rules:\n  - rule: version-gap\n    level: "{level}"\n    reason: it was meant\n'
    tagged.write("release.yaml", rule)
    ran = release("audit", "--format", "json", cwd=tagged.root)
    assert (ran.code, [one["level"] for one in ran.json["findings"]]) == (code, found)


def test_only_the_modules_that_are_named_are_looked_at(tagged: RegistryBuilder) -> None:
    out(tagged, "coder/two", "1.0.0")
    ran = release("audit", "coder/two", "--format", "json", cwd=tagged.root)
    assert (ran.code, ran.json) == (0, {"tags": 1, "findings": []})


def test_a_module_that_is_gone_can_be_named(tagged: RegistryBuilder) -> None:
    remove(tagged, "coder/one")
    ran = release("audit", "coder/one", "--format", "json", cwd=tagged.root)
    assert rules_of(ran) == [("version-gap", "1.0.2"), ("module-gone", "1.0.2")]


def test_an_unknown_module_is_refused_with_a_near_one(tagged: RegistryBuilder) -> None:
    ran = release("audit", "coder/onn", cwd=tagged.root)
    assert (ran.code, ran.out) == (2, "")
    assert "unknown module coder/onn; did you mean coder/one?" in ran.err


def test_without_a_remote_it_says_what_was_not_looked_for(tagged: RegistryBuilder) -> None:
    ran = release("audit", "--format", "json", cwd=tagged.root)
    assert (ran.code, rules_of(ran)) == (1, [("version-gap", "1.0.2")])
    assert ran.err == "note: moved tags were not looked for: there is no remote origin\n"


def test_a_remote_that_does_not_answer_stops_nothing_else(tagged: RegistryBuilder) -> None:
    shutil.rmtree(tagged.remote())
    ran = release("audit", "--format", "json", cwd=tagged.root)
    assert (ran.code, rules_of(ran)) == (1, [("version-gap", "1.0.2")])
    assert "moved tags were not looked for: the remote origin does not answer" in ran.err


def test_tags_that_only_the_remote_has_are_said_to_be_missing(tagged: RegistryBuilder) -> None:
    out(tagged, "coder/two", "1.0.0")
    tagged.remote()
    tagged.git("tag", "--delete", "release/coder/one/v1.0.2", "release/coder/two/v1.0.0")
    ran = release("audit", "--format", "json", cwd=tagged.root)
    assert (ran.code, ran.json["tags"]) == (0, 1)
    assert ran.err == (
        "note: only on origin and not looked at (git fetch origin --tags): "
        "release/coder/one/v1.0.2 and 1 more\n"
    )


def test_without_the_default_branch_no_tag_is_called_off_it(tagged: RegistryBuilder) -> None:
    tagged.write("release.yaml", "release:\n  default-branch: trunk\n")
    ran = release("audit", "--format", "json", cwd=tagged.root)
    assert rules_of(ran) == [("version-gap", "1.0.2")]
    assert "tags off the default branch were not looked for: there is no trunk here" in ran.err


def test_the_default_branch_may_be_known_only_from_the_remote(tagged: RegistryBuilder) -> None:
    tagged.remote()
    tagged.git("switch", "--quiet", "--detach")
    tagged.git("branch", "--delete", "--force", "main")
    ran = release("audit", "--format", "json", cwd=tagged.root)
    assert (rules_of(ran), ran.err) == ([("version-gap", "1.0.2")], "")


def test_a_tag_that_names_no_commit_is_a_finding_and_no_crash(registry: RegistryBuilder) -> None:
    put(registry, "coder/one", readme("coder/one", "1.0.0"))
    registry.tag("coder/one", "1.0.0", "HEAD:registry/coder/modules/one/README.md")
    ran = release("audit", "--format", "json", cwd=registry.root)
    assert rules_of(ran) == [("off-branch", "1.0.0"), ("no-usage-example", "1.0.0")]


def test_only_with_a_forge_are_missing_releases_looked_for(registry: RegistryBuilder) -> None:
    out(registry, "coder/one", "1.0.0")
    out(registry, "coder/one", "1.0.1")
    done = release("publish", "release/coder/one/v1.0.0", "--forge", "local", cwd=registry.root)
    assert done.code == 0, done.err
    without = release("audit", "--format", "json", cwd=registry.root)
    ran = release("audit", "--forge", "local", "--format", "json", cwd=registry.root)
    assert (without.code, without.json["findings"]) == (0, [])
    assert (ran.code, rules_of(ran)) == (1, [("release-missing", "1.0.1")])


def test_a_forge_that_cannot_be_asked_is_a_failure_and_no_answer(tagged: RegistryBuilder) -> None:
    ran = release("audit", "--forge", "github", cwd=tagged.root)
    assert (ran.code, ran.out) == (2, "")


def test_the_pin_of_a_git_source_is_its_ref(registry: RegistryBuilder) -> None:
    source = "git::https://example.com/acme/modules.git//modules/{module}?ref={tag}"
    registry.write(
        "release.yaml",
        "modules:\n  folder: modules/{module}\ntags:\n  template: '{module}/v{version}'\n"
        f"sources:\n  - {source}\nrelease:\n  title: '{{module}} v{{version}}'\n",
    )
    text = '# net\n\n```tf\nmodule "net" {\n  source = "SOURCE"\n}\n```\n'
    for version, pinned in (("1.0.0", "1.0.0"), ("1.0.1", "1.0.0")):
        shown = source.replace("{module}", "net").replace("{tag}", f"net/v{pinned}")
        registry.write("modules/net/README.md", text.replace("SOURCE", shown))
        registry.write("modules/net/main.tf", MAIN_TF)
        registry.commit()
        registry.git("tag", "--annotate", "-m", "Release", f"net/v{version}")
    ran = release("audit", "--format", "json", cwd=registry.root)
    assert rules_of(ran) == [("pins-differ-from-tag", "1.0.1")], ran.err
    assert ran.json["findings"][0]["found"] == "net/v1.0.0"


def test_text_from_a_readme_cannot_steer_a_terminal(registry: RegistryBuilder) -> None:
    out(registry, "coder/one", "1.0.0", text=readme("coder/one", "\x1b[31mred"))
    ran = release("audit", cwd=registry.root, env={"FORCE_COLOR": ""})
    assert (ran.code, "\x1b" in ran.out, r"\x1b[31mred" in ran.out) == (1, False, True)


def _processes(registry: RegistryBuilder, traces: Path) -> int:
    """git writes a file a process into a folder that exists."""
    traces.mkdir()
    release("audit", cwd=registry.root, env={"GIT_TRACE2_EVENT": str(traces)})
    return len(list(traces.iterdir()))


def test_the_number_of_git_processes_does_not_grow_with_the_tags(tmp_path: Path) -> None:
    counts: list[int] = []
    for tags in (3, 30):
        registry = RegistryBuilder.create(tmp_path / str(tags) / "registry")
        for number in range(tags):
            text = readme("coder/one", f"1.0.{number}") + "\n" + example("coder/none", "1.0.0")
            code = MAIN_TF + f"# {number}\n"
            out(registry, "coder/one", f"1.0.{number}", code, text)
        registry.remote()
        counts.append(_processes(registry, tmp_path / f"{tags}-traces"))
    assert counts[0] == counts[1] <= 16
