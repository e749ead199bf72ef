"""`release lint`, run as people and workflows run it, in real repositories."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from release_tool.domain.lint_rules import LINT_RULES
from tests.command_line import release
from tests.commands.lint_world import CLONE, DOCKER, FRONTMATTER, PROFILE, body, publish, spoil
from tests.registry_builder import MAIN_TF

if TYPE_CHECKING:
    from pathlib import Path

    from tests.registry_builder import RegistryBuilder


@pytest.fixture
def good(registry: RegistryBuilder) -> RegistryBuilder:
    return publish(registry)


SPOILT = """\
registry/coder/modules/git-clone/README.md:5:1   error[frontmatter-key]    unknown key verfied
    help: did you mean verified?
registry/coder/modules/git-clone/README.md:13:1  error[h1-example]         the first example \
does not use coder/git-clone
    help: its source is "registry.coder.com/coder/git-clone/coder"
registry/coder/modules/git-clone/README.md:22:1  error[heading-malformed]  there is no space \
between the hashes and the text
    help: a heading is one to six hashes, a space and its text; a text writes \\# for a hash: \
release lint --fix

registry/coder/modules/zed  error[main-tf-missing]  the module zed has no main.tf
    help: add a main.tf, or remove the folder

registry/coder/templates/docker/README.md:11:5  error[alert-case]   note is not in capitals
    help: write it in capitals: release lint --fix
registry/coder/templates/docker/README.md:12:7  error[link-broken]  none.md leads to no file: \
registry/coder/templates/docker/none.md
    help: correct the path, or add the file

6 errors in 3 files
"""


def test_a_good_registry_is_passed_over(good: RegistryBuilder) -> None:
    ran = release("lint", cwd=good.root)
    assert (ran.code, ran.out, ran.err) == (0, "4 READMEs checked, no mistake\n", "")


def test_the_report_names_rule_place_and_what_to_do(good: RegistryBuilder) -> None:
    spoil(good)
    ran = release("lint", cwd=good.root)
    assert ran.code == 1
    assert ran.out == SPOILT
    assert ran.err == ""


def test_json_has_the_keys_of_the_contract(good: RegistryBuilder) -> None:
    spoil(good)
    report = release("lint", "--format", "json", cwd=good.root).json
    assert list(report) == ["ok", "findings"]
    assert report["ok"] is False
    assert {tuple(finding) for finding in report["findings"]} == {
        ("rule", "level", "file", "line", "column", "message", "help")
    }
    assert report["findings"][0] == {
        "rule": "frontmatter-key",
        "level": "error",
        "file": CLONE,
        "line": 5,
        "column": 1,
        "message": "unknown key verfied",
        "help": "did you mean verified?",
    }


def test_a_missing_file_of_a_folder_has_no_line(good: RegistryBuilder) -> None:
    (good.root / CLONE).unlink()
    (finding,) = release("lint", "--format", "json", cwd=good.root).json["findings"]
    assert finding["rule"] == "readme-missing"
    assert (finding["file"], finding["line"]) == ("registry/coder/modules/git-clone", 0)


def test_github_gets_an_annotation_on_the_line(good: RegistryBuilder) -> None:
    spoil(good)
    ran = release("lint", "--format", "github", cwd=good.root)
    assert ran.code == 1
    assert (
        f"::error file={CLONE},line=5,col=1,title=frontmatter-key in coder/git-clone::"
        "unknown key verfied%0Adid you mean verified?\n"
    ) in ran.out


def test_markdown_offers_the_command_only_where_it_helps(good: RegistryBuilder) -> None:
    spoil(good)
    assert "release lint --fix" in release("lint", "--format", "markdown", cwd=good.root).out
    good.write(DOCKER, f"{FRONTMATTER}# Docker\n\nSee [this](none.md).\n")
    good.write(CLONE, FRONTMATTER + body("coder/git-clone"))
    assert "--fix" not in release("lint", "--format", "markdown", cwd=good.root).out


def test_sarif_describes_every_rule(good: RegistryBuilder) -> None:
    spoil(good)
    (run,) = release("lint", "--format", "sarif", cwd=good.root).json["runs"]
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == LINT_RULES.keys()
    assert len(run["results"]) == 6


def test_paths_limit_what_is_looked_at(good: RegistryBuilder) -> None:
    spoil(good)
    ran = release("lint", "registry/coder/templates", "--format", "json", cwd=good.root)
    assert {finding["file"] for finding in ran.json["findings"]} == {DOCKER}
    ran = release("lint", "git-clone/README.md", cwd=good.root / "registry/coder/modules")
    assert ran.out.endswith("3 errors in 1 module\n")
    assert release("lint", "registry/coder/README.md", cwd=good.root).code == 0


def test_a_file_that_is_no_readme_is_nothing_to_look_at(good: RegistryBuilder) -> None:
    spoil(good)
    ran = release("lint", ".icons/it.svg", cwd=good.root)
    assert (ran.code, ran.out) == (0, "0 READMEs checked, no mistake\n")


def test_a_path_that_is_not_there_is_a_wrong_request(good: RegistryBuilder) -> None:
    ran = release("lint", "registry/coder/modules/git-clon", cwd=good.root)
    assert ran.code == 2
    assert "did you mean registry/coder/modules/git-clone?" in ran.err


def test_a_path_outside_is_a_wrong_request(good: RegistryBuilder, tmp_path: Path) -> None:
    ran = release("lint", str(tmp_path), cwd=good.root)
    assert (ran.code, ran.out) == (2, "")
    assert "is not in the repository" in ran.err


def test_no_repository_is_a_wrong_request(tmp_path: Path) -> None:
    assert release("lint", cwd=tmp_path).code == 2


def test_a_shallow_clone_is_refused_with_what_mends_it(
    good: RegistryBuilder, tmp_path: Path
) -> None:
    good.commit()
    subprocess.run(
        ("git", "clone", "--quiet", "--depth=1", f"file://{good.root}", str(tmp_path / "shallow")),
        check=True,
    )
    ran = release("lint", cwd=tmp_path / "shallow")
    assert ran.code == 3
    assert "--unshallow" in ran.err


def test_a_rule_may_weigh_less_for_one_module(good: RegistryBuilder) -> None:
    spoil(good)
    wanted = "".join(
        f"  - {{rule: {rule}, level: '{level}', module: {module}, reason: old}}\n"
        for rule, level, module in (
            ("frontmatter-key", "off", "coder/git-clone"),
            ("h1-example", "notice", "coder/git-clone"),
            ("heading-malformed", "warning", "null"),
            ("alert-case", "off", "coder/git-clone"),
        )
    )
    good.write("release.yaml", f"rules:\n{wanted}")
    findings = release("lint", "--format", "json", cwd=good.root).json["findings"]
    assert {finding["rule"]: finding["level"] for finding in findings} == {
        "alert-case": "error",
        "link-broken": "error",
        "main-tf-missing": "error",
        "heading-malformed": "warning",
        "h1-example": "notice",
    }


def test_a_warning_fails_nothing(good: RegistryBuilder) -> None:
    good.write(DOCKER, f"{FRONTMATTER}# Docker\n\nSee [this](none.md).\n")
    good.write("release.yaml", "rules: [{rule: link-broken, level: warning, reason: later}]\n")
    ran = release("lint", cwd=good.root)
    assert ran.code == 0
    assert ran.out.endswith("1 warning in 1 file\n")


def test_what_is_not_yet_tracked_counts_and_what_is_ignored_does_not(
    good: RegistryBuilder,
) -> None:
    good.write(".gitignore", "*.tmp\n")
    good.write(DOCKER, f"{FRONTMATTER}# Docker\n\n[a](new.md) [b](build.tmp)\n")
    good.write("registry/coder/templates/docker/new.md", "new\n")
    good.write("registry/coder/templates/docker/build.tmp", "built\n")
    good.write("registry/coder/modules/new/main.tf", MAIN_TF)
    findings = release("lint", "--format", "json", cwd=good.root).json["findings"]
    assert [(finding["rule"], finding["file"]) for finding in findings] == [
        ("readme-missing", "registry/coder/modules/new"),
        ("link-broken", DOCKER),
    ]
    assert "build.tmp" in findings[1]["message"]


def test_a_file_that_was_deleted_is_not_there(good: RegistryBuilder) -> None:
    (good.root / ".icons/it.svg").unlink()
    findings = release("lint", "--format", "json", cwd=good.root).json["findings"]
    assert {finding["rule"] for finding in findings} == {"icons-missing", "icon-missing"}


def test_a_readme_that_leads_out_of_the_repository_is_not_followed(
    good: RegistryBuilder, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("a secret\n")
    (good.root / CLONE).unlink()
    (good.root / CLONE).symlink_to(secret)
    ran = release("lint", "--fix", cwd=good.root)
    assert ran.code == 1
    assert "it is a link that leaves the repository" in ran.out
    assert secret.read_text() == "a secret\n"


def test_a_bare_repository_is_read_at_its_head(good: RegistryBuilder) -> None:
    spoil(good)
    good.commit()
    bare = good.remote()
    assert release("lint", cwd=bare).out == SPOILT
    ran = release("lint", "--fix", cwd=bare)
    assert ran.code == 2
    assert "it has no working tree" in ran.err


def test_a_module_that_no_source_can_address_is_judged_but_for_its_source(
    good: RegistryBuilder,
) -> None:
    good.write("registry/coder/modules/-odd/README.md", FRONTMATTER + body("coder/git-clone"))
    good.write("registry/coder/modules/-odd/main.tf", MAIN_TF)
    findings = release("lint", "--format", "json", cwd=good.root).json["findings"]
    assert [finding["rule"] for finding in findings] == ["folder-name"]


def test_a_namespace_that_has_releases_may_keep_its_capitals(good: RegistryBuilder) -> None:
    good.write("registry/Acme/README.md", PROFILE.format("Acme", "Acme"))
    good.commit()
    assert "namespace-name" in release("lint", cwd=good.root).out
    good.tag("Acme/it", "1.0.0")
    assert release("lint", cwd=good.root).code == 0


def test_a_layout_with_modules_alone_is_judged_by_its_texts(registry: RegistryBuilder) -> None:
    registry.write("release.yaml", (
        "modules: {folder: 'modules/{module}'}\ntags: {template: '{module}/v{version}'}\n"
        "sources: ['example.com/acme/{module}/any']\nrelease: {title: '{module} {version}'}\n"
    ))  # fmt: skip
    registry.write("modules/net/README.md", "Text, and no title.\n\n### Inputs\n\nNone.\n")
    registry.write("modules/net/main.tf", MAIN_TF)
    registry.commit()
    assert release("lint", cwd=registry.root).out == "1 README checked, no mistake\n"
    registry.write("modules/net/README.md", "See [this](none.md).\n\n```tf\na = {\n```\n")
    findings = release("lint", "--format", "json", cwd=registry.root).json["findings"]
    assert [finding["rule"] for finding in findings] == ["link-broken", "terraform-syntax"]


def test_the_own_sample_registry_is_right(
    registry: RegistryBuilder, request: pytest.FixtureRequest
) -> None:
    sample = request.config.rootpath / "registry"
    shutil.copytree(sample, registry.root / "registry")
    registry.commit()
    ran = release("lint", cwd=registry.root)
    assert ran.code == 0
    assert ran.out.endswith("READMEs checked, no mistake\n")


def test_the_number_of_git_processes_does_not_grow(good: RegistryBuilder, tmp_path: Path) -> None:
    def processes(name: str) -> int:
        trace = tmp_path / name
        release("lint", cwd=good.root, env={"GIT_TRACE2_EVENT": str(trace)})
        events = [json.loads(line)["event"] for line in trace.read_text().splitlines()]
        return events.count("start")

    few = processes("few")
    for number in range(20):
        folder = good.folder(f"coder/more-{number}")
        good.write(f"{folder}/README.md", FRONTMATTER + body(f"coder/more-{number}"))
        good.write(f"{folder}/main.tf", MAIN_TF)
    good.commit()
    assert 0 < processes("many") == few
