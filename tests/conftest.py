"""Every test runs sealed off: its own home, no system configuration, fixed people and dates."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from tests.registry_builder import RegistryBuilder

if TYPE_CHECKING:
    from pathlib import Path

_KEPT = ("CI", "PATH", "LANG", "TMPDIR", "VIRTUAL_ENV", "SYSTEMROOT", "COVERAGE_PROCESS_START")
_PREFIXES = ("COVERAGE", "COV_", "PYTEST", "HYPOTHESIS", "RELEASE_GOLDEN")


@pytest.fixture(autouse=True)
def _sealed(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No identity, token, configuration or workflow of this machine reaches a test."""
    for name in os.environ:
        if name not in _KEPT and not name.startswith(_PREFIXES):
            monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("home")
    sealed = {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_NAME": "Ada",
        "GIT_AUTHOR_EMAIL": "ada@example.com",
        "GIT_COMMITTER_NAME": "Ada",
        "GIT_COMMITTER_EMAIL": "ada@example.com",
        "GIT_EDITOR": "false",
        "TZ": "UTC",
        "NO_COLOR": "1",
        "COLUMNS": "100",
    }
    for name, value in sealed.items():
        monkeypatch.setenv(name, value)
    # A shell has its background jobs ignore Ctrl-C, and what they start inherits that.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def registry(tmp_path: Path) -> RegistryBuilder:
    """An empty repository with `main` checked out."""
    return RegistryBuilder.create(tmp_path / "registry")
