"""The frontmatter of modules and templates, and what every kind of frontmatter shares."""

from __future__ import annotations

import pytest

from release_tool.lint.subjects import Kind
from tests.lint.pages import SECTION, linted, with_frontmatter

ICON = "icon: ../../../../.icons/git.svg\n"
LEAST = f"description: Clone it.\n{ICON}tags: []\n"

SILENT = {
    "only what must be there": LEAST,
    "every key": (
        f"{LEAST}display_name: Git\nverified: false\nsupported_os: [linux, macos, windows]\n"
        "maintainer_github: coder\n"
    ),
    "keys in any order": f"tags: [a]\n{ICON}description: Clone it.\n",
    "comments, also with colons": f"# note: the icon is ours\n{LEAST}verified: true # Optional\n",
    "quotes of both kinds": f'{ICON}description: "a: b"\ntags: [\'a\', "b"]\n',
    "a list with a line for each entry": f"description: Clone it.\n{ICON}tags:\n  - a\n  - b\n",
    "a text over several lines": f"description: >-\n  Clone\n  it.\n{ICON}tags: []\n",
    "an anchor and an alias": f"description: &d Clone it.\n{ICON}tags: []\ndisplay_name: *d\n",
    "keys that are optional without a value": f"{LEAST}display_name:\nverified:\nsupported_os:\n",
    "text that looks like a number only at first": f"{LEAST}display_name: 1Password 8\n",
    "letters of any script": f"{LEAST}display_name: Müller 東京\n",
    "tags with every safe character": f"description: a\n{ICON}tags: [a-b, c.d, e_f, g~h, I]\n",
    "CRLF": LEAST.replace("\n", "\r\n"),
    "the icon of the registry's own folder": LEAST.replace(
        "../../../../.icons/git.svg", "../../../.icons/own.svg"
    ),
}


@pytest.mark.parametrize("yaml", SILENT.values(), ids=SILENT)
@pytest.mark.parametrize("kind", [Kind.MODULE, Kind.TEMPLATE])
def test_good_frontmatter_is_passed_over(yaml: str, kind: Kind) -> None:
    assert with_frontmatter(yaml, kind).rules == []


FOUND = {
    "an unknown key": (f"{LEAST}author: me\n", "frontmatter-key"),
    "a key in capitals": (f"{LEAST}Verified: true\n", "frontmatter-key"),
    "no description": (f"{ICON}tags: []\n", "frontmatter-required"),
    "an empty description": (f'description: ""\n{ICON}tags: []\n', "frontmatter-required"),
    "a description without a value": (f"description:\n{ICON}tags: []\n", "frontmatter-required"),
    "a description of nothing but space": (
        f'description: " "\n{ICON}tags: []\n',
        "frontmatter-required",
    ),
    "an empty display name": (f'{LEAST}display_name: ""\n', "frontmatter-required"),
    "no tags": (f"description: Clone it.\n{ICON}", "frontmatter-required"),
    "tags without a value": (f"description: Clone it.\n{ICON}tags:\n", "frontmatter-required"),
    "no icon": ("description: Clone it.\ntags: []\n", "frontmatter-required"),
    "an empty icon": ('description: Clone it.\nicon: ""\ntags: []\n', "frontmatter-required"),
    "a number for a text": (f"{LEAST}display_name: 2\n", "frontmatter-type"),
    "a word for a text": (f"{LEAST}display_name: true\n", "frontmatter-type"),
    "a text for a word": (f'{LEAST}verified: "true"\n', "frontmatter-type"),
    "a list for a text": (f"description: [a]\n{ICON}tags: []\n", "frontmatter-type"),
    "a text for a list": (f"description: a\n{ICON}tags: a, b\n", "frontmatter-type"),
    "a number in a list of texts": (f"description: a\n{ICON}tags: [a, 2]\n", "frontmatter-type"),
    "nothing in a list of texts": (f"description: a\n{ICON}tags: [a, ~]\n", "frontmatter-type"),
    "a mapping for a list": (f"description: a\n{ICON}tags: {{a: b}}\n", "frontmatter-type"),
    "a tag with a space": (f"description: a\n{ICON}tags: [a b]\n", "tag-unsafe"),
    "a tag with a plus": (f"description: a\n{ICON}tags: [c++]\n", "tag-unsafe"),
    "an empty tag": (f'description: a\n{ICON}tags: [""]\n', "tag-unsafe"),
    "a tag beyond ASCII": (f"description: a\n{ICON}tags: [münchen]\n", "tag-unsafe"),
    "an operating system in capitals": (f"{LEAST}supported_os: [Linux]\n", "unknown-system"),
    "an unknown operating system": (f"{LEAST}supported_os: [linux, plan9]\n", "unknown-system"),
    "a colon in a plain text": (f"description: a: b\n{ICON}tags: []\n", "frontmatter-invalid"),
    "an open quote": (f'description: "a\n{ICON}tags: []\n', "frontmatter-invalid"),
    "a key twice": (f"{LEAST}description: b\n", "frontmatter-invalid"),
    "a tab for indentation": (f"description: a\n{ICON}tags:\n\t- a\n", "frontmatter-invalid"),
    "an object": (f"{LEAST}display_name: !!python/name:os.system x\n", "frontmatter-invalid"),
    "a list and no mapping": ("- a\n", "frontmatter-invalid"),
    "a text and no mapping": ("hello\n", "frontmatter-invalid"),
    "nothing": ("", "frontmatter-missing"),
    "nothing but a comment": ("# later\n", "frontmatter-missing"),
}


@pytest.mark.parametrize(("yaml", "rule"), FOUND.values(), ids=FOUND)
def test_wrong_frontmatter_is_found(yaml: str, rule: str) -> None:
    assert with_frontmatter(yaml).rules == [rule]


ICONS = {
    "an address": ("https://example.com/git.svg", "icon-path"),
    "an address without its scheme": ("//example.com/git.svg", "icon-path"),
    "a path from the root": ("/icon/git.svg", "icon-path"),
    "one level too few": ("../../../.icons/git.svg", "icon-missing"),
    "one level too many": ("../../../../../.icons/git.svg", "icon-path"),
    "two levels too few": ("../../.icons/git.svg", "icon-path"),
    "another folder": ("../../.images/preview.png", "icon-path"),
    "a way out of the folder": ("../../../../.icons/../CONTRIBUTING.md", "icon-path"),
    "the folder itself": ("../../../../.icons/", "icon-path"),
    "a detour": ("./../../../../.icons/git.svg", "icon-path"),
    "a file that is not there": ("../../../../.icons/none.svg", "icon-missing"),
    "a file in capitals": ("../../../../.icons/GIT.svg", "icon-missing"),
}


@pytest.mark.parametrize(("icon", "rule"), ICONS.values(), ids=ICONS)
def test_a_wrong_icon_is_found(icon: str, rule: str) -> None:
    assert with_frontmatter(LEAST.replace("../../../../.icons/git.svg", icon)).rules == [rule]


def test_the_right_path_of_a_known_icon_is_told() -> None:
    yaml = LEAST.replace("../../../../.icons/git.svg", "../../.icons/git.svg")
    (fault,) = with_frontmatter(yaml).faults
    assert fault.help == "write ../../../../.icons/git.svg"


COMPLAINTS = {
    "an address": ("https://a.b/c.svg", "is an address"),
    "a path from the root": ("/icon/c.svg", "is not relative to the README"),
    "another folder": ("../../.images/c.svg", "does not lead into a folder .icons"),
}


@pytest.mark.parametrize(("icon", "complaint"), COMPLAINTS.values(), ids=COMPLAINTS)
def test_it_is_said_what_is_wrong_with_an_icon_and_where_icons_are(
    icon: str, complaint: str
) -> None:
    (fault,) = with_frontmatter(LEAST.replace("../../../../.icons/git.svg", icon)).faults
    assert complaint in fault.message
    assert fault.help == "icons begin with ../../../../.icons/"


@pytest.mark.parametrize(
    ("tag", "help_"), [("C++ Tools", "write c-tools"), ("++", "")], ids=["a word", "no word"]
)
def test_a_safe_tag_is_suggested_where_there_is_one(tag: str, help_: str) -> None:
    (fault,) = with_frontmatter(LEAST.replace("[]", f'["{tag}"]')).faults
    assert fault.help == help_


def test_the_nearest_key_is_told() -> None:
    (fault,) = with_frontmatter(f"{LEAST}suported_os: [linux]\n").faults
    assert fault.help == "did you mean supported_os?"


SAID = {
    "a number": ("display_name: 2\n", "display_name must be text, not the number 2"),
    "a word": ("display_name: false\n", "display_name must be text, not the word false"),
    "a list": ("description: [a]\n", "description must be text, not a list"),
    "a mapping": ("icon: {a: b}\n", "icon must be text, not a mapping"),
    "a text": ("verified: maybe\n", "verified must be true or false, not text"),
    "a list with a number": (
        "tags: [a, 2.5]\n",
        "tags must be a list of texts, not a list with the number 2.5",
    ),
    "a list with nothing": (
        "tags: [a, ~]\n",
        "tags must be a list of texts, not a list with nothing",
    ),
}


@pytest.mark.parametrize(("line", "message"), SAID.values(), ids=SAID)
def test_a_wrong_type_is_told_from_the_right_one(line: str, message: str) -> None:
    found = with_frontmatter(line).faults
    assert message in [fault.message for fault in found if fault.rule == "frontmatter-type"]


BOUNDS = {
    "an empty file": ("", "the file is empty"),
    "nothing but space": (" \n\n", "the file is empty"),
    "no frontmatter": (SECTION, "the first line is not ---"),
    "text before it": (f"text\n---\n{LEAST}---\n\n{SECTION}", "the first line is not ---"),
    "no second mark": (f"---\n{LEAST}\n{SECTION}", "it has no end"),
    "four dashes at the end": (f"---\n{LEAST}----\n\n{SECTION}", "it has no end"),
    "a byte-order mark": (f"\ufeff---\n{LEAST}---\n\n{SECTION}", "a byte-order mark stands before"),
}


@pytest.mark.parametrize(("content", "why"), BOUNDS.values(), ids=BOUNDS)
def test_missing_frontmatter_is_found_with_the_reason(content: str, why: str) -> None:
    first = linted(content).faults[0]
    assert first.rule == "frontmatter-missing"
    assert why in first.message


def test_frontmatter_without_an_end_leaves_no_text_to_judge() -> None:
    assert linted(f"---\n{LEAST}\n### A\n\n#B\n").rules == ["frontmatter-missing"]


def test_nothing_and_no_mapping_are_told_apart() -> None:
    messages = [with_frontmatter(yaml).faults[0].message for yaml in ("", "- a\n")]
    assert messages == ["the frontmatter is empty", "the frontmatter is not a mapping"]


def test_a_key_that_is_missing_at_the_top_is_in_nothing() -> None:
    (fault,) = with_frontmatter(LEAST.replace("tags: []\n", "")).faults
    assert fault.message == "the key tags is missing"


@pytest.mark.parametrize(
    "content",
    [f"\n\n---\n{LEAST}---\n\n{SECTION}", f"---\n{LEAST}---\n{SECTION}\n---\n\ntext\n"],
    ids=["blank lines above it", "a rule in the text"],
)
def test_frontmatter_is_read_where_it_is(content: str) -> None:
    assert linted(content).rules == []


PLACES = {
    "an unknown key": ("author: me\n", "frontmatter-key", (2, 1)),
    "a value": ("display_name: 2\n", "frontmatter-type", (2, 15)),
    "a tag, counted in characters": ("tags: [ü, a b]\n", "tag-unsafe", (2, 8)),
    "invalid YAML": ("display_name: a: b\n", "frontmatter-invalid", (2, 16)),
    "a key without a value": ("description:\n", "frontmatter-required", (2, 1)),
}


@pytest.mark.parametrize(("line", "rule", "place"), PLACES.values(), ids=PLACES)
def test_the_place_is_one_of_the_file(line: str, rule: str, place: tuple[int, int]) -> None:
    assert with_frontmatter(line).places(rule)[0] == place


def test_bytes_that_are_not_utf8_are_a_finding_with_a_place() -> None:
    found = linted(f"---\n{LEAST}display_name: ".encode() + b"\xff\n---\n\n" + SECTION.encode())
    assert found.rules == ["frontmatter-invalid"]
    assert found.places("frontmatter-invalid") == [(5, 15)]


def test_bytes_that_are_not_utf8_in_the_text_move_no_place() -> None:
    found = linted(f"---\n{LEAST}---\n\n{SECTION}\n".encode() + b"\xff\xfe [a](none.md)\n")
    assert found.rules == ["link-broken"]
    assert found.places("link-broken")[0][1] == 4


def test_a_bomb_of_aliases_is_refused() -> None:
    yaml = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]\n"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert with_frontmatter(yaml).rules == ["frontmatter-invalid"]


def test_a_module_of_another_layout_needs_no_frontmatter() -> None:
    assert linted("# Title\n\nNo example and no icon.\n\n### Deep\n", Kind.BARE).rules == []
    assert linted("---\nanything: goes\n---\n\ntext\n", Kind.BARE).rules == []
