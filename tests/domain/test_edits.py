"""Edits: only what a span names changes, and only if it is what was expected there."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from release_tool.domain.edits import Edit, EditError, Span, apply_edits


@st.composite
def edited(draw: st.DrawFn) -> tuple[bytes, list[Edit], bytes]:
    """Bytes, edits of spans that do not touch, and what ought to come out."""
    parts = draw(st.lists(st.tuples(st.binary(max_size=6), st.booleans(), st.binary(max_size=6))))
    content, expected, edits = b"", b"", []
    for text, is_edited, replacement in parts:
        if is_edited:
            content, expected = content + b"|", expected + b"|"
            edits.append(Edit(Span(len(content), len(content) + len(text)), text, replacement))
        content += text
        expected += replacement if is_edited else text
    return content, draw(st.permutations(edits)), expected


@settings(deadline=None)
@given(edited())
def test_every_byte_outside_the_spans_stays_in_whatever_order_edits_come(
    case: tuple[bytes, list[Edit], bytes],
) -> None:
    content, edits, expected = case
    assert apply_edits(content, edits) == expected


@settings(deadline=None)
@given(st.binary(max_size=30), st.data())
def test_edits_that_overlap_are_refused(content: bytes, data: st.DataObject) -> None:
    bounds = st.integers(0, len(content))
    spans = data.draw(
        st.lists(st.tuples(bounds, bounds).map(sorted).map(lambda pair: Span(*pair)), max_size=4)
    )
    # What comes in has what was there before it, so that only the spans betray an overlap.
    edits = [Edit(span, text := content[span.start : span.end], text + b"!") for span in spans]
    ordered = sorted(spans)
    if any(one.end > other.start for one, other in pairwise(ordered)):
        with pytest.raises(EditError):
            apply_edits(content, edits)
    else:
        bounds_of_parts = [0, *(span.end for span in ordered), len(content)]
        parts = [content[start:end] for start, end in pairwise(bounds_of_parts)]
        assert apply_edits(content, edits) == b"!".join(parts)


@settings(deadline=None)
@given(st.binary(min_size=1), st.binary(min_size=1), st.data())
def test_bytes_that_are_not_expected_are_refused(
    content: bytes, expected: bytes, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(content)))
    span = Span(start, start + len(expected))
    if content[span.start : span.end] == expected:
        assert apply_edits(content, [Edit(span, expected, expected)]) == content
    else:
        with pytest.raises(EditError):
            apply_edits(content, [Edit(span, expected, b"")])


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        pytest.param(Span(2, 9), b"", id="beyond the end"),
        pytest.param(Span(-1, 3), b"", id="before the beginning"),
        pytest.param(Span(-3, -1), b"ab", id="counted from the end"),
        pytest.param(Span(2, 1), b"", id="backwards"),
    ],
)
def test_a_span_is_refused_that_lies(span: Span, expected: bytes) -> None:
    with pytest.raises(EditError):
        apply_edits(b"abc", [Edit(span, expected, b"new")])


def test_no_edits_change_nothing() -> None:
    assert apply_edits(b"abc", []) == b"abc"
