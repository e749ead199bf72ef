"""Opens what a command works on: the repository and its configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.adapters.files import UnreadableFileError, file_content
from release_tool.adapters.repository import Repository, open_repository
from release_tool.adapters.survey import Survey
from release_tool.config.model import Config
from release_tool.errors import RequestError

if TYPE_CHECKING:
    from pathlib import Path

CONFIGURATION = "release.yaml"


def open_survey(directory: Path, configuration: Path | None = None) -> Survey:
    """The registry that encloses *directory*, with *configuration* or its own release.yaml.

    Raises in a shallow clone, where tags and history are not to be trusted.
    """
    repository = open_repository(directory)
    repository.require_history()
    return Survey(repository, _configuration(repository, configuration))


def _configuration(repository: Repository, given: Path | None) -> Config:
    if given is not None:
        try:
            return _loaded(given.read_bytes(), str(given))
        except OSError as error:
            raise RequestError(f"{given} cannot be read: {error.strerror}") from error
    return _loaded(_own_configuration(repository), CONFIGURATION)


def _loaded(content: bytes | None, file: str) -> Config:
    if content is None:
        return Config()
    # The YAML reader and the checks of the model cost time that most registries need not spend.
    from release_tool.adapters.configuration import read_configuration

    return read_configuration(content, file)


def _own_configuration(repository: Repository) -> bytes | None:
    if repository.bare:
        (oid,) = repository.object_ids([f"HEAD:{CONFIGURATION}"])
        return repository.blobs([oid])[oid] if oid else None
    try:
        return file_content(repository.root, CONFIGURATION)
    except FileNotFoundError:
        return None
    except UnreadableFileError as error:
        raise RequestError(
            f"{CONFIGURATION} cannot be read: {error.reason}",
            "put a file in its place, or name another one with --config FILE",
        ) from error
