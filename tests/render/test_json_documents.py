"""JSON says exactly what it is given, and acts on nothing that shows it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from release_tool.render.findings_json import finding_object
from release_tool.render.json_document import dumps
from release_tool.render.terminal import STEERING
from tests.golden_files import assert_golden
from tests.render.hostile import ROWS
from tests.render.runner_log import commands_in
from tests.render.samples import BAD_DAY, DISAGREES, finding_that_says

if TYPE_CHECKING:
    from collections.abc import Mapping

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def test_a_document_looks_like_this() -> None:
    findings = [finding_object(finding) for finding in BAD_DAY]
    assert_golden(
        "tests/render/golden/check.json", dumps({"ok": False, "findings": findings, "modules": []})
    )


def test_the_keys_of_a_finding_are_those_that_programs_rely_on() -> None:
    assert finding_object(DISAGREES) == {
        "rule": "pins-disagree",
        "level": "error",
        "module": "coder/git-clone",
        "file": "registry/coder/modules/git-clone/README.md",
        "line": 17,
        "column": 14,
        "message": "this example pins another version than the others",
        "found": "1.0.9",
        "expected": "1.0.10",
        "help": "release bump coder/git-clone patch",
    }


def test_the_level_of_a_finding_is_a_plain_string() -> None:
    assert type(finding_object(DISAGREES)["level"]) is str


@given(st.dictionaries(st.text(), VALUES))
def test_a_document_reads_back_as_what_it_was(document: Mapping[str, object]) -> None:
    text = dumps(document)
    assert json.loads(text) == document
    assert STEERING.findall(text.replace("\n", "")) == []
    assert text.endswith("}\n")


def test_letters_of_every_script_can_be_read() -> None:
    assert '"Jörg 日本 🎉"' in dumps({"name": "Jörg 日本 🎉"})


@pytest.mark.parametrize("text", ROWS)
def test_text_acts_on_nothing_that_shows_the_document(text: str) -> None:
    document = dumps({"findings": [finding_object(finding_that_says(text))]})
    assert STEERING.findall(document.replace("\n", "")) == []
    assert commands_in(document) == []
    assert json.loads(document)["findings"][0]["found"] == text.replace("\udcff", "\ufffd")


def test_half_a_character_is_replaced_since_programs_refuse_it() -> None:
    assert dumps({"file": "caf\udce9"}) == '{\n  "file": "caf\ufffd"\n}\n'
