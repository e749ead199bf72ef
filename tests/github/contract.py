"""Checks requests and answers against GitHub's published OpenAPI description."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HERE = Path(__file__).parent


class Contract:
    """Knows the operations of `github-openapi.json` and nothing else."""

    def __init__(self, description: dict[str, Any]) -> None:
        self._components = description["components"]
        self._operations = [
            (verb.upper(), re.compile(re.sub(r"\{\w+\}", "([^/]+)", path)), operation)
            for path, verbs in description["paths"].items()
            for verb, operation in verbs.items()
        ]

    def request_faults(
        self, verb: str, path: str, query: Mapping[str, str], body: object
    ) -> Iterator[str]:
        """What is wrong with a request, a sentence each. *path* is as it was sent, still quoted."""
        operation = self._operation(verb, path)
        if operation is None:
            yield f"{verb} {path} is not documented"
            return
        names = {
            parameter["name"]
            for parameter in map(self._resolved, operation.get("parameters", ()))
            if parameter["in"] == "query"
        }
        yield from (f"{verb} {path}: no query parameter {each}" for each in query.keys() - names)
        content = operation.get("requestBody", {}).get("content", {})
        if not content and body is not None:
            yield f"{verb} {path} takes no body"
        for media in content.values():
            yield from self._faults(f"{verb} {path}", media["schema"], body)

    def answer_faults(self, verb: str, path: str, status: int, body: object) -> Iterator[str]:
        """What is wrong with an answer that a stand-in gives."""
        operation = self._operation(verb, path) or {}
        answers = operation.get("responses", {})
        if str(status) not in answers:
            yield f"{verb} {path} never answers {status}"
            return
        for media in self._resolved(answers[str(status)]).get("content", {}).values():
            yield from self._faults(f"{verb} {path} {status}", media["schema"], body)
            return

    def _operation(self, verb: str, path: str) -> dict[str, Any] | None:
        matching = (
            operation
            for known, pattern, operation in self._operations
            if known == verb and pattern.fullmatch(path)
        )
        return next(matching, None)

    def _resolved(self, node: dict[str, Any]) -> dict[str, Any]:
        if "$ref" not in node:
            return node
        _, _, kind, name = node["$ref"].split("/")
        found: dict[str, Any] = self._components[kind][name]
        return found

    def _faults(self, where: str, schema: dict[str, Any], body: object) -> Iterator[str]:
        whole = {**_with_null(schema), "components": _with_null(self._components)}
        for error in Draft202012Validator(whole).iter_errors(body):
            yield f"{where}: {error.json_path}: {error.message[:200]}"


@cache
def published() -> Contract:
    return Contract(json.loads((_HERE / "github-openapi.json").read_text()))


def _with_null(node: Any) -> Any:
    """*node* with OpenAPI 3.0's `nullable` as JSON Schema says it."""
    if isinstance(node, list):
        return [_with_null(each) for each in node]
    if not isinstance(node, dict):
        return node
    plain = {key: _with_null(value) for key, value in node.items() if key != "nullable"}
    return {"anyOf": [plain, {"type": "null"}]} if node.get("nullable") is True else plain
