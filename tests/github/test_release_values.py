"""What is decided about a release before any forge is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from release_tool.domain.latest import LatestKind, LatestPolicy, latest_tag
from release_tool.domain.modules import ModuleId
from release_tool.domain.release_body import BEGIN, END, merged_body, same_text
from release_tool.domain.tags import ReleaseTag
from release_tool.domain.versions import Version
from tests.github.publishing import cut

BLOCK = f"{BEGIN}\nnew\n{END}"


@pytest.mark.parametrize(
    ("existing", "merged"),
    [
        pytest.param("", BLOCK, id="an empty body becomes the notes"),
        pytest.param(" \r\n", BLOCK, id="a blank body becomes the notes"),
        pytest.param(BLOCK, BLOCK, id="the same notes change nothing"),
        pytest.param(f"{BEGIN}\nold\n{END}", BLOCK, id="old notes are replaced"),
        pytest.param(
            f"<!-- release:begin -->\r\nold\r\n{END}", BLOCK, id="a marker in other words is one"
        ),
        pytest.param("words", f"words\n\n{BLOCK}", id="a person's words stand before the notes"),
        pytest.param(
            f"before\n{BEGIN}\nold\n{END}\nafter", f"before\n{BLOCK}\nafter", id="words around stay"
        ),
        pytest.param(
            f"a {BEGIN} b {BEGIN}\nold\n{END}\nc",
            f"a {BEGIN} b {BLOCK}\nc",
            id="a beginning without an end is a person's words",
        ),
        pytest.param(f"a {END} b", f"a {END} b\n\n{BLOCK}", id="an end without a beginning too"),
        pytest.param(
            f"{BEGIN}\none\n{END} and {BEGIN}\ntwo\n{END}!",
            f"{BLOCK} and !",
            id="a second marked part, pasted, goes",
        ),
    ],
)
def test_a_body_is_merged(existing: str, merged: str) -> None:
    assert merged_body(existing, "new", None, cut) == merged


@given(st.text(), st.text(), st.text())
def test_merging_twice_is_merging_once(existing: str, old: str, new: str) -> None:
    once = merged_body(merged_body(existing, old, None, cut), new, None, cut)
    assert merged_body(once, new, None, cut) == once


@given(st.text(), st.text(), st.text())
def test_what_notes_were_there_before_leaves_no_trace(existing: str, old: str, new: str) -> None:
    first = merged_body(existing, new, None, cut)
    later = merged_body(merged_body(existing, old, None, cut), new, None, cut)
    assert same_text(first, later)


def tag(module: str, version: str) -> ReleaseTag:
    return ReleaseTag(f"{module}/v{version}", ModuleId("coder", module), Version.parse(version))


DATES = {
    tag("a", "1.0.0"): "2026-01-01T00:00:00+00:00",
    tag("a", "2.0.0"): "2026-02-01T00:00:00+00:00",
    tag("a", "1.0.1"): "2026-08-01T00:00:00+00:00",
    tag("a", "3.0.0-rc.1"): "2026-08-02T00:00:00+00:00",
    tag("b", "0.9.0"): "2026-03-01T02:00:00+02:00",
    tag("c", "1.5.0"): "2026-03-01T00:30:00Z",
}


@pytest.mark.parametrize(
    ("policy", "latest"),
    [
        pytest.param(LatestPolicy(LatestKind.NEVER), None, id="none, when that is the policy"),
        pytest.param(
            LatestPolicy(LatestKind.HIGHEST, ModuleId("coder", "z")), None, id="none of no tags"
        ),
        pytest.param(
            LatestPolicy(LatestKind.NEWEST),
            "c/v1.5.0",
            id="the newest, no maintenance release and no pre-release, time zones minded",
        ),
        pytest.param(LatestPolicy(LatestKind.HIGHEST), "a/v2.0.0", id="the highest of all"),
        pytest.param(
            LatestPolicy(LatestKind.HIGHEST, ModuleId("coder", "b")),
            "b/v0.9.0",
            id="the highest of one module",
        ),
        pytest.param(
            LatestPolicy(LatestKind.NEWEST, ModuleId("coder", "a")),
            "a/v2.0.0",
            id="the newest of one module, which is no maintenance release",
        ),
    ],
)
def test_the_latest_is(policy: LatestPolicy, latest: str | None) -> None:
    found = latest_tag(policy, DATES)
    assert (found.name if found else None) == latest
