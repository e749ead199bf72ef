"""The skills of a namespace and the repositories that they come from."""

from __future__ import annotations

import pytest

from release_tool.lint.subjects import Kind
from tests.lint.pages import with_frontmatter

ICON = "../../../.icons/git.svg"


def of(yaml: str) -> list[str]:
    return with_frontmatter(yaml, Kind.SKILLS).rules


def source(repo: str = "coder/skills", skills: str = "") -> str:
    return f"sources:\n  - repo: {repo}\n{skills}"


def skill(override: str, slug: str = "setup") -> str:
    return source(skills=f"    skills:\n      {slug}:{override}")


SILENT = {
    "a repository": source(),
    "a repository at a branch": source("coder/skills@refs/heads/main"),
    "every character of a repository": source("a_b.c-d/e.f_g-h@v1.2-rc_3"),
    "several repositories": f"{source()}  - repo: other/skills\n",
    "an icon for all": f"icon: {ICON}\n{source()}",
    "no skills below the key": source(skills="    skills:\n"),
    "a skill without anything": skill("\n"),
    "every key of a skill": skill(
        f"\n        display_name: A\n        description: B\n        icon: {ICON}\n"
        "        tags: [a]\n"
    ),
    "a skill without tags": skill("\n        display_name: A\n"),
    "a mapping in one line": skill(" {display_name: A, tags: []}\n", "A-1"),
}


@pytest.mark.parametrize("yaml", SILENT.values(), ids=SILENT)
def test_good_skills_are_passed_over(yaml: str) -> None:
    assert of(yaml) == []


FOUND = {
    "no sources": (f"icon: {ICON}\n", "frontmatter-required"),
    "sources without a value": ("sources:\n", "frontmatter-required"),
    "an empty list of sources": ("sources: []\n", "skill-source"),
    "a text for a list of sources": ("sources: coder/skills\n", "frontmatter-type"),
    "a text for a source": ("sources: [coder/skills]\n", "frontmatter-type"),
    "an unknown key": (f"{source()}name: a\n", "frontmatter-key"),
    "an unknown key of a source": (source(skills="    branch: main\n"), "frontmatter-key"),
    "no repository": ("sources:\n  - skills: {}\n", "frontmatter-required"),
    "an address for a repository": (source("https://github.com/coder/skills"), "skill-source"),
    "a repository without an owner": (source("skills"), "skill-source"),
    "a folder in a repository": (source("coder/skills/deep"), "skill-source"),
    "no branch behind the at": (source("coder/skills@"), "skill-source"),
    "a list of skills": (source(skills="    skills: [setup]\n"), "frontmatter-type"),
    "a text for a skill": (skill(" text\n"), "frontmatter-type"),
    "an underscore in a skill's name": (skill("\n", "set_up"), "skill-name"),
    "a hyphen at the end of a skill's name": (skill("\n", "setup-"), "skill-name"),
    "an unknown key of a skill": (skill(" {title: A}\n"), "frontmatter-key"),
    "an icon with the path of modules": (
        f"icon: ../../../../.icons/git.svg\n{source()}",
        "icon-path",
    ),
    "an icon of a skill that is an address": (
        skill(" {icon: 'https://a.b/c.svg'}\n"),
        "icon-path",
    ),
    "an icon of a skill that is not there": (
        skill(" {icon: ../../../.icons/none.svg}\n"),
        "icon-missing",
    ),
    "an unsafe tag of a skill": (skill(" {tags: [a b]}\n"), "tag-unsafe"),
    "a number for the name of a skill": (skill(" {display_name: 2}\n"), "frontmatter-type"),
}


@pytest.mark.parametrize(("yaml", "rule"), FOUND.values(), ids=FOUND)
def test_wrong_skills_are_found(yaml: str, rule: str) -> None:
    assert of(yaml) == [rule]


def test_a_fault_deep_inside_names_the_way_and_the_place() -> None:
    found = with_frontmatter(skill("\n        title: A\n"), Kind.SKILLS)
    (fault,) = found.faults
    assert fault.message == "unknown key title in sources[0].skills.setup"
    assert (fault.place.line, fault.place.column) == (6, 9)


def test_a_key_that_is_missing_inside_names_where() -> None:
    (fault,) = with_frontmatter("sources:\n  - skills: {}\n", Kind.SKILLS).faults
    assert fault.message == "the key repo is missing in sources[0]"
