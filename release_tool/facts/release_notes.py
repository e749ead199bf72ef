"""The notes of a release, from the commits that changed its module's folder."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.adapters.folder_history import FolderHistory, read_folder_history
from release_tool.adapters.release_range import (
    PlacedTag,
    commits_of_folder,
    earlier_commits,
    is_ancestor,
    placed_tags,
)
from release_tool.domain.tags import previous
from release_tool.errors import RequestError, unknown
from release_tool.facts.interface_notes import interface_groups
from release_tool.notes.document import ReleaseNotes
from release_tool.notes.entries import entries, newcomers
from release_tool.notes.links import Links
from release_tool.notes.people import authors
from release_tool.notes.remote_address import repository_page
from release_tool.notes.sections import Section, Sections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from release_tool.adapters.repository import Repository
    from release_tool.config import Config
    from release_tool.domain.commits import Commit
    from release_tool.domain.modules import ModuleId
    from release_tool.domain.tags import ReleaseTag
    from release_tool.notes.document import InterfaceGroup
    from release_tool.notes.entries import Entry, Newcomer
    from release_tool.notes.people import Author


class ReleaseRange(Struct, frozen=True):
    """The commits of one release of *module*: those after *start* up to *end*, two commit ids.

    *start* is empty where the module's history begins, *date* where nothing is released yet.
    """

    module: ModuleId
    tag: ReleaseTag | None
    previous: ReleaseTag | None
    start: str
    end: str
    date: str


class Releases(Struct, frozen=True, dict=True):
    """The releases of the modules of *repository*, as its tags tell of them."""

    repository: Repository
    config: Config

    @cached_property
    def links(self) -> Links | None:
        """The pages of the repository, None when its remote has none."""
        url = self.repository.remotes.urls.get(self.config.release.remote, "")
        page = repository_page(url)
        return Links(page) if page else None

    def range_of_tag(self, tag: ReleaseTag, start: str = "") -> ReleaseRange:
        """What *tag* released: the commits since *start*, by default since the release before."""
        placed = placed_tags(self.repository, self.config.layout, tag.module)
        own = next((one for one in placed if one.tag == tag), None)
        if own is None:
            names = [one.tag.name for one in reversed(placed)]
            raise unknown("tag", tag.name, names, "git fetch --tags")
        before = self._before(own, placed, start)
        return self._range(tag.module, tag, own.commit, before, own.date)

    def range_of_unreleased(
        self, module: ModuleId, start: str = "", end: str = "HEAD"
    ) -> ReleaseRange:
        """What changed in *module* up to *end* since its last release there."""
        commit = self.repository.commit_id(end)
        placed = placed_tags(self.repository, self.config.layout, module)
        before = (
            _named(start, placed)
            if start
            else next((one for one in reversed(placed) if self._descends(commit, one.commit)), None)
        )
        return self._range(module, None, commit, before, "")

    def entries(self, told: ReleaseRange) -> tuple[Entry, ...]:
        """What the commits of a range tell."""
        folder = self.config.layout.folder_of(told.module)
        return entries(commits_of_folder(self.repository, told.start, told.end, folder))

    def notes(self, told: ReleaseRange, known: tuple[Entry, ...] | None = None) -> ReleaseNotes:
        """The notes of a range, with the entries that are *known* of it or else its commits'."""
        # Git looks for who came before while all the rest is read.
        with self._looking_back(told) as first_timers:
            listed = self.entries(told) if known is None else known
            return ReleaseNotes(
                told.module,
                told.tag,
                told.previous,
                told.date,
                listed,
                interface=self._interface(told),
                newcomers=first_timers(listed),
                links=self.links,
                head=told.end[:10],
            )

    def notes_of_all(self, module: ModuleId) -> tuple[ReleaseNotes, ...]:
        """Every release of *module*, newest first, after what is not released yet, if anything."""
        placed = placed_tags(self.repository, self.config.layout, module)
        head = self.repository.commit_id("HEAD")
        folder = self.config.layout.folder_of(module)
        tips = [head, *(one.commit for one in placed)]
        history = read_folder_history(self.repository, folder, tips)
        found = [
            self._listed(own, _release_before(own, placed, history.has), history)
            for own in reversed(placed)
        ]
        last = next((one for one in reversed(placed) if history.has(head, one.commit)), None)
        told = entries(history.between(last.commit if last else "", head))
        if not told:
            return tuple(found)
        previous_tag = last.tag if last else None
        return (ReleaseNotes(module, None, previous_tag, "", told, links=self.links), *found)

    def _listed(
        self, own: PlacedTag, before: PlacedTag | None, history: FolderHistory
    ) -> ReleaseNotes:
        told = entries(history.between(before.commit if before else "", own.commit))
        previous_tag = before.tag if before else None
        return ReleaseNotes(own.tag.module, own.tag, previous_tag, own.date, told, links=self.links)

    def _before(self, own: PlacedTag, placed: Sequence[PlacedTag], start: str) -> PlacedTag | None:
        """The release before *own*, or the one that a person names as *start*."""
        if start:
            return _named(start, placed)
        return _release_before(own, placed, self._descends)

    def _descends(self, commit: str, other: str) -> bool:
        return commit == other or is_ancestor(self.repository, other, commit)

    def _range(
        self,
        module: ModuleId,
        tag: ReleaseTag | None,
        end: str,
        before: PlacedTag | None,
        date: str,
    ) -> ReleaseRange:
        start = before.commit if before else ""
        return ReleaseRange(module, tag, before.tag if before else None, start, end, date)

    def _interface(self, told: ReleaseRange) -> tuple[InterfaceGroup, ...]:
        """What callers notice of the release; nothing in a first one, where all is new."""
        if told.previous is None:
            return ()
        span = (told.start, told.end)
        return interface_groups(
            self.repository, self.config, told.module, span, told.previous.version
        )

    @contextmanager
    def _looking_back(
        self, told: ReleaseRange
    ) -> Iterator[Callable[[tuple[Entry, ...]], tuple[Newcomer, ...]]]:
        """Who contributes to the module for the first time; none in a first release."""
        if not told.start:
            yield lambda _: ()
            return
        folder = self.config.layout.folder_of(told.module)
        with earlier_commits(self.repository, told.start, folder) as commits:
            yield lambda listed: newcomers(listed, _authors_until(_identities(listed), commits))


def _identities(listed: Iterable[Entry]) -> set[str]:
    return {known for entry in listed for one in entry.authors for known in one.identities}


def _authors_until(wanted: set[str], commits: Iterator[Commit]) -> Iterator[Author]:
    """The authors of *commits*, no further than to where all of *wanted* were met."""
    missing = set(wanted)
    while missing and (commit := next(commits, None)):
        for one in authors(commit):
            missing -= one.identities
            yield one


def _release_before(
    own: PlacedTag, placed: Sequence[PlacedTag], has: Callable[[str, str], bool]
) -> PlacedTag | None:
    """The highest lower version whose commit *own*'s commit has among its ancestors."""
    candidates = {one.tag: one for one in placed}
    while (tag := previous(own.tag.version, candidates)) is not None:
        if has(own.commit, candidates[tag].commit):
            return candidates[tag]
        del candidates[tag]
    return None


def sections(config: Config) -> Sections:
    """The headings of the notes, as release.yaml has them."""
    wanted = config.notes.sections
    return Sections(
        wanted.breaking,
        (
            Section(wanted.features, ("feat",)),
            Section(wanted.fixes, ("fix",)),
            Section(wanted.performance, ("perf",)),
            Section(wanted.documentation, ("docs",)),
        ),
        wanted.other,
    )


def _named(name: str, placed: Sequence[PlacedTag]) -> PlacedTag:
    """The one of *placed* that a person names: by tag, or by version."""
    for one in placed:
        if name in (one.tag.name, str(one.tag.version)):
            return one
    raise unknown("release", name, [one.tag.name for one in placed], "git fetch --tags")


def release_tag(config: Config, name: str) -> ReleaseTag:
    """The release tag that *name* is. Raises for anything else."""
    tag = config.layout.parse_tag(name.removeprefix("refs/tags/"))
    if tag is None:
        raise RequestError(
            f"{name} is not a release tag", f"release tags look like {config.layout.tag}"
        )
    return tag
