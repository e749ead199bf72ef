"""release.yaml from its bytes."""

from __future__ import annotations

from release_tool.config import Config


def read_configuration(content: bytes | None, file: str = "release.yaml") -> Config:
    """The configuration that *content* says, the defaults where there is no file.

    Raises ConfigurationError with the place in *file*.
    """
    if content is None:
        return Config()
    # Only a file needs its reader.
    from release_tool.adapters import yaml_documents
    from release_tool.config.reading import load

    return load(yaml_documents.read(content, file))
