"""What is in a registry, so that bare git can be asked for exactly what a command needs."""

from __future__ import annotations

import re
import subprocess
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import semver

if TYPE_CHECKING:
    from pathlib import Path

_TAG = re.compile(r"refs/tags/release/([^/]+)/([^/]+)/v([^/^]+)")
_FOLDER = re.compile(r"registry/([^/]+)/modules/([^/]+)")
_RANGE = 50


@dataclass(frozen=True, slots=True)
class Module:
    """A released module: its highest tag, that tag's commit and tree, and its tree at HEAD."""

    id: str
    folder: str
    tag: str
    commit: str
    released_tree: str
    tree: str

    @property
    def has_changed(self) -> bool:
        return self.released_tree != self.tree


@dataclass(frozen=True, slots=True)
class Facts:
    """A registry as the bare git commands find it.

    Of the modules with at most 50 unreleased commits: *busy* has the most of them, *fresh* the
    youngest tag, *old* the oldest. The *boundary* is older than all unreleased commits.
    """

    modules: tuple[Module, ...]
    readmes: tuple[str, ...]
    tags: int
    commits: int
    boundary: str
    busy: Module
    fresh: Module
    old: Module

    @property
    def changed(self) -> tuple[Module, ...]:
        return tuple(module for module in self.modules if module.has_changed)

    @classmethod
    def of(cls, repository: Path) -> Facts:
        """Raises ValueError when no module has changes that are not released."""
        refs = git(repository, "show-ref", "--tags", "-d").splitlines()
        modules = _modules(repository, refs)
        tree = git(repository, "ls-tree", "-r", "HEAD", "registry").splitlines()
        readmes = [row.split()[2] for row in tree if _FOLDER.search(row) and "/README.md" in row]
        unreleased = _unreleased(repository, [module for module in modules if module.has_changed])
        if not any(unreleased.values()):
            raise ValueError("no module has unreleased commits: nothing to measure notes with")
        deepest = max(max(places, default=0) for places in unreleased.values())
        line = git(repository, "rev-list", "HEAD").split()
        place = {commit: index for index, commit in enumerate(line)}
        changed = [module for module in modules if 0 < len(unreleased[module.id]) <= _RANGE]
        changed.sort(key=lambda module: place[module.commit])
        return cls(
            modules=modules,
            readmes=tuple(readmes),
            tags=sum("^{}" not in ref for ref in refs),
            commits=len(line),
            boundary=line[min(deepest + 1, len(line) - 1)],
            busy=max(changed, key=lambda module: len(unreleased[module.id])),
            fresh=changed[0],
            old=changed[-1],
        )


def git(repository: Path, *arguments: str, stdin: str = "") -> str:
    return subprocess.run(
        ["git", *arguments],
        cwd=repository,
        input=stdin,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout


def _modules(repository: Path, refs: list[str]) -> tuple[Module, ...]:
    commits: dict[str, str] = {}
    highest: dict[str, semver.Version] = {}
    for ref in refs:
        commit, _, name = ref.partition(" ")
        commits[name.removesuffix("^{}")] = commit
        match = _TAG.match(name)
        if match:
            version = semver.Version.parse(match[3])
            module = f"{match[1]}/{match[2]}"
            highest[module] = max(highest.get(module, version), version)
    trees = _trees(repository)
    names = {module: f"release/{module}/v{version}" for module, version in highest.items()}
    known = [module for module in sorted(highest) if module in trees]
    asked = "".join(f"{commits[f'refs/tags/{names[m]}']}:{trees[m][0]}\n" for m in known)
    answers = git(repository, "cat-file", "--batch-check=%(objectname)", stdin=asked).split("\n")
    return tuple(
        Module(m, trees[m][0], names[m], commits[f"refs/tags/{names[m]}"], old, trees[m][1])
        for m, old in zip(known, answers, strict=False)
    )


def _trees(repository: Path) -> dict[str, tuple[str, str]]:
    """Folder and tree id of every module at HEAD."""
    found: dict[str, tuple[str, str]] = {}
    for row in git(repository, "ls-tree", "-r", "-d", "HEAD", "registry").splitlines():
        kind, _, path = row.partition("\t")
        match = _FOLDER.fullmatch(path)
        if match:
            found[f"{match[1]}/{match[2]}"] = (path, kind.split()[2])
    return found


def _unreleased(repository: Path, changed: list[Module]) -> dict[str, list[int]]:
    """For each changed module, how many commits ago its unreleased commits were made."""
    wanted = {module.id: module.commit for module in changed}
    found: dict[str, list[int]] = defaultdict(list)
    log = git(repository, "log", "--format=%x01%H", "--name-only", "--no-renames", "HEAD")
    for place, entry in enumerate(log.split("\x01")[1:]):
        commit, *paths = entry.split("\n")
        touched = {f"{m[1]}/{m[2]}" for m in map(_FOLDER.match, paths) if m}
        for module in touched & wanted.keys():
            found[module].append(place)
        for module in [m for m, released in wanted.items() if released == commit]:
            found[module] = [each for each in found[module] if each < place]
            del wanted[module]
        if not wanted:
            break
    return found
