"""Releases as files in a folder."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from release_tool.adapters.forge_local import LocalForge, file_name
from release_tool.domain.release_body import BEGIN, END
from release_tool.errors import WorldError
from tests.github.publishing import publish, statuses, wanted

TAG = "release/coder/agent/v1.2.0"
NAME = "release~coder~agent~v1.2.0"
ROOT = Path(__file__).parents[2]


def test_looking_makes_no_folder(tmp_path: Path) -> None:
    folder = tmp_path / "releases"
    assert LocalForge(folder).find({TAG: "f" * 40})[TAG].release is None
    assert not folder.exists()


def test_a_second_run_changes_nothing_and_says_so(tmp_path: Path) -> None:
    forge = LocalForge(tmp_path)
    publish(forge, [wanted(TAG, latest=True)])
    before = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    assert statuses(publish(forge, [wanted(TAG, latest=True)])) == ["unchanged"]
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == before


def test_a_release_is_a_markdown_file_and_a_json_file(tmp_path: Path) -> None:
    release = wanted(TAG, notes="* ünï", prerelease=True)
    outcome = publish(LocalForge(tmp_path), [release])[0]
    assert (outcome.status, outcome.url) == ("created", f"{tmp_path.as_uri()}/{NAME}.md")
    assert (tmp_path / f"{NAME}.md").read_bytes().decode() == f"{BEGIN}\n* ünï\n{END}"
    assert json.loads((tmp_path / f"{NAME}.json").read_text()) == {
        "tag": TAG,
        "commit": release.commit,
        "title": f"Title of {TAG}",
        "prerelease": True,
        "draft": False,
    }
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{NAME}.json", f"{NAME}.md"]


def test_text_outside_the_markers_stays(tmp_path: Path) -> None:
    forge = LocalForge(tmp_path)
    publish(forge, [wanted(TAG, notes="* old")])
    file = tmp_path / f"{NAME}.md"
    file.write_bytes(b"Thanks!\r\n" + file.read_bytes() + b"\r\nBye")
    assert statuses(publish(forge, [wanted(TAG, notes="* new")])) == ["updated"]
    assert file.read_bytes().decode() == f"Thanks!\r\n{BEGIN}\n* new\n{END}\r\nBye"


def test_one_release_is_the_latest(tmp_path: Path) -> None:
    forge = LocalForge(tmp_path)
    publish(forge, [wanted("a/v1", latest=True), wanted("a/v2", latest=True), wanted("a/v3")])
    found = forge.find(dict.fromkeys(("a/v1", "a/v2", "a/v3"), "f" * 40))
    assert [each.release.latest for each in found.values() if each.release] == [False, True, False]


def test_a_draft_stays_a_draft(tmp_path: Path) -> None:
    forge = LocalForge(tmp_path)
    publish(forge, [wanted(TAG, draft=True)])
    assert statuses(publish(forge, [wanted(TAG, notes="* new")])) == ["updated"]
    found = forge.find({TAG: "f" * 40})[TAG].release
    assert found is not None
    assert found.draft


def test_a_tag_that_was_moved_is_not_published_again(tmp_path: Path) -> None:
    forge = LocalForge(tmp_path)
    publish(forge, [wanted(TAG)])
    outcome = publish(forge, [wanted(TAG, commit="f" * 40)])[0]
    assert outcome.status == "failed"
    assert "and on ffffffffffff here" in outcome.error


TAGS = [
    pytest.param("../../etc/passwd", id="a path out of the folder"),
    pytest.param("/etc/passwd", id="an absolute path"),
    pytest.param("..", id="the folder above"),
    pytest.param("latest", id="a word"),
    pytest.param("~latest", id="the name of the pointer to the latest"),
    pytest.param("a/v1.md", id="a name with an ending"),
    pytest.param("x" * 4000, id="a name that no file system takes"),
    pytest.param("ü\n\x1b[31m\u202e", id="letters and control characters"),
]


@pytest.mark.parametrize("tag", TAGS)
def test_every_tag_is_a_file_in_the_folder(tmp_path: Path, tag: str) -> None:
    folder = tmp_path / "deep" / "releases"
    forge = LocalForge(folder)
    assert statuses(publish(forge, [wanted(tag, latest=True)])) == ["created"]
    assert statuses(publish(forge, [wanted(tag, latest=True)])) == ["unchanged"]
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [
        path.name for path in folder.iterdir()
    ]
    assert len(list(folder.iterdir())) == 3


def test_two_tags_never_share_a_file_even_where_case_does_not_count() -> None:
    tags = ["a/v1.0.0-RC.1", "a/v1.0.0-rc.1", "a%2fv1.0.0-rc.1", "a~v1", "a/v1", "a", "x" * 300]
    tags += ["x" * 301, file_name("x" * 300), file_name("x" * 300).replace("%~", "/")]
    assert len({file_name(tag).lower() for tag in tags}) == len(tags)


def test_a_file_that_is_no_release_is_an_error_and_stays(tmp_path: Path) -> None:
    (tmp_path / f"{NAME}.json").write_text('{"tag": 5}')
    with pytest.raises(WorldError, match="does not describe a release") as raised:
        publish(LocalForge(tmp_path), [wanted(TAG)])
    assert raised.value.hint == "remove the file and run again"
    assert (tmp_path / f"{NAME}.json").read_text() == '{"tag": 5}'


def test_a_file_that_cannot_be_written_fails_its_tag_and_no_other(tmp_path: Path) -> None:
    (tmp_path / f"{NAME}.md").mkdir()
    outcomes = publish(LocalForge(tmp_path), [wanted(TAG), wanted("a/v1")])
    assert statuses(outcomes) == ["failed", "created"]
    assert f"{NAME}.md could not be written" in outcomes[0].error
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_place_that_is_no_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WorldError, match="could not be read: Not a directory"):
        LocalForge(tmp_path / "file").find({TAG: "f" * 40})


PUBLISH_AND_DIE = """
import os, signal, sys
from pathlib import Path
from release_tool.adapters.forge_local import LocalForge
from tests.github.publishing import publish, wanted

folder, left = Path(sys.argv[1]), int(sys.argv[2])

def die(event, _arguments):
    global left
    if event == "os.rename":
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(die)
publish(LocalForge(folder), [wanted("a/v1", notes="* new", latest=True)])
"""


@pytest.mark.parametrize("renames", range(3), ids=lambda number: f"after {number} files")
@pytest.mark.parametrize("before", [[], ["* old"]], ids=["a new release", "a release that exists"])
def test_a_run_that_is_killed_is_completed_by_the_next(
    tmp_path: Path, renames: int, before: list[str]
) -> None:
    forge = LocalForge(tmp_path)
    for notes in before:
        publish(forge, [wanted("a/v1", notes=notes)])
    command = [sys.executable, "-c", PUBLISH_AND_DIE, str(tmp_path), str(renames)]
    killed = subprocess.run(command, cwd=ROOT, env={**os.environ}, check=False)
    assert killed.returncode == -signal.SIGKILL
    release = wanted("a/v1", notes="* new", latest=True)
    seen = forge.find({"a/v1": release.commit})["a/v1"].release
    assert seen is None or seen.body in {f"{BEGIN}\n* {each}\n{END}" for each in ("old", "new")}
    publish(forge, [release])
    assert statuses(publish(forge, [release])) == ["unchanged"]
    found = forge.find({"a/v1": release.commit})["a/v1"].release
    assert found is not None
    assert (found.body, found.latest) == (f"{BEGIN}\n* new\n{END}", True)
