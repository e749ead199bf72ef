"""Laws of a bump, on READMEs that are put together from every trap there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from release_tool.domain.bumping import bump, rewrite_constraints, target_version
from release_tool.domain.drift import drift
from release_tool.domain.versions import Level, Version
from tests.module_values import LAYOUT, module, registry
from tests.readme_marks import unmarked
from tests.readme_rows import BLOCKS, FENCES, LOOK_ALIKES, NO_OWN_PIN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _pytest.mark.structures import ParameterSet

# Nothing of these ends where it ought to: what follows belongs to them.
_OPEN = ("nobody closes", "ends with its last brace", "no newline at", "lines are not quoted")
_APART = "\n\ntext.\n\n"
"""Ends lists, quotes, HTML and paragraphs."""


def _texts(rows: Iterable[ParameterSet]) -> list[str]:
    closed = (row for row in rows if not any(word in str(row.id) for word in _OPEN))
    return [text for row in closed if not (text := str(row.values[0])).startswith("\ufeff")]


quiet = st.sampled_from(_texts(NO_OWN_PIN))
loud = st.sampled_from(
    [text for text in _texts([*FENCES, *BLOCKS, *LOOK_ALIKES]) if "~>" not in text]
)
targets = st.sampled_from([Version.parse(text) for text in ("1.0.0", "2.0.0", "10.20.30-rc.1")])


@st.composite
def readmes(draw: st.DrawFn) -> str:
    """A README with marks, in one style of newlines, with or without a byte-order mark."""
    parts = draw(st.lists(st.one_of(quiet, loud), max_size=6).map(_APART.join))
    bom = draw(st.sampled_from(["", "\ufeff"]))
    return bom + parts.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


def replaced(text: str, target: Version) -> bytes:
    """*text* with *target* at its marks."""
    parts = text.replace("»", "«").split("«")
    parts[1::2] = [str(target)] * (len(parts) // 2)
    return "".join(parts).encode()


@settings(deadline=None)
@given(readmes(), targets)
def test_a_bump_writes_the_version_at_every_mark_and_nothing_anywhere_else(
    text: str, target: Version
) -> None:
    content, marks = unmarked(text)
    done = bump(module(content), target)
    assert done.after == replaced(text, target)
    assert done.pins == sum(mark != str(target).encode() for mark, *_ in marks)


@settings(deadline=None)
@given(readmes(), targets)
def test_a_second_bump_changes_nothing(text: str, target: Version) -> None:
    once = bump(module(unmarked(text)[0], "0.9.0"), target).after
    again = bump(module(once, "0.9.0"), target)
    assert not again.changes


@settings(deadline=None)
@given(readmes(), st.sampled_from(Level), st.sampled_from(["", "rc"]))
def test_the_target_is_the_same_after_the_bump(text: str, level: Level, pre: str) -> None:
    before = module(unmarked(text)[0], "1.0.0")
    target = target_version(before, level, pre)
    after = module(bump(before, target).after, "1.0.0")
    assert target_version(after, level, pre) == target


@settings(deadline=None)
@given(readmes(), st.sampled_from(Level))
def test_after_a_bump_no_pin_drifts(text: str, level: Level) -> None:
    before = module(unmarked(text)[0], "1.0.0")
    target = target_version(before, level)
    after = module(bump(before, target, (), rewrite_constraints).after, "1.0.0")
    rules = {finding.rule for finding in drift(after, registry(after), LAYOUT)}
    assert rules <= {"pin-missing", "unknown-source", "no-usage-example", "example-unreadable"}
    assert after.declared == (target if after.own_pins else None)


@settings(deadline=None)
@given(st.lists(loud, min_size=1, max_size=6).map(_APART.join), st.sampled_from(Level))
def test_after_a_bump_of_sound_examples_the_pins_are_those_of_the_marks(
    text: str, level: Level
) -> None:
    content, marks = unmarked(text)
    before = module(content, "1.0.0")
    target = target_version(before, level)
    after = module(bump(before, target).after, "1.0.0")
    assert [pin.text for pin in after.own_pins] == [str(target)] * len(marks)
