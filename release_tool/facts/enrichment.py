"""The notes of releases with what only GitHub knows, asked once for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from release_tool.activity import each
from release_tool.domain.enrichment import Arrival, NotEnriched
from release_tool.notes.entries import enriched

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from release_tool.adapters.github_connection import Connection
    from release_tool.adapters.survey import Survey
    from release_tool.domain.enrichment import Enriched
    from release_tool.facts.release_notes import ReleaseRange, Releases
    from release_tool.notes.document import ReleaseNotes
    from release_tool.notes.entries import Entry, Newcomer

    Source = Connection | NotEnriched | None


class Told(Struct, frozen=True):
    """*lacking* says why the notes are without what GitHub knows; None if there is no reason."""

    notes: tuple[ReleaseNotes, ...]
    lacking: NotEnriched | None = None


def source_of_knowledge(survey: Survey, environment: Mapping[str, str]) -> Source:
    """Whom to ask about commits: GitHub, nobody for a reason, or None where no GitHub is meant."""
    from release_tool.adapters.github_opening import ask_github

    return ask_github(survey.repository, survey.config, environment)


def told(releases: Releases, ranges: Sequence[ReleaseRange], source: Source) -> Told:
    """The notes of *ranges*, in their order."""
    if source is None or isinstance(source, NotEnriched):
        return Told(_written(releases, ranges, [None] * len(ranges)), source)
    # The adapter knows how GitHub is asked; commands that ask nothing need not load it.
    from release_tool.adapters.github_graphql import enrich, veterans

    plain = [releases.entries(one) for one in each("reading what was released", ranges)]
    known = enrich(source, list({entry.sha: None for listed in plain for entry in listed}))
    if isinstance(known, NotEnriched):
        return Told(_written(releases, ranges, plain), known)
    notes = _written(releases, ranges, [enriched(entries, known) for entries in plain])
    arrivals = [_arrivals(releases, *pair, known) for pair in zip(ranges, notes, strict=True)]
    old = veterans(source, list({one: None for found in arrivals for one in found.values()}))
    if isinstance(old, NotEnriched):
        return Told(_written(releases, ranges, plain), old)
    return Told(
        tuple(
            replace(one, newcomers=tuple(new for new in one.newcomers if who.get(new) not in old))
            for one, who in zip(notes, arrivals, strict=True)
        )
    )


def _written(
    releases: Releases,
    ranges: Sequence[ReleaseRange],
    known: Sequence[tuple[Entry, ...] | None],
) -> tuple[ReleaseNotes, ...]:
    """The notes of *ranges* with the entries *known* of each, None to have them read."""
    pairs = zip(each("writing notes", ranges), known, strict=True)
    return tuple(releases.notes(one, entries) for one, entries in pairs)


def _arrivals(
    releases: Releases, one: ReleaseRange, notes: ReleaseNotes, known: Enriched
) -> dict[Newcomer, Arrival]:
    """Who is new as far as git can tell, and has an account that may have been here before."""
    folder = releases.config.layout.folder_of(one.module)
    accounts = ((new, known.accounts.get(new.author.email.lower())) for new in notes.newcomers)
    return {new: Arrival(account, one.start, folder) for new, account in accounts if account}
