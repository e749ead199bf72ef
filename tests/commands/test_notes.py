"""`release notes`: which commits a release consists of, and what is made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.command_line import Ran, release
from tests.notes.page import page_of
from tests.registry_builder import MAIN_TF, RegistryBuilder

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import Once

FOLDER = "registry/coder/modules/it"


def _change(registry: RegistryBuilder, message: str, *, author: str = "") -> str:
    registry.write(f"{FOLDER}/main.tf", MAIN_TF + f"# {message}\n")
    return registry.commit(message, author=author)


def _with_two_lines(root: Path) -> RegistryBuilder:
    """1.0.0, then 2.0.0 on main, 1.0.1 and 1.1.0 on a maintenance line, and more on main."""
    registry = RegistryBuilder.create(root)
    registry.module("coder/it", "1.0.0", message="feat: begin (#1)")
    registry.tag("coder/it", "1.0.0")
    registry.module("coder/other", "1.0.0")
    _change(registry, "feat!: other ways (#2)")
    registry.git("switch", "--quiet", "--create", "side")
    _change(registry, "fix: from a branch")
    registry.git("switch", "--quiet", "main")
    registry.write("registry/coder/modules/other/main.tf", MAIN_TF + "# other\n")
    registry.commit("feat: not of this module")
    registry.git("merge", "--quiet", "--no-ff", "-m", "Merge branch side", "side")
    registry.tag("coder/it", "2.0.0-rc.1")
    _change(registry, "fix: a last thing")
    registry.tag("coder/it", "2.0.0")
    registry.git("switch", "--quiet", "--create", "maintenance", "release/coder/it/v1.0.0")
    _change(registry, "fix: in the old line")
    registry.tag("coder/it", "1.0.1")
    _change(registry, "feat: in the old line")
    registry.tag("coder/it", "1.1.0")
    registry.git("switch", "--quiet", "main")
    registry.tag("coder/it", "2.0.1")
    _change(registry, "docs: not released")
    return registry


@pytest.fixture
def lines(once: Once, tmp_path: Path) -> RegistryBuilder:
    """To be read only."""
    return once("lines", lambda: _with_two_lines(tmp_path / "lines"))


def _notes(registry: RegistryBuilder, *arguments: str) -> Any:
    ran = release("notes", *arguments, "--format", "json", cwd=registry.root)
    assert ran.code == 0, ran.err
    return ran.json


def _tag(version: str) -> str:
    return f"release/coder/it/v{version}"


RELEASES = [
    pytest.param("1.0.0", None, id="the first release has all of history"),
    pytest.param("2.0.0-rc.1", "1.0.0", id="a pre-release follows the final before it"),
    pytest.param("2.0.0", "1.0.0", id="a final version passes over its pre-releases"),
    pytest.param("1.0.1", "1.0.0", id="a maintenance line after 2.0.0 follows its own"),
    pytest.param("1.1.0", "1.0.1", id="a maintenance line goes on"),
    pytest.param("2.0.1", "2.0.0", id="main does not follow the maintenance line"),
]


@pytest.mark.parametrize(("version", "previous"), RELEASES)
def test_a_release_follows_the_highest_lower_version_among_its_ancestors(
    lines: RegistryBuilder, version: str, previous: str | None
) -> None:
    notes = _notes(lines, _tag(version))
    assert notes["previous"] == (_tag(previous) if previous else None)


@pytest.mark.parametrize(("version", "previous"), RELEASES)
def test_the_commits_are_exactly_those_of_git_log(
    lines: RegistryBuilder, version: str, previous: str | None
) -> None:
    revisions = f"{_tag(previous)}..{_tag(version)}" if previous else _tag(version)
    expected = lines.git("log", "--no-merges", "--format=%H", revisions, "--", FOLDER).split()
    notes = _notes(lines, _tag(version))
    assert [commit["sha"] for commit in notes["commits"]] == expected


def test_the_json_has_exactly_the_keys_of_the_contract(lines: RegistryBuilder) -> None:
    notes = _notes(lines, _tag("2.0.0"))
    assert list(notes) == ["tag", "module", "version", "previous", "commits", "markdown"]
    assert (notes["tag"], notes["module"], notes["version"]) == (_tag("2.0.0"), "coder/it", "2.0.0")
    assert notes["commits"][-1] == {
        "sha": lines.git("log", "--format=%H", "--grep=other ways"),
        "type": "feat",
        "scope": None,
        "breaking": True,
        "subject": "other ways",
        "pr": 2,
        "authors": ["Ada"],
        "reverted": False,
    }


def test_the_text_is_the_markdown_of_the_json(lines: RegistryBuilder) -> None:
    ran = release("notes", _tag("2.0.0"), cwd=lines.root)
    assert (ran.code, ran.err, ran.out) == (0, "", _notes(lines, _tag("2.0.0"))["markdown"])


def test_the_notes_are_grouped_by_what_a_change_means(lines: RegistryBuilder) -> None:
    out = release("notes", _tag("2.0.0"), cwd=lines.root).out
    assert out == (
        "## Breaking changes\n\n- other ways (#2) by Ada\n\n"
        "## Fixes\n\n- a last thing by Ada\n- from a branch by Ada\n"
    )


def test_a_release_without_changes_says_so(lines: RegistryBuilder) -> None:
    out = release("notes", _tag("2.0.1"), cwd=lines.root).out
    assert out == "No changes to this module since v2.0.0.\n"


@pytest.mark.parametrize("name", ["coder/it", "it", FOLDER])
def test_a_module_shows_what_is_not_released_yet(lines: RegistryBuilder, name: str) -> None:
    notes = _notes(lines, name)
    assert (notes["tag"], notes["version"], notes["previous"]) == (None, None, _tag("2.0.1"))
    assert [commit["subject"] for commit in notes["commits"]] == ["not released"]


def test_to_says_where_unreleased_notes_end(lines: RegistryBuilder) -> None:
    notes = _notes(lines, "coder/it", "--to", "maintenance")
    assert (notes["previous"], notes["commits"]) == (_tag("1.1.0"), [])


@pytest.mark.parametrize("start", [_tag("1.0.0"), "1.0.0"], ids=["a tag", "a version"])
def test_from_says_after_which_release_notes_start(lines: RegistryBuilder, start: str) -> None:
    notes = _notes(lines, _tag("2.0.1"), "--from", start)
    assert (notes["previous"], len(notes["commits"])) == (_tag("1.0.0"), 3)


def test_a_tag_may_be_named_with_its_full_ref(lines: RegistryBuilder) -> None:
    assert _notes(lines, f"refs/tags/{_tag('1.0.1')}")["version"] == "1.0.1"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param((_tag("9.9.9"),), "unknown tag", id="a tag that is not there"),
        pytest.param((_tag("2.0"),), "is not a release tag", id="a tag without a version"),
        pytest.param((_tag("2.0.0+b"),), "is not a release tag", id="build metadata"),
        pytest.param(("release/it/v1.0.0",), "is not a release tag", id="no namespace"),
        pytest.param(("coder/if",), "did you mean coder/it?", id="an unknown module"),
        pytest.param((_tag("2.0.0"), "--to", "main"), "--to goes with a module", id="--to"),
        pytest.param((_tag("2.0.0"), "--from", "0.1.0"), "unknown release 0.1.0", id="--from"),
        pytest.param(("coder/it", "--to", "--all"), "--all names no commit", id="a flag as --to"),
        pytest.param(("--", "--output=x"), "unknown module --output=x", id="a flag as a module"),
    ],
)
def test_what_is_not_there_is_exit_2(
    lines: RegistryBuilder, arguments: tuple[str, ...], said: str
) -> None:
    ran = release("notes", *arguments, cwd=lines.root)
    assert (ran.code, ran.out, said in ran.err) == (2, "", True), ran.err
    assert "hint: " in ran.err


def test_a_near_miss_of_a_tag_is_suggested(lines: RegistryBuilder) -> None:
    ran = release("notes", _tag("2.0.11"), cwd=lines.root)
    assert f"did you mean {_tag('2.0.1')}?" in ran.err


def test_a_folder_that_was_renamed_keeps_its_history(registry: RegistryBuilder) -> None:
    registry.module("coder/old", "1.0.0", message="feat: begin")
    registry.write(f"{registry.folder('coder/old')}/main.tf", MAIN_TF + "# more\n" * 20)
    registry.commit("fix: at the old place")
    registry.git("mv", registry.folder("coder/old"), FOLDER)
    registry.commit("refactor: move")
    _change(registry, "fix: at the new place")
    registry.tag("coder/it", "1.0.0")
    notes = _notes(registry, _tag("1.0.0"))
    assert [commit["subject"] for commit in notes["commits"]] == [
        "at the new place", "move", "at the old place", "begin"
    ]  # fmt: skip


def test_a_folder_that_was_renamed_since_the_release_before(registry: RegistryBuilder) -> None:
    registry.module("coder/old", "1.0.0", message="feat: begin")
    registry.tag("coder/it", "1.0.0")
    registry.write(f"{registry.folder('coder/old')}/main.tf", MAIN_TF + "# more\n" * 20)
    registry.commit("fix: at the old place")
    registry.git("mv", registry.folder("coder/old"), FOLDER)
    registry.commit("refactor: move")
    registry.tag("coder/it", "1.0.1")
    notes = _notes(registry, _tag("1.0.1"))
    assert [commit["subject"] for commit in notes["commits"]] == ["move", "at the old place"]


def test_a_revert_and_what_it_reverts_are_listed_and_not_told(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.0.0")
    _change(registry, "feat: a mistake")
    registry.git("revert", "--no-edit", "HEAD")
    _change(registry, "fix: a slip")
    registry.tag("coder/it", "1.0.1")
    notes = _notes(registry, _tag("1.0.1"))
    assert [commit["reverted"] for commit in notes["commits"]] == [False, True, True]
    assert "mistake" not in notes["markdown"]
    assert "a slip" in notes["markdown"]


def test_a_revert_of_something_released_is_told(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.0.0")
    _change(registry, "feat: a mistake")
    registry.tag("coder/it", "1.1.0")
    registry.git("revert", "--no-edit", "HEAD")
    registry.tag("coder/it", "1.1.1")
    notes = _notes(registry, _tag("1.1.1"))
    assert [commit["reverted"] for commit in notes["commits"]] == [False]
    assert "a mistake" in notes["markdown"]


def test_links_and_logins_come_from_the_remote_and_the_mail_addresses(
    registry: RegistryBuilder,
) -> None:
    registry.released("coder/it", "1.0.0")
    _change(registry, "feat: an input (#42)", author="Grace <1+grace@users.noreply.github.com>")
    registry.tag("coder/it", "1.1.0")
    registry.git("remote", "add", "origin", "git@github.com:coder/registry.git")
    page = "https://github.com/coder/registry"
    compare = f"{page}/compare/release/coder/it/v1.0.0...release/coder/it/v1.1.0"
    assert _notes(registry, _tag("1.1.0"))["markdown"] == (
        f"## Features\n\n- an input ([#42]({page}/pull/42)) by @grace\n\n"
        f"## New contributors\n\n- @grace made their first contribution in "
        f"[#42]({page}/pull/42)\n\n"
        f"**Full changelog**: [v1.0.0...v1.1.0]({compare})\n"
    )


HOSTILE = (
    "feat: <img src=x onerror=alert(1)> @octocat [here](https://evil.example) "
    "`$(touch pwned)` \x1b[31mred\x1b[0m <!-- release:end --> ::error::no"
)


def _hostile(registry: RegistryBuilder) -> Ran:
    registry.released("coder/it", "1.0.0")
    _change(registry, HOSTILE, author="*Eve* @hubot <eve@example.com>")
    _change(registry, "# Not a heading\n\nBREAKING CHANGE: | a | table |")
    registry.tag("coder/it", "2.0.0")
    return release("notes", _tag("2.0.0"), cwd=registry.root)


def test_text_of_commits_stays_text(registry: RegistryBuilder) -> None:
    ran = _hostile(registry)
    assert ran.code == 0
    page = page_of(ran.out)
    assert (page.acting, page.addresses, page.comments) == ([], [], [])
    assert set(page.tags) <= {"h2", "ul", "li", "p", "strong", "code"}
    assert page.headings == ["Breaking changes", "Features", "New contributors"]
    assert "\x1b" not in ran.out
    assert not any(line.startswith("::") for line in ran.out.splitlines())


def test_text_of_commits_is_not_run(registry: RegistryBuilder) -> None:
    _hostile(registry)
    assert not (registry.root / "pwned").exists()


def test_notes_are_the_same_in_a_bare_clone(lines: RegistryBuilder, tmp_path: Path) -> None:
    lines.git("clone", "--quiet", "--mirror", ".", str(tmp_path / "bare.git"))
    bare = release("notes", _tag("2.0.0"), cwd=tmp_path / "bare.git")
    assert bare.out.startswith(release("notes", _tag("2.0.0"), cwd=lines.root).out[:60])
