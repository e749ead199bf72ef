"""The profile of a namespace."""

from __future__ import annotations

import pytest

from release_tool.lint.subjects import Kind
from tests.lint.pages import with_frontmatter

LEAST = "display_name: Coder\nstatus: community\n"

SILENT = {
    "only what must be there": "",
    "every key": (
        "bio: We do.\navatar: ./.images/avatar.png\ngithub: coder\n"
        "linkedin: https://www.linkedin.com/company/coder\nwebsite: https://coder.com/a?b#c\n"
        "support_email: help@coder.com\n"
    ),
    "keys without a value": "avatar:\ngithub:\nlinkedin:\nwebsite:\nsupport_email:\nbio:\n",
    "an avatar without the dot": "avatar: .images/avatar.png\n",
    "an avatar elsewhere": "avatar: https://example.com/a/avatar.jpeg\n",
    "a name with digits and hyphens": "github: 35C4n0r-x\n",
    "a website without encryption": "website: http://coder.com\n",
    "a mail address with a plus and a long domain": "support_email: a.b+c@d.e.co.uk\n",
}


def of(yaml: str) -> list[str]:
    return with_frontmatter(yaml, Kind.NAMESPACE).rules


@pytest.mark.parametrize("more", SILENT.values(), ids=SILENT)
def test_a_good_profile_is_passed_over(more: str) -> None:
    assert of(LEAST + more) == []


@pytest.mark.parametrize("status", ["official", "partner", "community"])
def test_every_status_is_known(status: str) -> None:
    assert of(f"display_name: Coder\nstatus: {status}\n") == []


FOUND = {
    "a status in capitals": ("display_name: a\nstatus: Official\n", "unknown-status"),
    "no status": ("display_name: a\n", "frontmatter-required"),
    "no display name": ("status: partner\n", "frontmatter-required"),
    "a key of modules": (f"{LEAST}icon: a\n", "frontmatter-key"),
    "an address for a name": (f"{LEAST}github: https://github.com/coder\n", "github-name"),
    "a name with an at": (f'{LEAST}github: "@coder"\n', "github-name"),
    "a name with space around it": (f'{LEAST}github: " coder"\n', "github-name"),
    "an empty name": (f'{LEAST}github: ""\n', "frontmatter-required"),
    "a website without its scheme": (f"{LEAST}website: www.coder.com\n", "web-address"),
    "a path for a website": (f"{LEAST}website: /about\n", "web-address"),
    "a script for a website": (f"{LEAST}website: javascript:alert(1)\n", "web-address"),
    "a website with a space": (f'{LEAST}website: "https://a.b/c d"\n', "web-address"),
    "a website of another protocol": (f"{LEAST}website: ftp://coder.com\n", "web-address"),
    "a website with a bell": (f'{LEAST}website: "https://a.b/\\a"\n', "web-address"),
    "a website with no host": (f"{LEAST}website: https://\n", "web-address"),
    "a host in brackets that do not close": (f'{LEAST}website: "https://[a"\n', "web-address"),
    "a profile without its scheme": (f"{LEAST}linkedin: linkedin.com/in/a\n", "web-address"),
    "a mail address without an at": (f"{LEAST}support_email: coder.com\n", "mail-address"),
    "a mail address without a dot": (f"{LEAST}support_email: a@coder\n", "mail-address"),
    "a mail address without a name": (f'{LEAST}support_email: "@a.b"\n', "mail-address"),
    "a mail address with a query": (f"{LEAST}support_email: a@b.c?subject=d\n", "mail-address"),
    "an avatar in another folder": (f"{LEAST}avatar: ./avatar.png\n", "avatar-path"),
    "an avatar of another namespace": (
        f"{LEAST}avatar: ../other/.images/avatar.png\n",
        "avatar-path",
    ),
    "an avatar from the root": (f"{LEAST}avatar: /.images/avatar.png\n", "avatar-path"),
    "an avatar of another kind": (f"{LEAST}avatar: ./.images/avatar.webp\n", "avatar-path"),
    "an avatar with a query": (f"{LEAST}avatar: https://a.b/c?d=e.png\n", "avatar-path"),
    "an avatar that is not there": (f"{LEAST}avatar: ./.images/none.png\n", "avatar-missing"),
}


@pytest.mark.parametrize(("yaml", "rule"), FOUND.values(), ids=FOUND)
def test_a_wrong_profile_is_found(yaml: str, rule: str) -> None:
    assert of(yaml) == [rule]


def test_the_name_in_an_address_is_told() -> None:
    yaml = f"{LEAST}github: https://github.com/Coder-1/\n"
    (fault,) = with_frontmatter(yaml, Kind.NAMESPACE).faults
    assert fault.help == "write Coder-1"
