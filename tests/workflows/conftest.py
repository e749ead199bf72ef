"""Workflows are run by act, the program that runs them elsewhere than on GitHub."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.github.conftest import github  # noqa: F401 - a fixture
from tests.workflows.act import Act, prepared

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def _act(tmp_path_factory: pytest.TempPathFactory) -> Act:
    return prepared(tmp_path_factory.mktemp("act"))


@pytest.fixture
def act(_act: Act, tmp_path: Path) -> Act:
    """act with this project as a repository of actions, and a home of its own."""
    return _act.at_home(tmp_path / "act-home")
