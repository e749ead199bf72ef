"""Findings as SARIF 2.1.0, which code scanning services take in.

Standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os.html
"""

from __future__ import annotations

import hashlib
from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote

from release_tool.domain.findings import Severity, worst_first
from release_tool.render.json_document import dumps
from release_tool.render.terminal import visible
from release_tool.render.wording import in_full

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from release_tool.domain.findings import Finding

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}


_NO_TAGS: Mapping[Finding, str] = MappingProxyType({})


def findings_sarif(
    findings: Iterable[Finding],
    rules: Mapping[str, tuple[str, str]],
    version: str,
    tags: Mapping[Finding, str] = _NO_TAGS,
) -> str:
    """One run of the tool at *version*; *rules* has the short description and the help of each.

    *tags* are the release tags of findings that are about one: of another it is another finding.
    """
    known = worst_first(findings)
    ids = sorted({*rules, *(finding.rule for finding in known)})
    index_of = {rule: index for index, rule in enumerate(ids)}
    driver = {
        "name": "release",
        "semanticVersion": version,
        "rules": [_rule(rule, *rules.get(rule, ("", ""))) for rule in ids],
    }
    run = {
        "tool": {"driver": driver},
        "originalUriBaseIds": {_ROOT: {"description": _message("The root of the repository.")}},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, index_of[finding.rule], fingerprint)
            for finding, fingerprint in zip(known, _fingerprints(known, tags), strict=True)
        ],
    }
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: str, summary: str, help_: str) -> dict[str, object]:
    described = {
        "shortDescription": _message(summary),
        "fullDescription": _message(summary),
        "help": _message(help_),
    }
    return {"id": rule, **{name: text for name, text in described.items() if text["text"]}}


def _result(finding: Finding, rule_index: int, fingerprint: dict[str, str]) -> dict[str, object]:
    exact = {
        "module": str(finding.module or ""),
        "found": finding.found,
        "expected": finding.expected,
    }
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity],
        "message": _message("\n".join(visible(line) for line in in_full(finding))),
        "locations": [_location(finding)],
        "partialFingerprints": fingerprint,
        "properties": {name: value for name, value in exact.items() if value},
    }


def _message(text: str) -> dict[str, str]:
    # A brace opens a placeholder, and `](` a link, even in a plain message.
    return {"text": text.replace("{", "{{").replace("}", "}}").replace("](", "] (")}


def _location(finding: Finding) -> dict[str, object]:
    if not finding.file:
        name = str(finding.module or "repository")
        return {"logicalLocations": [{"fullyQualifiedName": name, "kind": "module"}]}
    physical: dict[str, object] = {
        "artifactLocation": {"uri": _uri(finding.file), "uriBaseId": _ROOT}
    }
    if finding.line:
        column = {"startColumn": finding.column} if finding.column else {}
        physical["region"] = {"startLine": finding.line, **column}
    return {"physicalLocation": physical}


def _uri(path: str) -> str:
    try:
        return quote(path.encode("utf-8", "surrogateescape"), safe="/")
    except UnicodeEncodeError:  # half a character that is no byte of a file name either
        return quote(path.encode("utf-8", "replace"), safe="/")


def _fingerprints(findings: Sequence[Finding], tags: Mapping[Finding, str]) -> list[dict[str, str]]:
    """What stays the same when lines move; the second of two equal findings is counted as such."""
    seen: Counter[str] = Counter()
    prints = []
    for finding in findings:
        name = "ruleModuleFileFound/v1"
        key = [finding.rule, str(finding.module or ""), finding.file, finding.found]
        if finding in tags:
            name = "ruleModuleFileFoundTag/v1"
            key.append(tags[finding])
        known = "\0".join(key)
        seen[known] += 1
        text = f"{known}\0{seen[known]}"
        prints.append({name: hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()})
    return prints
