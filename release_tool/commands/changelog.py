"""`release changelog`: a module's CHANGELOG.md from its tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.adapters.files import UnreadableFileError, file_content
from release_tool.adapters.folder_history import CHANGELOG
from release_tool.domain.plans import Plan, WriteFile
from release_tool.errors import RequestError
from release_tool.facts.release_notes import Releases
from release_tool.notes.changelog import changelog as write_changelog

if TYPE_CHECKING:
    from release_tool.adapters.survey import Survey
    from release_tool.domain.modules import ModuleId


def changelog(survey: Survey, module: ModuleId) -> str:
    """The whole text, newest release first, with what is not released yet at the top."""
    releases = Releases(survey.repository, survey.config)
    return write_changelog(releases.notes_of_all(module))


def changelog_plan(survey: Survey, module: ModuleId, text: str) -> Plan:
    """Writes *text* into the module's folder; nothing when it is there already."""
    path = f"{survey.config.layout.folder_of(module)}/{CHANGELOG}"
    try:
        before = file_content(survey.repository.root, path)
    except FileNotFoundError:
        before = None
    except UnreadableFileError as error:
        raise RequestError(f"{path} cannot be written: {error.reason}") from error
    after = text.encode()
    return Plan(() if before == after else (WriteFile(path, before, after),))
