"""`release publish --forge local`: releases as files, made once and kept up to date."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest

from tests.command_line import Ran, release

if TYPE_CHECKING:
    from tests.registry_builder import RegistryBuilder

FIRST, SECOND, CANDIDATE = (
    f"release/coder/it/v{version}" for version in ("1.0.0", "1.1.0", "2.0.0-rc.1")
)


@pytest.fixture
def tagged(registry: RegistryBuilder) -> RegistryBuilder:
    """Three releases of coder/it: 1.0.0, 1.1.0, 2.0.0-rc.1."""
    for version in ("1.0.0", "1.1.0", "2.0.0-rc.1"):
        registry.module("coder/it", version, message=f"feat: what is in {version}")
        registry.tag("coder/it", version)
    return registry


def _publish(registry: RegistryBuilder, *arguments: str) -> Ran:
    return release("publish", *arguments, "--forge", "local", "--format", "json", cwd=registry.root)


def _statuses(ran: Ran) -> list[tuple[Any, Any]]:
    assert ran.code == 0, ran.err
    return [(row["tag"], row["status"]) for row in ran.json["releases"]]


def _body(ran: Ran) -> Path:
    """The file of the first release that *ran* speaks of."""
    return Path(unquote(urlsplit(ran.json["releases"][0]["url"]).path))


def _files(registry: RegistryBuilder) -> dict[str, bytes]:
    folder = registry.root / "releases"
    return {file.name: file.read_bytes() for file in folder.glob("*")}


def test_a_release_is_made_with_title_notes_and_commit(tagged: RegistryBuilder) -> None:
    ran = _publish(tagged, SECOND)
    assert list(ran.json["releases"][0]) == ["tag", "status", "url", "error"]
    assert _statuses(ran) == [(SECOND, "created")]
    record = json.loads(_body(ran).with_suffix(".json").read_text())
    assert record == {
        "tag": SECOND,
        "commit": tagged.git("rev-parse", f"{SECOND}^{{commit}}"),
        "title": "coder/it v1.1.0",
        "prerelease": False,
        "draft": False,
    }
    assert release("notes", SECOND, cwd=tagged.root).out.strip() in _body(ran).read_text()


def test_a_second_run_changes_nothing(tagged: RegistryBuilder) -> None:
    _publish(tagged, FIRST, SECOND)
    before = _files(tagged)
    assert _statuses(_publish(tagged, FIRST, SECOND)) == [
        (FIRST, "unchanged"),
        (SECOND, "unchanged"),
    ]
    assert _files(tagged) == before


def test_a_pre_release_is_marked_as_one(tagged: RegistryBuilder) -> None:
    record = _body(_publish(tagged, CANDIDATE)).with_suffix(".json")
    assert json.loads(record.read_text())["prerelease"] is True


def test_a_release_that_differs_is_updated(tagged: RegistryBuilder) -> None:
    body = _body(_publish(tagged, SECOND))
    wanted = body.read_text()
    body.write_text(wanted.replace("what is in", "something else about"))
    assert _statuses(_publish(tagged, SECOND)) == [(SECOND, "updated")]
    assert body.read_text() == wanted


def test_text_that_people_added_stays(tagged: RegistryBuilder) -> None:
    body = _body(_publish(tagged, SECOND))
    wanted = f"Thanks to all!\n\n{body.read_text()}\n\nUntil next time.\n"
    body.write_text(wanted)
    assert _statuses(_publish(tagged, SECOND)) == [(SECOND, "unchanged")]
    assert body.read_text() == wanted
    body.write_text(wanted.replace("what is in", "something else about"))
    assert _statuses(_publish(tagged, SECOND)) == [(SECOND, "updated")]
    assert body.read_text() == wanted


def test_missing_makes_just_what_is_missing(tagged: RegistryBuilder) -> None:
    _publish(tagged, FIRST)
    assert _statuses(_publish(tagged, "--missing")) == [
        (SECOND, "created"),
        (CANDIDATE, "created"),
    ]
    assert _statuses(_publish(tagged, "--missing")) == []


def test_missing_takes_modules_that_are_gone(tagged: RegistryBuilder) -> None:
    tagged.git("rm", "-r", "--quiet", "registry")
    tagged.commit("feat!: remove it")
    assert len(_statuses(_publish(tagged, "--missing"))) == 3


def test_a_dry_run_says_what_it_would_do_and_does_nothing(tagged: RegistryBuilder) -> None:
    ran = release("publish", "--missing", "--forge", "local", "--dry-run", cwd=tagged.root)
    assert (ran.code, "would create coder/it v1.1.0" in ran.out) == (0, True)
    assert not (tagged.root / "releases").exists()


def test_a_dry_run_for_programs_is_json(tagged: RegistryBuilder) -> None:
    ran = _publish(tagged, "--missing", "--dry-run")
    assert ran.code == 0
    assert ran.json["releases"] == [
        {"tag": tag, "status": "would-create", "url": None, "error": None}
        for tag in (FIRST, SECOND, CANDIDATE)
    ]


@pytest.fixture
def moved(tagged: RegistryBuilder) -> RegistryBuilder:
    """The forge has the first release at another commit: publishing it fails."""
    record = _body(_publish(tagged, FIRST)).with_suffix(".json")
    record.write_text(record.read_text().replace('"commit": "', '"commit": "0'))
    return tagged


def test_a_dry_run_exits_as_the_run_would(moved: RegistryBuilder) -> None:
    before = _files(moved)
    dry = _publish(moved, FIRST, SECOND, "--dry-run")
    assert [row["status"] for row in dry.json["releases"]] == ["would-fail", "would-create"]
    assert _files(moved) == before
    assert dry.code == _publish(moved, FIRST, SECOND).code == 1


def test_a_dry_run_says_what_to_do_about_a_release_that_would_fail(moved: RegistryBuilder) -> None:
    command = ("publish", FIRST, "--forge", "local")
    dry = release(*command, "--dry-run", cwd=moved.root)
    (hint,) = [line for line in dry.out.splitlines() if line.startswith("  ")]
    assert (dry.code, "git fetch --tags --force" in hint) == (1, True)
    assert hint in release(*command, cwd=moved.root).out


def test_a_draft_is_marked_as_one(tagged: RegistryBuilder) -> None:
    record = _body(_publish(tagged, SECOND, "--draft")).with_suffix(".json")
    assert json.loads(record.read_text())["draft"] is True


def test_release_yaml_names_the_forge_and_its_folder(tagged: RegistryBuilder) -> None:
    tagged.write("release.yaml", "forge:\n  kind: local\n  folder: out/of/here\n")
    ran = release("publish", SECOND, cwd=tagged.root)
    assert (ran.code, len(list((tagged.root / "out/of/here").glob("*.md")))) == (0, 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("release/coder/it/1.0.0",), "is not a release tag", id="a malformed tag"),
        pytest.param(("release/coder/it/v1.0",), "is not a release tag", id="two numbers"),
        pytest.param(("v1.0.0",), "release tags look like release/", id="another kind of tag"),
        pytest.param(("release/coder/it/v1.1.1",), f"did you mean {SECOND}?", id="an unknown tag"),
        pytest.param((), "name tags, or --missing", id="nothing named"),
        pytest.param((FIRST, "--missing"), "name tags, or --missing", id="both"),
    ],
)
def test_a_request_that_makes_no_sense_is_exit_2(
    tagged: RegistryBuilder, arguments: tuple[str, ...], said: str
) -> None:
    ran = _publish(tagged, *arguments)
    assert (ran.code, ran.out, said in ran.err) == (2, "", True), ran.err
    assert not (tagged.root / "releases").exists()


def test_one_bad_name_of_several_makes_no_release(tagged: RegistryBuilder) -> None:
    assert _publish(tagged, FIRST, "release/coder/it/v9.0.0").code == 2
    assert not (tagged.root / "releases").exists()


def test_one_release_that_fails_does_not_stop_the_others(moved: RegistryBuilder) -> None:
    ran = _publish(moved, FIRST, SECOND)
    assert [(row["status"], bool(row["error"])) for row in ran.json["releases"]] == [
        ("failed", True),
        ("created", False),
    ]
    assert ran.code == 1


def test_tag_can_publish_in_the_same_run(registry: RegistryBuilder) -> None:
    registry.module("coder/it", "1.0.0")
    registry.remote()
    ran = release(
        "tag", "--all", "--push", "--publish", "--forge", "local", "--yes", cwd=registry.root
    )
    assert ran.code == 0, ran.err
    assert len(list((registry.root / "releases").glob("*.json"))) == 1
