"""`release lint --fix` edits what needs no person, and hostile text stays text in every format."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.command_line import release
from tests.commands.lint_world import CLONE, DOCKER, FRONTMATTER, body, publish, spoil
from tests.render.github_page import page_of

if TYPE_CHECKING:
    from tests.registry_builder import RegistryBuilder


@pytest.fixture
def good(registry: RegistryBuilder) -> RegistryBuilder:
    return publish(registry)


def test_what_needs_no_person_is_put_right_and_the_rest_reported(good: RegistryBuilder) -> None:
    spoil(good)
    clone, docker = ((good.root / path).read_bytes() for path in (CLONE, DOCKER))
    ran = release("lint", "--fix", cwd=good.root)
    assert ran.code == 1
    assert ran.out.endswith("4 errors in 3 files\n")
    assert ran.err == f"note: write {CLONE}\nnote: write {DOCKER}\n"
    assert (good.root / CLONE).read_bytes() == clone.replace(b"##Part", b"## Part")
    assert (good.root / DOCKER).read_bytes() == docker.replace(b"[!note]", b"[!NOTE]")


def test_a_second_run_does_nothing(good: RegistryBuilder) -> None:
    spoil(good)
    first = release("lint", "--fix", cwd=good.root)
    before = {path: path.stat().st_mtime_ns for path in good.root.rglob("*.md")}
    second = release("lint", "--fix", cwd=good.root)
    assert (second.out, second.err) == (first.out, "")
    assert {path: path.stat().st_mtime_ns for path in good.root.rglob("*.md")} == before


def test_all_right_afterwards_is_success(good: RegistryBuilder) -> None:
    good.write(DOCKER, f"{FRONTMATTER}# Docker\n\n>[!tip] \n> text\n\n##Part\n")
    assert release("lint", "--fix", cwd=good.root).code == 0


def test_every_other_byte_stays(good: RegistryBuilder) -> None:
    tail = b"> [!note]\r\n>\ttext \xff\r\n\r\n##Part\r\n\r\nlast\tline \r\nno newline"
    head = FRONTMATTER.replace("\n", "\r\n") + "# Docker \r\n\r\nText.\r\n\r\n"
    good.write(DOCKER, head.encode() + tail)
    (good.root / DOCKER).chmod(0o640)
    ran = release("lint", "--fix", cwd=good.root)
    assert (ran.code, ran.out) == (0, "4 READMEs checked, no mistake\n")
    fixed = tail.replace(b"note", b"NOTE").replace(b"##P", b"## P")
    assert (good.root / DOCKER).read_bytes() == head.encode() + fixed
    assert (good.root / DOCKER).stat().st_mode & 0o777 == 0o640


def test_a_rule_that_is_off_edits_nothing(good: RegistryBuilder) -> None:
    spoil(good)
    good.write("release.yaml", "rules: [{rule: alert-case, level: 'off', reason: ours}]\n")
    before = (good.root / DOCKER).read_bytes()
    release("lint", "--fix", cwd=good.root)
    assert (good.root / DOCKER).read_bytes() == before


def test_only_the_paths_that_were_asked_for_are_edited(good: RegistryBuilder) -> None:
    spoil(good)
    before = (good.root / CLONE).read_bytes()
    release("lint", DOCKER, "--fix", cwd=good.root)
    assert (good.root / CLONE).read_bytes() == before
    assert b"[!NOTE]" in (good.root / DOCKER).read_bytes()


HOSTILE = "\x1b[2J\n::error::x\n##[error]y <script>z</script> @all **b** [l](javascript:1) | `c`"


class TestHostileText:
    @pytest.fixture
    def hostile(self, good: RegistryBuilder) -> RegistryBuilder:
        said = json.dumps(HOSTILE)
        more = "".join(f'{said[:-1]}{index}": 1\n' for index in range(2))
        keys = f"icon: {said}\ndescription: a\ntags: [{said}]\nsupported_os: [{said}]\n{more}"
        good.write(CLONE, f"---\n{keys}---\n\n{body('coder/git-clone')}\n[a](<::warning::z.md>)\n")
        profile = "".join(f"{key}: {said}\n" for key in ("status", "github", "website", "avatar"))
        mail = f"support_email: {said}\n"
        good.write("registry/coder/README.md", f"---\ndisplay_name: a\n{profile}{mail}---\n\n# A\n")
        return good

    @pytest.mark.parametrize("format_", ["text", "json", "github", "markdown", "sarif"])
    def test_no_format_lets_it_steer_a_terminal_or_a_runner(
        self, hostile: RegistryBuilder, format_: str
    ) -> None:
        ran = release("lint", "--format", format_, cwd=hostile.root)
        assert ran.code == 1
        assert "\x1b" not in ran.out
        commands = [line for line in ran.out.split("\n") if line.lstrip().startswith("::")]
        if format_ == "github":
            assert all(
                line.startswith(("::error file=registry/", "::error title=")) for line in commands
            )
        else:
            assert commands == []
        assert "##[" not in ran.out

    def test_it_is_no_markup_in_a_comment(self, hostile: RegistryBuilder) -> None:
        out = release("lint", "--format", "markdown", cwd=hostile.root).out
        page = page_of(out)
        assert set(page.tags) <= {"h3", "ul", "li", "strong", "code", "br", "p", "pre"}
        assert page.comments == ["release lint"]
        assert page.linked == []

    def test_json_carries_it_whole(self, hostile: RegistryBuilder) -> None:
        findings = release("lint", "--format", "json", cwd=hostile.root).json["findings"]
        assert any("<script>z</script>" in finding["message"] for finding in findings)
