"""Terraform itself as the judge: which values a type takes, and which callers a change breaks.

Everything runs offline, without providers, in folders of the test. Many questions go into one
run, because starting Terraform costs more than answering.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_INSTANCE = re.compile(r"module\.t(\d+)\[(\d+)\]\.var\.x")


def is_available() -> bool:
    """Whether there is a `terraform` to ask."""
    return shutil.which("terraform") is not None


def terraform(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """One run of Terraform in a folder, with no settings of the person who runs the tests."""
    settings = folder / "terraform.rc"
    settings.touch()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TF_")}
    environment |= {"TF_CLI_CONFIG_FILE": str(settings), "CHECKPOINT_DISABLE": "1"}
    command = ["terraform", *arguments]
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


@dataclass(frozen=True, slots=True)
class Answer:
    accepted: bool
    arrives: Any = None
    """The value inside the module, as JSON; None where it was refused."""


def ask(types: Sequence[str], values: Sequence[str], folder: Path) -> list[list[Answer]]:
    """What each type makes of each value: a row a type, both given as Terraform source."""
    for index, constraint in enumerate(types):
        module = folder / f"t{index}"
        module.mkdir()
        source = f'variable "x" {{\n  type = {constraint}\n}}\noutput "x" {{\n  value = var.x\n}}\n'
        (module / "main.tf").write_text(source)
    every = [list(range(len(values))) for _ in types]
    _write(values, every, folder)
    assert terraform(folder, "init", "-backend=false").returncode == 0
    refused = _refused(folder)
    kept = [
        [index for index in row if (number, index) not in refused]
        for number, row in enumerate(every)
    ]
    _write(values, kept, folder)
    arrived = _planned(folder)
    rows = [[Answer(accepted=False)] * len(values) for _ in types]
    for number, row in enumerate(kept):
        for index, value in zip(row, arrived.get(f"t{number}", []), strict=True):
            rows[number][index] = Answer(accepted=True, arrives=value)
    return rows


def _write(values: Sequence[str], kept: Sequence[Sequence[int]], folder: Path) -> None:
    """A call of each type's module with each value that is kept for it."""
    lines = ["locals {", "  values = [", *(f"    {value}," for value in values), "  ]", "}"]
    for number, row in enumerate(kept):
        lines += [
            f'module "t{number}" {{',
            f'  source = "./t{number}"',
            f"  count  = {len(row)}",
            f"  x      = local.values[{list(row)}[count.index]]" if row else "  x      = null",
            "}",
            f'output "t{number}" {{',
            f"  value = module.t{number}[*].x",
            "}",
        ]
    (folder / "main.tf").write_text("\n".join(lines) + "\n")


def _refused(folder: Path) -> set[tuple[int, int]]:
    """The numbers of types and values that Terraform refuses to bring together."""
    refused = set()
    for message in _messages(terraform(folder, "plan", "-json", "-input=false")):
        diagnostic = message.get("diagnostic", {})
        if diagnostic.get("severity") == "error":
            found = _INSTANCE.search(diagnostic["detail"])
            assert found is not None, diagnostic
            refused.add((int(found[1]), int(found[2])))
    return refused


def _planned(folder: Path) -> dict[str, list[Any]]:
    run = terraform(folder, "plan", "-input=false", "-out=plan")
    assert run.returncode == 0, run.stderr
    plan = json.loads(terraform(folder, "show", "-json", "plan").stdout)
    outputs = plan["planned_values"].get("outputs", {})
    return {name: output.get("value", []) for name, output in outputs.items()}


def _messages(run: subprocess.CompletedProcess[str]) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in run.stdout.splitlines() if line.startswith("{"))
