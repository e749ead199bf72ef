"""The JSON Schema of release.yaml, and the rule ids in it."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from release_tool.adapters.configuration import read_configuration
from release_tool.adapters.yaml_documents import read
from release_tool.config.schema import schema
from release_tool.domain.rules import AUDIT_RULES, CHECK_RULES, INTERFACE_RULES, LINT_RULES, RULES
from release_tool.errors import ConfigurationError
from release_tool.terraform.catalogue import BY_ID
from tests.golden_files import assert_golden
from tests.test_config import FULL


def test_the_committed_schema_is_the_models() -> None:
    text = json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
    assert_golden("release_tool/release.schema.json", text)


def validator() -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(schema())
    return jsonschema.Draft202012Validator(schema())


def values(text: str) -> Any:
    return read(text.encode(), "release.yaml").value


@pytest.mark.parametrize("text", [pytest.param("{}", id="nothing"), pytest.param(FULL, id="all")])
def test_the_schema_accepts_what_the_tool_accepts(text: str) -> None:
    validator().validate(values(text))
    assert read_configuration(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("module: {}", id="an unknown key"),
        pytest.param("modules: 5", id="a wrong type"),
        pytest.param("release: {latest: x}", id="a word that is none of the choices"),
        pytest.param("rules: [{rule: pin-missing, level: off}]", id="no reason"),
        pytest.param("rules: [{rule: pin-missing, level: off, reason: ' '}]", id="blank reason"),
        pytest.param("rules: [{rule: pin, level: off, reason: x}]", id="an unknown rule"),
        pytest.param("sources: []", id="no source"),
        pytest.param("forge: {repository: x}", id="a repository without its owner"),
    ],
)
def test_the_schema_refuses_what_the_tool_refuses(text: str) -> None:
    assert not validator().is_valid(values(text))
    with pytest.raises(ConfigurationError):
        read_configuration(text.encode())


def test_the_schema_explains_every_setting() -> None:
    sections = schema()["$defs"]
    unexplained = [
        f"{section}.{name}"
        for section, said in sections.items()
        for name, setting in said.get("properties", {}).items()
        if not {"description", "$ref"} & (setting.keys() | setting.get("items", {}).keys())
    ]

    assert unexplained == []


def test_every_rule_has_one_id() -> None:
    assert set(RULES) == {*CHECK_RULES, *LINT_RULES, *AUDIT_RULES, *INTERFACE_RULES}
    assert len(RULES) == len(set(RULES))


def test_every_rule_of_the_semver_check_can_be_named() -> None:
    assert set(INTERFACE_RULES) == set(BY_ID)
