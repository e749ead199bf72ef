"""The rules of `release audit`, the heaviest first: what each means, and what to do about it."""

from __future__ import annotations

from types import MappingProxyType

from msgspec import Struct

from release_tool.domain.findings import Severity


class AuditRule(Struct, frozen=True):
    summary: str
    help: str
    severity: Severity = Severity.ERROR


_MEND = "Leave the tag as it is; put the README right and release the next version."

AUDIT_RULES = MappingProxyType(
    {
        "moved-tag": AuditRule(
            "The tag stands on another commit on the remote than in this clone.",
            "Find out who moved it: what was released under its name is not what it names now.",
        ),
        "off-branch": AuditRule(
            "The tag's commit is on neither the default branch nor a maintenance branch.",
            "Merge the commit, or push the branch that keeps it: git removes what nothing keeps.",
        ),
        "released-too-low": AuditRule(
            "The changes since the release before required a higher level than was released.",
            "Name the break in the notes; take it back in the next patch, or accept it there.",
        ),
        "out-of-order": AuditRule(
            "The order of two versions is not the order of their commits, or of their tags.",
            "Release the lower version's work again under a version above both.",
        ),
        "no-usage-example": AuditRule("The README at the tag never shows its own module.", _MEND),
        "unknown-source": AuditRule(
            "An example in the README at the tag addresses a module that the registry neither"
            " had then nor has now.",
            _MEND,
        ),
        "pin-missing": AuditRule("A usage example in the README at the tag has no version.", _MEND),
        "pin-invalid": AuditRule(
            "The version of a usage example at the tag is neither a version nor a constraint.",
            _MEND,
        ),
        "pins-disagree": AuditRule(
            "The usage examples in the README at the tag name different versions.", _MEND
        ),
        "pins-differ-from-tag": AuditRule(
            "The usage examples in the README at the tag agree, and not on the tag's version.",
            _MEND,
        ),
        "release-missing": AuditRule(
            "The forge has no release for the tag.",
            "Make it: release publish --missing.",
            Severity.WARNING,
        ),
        "version-gap": AuditRule(
            "The version is not the next patch, minor or major of the release before.",
            "Nothing, if the gap is meant; say so in release.yaml.",
            Severity.WARNING,
        ),
        "module-gone": AuditRule(
            "The module has release tags and no folder any more.",
            "Nothing, if it was retired; say so in release.yaml, and where its users should go.",
            Severity.WARNING,
        ),
        "lightweight-tag": AuditRule(
            "The tag is a plain name of a commit: it does not say who made it, when and why.",
            "Make release tags with release tag, which annotates them.",
            Severity.WARNING,
        ),
    }
)
AUDIT_RULE_TEXTS = MappingProxyType(
    {rule: (one.summary, one.help) for rule, one in AUDIT_RULES.items()}
)
