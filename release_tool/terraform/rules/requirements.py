"""What a module requires of Terraform and of providers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.domain.constraints import ConstraintError, Constraints
from release_tool.domain.versions import Level
from release_tool.terraform.change import Breaks, Sighting, Verdict
from release_tool.terraform.rule import MAJOR, PATCH, Example, Rule, review

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.terraform.interface import ProviderRequirement
    from release_tool.terraform.pair import Pair

_VERSIONS = "https://developer.hashicorp.com/terraform/language/expressions/version-constraints"
_PROVIDERS = "https://developer.hashicorp.com/terraform/language/providers/requirements"
_RAISED = Verdict(Level.MINOR, Level.MINOR)


def _parsed(text: str | None) -> Constraints | None:
    """The constraints; None where they are not any that Terraform would read."""
    try:
        return Constraints.parse(text or "")
    except ConstraintError:
        return None


def _terraform(pair: Pair) -> tuple[Constraints, Constraints] | None:
    old, new = pair.before.terraform_version, pair.after.terraform_version
    before, after = _parsed(old.version if old else ""), _parsed(new.version if new else "")
    return None if before is None or after is None else (before, after)


def _terraform_raised(pair: Pair) -> Iterator[Sighting]:
    new = pair.after.terraform_version
    versions = _terraform(pair)
    if new is not None and versions is not None and not versions[0].within(versions[1]):
        yield Sighting(
            "terraform",
            "required_version",
            "some Terraform versions that the module took are refused now",
            new.place,
            before=str(versions[0]) or "any",
            after=str(versions[1]),
            breaks=Breaks.OLD_TOOLS,
        )


def _terraform_relaxed(pair: Pair) -> Iterator[Sighting]:
    old, new = pair.before.terraform_version, pair.after.terraform_version
    versions = _terraform(pair)
    if old is None or versions is None:
        return
    before, after = versions
    if before.within(after) and not after.within(before):
        yield Sighting(
            "terraform",
            "required_version",
            "more Terraform versions are accepted",
            new.place if new else old.place,
            before=str(before),
            after=str(after) or "any",
            gone=new is None,
        )


def _kept(pair: Pair) -> Iterator[tuple[ProviderRequirement, ProviderRequirement]]:
    """Providers that both versions require, under one name and from one source."""
    for name, old in pair.before.providers.items():
        new = pair.after.providers.get(name)
        if new is not None and old.source == new.source:
            yield old, new


def _versions(
    pair: Pair,
) -> Iterator[tuple[ProviderRequirement, Constraints, Constraints]]:
    for old, new in _kept(pair):
        before, after = _parsed(old.version), _parsed(new.version)
        if before is not None and after is not None:
            yield new, before, after


def _provider_raised(pair: Pair) -> Iterator[Sighting]:
    for new, before, after in _versions(pair):
        if before.within(after) or before.disjoint(after):
            continue
        crossed = _crosses_major(before, after)
        yield Sighting(
            "provider",
            new.name,
            f"some versions of provider {new.name} that the module took are refused now",
            new.place,
            before=str(before) or "any",
            after=str(after),
            breaks=Breaks.OLD_TOOLS,
            help="callers may need `terraform init -upgrade`",
            verdict=None if crossed else _RAISED,
        )


def _crosses_major(before: Constraints, after: Constraints) -> bool:
    """Whether the lowest version allowed has moved to a later major version."""
    old, new = before.floor, after.floor
    return old is not None and new is not None and new[0] > old[0]


def _provider_relaxed(pair: Pair) -> Iterator[Sighting]:
    for new, before, after in _versions(pair):
        if before.within(after) and not after.within(before):
            yield Sighting(
                "provider",
                new.name,
                f"more versions of provider {new.name} are accepted",
                new.place,
                before=str(before),
                after=str(after) or "any",
            )


def _provider_disjoint(pair: Pair) -> Iterator[Sighting]:
    for new, before, after in _versions(pair):
        if before.disjoint(after):
            yield Sighting(
                "provider",
                new.name,
                f"no version of provider {new.name} satisfies both the earlier and the new "
                "requirement",
                new.place,
                before=str(before),
                after=str(after),
                breaks=Breaks.OLD_TOOLS,
                help="widen the requirement so that both majors are accepted for a while",
            )


def _provider_added(pair: Pair) -> Iterator[Sighting]:
    for name, new in pair.after.providers.items():
        if name not in pair.before.providers and not new.aliases:
            yield Sighting(
                "provider",
                name,
                f"provider {name} ({new.source}) is required now",
                new.place,
                after=f"{new.source} {new.version or ''}".strip(),
                breaks=Breaks.EVERY_CALLER,
                help="a new download, and perhaps new credentials",
            )


def _provider_removed(pair: Pair) -> Iterator[Sighting]:
    for name, old in pair.before.providers.items():
        if name not in pair.after.providers and not old.aliases:
            yield Sighting(
                "provider",
                name,
                f"provider {name} is no longer required",
                old.place,
                before=f"{old.source} {old.version or ''}".strip(),
                gone=True,
            )


def _source_changed(pair: Pair) -> Iterator[Sighting]:
    for name, old in pair.before.providers.items():
        new = pair.after.providers.get(name)
        if new is not None and old.source != new.source:
            yield Sighting(
                "provider",
                name,
                f"provider {name} comes from another source",
                new.place,
                before=old.source,
                after=new.source,
                breaks=Breaks.EVERY_CALLER,
                help="state keeps the old provider; callers run `terraform state replace-provider`",
            )


def _requirement(version: str, source: str = "coder/coder") -> str:
    return (
        "terraform {\n  required_providers {\n    coder = {\n"
        f'      source  = "{source}"\n      version = "{version}"\n    }}\n  }}\n}}\n'
    )


def _terraform_block(version: str) -> str:
    return f'terraform {{\n  required_version = "{version}"\n}}\n'


RULES = (
    Rule(
        id="terraform-version-raised",
        title="some Terraform versions are refused now",
        description="`required_version` no longer allows every version that it allowed. The sets "
        "of versions are compared, not the text.",
        why="Callers with such a version cannot plan until they upgrade Terraform.",
        verdict=review(Level.MAJOR, floor=Level.MINOR),
        reference=_VERSIONS,
        example=Example(_terraform_block(">= 1.0"), _terraform_block(">= 1.9")),
        check=_terraform_raised,
    ),
    Rule(
        id="terraform-version-relaxed",
        title="more Terraform versions are accepted",
        description="`required_version` allows all versions that it allowed, and more.",
        why="Callers notice nothing.",
        verdict=PATCH,
        reference=_VERSIONS,
        example=Example(_terraform_block(">= 1.9"), _terraform_block(">= 1.0")),
        check=_terraform_relaxed,
    ),
    Rule(
        id="provider-version-raised",
        title="some versions of a provider are refused now",
        description="A provider's constraint no longer allows every version that it allowed. A "
        "major version is suggested where the lowest one moved to a later major of the provider.",
        why="Callers may need `terraform init -upgrade`, and their own constraint may conflict.",
        verdict=review(Level.MAJOR, floor=Level.MINOR),
        reference=_VERSIONS,
        example=Example(_requirement(">= 1.0"), _requirement(">= 2.5")),
        check=_provider_raised,
    ),
    Rule(
        id="provider-version-relaxed",
        title="more versions of a provider are accepted",
        description="A provider's constraint allows all versions that it allowed, and more.",
        why="Callers notice nothing.",
        verdict=PATCH,
        reference=_VERSIONS,
        example=Example(_requirement("~> 2.0"), _requirement(">= 2.0")),
        check=_provider_relaxed,
    ),
    Rule(
        id="provider-version-disjoint",
        title="no provider version satisfies both requirements",
        description="The sets of provider versions before and now have nothing in common.",
        why="A caller that uses both versions of the module, or pins the provider, cannot "
        "initialise.",
        verdict=MAJOR,
        reference=_VERSIONS,
        example=Example(_requirement("~> 1.0"), _requirement("~> 2.0")),
        check=_provider_disjoint,
    ),
    Rule(
        id="provider-added",
        title="a provider was added",
        description="The module requires a provider that it did not require.",
        why="Callers download it, and it may want credentials.",
        verdict=review(Level.MINOR, floor=Level.MINOR),
        reference=_PROVIDERS,
        example=Example("", _requirement(">= 2.0")),
        check=_provider_added,
    ),
    Rule(
        id="provider-removed",
        title="a provider was removed",
        description="The module no longer requires a provider.",
        why="Callers notice nothing.",
        verdict=PATCH,
        reference=_PROVIDERS,
        example=Example(_requirement(">= 2.0"), ""),
        check=_provider_removed,
    ),
    Rule(
        id="provider-source-changed",
        title="a provider comes from another source",
        description="The same name stands for another provider. `hashicorp/x` written out or left "
        "out is the same, and so is the default host.",
        why="It is another program; resources in the state belong to the earlier one.",
        verdict=MAJOR,
        reference=_PROVIDERS,
        example=Example(_requirement(">= 2.0"), _requirement(">= 2.0", "acme/coder")),
        check=_source_changed,
    ),
)
