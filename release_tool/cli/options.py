"""Options that several commands have, with one text each."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Optional

import typer

Repo = Annotated[
    Path,
    typer.Option("--repo", metavar="DIR", help="The repository.", show_default="the enclosing one"),
]
Config = Annotated[
    Optional[Path],  # noqa: UP045 - typer evaluates it
    typer.Option("--config", metavar="FILE", help="Instead of the repository's release.yaml."),
]
Modules = Annotated[
    Optional[list[str]],  # noqa: UP045
    typer.Argument(
        metavar="[MODULE]...", help="Modules such as coder/git-clone.", show_default="all"
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be done, and do nothing.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


class ReportFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    MARKDOWN = "markdown"
    SARIF = "sarif"


ReportOutput = Annotated[
    ReportFormat, typer.Option("--format", help="For people, programs, or a pull request.")
]
OutputFormat = Annotated[Format, typer.Option("--format", help="For people or for programs.")]

HERE = Path()
