"""Builds real registries: folders, READMEs, commits, tags, remotes, each with a date of its own."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)

MAIN_TF = 'variable "url" {\n  type = string\n}\n'


def example(module: str, version: str | None, label: str = "it", extra: str = "") -> str:
    """A fenced usage example of *module* (`coder/git-clone`), without a version for None."""
    pin = "" if version is None else f'  version  = "{version}"\n'
    source = f"registry.coder.com/{module}/coder"
    return f'```tf\nmodule "{label}" {{\n  source   = "{source}"\n{pin}{extra}}}\n```\n'


def readme(module: str, *versions: str | None) -> str:
    """A README with one own usage example for each of *versions*."""
    blocks = "\n".join(example(module, version) for version in versions)
    return f"# {module}\n\nIt does what it says.\n\n{blocks}"


@dataclass
class RegistryBuilder:
    """A working tree at *root*; every commit is a minute after the one before."""

    root: Path
    _commits: int = field(default=0, init=False)

    @classmethod
    def create(cls, root: Path) -> RegistryBuilder:
        root.mkdir(parents=True)
        builder = cls(root)
        builder.git("init", "--quiet", "--initial-branch=main")
        return builder

    def git(self, *arguments: str) -> str:
        """What git printed; raises when it fails."""
        done = subprocess.run(
            ("git", *arguments),
            cwd=self.root,
            check=True,
            capture_output=True,
            env={**os.environ, **self._dates()},
        )
        return done.stdout.decode("utf-8", "surrogateescape").strip()

    def write(self, path: str, content: str | bytes) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def commit(self, message: str = "feat: change", *, author: str = "") -> str:
        """Commits everything; returns the commit's id. *author* is `Name <mail>`."""
        self._commits += 1
        self.git("add", "--all")
        chosen = (f"--author={author}",) if author else ()
        self.git("commit", "--quiet", "--allow-empty", "-m", message, *chosen)
        return self.git("rev-parse", "HEAD")

    def module(self, module: str, *versions: str | None, message: str = "") -> str:
        """A commit with the module (`coder/git-clone`), its README declaring *versions*."""
        folder = self.folder(module)
        self.write(f"{folder}/README.md", readme(module, *versions))
        self.write(f"{folder}/main.tf", MAIN_TF)
        return self.commit(message or f"feat: add {module}")

    def tag(self, module: str, version: str, at: str = "HEAD") -> str:
        """An annotated release tag; returns its name."""
        name = f"release/{module}/v{version}"
        self.git("tag", "--annotate", "-m", f"Release {module} v{version}", name, at)
        return name

    def released(self, module: str, version: str) -> str:
        """A module whose README and tag agree on *version*; returns the commit's id."""
        commit = self.module(module, version)
        self.tag(module, version)
        return commit

    def remote(self, name: str = "origin") -> Path:
        """A bare remote beside the working tree that has all of it, fetched and tracked."""
        path = self.root.parent / f"{name}.git"
        subprocess.run(
            ("git", "init", "--quiet", "--bare", "--initial-branch=main", str(path)), check=True
        )
        self.git("remote", "add", name, str(path))
        self.git("push", "--quiet", "--set-upstream", name, "main", "--tags")
        return path

    def folder(self, module: str) -> str:
        namespace, name = module.split("/")
        return f"registry/{namespace}/modules/{name}"

    def readme_of(self, module: str) -> Path:
        return self.root / self.folder(module) / "README.md"

    def tags(self) -> list[str]:
        return self.git("tag", "--list").split()

    def _dates(self) -> dict[str, str]:
        date = (_EPOCH + timedelta(minutes=self._commits)).isoformat()
        return {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
