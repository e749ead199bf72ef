"""What the tests of commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

Made = TypeVar("Made")


class Once(Protocol):
    """Makes what has a name the first time that a test asks for it; for tests that only read."""

    def __call__(self, name: str, make: Callable[[], Made]) -> Made: ...


@pytest.fixture(scope="session")
def _made() -> dict[str, Any]:
    return {}


@pytest.fixture
def once(_made: dict[str, Any]) -> Once:
    def get(name: str, make: Callable[[], Made]) -> Made:
        if name not in _made:
            _made[name] = make()
        made: Made = _made[name]
        return made

    return get
