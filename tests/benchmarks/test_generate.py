from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
import semver

from tests.benchmarks.generate import generate, repack, write_commit_graph
from tests.benchmarks.shape import ModuleName, Shape, State

if TYPE_CHECKING:
    from pathlib import Path

SHAPE = Shape(
    modules=60, commits=900, tags=300, changed=0.2, pending=0.1, drift=0.1, new=0.05, lag=300
)


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated") / "registry"
    generate(folder, SHAPE)
    return folder


def pins(folder: Path, name: ModuleName) -> list[str]:
    """The own pins of a module's README, by a plain reading of the generated layout."""
    readme = (folder / name.folder / "README.md").read_text()
    source = re.escape(f'"registry.coder.com/{name.id}/coder"')
    return re.findall(rf'source   = {source}\n  version *= "([^"]+)"', readme)


def released(folder: Path, name: ModuleName) -> semver.Version | None:
    lines = git(folder, "tag", "--list", name.tag("*")).split()
    return max((semver.Version.parse(line.rpartition("/v")[2]) for line in lines), default=None)


def state(folder: Path, name: ModuleName) -> State:
    """The state by the book, one module at a time."""
    declared = {semver.Version.parse(pin) for pin in pins(folder, name)}
    version = released(folder, name)
    if len(declared) > 1:
        return State.DRIFTED
    if version is None:
        return State.NEW
    if declared != {version}:
        return State.PENDING if declared.pop() > version else State.DRIFTED
    changes = git(folder, "diff", "--name-only", name.tag(str(version)), "--", name.folder)
    return State.CHANGED if changes else State.RELEASED


def test_the_same_shape_gives_the_same_commits_and_tags(tmp_path: Path, registry: Path) -> None:
    head = generate(tmp_path / "again", SHAPE)
    assert head == git(registry, "rev-parse", "HEAD").strip()
    assert git(tmp_path / "again", "show-ref", "-d") == git(registry, "show-ref", "-d")


def test_another_seed_gives_another_history(tmp_path: Path) -> None:
    heads = {generate(tmp_path / str(seed), Shape(10, 60, 20, seed=seed)) for seed in (1, 2)}
    assert len(heads) == 2


def test_git_finds_nothing_wrong(registry: Path) -> None:
    assert git(registry, "fsck", "--strict", "--full") == ""


def test_main_is_checked_out_and_the_only_branch(registry: Path) -> None:
    assert git(registry, "branch", "--all").split() == ["*", "main"]
    assert git(registry, "status", "--porcelain") == ""


def test_modules_commits_and_tags_are_as_many_as_asked_for(registry: Path) -> None:
    modules = list(registry.glob("registry/*/modules/*/README.md"))
    assert len(modules) == SHAPE.modules
    assert int(git(registry, "rev-list", "--count", "--all")) == SHAPE.commits
    assert len(git(registry, "tag", "--list", "release/*").split()) == SHAPE.tags


@pytest.mark.parametrize("asked", State, ids=lambda asked: f"modules that end {asked}")
def test_modules_end_in_the_state_asked_for(registry: Path, asked: State) -> None:
    states = SHAPE.states()
    found = {
        ModuleName(i): state(registry, ModuleName(i)) for i, s in enumerate(states) if s == asked
    }
    assert len(found) == SHAPE.count(asked) > 0
    assert set(found.values()) == {asked}


def test_a_readme_pins_the_version_of_every_tag(registry: Path) -> None:
    for tag in git(registry, "tag", "--list", "release/*").split():
        _, namespace, module, version = tag.split("/")
        readme = git(registry, "show", f"{tag}:registry/{namespace}/modules/{module}/README.md")
        source = re.escape(f'"registry.coder.com/{namespace}/{module}/coder"')
        own = re.findall(rf'{source}\n  version *= "([^"]+)"', readme)
        assert own
        assert set(own) == {version[1:]}


def test_every_commit_changes_a_file(registry: Path) -> None:
    text = git(registry, "log", "--no-merges", "--format=%x00%H", "--name-only")
    assert [entry for entry in text.split("\0")[1:] if "\n\n" not in entry] == []


def test_history_has_merges_sweeps_and_shared_and_lightweight_tags(tmp_path: Path) -> None:
    folder = tmp_path / "registry"
    generate(folder, Shape(modules=40, commits=3_000, tags=1_200))
    kinds = git(folder, "for-each-ref", "refs/tags", "--format=%(objecttype)").split()
    commits = git(folder, "for-each-ref", "refs/tags", "--format=%(objectname)%(*objectname)")
    subjects = git(folder, "log", "--format=%s")
    assert git(folder, "rev-list", "--merges", "HEAD")
    assert " everywhere (#" in subjects
    assert 0 < kinds.count("commit") < 20
    assert len({line[-40:] for line in commits.split()}) < 1_200


def test_unreleased_changes_lie_within_the_lag(registry: Path) -> None:
    states = SHAPE.states()
    before = f"HEAD~{SHAPE.lag}"
    for index in (i for i, s in enumerate(states) if s in (State.CHANGED, State.PENDING)):
        name = ModuleName(index)
        tag = name.tag(str(released(registry, name)))
        since = git(registry, "rev-list", f"{tag}..HEAD", "--", name.folder).split()
        recent = git(registry, "rev-list", f"{before}..HEAD", "--", name.folder).split()
        assert since
        assert set(since) <= set(recent)


def test_without_a_lag_unreleased_changes_lie_deep_in_the_history(tmp_path: Path) -> None:
    shape = Shape(modules=60, commits=900, tags=300, changed=0.4, lag=0)
    generate(tmp_path / "registry", shape)
    old = git(tmp_path / "registry", "rev-list", "HEAD~400").split()
    names = [ModuleName(i) for i, s in enumerate(shape.states()) if s is State.CHANGED]
    unreleased = {
        commit
        for name in names
        for commit in git(
            tmp_path / "registry",
            "rev-list",
            f"{name.tag(str(released(tmp_path / 'registry', name)))}..HEAD",
            "--",
            name.folder,
        ).split()
    }
    assert unreleased & set(old)


def test_repacking_leaves_one_pack_and_a_commit_graph_can_be_added(tmp_path: Path) -> None:
    folder = tmp_path / "registry"
    head = generate(folder, Shape(10, 60, 20))
    repack(folder)
    write_commit_graph(folder)
    assert len(list(folder.glob(".git/objects/pack/*.pack"))) == 1
    assert (folder / ".git/objects/info/commit-graph").exists()
    assert git(folder, "rev-parse", "HEAD").strip() == head
    assert git(folder, "fsck", "--full") == ""


@pytest.mark.parametrize(
    ("modules", "commits", "tags"),
    [
        pytest.param(100, 50, 100, id="fewer commits than modules"),
        pytest.param(10, 60, 100, id="more tags than commits"),
        pytest.param(100, 500, 20, id="fewer tags than released modules"),
    ],
)
def test_an_impossible_shape_is_refused_before_anything_is_written(
    tmp_path: Path, modules: int, commits: int, tags: int
) -> None:
    with pytest.raises(ValueError, match=r"tag|commits"):
        generate(tmp_path / "registry", Shape(modules, commits, tags))
    assert not (tmp_path / "registry").exists()
