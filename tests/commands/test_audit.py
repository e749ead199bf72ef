"""`release audit`: each rule at real tags, silent first, and each format."""

from __future__ import annotations

import json
import subprocess
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pytest

from tests.audited_registry import with_every_fault
from tests.command_line import release
from tests.commands.reported import Reported

if TYPE_CHECKING:
    from pathlib import Path

    from tests.commands.conftest import Once

KEYS = ["tag", "rule", "level", "module", "file", "line", "message", "found", "expected"]
ROW = pytest.param


@pytest.fixture
def audited(once: Once, tmp_path: Path) -> Reported:
    """A registry with every fault, and what audit says of it; to be read only."""

    def make() -> Reported:
        registry = with_every_fault(tmp_path / "audited")
        return Reported(registry, release("audit", "--format", "json", cwd=registry.root))

    return once("audited", make)


@pytest.mark.parametrize(
    ("module", "why"),
    [
        ROW("steady", "versions one after the other", id="steady"),
        ROW("several", "pins that agree, one of them a constraint", id="several"),
        ROW("broken-later", "a README that went wrong after the tag", id="broken later"),
        ROW("citing", "an example of a module that was there at the tag", id="citing"),
        ROW("foreseeing", "an example of a module that came later", id="foreseeing"),
        ROW("untagged", "a module without a tag", id="untagged"),
        ROW("previewed", "a break between two pre-releases of one major", id="previewed"),
        ROW("torn", "Terraform that cannot be read", id="torn"),
        ROW("breaking", "a break in a major", id="breaking"),
        ROW("early", "a break in a minor below 1.0.0", id="early"),
        ROW("widened", "an optional input in a minor", id="widened"),
        ROW("inside", "a change that callers do not see, in a patch", id="inside"),
        ROW("documented", "a patch of the README alone", id="documented"),
        ROW("accepted", "a break that release.yaml accepts", id="accepted"),
        ROW("maintained", "a patch of 1.x after 2.0.0, on the branch for it", id="maintained"),
    ],
)
def test_nothing_is_found_of(audited: Reported, module: str, why: str) -> None:
    assert audited.of(module) == [], why


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        ROW(
            "mixed",
            [("1.1.0", "pins-disagree", "error", 8, "1.0.0", "1.1.0"),
             ("1.1.0", "pins-disagree", "error", 22, "1.0.0", "1.1.0")],
            id="pins-disagree at each pin that is not the tag's",
        ),
        ROW(
            "behind",
            [("1.1.0", "pins-differ-from-tag", "error", 8, "1.0.0", "1.1.0")],
            id="pins-differ-from-tag once",
        ),
        ROW("missing", [("1.0.0", "pin-missing", "error", 13, "", "1.0.0")], id="pin-missing"),
        ROW("word", [("1.0.0", "pin-invalid", "error", 15, "latest", "1.0.0")], id="pin-invalid"),
        ROW(
            "prose",
            [("1.0.0", "no-usage-example", "error", 1, "", "registry.coder.com/coder/prose/coder")],
            id="no-usage-example: nothing shown",
        ),
        ROW(
            "paperless",
            [("1.0.0", "no-usage-example", "error", 1, "", "")],
            id="no-usage-example: no README",
        ),
        ROW(
            "too-soon",
            [("1.0.0", "no-usage-example", "error", 1, "", "")],
            id="no-usage-example: the module came after its tag",
        ),
        ROW(
            "astray",
            [("1.0.0", "no-usage-example", "error", 1, "", "registry.coder.com/coder/astray/coder"),
             ("1.0.0", "unknown-source", "error", 6, "registry.coder.com/coder/elsewhere/coder",
              "")],
            id="unknown-source: the wrong name",
        ),
        ROW(
            "mourning",
            [("1.0.0", "unknown-source", "error", 13, "registry.coder.com/coder/vanished/coder",
              "")],
            id="unknown-source: a module that was gone already",
        ),
        ROW(
            "skipping",
            [("1.0.2", "version-gap", "warning", 0, "1.0.2", "1.0.1")],
            id="version-gap",
        ),
        ROW("backwards", [("1.1.0", "out-of-order", "error", 0, "", "")], id="out-of-order"),
        ROW(
            "late",
            [("1.0.0", "out-of-order", "warning", 0, "", "")],
            id="out-of-order by the dates of tags is a warning",
        ),
        ROW("off", [("1.0.1", "off-branch", "error", 0, "", "")], id="off-branch"),
        ROW("light", [("1.0.0", "lightweight-tag", "warning", 0, "", "")], id="lightweight-tag"),
        ROW("gone", [("1.0.1", "module-gone", "warning", 0, "", "")], id="module-gone once"),
        ROW(
            "narrowed",
            [("1.1.0", "released-too-low", "error", 1, "1.1.0", "2.0.0")],
            id="released-too-low: a break in a minor",
        ),
        ROW(
            "silent",
            [("1.0.1", "released-too-low", "error", 4, "1.0.1", "1.1.0")],
            id="released-too-low: an optional input in a patch",
        ),
        ROW(
            "early-break",
            [("0.1.1", "released-too-low", "error", 1, "0.1.1", "0.2.0")],
            id="released-too-low: a break in a patch below 1.0.0",
        ),
        ROW(
            "bereft",
            [("1.0.1", "released-too-low", "error", 5, "1.0.1", "2.0.0")],
            id="released-too-low: a file that is read was taken out",
        ),
    ],
)  # fmt: skip
def test_each_rule_is_reported_at_its_tag(
    audited: Reported, module: str, expected: list[tuple[object, ...]]
) -> None:
    keys = ("rule", "level", "line", "found", "expected")
    tags = [one["tag"].removeprefix(f"release/coder/{module}/v") for one in audited.of(module)]
    rest = [tuple(one[key] for key in keys) for one in audited.of(module)]
    assert [(tag, *values) for tag, values in zip(tags, rest, strict=True)] == expected


def test_a_moved_tag_names_both_commits(audited: Reported) -> None:
    here = audited.registry.git("rev-parse", "release/coder/moved/v1.0.0^{commit}")
    there = audited.registry.git("rev-parse", f"{here}~1")
    (found,) = audited.of("moved")
    assert (found["rule"], found["found"], found["expected"]) == ("moved-tag", there, here)
    assert found["message"] == f"it stands on {here[:10]} here and on {there[:10]} on origin"


def test_a_release_that_was_too_low_says_what_broke(audited: Reported) -> None:
    (found,) = audited.of("narrowed")
    assert found["file"] == "registry/coder/modules/narrowed/main.tf"
    assert found["message"] == (
        "after 1.0.0 it needed a major version: input address was added and has no default "
        "(variable-added-required), and 1 more"
    )


def test_the_json_has_the_keys_of_the_contract_and_nothing_else(audited: Reported) -> None:
    document = audited.ran.json
    assert list(document) == ["tags", "findings"]
    assert document["tags"] == len(audited.registry.tags())
    assert {tuple(finding) for finding in document["findings"]} == {tuple(KEYS)}


def test_the_worst_come_first(audited: Reported) -> None:
    found = ((one["level"], one["rule"]) for one in audited.ran.json["findings"])
    assert [pair for pair, _ in groupby(found)] == [
        ("error", "moved-tag"),
        ("error", "off-branch"),
        ("error", "released-too-low"),
        ("error", "out-of-order"),
        ("error", "no-usage-example"),
        ("error", "unknown-source"),
        ("error", "pin-missing"),
        ("error", "pin-invalid"),
        ("error", "pins-disagree"),
        ("error", "pins-differ-from-tag"),
        ("warning", "out-of-order"),
        ("warning", "version-gap"),
        ("warning", "module-gone"),
        ("warning", "lightweight-tag"),
    ]


def test_what_terraform_cannot_read_is_said(audited: Reported) -> None:
    assert (
        "what Terraform cannot read there was not compared: release/coder/torn/v1.0.1\n"
        in audited.ran.err
    )


def test_many_tags_in_several_processes_say_what_a_few_say_in_one(audited: Reported) -> None:
    modules = sorted({"/".join(name.split("/")[1:3]) for name in audited.registry.tags()})
    apart: list[Any] = []
    for third in range(3):
        names = modules[third::3]
        ran = release("audit", *names, "--format", "json", cwd=audited.registry.root)
        apart += ran.json["findings"]
    together = audited.ran.json["findings"]
    assert sorted(map(json.dumps, apart)) == sorted(map(json.dumps, together))


def test_a_bare_repository_says_what_its_clone_says(audited: Reported, tmp_path: Path) -> None:
    bare = tmp_path / "bare.git"
    subprocess.run(
        ("git", "clone", "--quiet", "--mirror", str(audited.registry.root), str(bare)), check=True
    )
    ran = release("audit", "--format", "json", cwd=bare)
    known = audited.ran.json["findings"]
    assert ran.json["findings"] == [one for one in known if one["rule"] != "moved-tag"]


def test_annotations_and_sarif_name_the_tag_and_no_line_of_the_file_as_it_is_now(
    audited: Reported,
) -> None:
    root = audited.registry.root
    annotations = release("audit", "coder/missing", "--format", "github", cwd=root).out
    assert annotations.splitlines()[0].startswith(
        "::error file=registry/coder/modules/missing/README.md,title=pin-missing in coder/missing::"
        "release/coder/missing/v1.0.0, line 13: this example of coder/missing has no version"
    )
    log = json.loads(release("audit", "coder/missing", "--format", "sarif", cwd=root).out)
    (result,) = log["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert list(place) == ["artifactLocation"]
    assert result["message"]["text"].startswith("release/coder/missing/v1.0.0, line 13: ")


def test_markdown_names_the_tag(audited: Reported) -> None:
    ran = release("audit", "coder/light", "--format", "markdown", cwd=audited.registry.root)
    assert "1 warning in 1 module" in ran.out
    assert "release/coder/light/v1.0.0: it is not annotated" in ran.out
