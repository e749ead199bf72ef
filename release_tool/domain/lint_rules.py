"""The rules of `release lint`: how much each weighs, what it means, and what to do about it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.domain.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping


class LintRule(Struct, frozen=True):
    """*fixable* if `--fix` can put some of its findings right."""

    summary: str
    help: str
    fixable: bool = False
    severity: Severity = Severity.ERROR

    @property
    def advice(self) -> str:
        """The help, as it stands below a finding."""
        return self.help[:1].lower() + self.help[1:].removesuffix(".")


_STRUCTURE = {
    "stray-file": LintRule(
        "A file stands where the registry has only namespaces.",
        "Move it into a namespace, or to the root of the repository.",
    ),
    "namespace-name": LintRule(
        "A namespace is not called as sources can address it.",
        "Use lower-case letters, digits and hyphens, with a letter or a digit at both ends.",
    ),
    "namespace-folder": LintRule(
        "A namespace has a folder that the registry does not know.",
        "Keep only modules, templates, skills and .images directly below a namespace.",
    ),
    "folder-name": LintRule(
        "A module or a template has a name that sources cannot address.",
        "Use letters, digits and hyphens, with a letter or a digit at both ends.",
    ),
    "readme-missing": LintRule(
        "A namespace, a module, a template or a list of skills has no README that can be read.",
        "Add a README.md with frontmatter.",
    ),
    "main-tf-missing": LintRule(
        "A module or a template has no main.tf.",
        "Add a main.tf, or remove the folder.",
    ),
    "icons-missing": LintRule(
        "There is no folder of icons.",
        "Add a folder .icons at the root of the repository or of the registry.",
    ),
}

_FRONTMATTER = {
    "frontmatter-missing": LintRule(
        "A README does not begin with frontmatter.",
        "Begin with a line ---, then the keys, then another line ---.",
    ),
    "frontmatter-invalid": LintRule(
        "The frontmatter is not a mapping in valid YAML.",
        "Correct the line; text with a colon or a hash belongs in quotes.",
    ),
    "frontmatter-key": LintRule(
        "The frontmatter has a key that the registry does not know.",
        "Correct the key, or remove it.",
    ),
    "frontmatter-required": LintRule(
        "A key of the frontmatter is missing, or it is empty.",
        "Add the key with its value.",
    ),
    "frontmatter-type": LintRule(
        "A value of the frontmatter is of the wrong type.",
        "Numbers and words such as true are text only in quotes.",
    ),
    "icon-path": LintRule(
        "An icon is not the relative path of a file in the folder of icons.",
        "Write as many ../ as lead to .icons, then the name of a file there.",
    ),
    "icon-missing": LintRule(
        "An icon leads to no file.",
        "Add the file to .icons, or use one that is there.",
    ),
    "tag-unsafe": LintRule(
        "A tag cannot stand in a web address as it is.",
        "Use letters, digits and the characters . _ ~ and -.",
    ),
    "unknown-system": LintRule(
        "An operating system is none of those that the registry filters by.",
        "Use windows, macos or linux.",
    ),
    "unknown-status": LintRule(
        "The status of a namespace is none that the registry knows.",
        "Use official, partner or community.",
    ),
    "github-name": LintRule(
        "A GitHub name is none.",
        "Write the bare name of the user or the organisation, without an address.",
    ),
    "web-address": LintRule(
        "A web address is not complete.",
        "Begin with https:// and the host.",
    ),
    "mail-address": LintRule(
        "A mail address is none.",
        "Write it as name@example.com, with nothing before or after.",
    ),
    "avatar-path": LintRule(
        "An avatar is no image in the folder .images of its namespace.",
        "Write ./.images/ and the name of a png, jpeg, jpg, gif or svg file.",
    ),
    "avatar-missing": LintRule(
        "An avatar leads to no file.",
        "Add the image to the folder .images of the namespace.",
    ),
    "skill-source": LintRule(
        "A source of skills names no repository.",
        "Write owner/repository, or owner/repository@ref.",
    ),
    "skill-name": LintRule(
        "A skill has a name that the registry cannot address.",
        "Use letters, digits and hyphens, with a letter or a digit at both ends.",
    ),
}

_BODY = {
    "body-missing": LintRule(
        "A README has nothing below its frontmatter.",
        "Add a heading, a paragraph and, for a module, an example.",
    ),
    "h1-first": LintRule(
        "The text of a README does not begin with its title.",
        "Begin with one line: a hash, a space and the title.",
    ),
    "h1-repeated": LintRule(
        "A README has a second title.",
        "Keep one heading of level 1; the others begin at level 2.",
    ),
    "heading-malformed": LintRule(
        "A line begins with hashes and is no heading.",
        "A heading is one to six hashes, a space and its text; a text writes \\# for a hash.",
        fixable=True,
    ),
    "heading-skipped": LintRule(
        "A heading is more than one level below the one before it.",
        "Go down one level at a time.",
    ),
    "paragraph-missing": LintRule(
        "There is no text between the title and the next heading.",
        "Say in a paragraph what it is; images and HTML do not count.",
    ),
    "fence-unclosed": LintRule(
        "A code fence has no end, so all that follows is code.",
        "Close it with a line of as many marks as it begins with.",
    ),
    "fence-language": LintRule(
        "Terraform below the title stands in a fence that is not called tf.",
        "Write tf after the marks.",
        fixable=True,
    ),
    "terraform-fence": LintRule(
        "The title of a module is not followed by exactly one Terraform example.",
        "Keep one fence with tf between the title and the next heading.",
    ),
    "h1-example": LintRule(
        "The example below the title does not use the module that the README describes.",
        "Correct its source.",
    ),
    "pin-missing": LintRule(
        "The example below the title has no version.",
        "Add a version argument below the source: without one, users get whatever is newest.",
    ),
    "pin-invalid": LintRule(
        "The version of the example below the title is neither a version nor a constraint.",
        "Write X.Y.Z, without a leading v, or a constraint such as ~> 1.2.",
    ),
    "terraform-syntax": LintRule(
        "Terraform cannot read an example.",
        "Run terraform fmt on it: a brace, a quote or a heredoc is open, or a sign is missing.",
    ),
}

_ALERTS = {
    "alert-malformed": LintRule(
        "The first line of an alert is more, or less, than one space and its type.",
        "Write > [!NOTE] alone on its line; the text begins on the next one.",
        fixable=True,
    ),
    "alert-type": LintRule(
        "An alert is of a type that does not exist.",
        "Use NOTE, TIP, IMPORTANT, WARNING or CAUTION.",
    ),
    "alert-case": LintRule(
        "The type of an alert is not in capitals.",
        "Write it in capitals.",
        fixable=True,
    ),
    "alert-nested": LintRule(
        "An alert begins inside another one.",
        "End the first one with an empty line.",
    ),
    "alert-empty": LintRule(
        "An alert has no text.",
        "Put its text on the next line, after > and a space.",
    ),
}

_LINKS = {
    "link-broken": LintRule(
        "A link or an image leads to no file of the repository.",
        "Correct the path, or add the file.",
    ),
    "anchor-broken": LintRule(
        "A link leads to no heading of its README.",
        "Write the heading's text in lower case, with hyphens for spaces.",
    ),
}

LINT_RULES: Mapping[str, LintRule] = MappingProxyType(
    {**_STRUCTURE, **_FRONTMATTER, **_BODY, **_ALERTS, **_LINKS}
)
"""By id, in the order in which the README lists them."""

LINT_RULE_TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {name: (rule.summary, rule.help) for name, rule in LINT_RULES.items()}
)
"""What `CHECK_RULE_TEXTS` is for `release check`."""
