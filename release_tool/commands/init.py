"""`release init`: the workflows and release.yaml for a repository that wants the tool."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.adapters.files import UnreadableFileError, file_content
from release_tool.adapters.templates import template
from release_tool.adapters.yaml_changes import write
from release_tool.domain.layout import Layout
from release_tool.domain.plans import Plan, WriteFile
from release_tool.domain.setup import FileState, SetupFile, tag_pattern
from release_tool.errors import RequestError
from release_tool.facts.recognised_layout import recognised_layout

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from release_tool.adapters.survey import Survey
    from release_tool.domain.documents import Plain
    from release_tool.domain.setup import ActionSource
    from release_tool.facts.recognised_layout import RecognisedLayout

CONFIGURATION = "release.yaml"
WORKFLOWS = ("release-on-tag.yml", "check-pull-request.yml", "publish-missing.yml")


class Setup(Struct, frozen=True):
    """The files that a repository should have, and the layout that they are written for."""

    files: tuple[SetupFile, ...]
    found: RecognisedLayout


def setup(survey: Survey, source: ActionSource) -> Setup:
    """What the repository should have; a release.yaml that is there stays as it is."""
    found = recognised_layout(survey)
    values = {"__TAGS__": tag_pattern(found.layout), "__ACTION__": source.uses}
    files = [
        _file(survey, f".github/workflows/{name}", _filled(template(name), values))
        for name in WORKFLOWS
    ]
    text = _settings(found.layout) + template(CONFIGURATION)
    configuration = _file(survey, CONFIGURATION, text)
    if configuration.before is None:
        files.append(configuration)
    return Setup(tuple(files), found)


def _settings(layout: Layout) -> str:
    """What release.yaml has to say of *layout*; nothing of the default one."""
    if layout == Layout():
        return ""
    title = (
        "{namespace}/{module} v{version}"
        if "{namespace}" in layout.folder
        else "{module} {version}"
    )
    settings: dict[str, Plain] = {
        "modules": {"folder": layout.folder},
        "tags": {"template": layout.tag},
        "release": {"title": title},
    }
    if layout.sources:
        settings["sources"] = list(layout.sources)
    return f"{write(settings).decode()}\n"


def init_plan(files: Iterable[SetupFile], overwrite: Collection[str] = ()) -> Plan:
    """Writes what is not there yet, and of what differs only the paths in *overwrite*."""
    return Plan(
        tuple(
            WriteFile(file.path, file.before, file.after)
            for file in files
            if file.state is FileState.NEW
            or (file.state is FileState.DIFFERS and file.path in overwrite)
        )
    )


def _filled(text: str, values: dict[str, str]) -> str:
    for marker, value in values.items():
        text = text.replace(marker, value)
    return text


def _file(survey: Survey, path: str, text: str) -> SetupFile:
    try:
        before = file_content(survey.repository.root, path)
    except FileNotFoundError:
        before = None
    except UnreadableFileError as error:
        raise RequestError(f"{path} cannot be written: {error.reason}") from error
    return SetupFile(path, before, text.encode())
