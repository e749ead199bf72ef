"""What is said to go on, while it goes on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from release_tool.activity import Activity, counted, doing, each, under_way

Said = Callable[[], list[tuple[str, int, int]]]


@pytest.fixture
def said() -> Said:
    """What is said to go on since the test began."""
    before = under_way()
    return lambda: [(one.what, one.done, one.total) for one in under_way() if one not in before]


def test_what_goes_on_is_said_from_its_begin_to_its_end(said: Said) -> None:
    with doing("reading", 3) as activity:
        activity.done = 2
        with doing("parsing"):
            assert said() == [("reading", 2, 3), ("parsing", 0, 0)]
        assert said() == [("reading", 2, 3)]
    assert said() == []


def test_what_fails_does_not_go_on(said: Said) -> None:
    def fail() -> None:
        with doing("reading"):
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - raised three lines above
        fail()
    assert said() == []


def test_each_item_is_said_by_its_number_while_it_is_worked_on(said: Said) -> None:
    seen = [(item, *said()) for item in each("reading", "ab")]
    assert seen == [("a", ("reading", 1, 2)), ("b", ("reading", 2, 2))]
    assert said() == []


def test_items_that_are_not_there_yet_are_counted_as_they_come(said: Said) -> None:
    items = counted("reading", iter("ab"), 2)
    assert next(items) == "a"
    assert said() == [("reading", 1, 2)]
    assert list(items) == ["b"]
    assert said() == []


def test_what_began_first_may_end_first(said: Said) -> None:
    first, second = doing("first"), doing("second")
    _enter(first, second)
    first.__exit__()
    assert said() == [("second", 0, 0)]
    second.__exit__()


def _enter(*activities: Activity) -> None:
    for one in activities:
        one.__enter__()
