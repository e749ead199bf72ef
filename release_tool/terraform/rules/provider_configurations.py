"""Provider configurations: those that callers pass in, and those that stand in the module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.terraform.change import Breaks, Sighting
from release_tool.terraform.rule import MAJOR, Example, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.terraform.interface import Module
    from release_tool.terraform.pair import Pair

_PROVIDERS = "https://developer.hashicorp.com/terraform/language/modules/develop/providers"


def _aliases(module: Module) -> dict[str, str]:
    """The provider's name of every configuration that callers have to pass."""
    return {
        alias: provider.name
        for provider in module.providers.values()
        for alias in sorted(provider.aliases)
    }


def _alias_added(pair: Pair) -> Iterator[Sighting]:
    for alias, provider in _aliases(pair.after).items():
        if alias not in _aliases(pair.before):
            yield Sighting(
                "provider",
                alias,
                f"callers must pass the provider configuration {alias}",
                pair.after.providers[provider].place,
                after=alias,
                breaks=Breaks.EVERY_CALLER,
                help=f"callers add `providers = {{ {alias} = … }}` to the call",
            )


def _alias_removed(pair: Pair) -> Iterator[Sighting]:
    for alias, provider in _aliases(pair.before).items():
        if alias in _aliases(pair.after):
            continue
        new = pair.after.providers.get(provider)
        yield Sighting(
            "provider",
            alias,
            f"the provider configuration {alias} is no longer taken",
            new.place if new else pair.before.providers[provider].place,
            before=alias,
            breaks=Breaks.EVERY_CALLER,
            help=f"callers take {alias} out of `providers`",
            gone=new is None,
        )


def _block_added(pair: Pair) -> Iterator[Sighting]:
    if any(not block.empty for block in pair.before.provider_blocks):
        return  # callers could not repeat the module before either
    for block in pair.after.provider_blocks:
        if not block.empty:
            yield Sighting(
                "provider",
                f"{block.name}.{block.alias}" if block.alias else block.name,
                f"the module configures provider {block.name} itself",
                block.place,
                after=block.name,
                breaks=Breaks.REPEATERS,
                help="let callers configure the provider and pass it in",
            )
            return  # one block is enough to lose them


def _aliased(alias: str) -> str:
    return (
        'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n'
        f"{alias}    }}\n  }}\n}}\n"
    )


RULES = (
    Rule(
        id="provider-alias-added",
        title="callers must pass another provider configuration",
        description="`configuration_aliases` lists a configuration that it did not list.",
        why="Terraform refuses a call that does not pass it: missing required provider "
        "configuration.",
        verdict=MAJOR,
        reference=_PROVIDERS,
        example=Example(_aliased(""), _aliased("      configuration_aliases = [aws.replica]\n")),
        check=_alias_added,
    ),
    Rule(
        id="provider-alias-removed",
        title="a provider configuration is no longer taken",
        description="`configuration_aliases` lacks a configuration that it listed.",
        why="Terraform refuses a call that still passes it.",
        verdict=MAJOR,
        reference=_PROVIDERS,
        example=Example(_aliased("      configuration_aliases = [aws.replica]\n"), _aliased("")),
        check=_alias_removed,
    ),
    Rule(
        id="provider-block-added",
        title="the module configures a provider itself",
        description="A `provider` block with settings was added, and there was none before. An "
        "empty one does not count: Terraform only warns about it.",
        why="Terraform refuses calls of such a module with `count`, `for_each` or `depends_on`.",
        verdict=MAJOR,
        reference=_PROVIDERS,
        example=Example("", 'provider "aws" {\n  region = "eu-west-1"\n}\n'),
        check=_block_added,
    ),
)
