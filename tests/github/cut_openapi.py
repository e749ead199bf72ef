"""Cuts the operations that the tool uses out of GitHub's OpenAPI description.

Run it when the tool learns a new operation, in an empty folder:

    npm install @octokit/openapi@23.0.2
    python cut_openapi.py node_modules/@octokit/openapi > github-openapi.json
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

OPERATIONS = (
    ("post", "/repos/{owner}/{repo}/releases"),
    ("patch", "/repos/{owner}/{repo}/releases/{release_id}"),
    ("get", "/repos/{owner}/{repo}/commits/{ref}"),
    ("post", "/repos/{owner}/{repo}/issues/{issue_number}/comments"),
    ("patch", "/repos/{owner}/{repo}/issues/comments/{comment_id}"),
    ("delete", "/repos/{owner}/{repo}/issues/comments/{comment_id}"),
)
_PROSE = {"description", "example", "examples", "externalDocs", "summary", "tags", "title"}


def cut(whole: dict[str, Any], version: str) -> dict[str, Any]:
    """The description of OPERATIONS and all that they refer to, request bodies made strict."""
    subset: dict[str, Any] = {
        "openapi": whole["openapi"],
        "info": {**whole["info"], "x-cut-from": f"@octokit/openapi@{version}"},
        "paths": {},
        "components": {},
    }
    for verb, path in OPERATIONS:
        operation = _bare(whole["paths"][path][verb])
        _close(operation)
        subset["paths"].setdefault(path, {})[verb] = operation
    wanted = list(_references(subset["paths"]))
    while wanted:
        _, _, kind, name = wanted.pop().split("/")
        known = subset["components"].setdefault(kind, {})
        if name not in known:
            known[name] = _bare(whole["components"][kind][name])
            wanted += _references(known[name])
    return subset


def _close(operation: dict[str, Any]) -> None:
    # GitHub ignores a field that it does not know, and a misspelt field is what a test is for.
    for media in operation.get("requestBody", {}).get("content", {}).values():
        media["schema"]["additionalProperties"] = False


def _bare(node: Any, *, names: bool = False) -> Any:
    """*node* without prose; below `properties` every key is a name and none is prose."""
    if isinstance(node, list):
        return [_bare(each) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _bare(value, names=key in {"properties", "responses"} and not names)
        for key, value in node.items()
        if names or (key not in _PROSE and not key.startswith("x-"))
    }


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from _references(each)
    elif isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from _references(value)


def main() -> None:
    package = Path(sys.argv[1])
    version = json.loads((package / "package.json").read_text())["version"]
    whole = json.loads((package / "generated" / "api.github.com.json").read_text())
    json.dump(cut(whole, version), sys.stdout, indent=1, sort_keys=True)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
