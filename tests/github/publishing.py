"""Publishes releases as the command does: look up, plan, carry out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.adapters.forge_publish import carry_out
from release_tool.domain.releases import Release, planned
from tests.github.world import sha_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from release_tool.domain.releases import Forge, Outcome


def cut(markdown: str, limit: int) -> str:
    """At most *limit* characters of whole lines, the last one a link."""
    link = "[the rest](https://example.com/rest)"
    lines = markdown[: limit - len(link) - 1].rpartition("\n")[0]
    return f"{lines}\n{link}"


def wanted(tag: str, notes: str = "### Features\n\n* more\n", **others: object) -> Release:
    fields: dict[str, object] = {"title": f"Title of {tag}", "commit": sha_of(tag), **others}
    return Release(tag=tag, notes=notes, **fields)  # type: ignore[arg-type]


def publish(forge: Forge, releases: Sequence[Release]) -> list[Outcome]:
    standings = forge.find({release.tag: release.commit for release in releases})
    steps = [
        planned(release, standings[release.tag], forge.body_limit, cut) for release in releases
    ]
    return [carry_out(step, forge, cut) for step in steps]


def statuses(outcomes: Sequence[Outcome]) -> list[str]:
    return [str(outcome.status) for outcome in outcomes]
