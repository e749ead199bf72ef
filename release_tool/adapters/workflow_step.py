"""What a step of a GitHub workflow leaves behind: outputs, a summary, files for later steps."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.errors import WorldError

if TYPE_CHECKING:
    from collections.abc import Mapping

SUMMARY_LIMIT = 1024 * 1024
"""Bytes; GitHub drops the whole summary of a step that writes more."""


class WorkflowStep(Struct, frozen=True):
    """The files of the step that runs; None outside of one, and then nothing is left behind."""

    outputs: Path | None = None
    summary: Path | None = None
    temporary: Path | None = None

    def set_outputs(self, values: Mapping[str, str]) -> None:
        """Sets outputs; what is set again has its last value."""
        if self.outputs is not None:
            _append(self.outputs, "".join(_entry(name, text) for name, text in values.items()))

    def summarize(self, markdown: str) -> None:
        """Adds to the summary of the job, as far as it has room."""
        if self.summary is None:
            return
        data = f"{markdown}\n".encode("utf-8", "replace")
        if _size(self.summary) + len(data) <= SUMMARY_LIMIT:
            _append(self.summary, data.decode())

    def keep(self, name: str, text: str) -> str:
        """The path of a file that holds *text*, empty where there is no place for one."""
        if self.temporary is None:
            return ""
        path = self.temporary / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8", "replace"))
        except OSError as error:
            raise WorldError(f"{path} cannot be written: {error.strerror}") from error
        return str(path)


def workflow_step(environment: Mapping[str, str]) -> WorkflowStep:
    """The step that this process runs in, as the *environment* tells."""
    names = ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "RUNNER_TEMP")
    places = (environment.get(name) for name in names)
    return WorkflowStep(*(Path(place) if place else None for place in places))


def _entry(name: str, value: str) -> str:
    # Whoever wrote the value cannot know the line that ends it.
    delimiter = f"end_{secrets.token_hex(16)}"
    return f"{name}<<{delimiter}\n{value}\n{delimiter}\n"


def _append(path: Path, text: str) -> None:
    try:
        with path.open("ab") as file:
            file.write(text.encode("utf-8", "replace"))
    except OSError as error:
        raise WorldError(f"{path} cannot be written: {error.strerror}") from error


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
