"""`release check` without a base: each rule, each format, each override, and `--fix`."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING
from xml.sax.saxutils import unescape

import pytest

from tests.command_line import release
from tests.commands.reported import Reported
from tests.registry_builder import RegistryBuilder, example, readme

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import Once

FINDING_KEYS = [
    "rule", "level", "module", "file", "line", "column", "message", "found", "expected", "help"
]  # fmt: skip


def _page(registry: RegistryBuilder, module: str, text: str) -> None:
    registry.write(f"{registry.folder(module)}/README.md", text)
    registry.commit(f"feat: {module}")


def _with_each_drift(root: Path) -> RegistryBuilder:
    registry = RegistryBuilder.create(root)
    registry.released("coder/clean", "1.0.0")
    registry.module("coder/split", "1.2.0", "1.3.0", "1.2.0")
    registry.module("coder/missing", "1.0.0", None)
    registry.module("coder/word", "1.0.0", "latest")
    registry.module("coder/prose")
    _page(registry, "coder/astray", readme("coder/elsewhere", "1.0.0"))
    registry.released("coder/behind", "2.0.0")
    registry.module("coder/behind", "1.0.0")
    registry.released("coder/skipping", "1.0.0")
    registry.module("coder/skipping", "1.4.0")
    broken = '```tf\nmodule "it" {\n  source = "registry.coder.com/coder/broken/coder"\n```\n'
    _page(registry, "coder/broken", readme("coder/broken", "1.0.0") + "\n" + broken)
    stale = example("coder/behind", "1.9.0") + "\n" + example("coder/behind", "1.0.0")
    _page(registry, "coder/citing", readme("coder/citing", "1.0.0") + "\n" + stale)
    registry.tag("coder/behind", "1.0.0", "HEAD~4")
    shutil.rmtree(registry.root / registry.folder("coder/prose"))
    registry.write("registry/coder/modules/prose/README.md", "# prose\n\nNothing shown.\n")
    registry.write("registry/coder/modules/paperless/main.tf", "")
    registry.write("registry/coder/modules/folder/README.md/inside", "")
    registry.commit()
    return registry


@pytest.fixture
def drifted(once: Once, tmp_path: Path) -> Reported:
    """A registry with each kind of drift, and what check says of it; to be read only."""

    def make() -> Reported:
        registry = _with_each_drift(tmp_path / "drifted")
        return Reported(registry, release("check", "--format", "json", cwd=registry.root))

    return once("drifted", make)


@pytest.mark.parametrize(
    ("module", "findings"),
    [
        pytest.param("clean", [], id="nothing to say of a clean module"),
        pytest.param(
            "split",
            [("pins-disagree", "error", 8, 15, "1.2.0", "1.3.0"),
             ("pins-disagree", "error", 22, 15, "1.2.0", "1.3.0")],
            id="pins-disagree at each pin that is not the highest",
        ),
        pytest.param(
            "missing", [("pin-missing", "error", 13, 1, "", "1.0.0")], id="pin-missing at the block"
        ),
        pytest.param(
            "word", [("pin-invalid", "error", 15, 15, "latest", "1.0.0")], id="pin-invalid: a word"
        ),
        pytest.param(
            "prose",
            [("no-usage-example", "error", 1, 1, "", "registry.coder.com/coder/prose/coder")],
            id="no-usage-example: nothing shown",
        ),
        pytest.param(
            "astray",
            [("no-usage-example", "error", 1, 1, "", "registry.coder.com/coder/astray/coder"),
             ("unknown-source", "error", 6, 1, "registry.coder.com/coder/elsewhere/coder", "")],
            id="unknown-source and no-usage-example: the wrong name in the source",
        ),
        pytest.param(
            "behind",
            [("behind-release", "error", 8, 15, "1.0.0", "2.0.0")],
            id="behind-release",
        ),
        pytest.param(
            "skipping",
            [("version-skipped", "warning", 8, 15, "1.4.0", "1.0.1")],
            id="version-skipped is a warning",
        ),
        pytest.param(
            "broken", [("example-unreadable", "error", 12, 1, "", "")], id="example-unreadable"
        ),
        pytest.param(
            "citing",
            [("foreign-pin-stale", "notice", 15, 15, "1.9.0", "2.0.0"),
             ("foreign-pin-stale", "notice", 22, 15, "1.0.0", "2.0.0")],
            id="foreign-pin-stale is a notice: never released, and behind",
        ),
        pytest.param(
            "paperless",
            [("no-usage-example", "error", 1, 1, "", "")],
            id="no-usage-example: no README",
        ),
        pytest.param(
            "folder",
            [("no-usage-example", "error", 1, 1, "", "")],
            id="no-usage-example: the README is a folder",
        ),
    ],
)  # fmt: skip
def test_each_rule_is_reported_at_its_place(
    drifted: Reported, module: str, findings: list[tuple[object, ...]]
) -> None:
    keys = ("rule", "level", "line", "column", "found", "expected")
    assert [tuple(one[key] for key in keys) for one in drifted.of(module)] == findings


def test_the_json_has_exactly_the_keys_of_the_contract(drifted: Reported) -> None:
    assert list(drifted.ran.json) == ["ok", "findings", "modules"]
    assert all(list(finding) == FINDING_KEYS for finding in drifted.ran.json["findings"])
    module = drifted.ran.json["modules"][0]
    assert list(module) == ["module", "released", "declared", "expected", "required"]
    assert list(module["required"]) == ["level", "reasons"]


def test_a_finding_names_the_file_and_says_what_to_do(drifted: Reported) -> None:
    first, _ = drifted.of("split")
    assert first["file"] == "registry/coder/modules/split/README.md"
    assert first["help"] == "release bump coder/split 1.3.0"
    assert '"1.3.0"' in first["message"]


def test_messages_tell_two_kinds_of_stale_pins_apart(drifted: Reported) -> None:
    never, behind = (finding["message"] for finding in drifted.of("citing"))
    assert never == "coder/behind 1.9.0 was never released"
    assert behind == '"1.0.0" is behind coder/behind 2.0.0'


def test_a_readme_that_is_a_folder_is_said_to_be_one(drifted: Reported) -> None:
    assert "it is a folder" in drifted.of("folder")[0]["message"]


def test_drift_is_exit_1(drifted: Reported) -> None:
    assert (drifted.ran.code, drifted.ran.json["ok"], drifted.ran.err) == (1, False, "")


def test_errors_come_before_warnings_and_notices(drifted: Reported) -> None:
    levels = [finding["level"] for finding in drifted.ran.json["findings"]]
    assert levels == sorted(levels, key=["error", "warning", "notice"].index)


def test_only_the_modules_that_are_named_are_checked(drifted: Reported) -> None:
    ran = release("check", "coder/clean", "citing", cwd=drifted.registry.root)
    assert ran.code == 0
    assert ran.out.endswith("2 notices in 1 module\n")


def test_the_github_format_is_one_command_a_finding(drifted: Reported) -> None:
    modules = ("coder/split", "coder/missing", "coder/skipping", "coder/citing")
    ran = release("check", *modules, "--format", "github", cwd=drifted.registry.root)
    *commands, last = ran.out.splitlines()
    places = [line.partition(",title=")[0] for line in commands]
    assert (ran.code, last) == (1, "3 errors, 1 warning, 2 notices in 4 modules")
    folder = "file=registry/coder/modules"
    assert places == [
        f"::error {folder}/missing/README.md,line=13,col=1",
        f"::error {folder}/split/README.md,line=8,col=15",
        f"::error {folder}/split/README.md,line=22,col=15",
        f"::warning {folder}/skipping/README.md,line=8,col=15",
        f"::notice {folder}/citing/README.md,line=15,col=15",
        f"::notice {folder}/citing/README.md,line=22,col=15",
    ]


def test_the_sarif_format_is_a_log_of_version_2_1_0(drifted: Reported) -> None:
    ran = release("check", "--format", "sarif", cwd=drifted.registry.root)
    log = json.loads(ran.out)
    (run,) = log["runs"]
    known = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert (ran.code, log["version"]) == (1, "2.1.0")
    assert len(run["results"]) == len(drifted.ran.json["findings"])
    assert {result["ruleId"] for result in run["results"]} <= known


def test_the_markdown_format_ends_with_the_commands_that_mend_it(drifted: Reported) -> None:
    ran = release("check", "--format", "markdown", cwd=drifted.registry.root)
    assert ran.code == 1
    for command in ("release bump coder/split 1.3.0", "release bump coder/behind 2.0.0"):
        assert command in unescape(ran.out)


def test_the_text_format_counts_errors_warnings_and_notices(drifted: Reported) -> None:
    out = release("check", cwd=drifted.registry.root).out
    found = drifted.ran.json["findings"]
    errors = sum(finding["level"] == "error" for finding in found)
    assert f"{errors} errors" in out.splitlines()[-1]
    assert "registry/coder/modules/split/README.md:8:15" in out


def test_pins_that_say_the_next_version_or_accept_it_are_no_drift(
    registry: RegistryBuilder,
) -> None:
    registry.released("coder/it", "1.0.9")
    registry.module("coder/it", "1.0.10", "~> 1.0", ">= 1.0, < 2.0")
    ran = release("check", "--format", "json", cwd=registry.root)
    assert (ran.code, ran.json["findings"]) == (0, [])


def test_a_constraint_that_refuses_the_declared_version_disagrees(
    registry: RegistryBuilder,
) -> None:
    registry.module("coder/it", "2.0.0", "~> 1.2")
    (finding,) = release("check", "--format", "json", cwd=registry.root).json["findings"]
    assert (finding["rule"], finding["found"]) == ("pins-disagree", "~> 1.2")


@pytest.mark.parametrize(
    ("rule", "code", "levels"),
    [
        pytest.param("level: off", 0, [], id="off: not reported"),
        pytest.param("level: warning", 0, ["warning"], id="warning: reported and passed"),
        pytest.param(
            "level: off\n    module: coder/other", 1, ["error"], id="off for another module only"
        ),
    ],
)
def test_release_yaml_gives_a_rule_another_level(
    registry: RegistryBuilder, rule: str, code: int, levels: list[str]
) -> None:
    registry.module("coder/other", "1.0.0")
    registry.module("coder/it", "1.0.0", None)
    registry.write(
        "release.yaml", f"rules:\n  - rule: pin-missing\n    reason: on purpose\n    {rule}\n"
    )
    ran = release("check", "--format", "json", cwd=registry.root)
    assert (ran.code, [one["level"] for one in ran.json["findings"]]) == (code, levels)


def test_fix_puts_pins_right_and_says_which_files_it_wrote(registry: RegistryBuilder) -> None:
    registry.module("coder/it", "1.0.0", "1.1.0", "latest")
    registry.module("coder/clean", "1.0.0")
    clean = registry.readme_of("coder/clean").read_bytes()
    ran = release("check", "--fix", "--format", "json", cwd=registry.root)
    assert (ran.code, ran.json["ok"]) == (0, True)
    assert "write registry/coder/modules/it/README.md" in ran.err
    assert registry.readme_of("coder/it").read_text() == readme(
        "coder/it", "1.1.0", "1.1.0", "1.1.0"
    )
    assert registry.readme_of("coder/clean").read_bytes() == clean


def test_fix_reports_what_it_cannot_fix(registry: RegistryBuilder) -> None:
    registry.module("coder/it", "1.0.0", "1.1.0", None)
    ran = release("check", "--fix", "--format", "json", cwd=registry.root)
    assert (ran.code, [one["rule"] for one in ran.json["findings"]]) == (1, ["pin-missing"])


def test_fix_writes_nothing_when_nothing_drifts(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.0.0")
    ran = release("check", "--fix", cwd=registry.root)
    assert (ran.code, ran.err, registry.git("status", "--short")) == (0, "", "")


def test_check_alone_writes_nothing(registry: RegistryBuilder) -> None:
    registry.module("coder/it", "1.0.0", "1.1.0")
    release("check", cwd=registry.root)
    assert registry.git("status", "--short") == ""
