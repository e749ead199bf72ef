"""Calls of other modules, and everything that stands inside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from release_tool.domain.versions import Level
from release_tool.terraform.change import Breaks, Sighting, Verdict
from release_tool.terraform.rule import MAJOR, PATCH, Example, Rule, review
from release_tool.terraform.rules.resources import moved_block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.terraform.interface import ModuleCall
    from release_tool.terraform.pair import Pair

_MODULES = "https://developer.hashicorp.com/terraform/language/block/module"
_MOVED = "https://developer.hashicorp.com/terraform/language/modules/develop/refactoring"
_UNKNOWN = Verdict(Level.PATCH, Level.MAJOR)


def _weighed(sighting: Sighting, call: ModuleCall, pair: Pair) -> Sighting:
    """The sighting, softer where the content is stateless or moved, or cannot be read."""
    content = pair.called(pair.before, call)
    if content is None or content.calls:
        message = f"{sighting.message}, as far as it holds any"
        return replace(sighting, message=message, verdict=_UNKNOWN)
    lost = [
        resource.type
        for address, resource in content.resources.items()
        if pair.moves.target(f"{call.address}.{address}") is None
    ]
    if all(pair.policy.is_stateless(each) for each in lost):
        message = f"{sighting.message}; nothing in it that holds state is lost"
        return replace(sighting, message=message, breaks=Breaks.NOBODY, verdict=PATCH, help="")
    return sighting


def _removed(pair: Pair) -> Iterator[Sighting]:
    for old in pair.calls.removed:
        sighting = Sighting(
            "module",
            old.address,
            f"the call {old.address} was removed: all resources inside are destroyed",
            old.place,
            before=old.source,
            breaks=Breaks.STATE,
            help="where the resources live on, `moved` blocks say so",
            gone=True,
        )
        yield _weighed(sighting, old, pair)


def _renamed(pair: Pair) -> Iterator[Sighting]:
    for old, new in pair.calls.renamed:
        sighting = Sighting(
            "module",
            old.address,
            f"the call {old.address} is gone and {new.address} looks like it: all resources "
            "inside are destroyed and created again",
            new.place,
            before=old.address,
            after=new.address,
            breaks=Breaks.STATE,
            help=moved_block(old.address, new.address),
        )
        yield _weighed(sighting, old, pair)


def _repetition_changes(pair: Pair) -> Iterator[tuple[ModuleCall, ModuleCall, str, str]]:
    for old, new in pair.calls.kept:
        before = old.repetition.kind if old.repetition else ""
        after = new.repetition.kind if new.repetition else ""
        moved = any(move not in pair.before.moved for move in pair.moves.of(new.address))
        if before != after and not moved:
            yield old, new, before, after


def _repetition_added(pair: Pair) -> Iterator[Sighting]:
    for old, new, before, after in _repetition_changes(pair):
        if after:
            key = "[0]" if after == "count" else '["…"]'
            origin = f'{new.address}["…"]' if before == "for_each" else new.address
            origin = f"{new.address}[0]" if before == "count" else origin
            sighting = Sighting(
                "module",
                new.address,
                f"the call {new.address} has {after} now: all resources inside are destroyed and "
                "created again",
                new.place,
                before=before or "single",
                after=after,
                breaks=Breaks.STATE,
                help=moved_block(origin, f"{new.address}{key}"),
            )
            yield _weighed(sighting, old, pair)


def _repetition_removed(pair: Pair) -> Iterator[Sighting]:
    for old, new, before, after in _repetition_changes(pair):
        if not after:
            key = "[0]" if before == "count" else '["…"]'
            sighting = Sighting(
                "module",
                new.address,
                f"the call {new.address} lost its {before}: all resources inside are destroyed "
                "and created again",
                new.place,
                before=before,
                after="single",
                breaks=Breaks.STATE,
                help=moved_block(f"{new.address}{key}", new.address),
            )
            yield _weighed(sighting, old, pair)


def _version_changed(pair: Pair) -> Iterator[Sighting]:
    for old, new in pair.calls.kept:
        if old.source == new.source and old.version != new.version:
            yield Sighting(
                "module",
                new.address,
                f"the call {new.address} asks for another version of {new.source}",
                new.place,
                before=old.version or "any",
                after=new.version or "any",
                breaks=Breaks.STATE,
                help="what changed between those two versions of it says more",
            )


def _source_changed(pair: Pair) -> Iterator[Sighting]:
    for old, new in pair.calls.kept:
        if old.source != new.source:
            yield Sighting(
                "module",
                new.address,
                f"the call {new.address} calls another module",
                new.place,
                before=old.source,
                after=new.source,
                breaks=Breaks.STATE,
                help="what differs between the two says more",
            )


def _call(name: str, settings: str = "", source: str = "acme/store/aws") -> str:
    return f'module "{name}" {{\n  source = "{source}"\n{settings}}}\n'


RULES = (
    Rule(
        id="module-call-removed",
        title="the call of another module was removed",
        description="A `module` block is gone and no `moved` or `removed` block covers it. A "
        "major version is required where the called module can be read and holds state; where "
        "it cannot be read, a major version is suggested and a patch required.",
        why="The next apply destroys all resources inside.",
        verdict=MAJOR,
        reference=_MOVED,
        example=Example(_call("store"), ""),
        check=_removed,
    ),
    Rule(
        id="module-call-renamed",
        title="the call of another module was renamed without a moved block",
        description="A `module` block is gone, and a new one of its source has mostly the same "
        "settings. The levels are those of a removed call.",
        why="The next apply destroys all resources inside and creates them again. The `moved` "
        "block in the help avoids it.",
        verdict=MAJOR,
        reference=_MOVED,
        example=Example(_call("store"), _call("bucket")),
        check=_renamed,
    ),
    Rule(
        id="module-call-repetition-added",
        title="the call of another module got a count or for_each",
        description="A `module` block has another repetition now, and no new `moved` block "
        "covers it. The levels are those of a removed call.",
        why="Terraform does not move the content of calls by itself: the next apply destroys all "
        "resources inside and creates them again.",
        verdict=MAJOR,
        reference=_MOVED,
        example=Example(_call("store"), _call("store", "  count = 1\n")),
        check=_repetition_added,
    ),
    Rule(
        id="module-call-repetition-removed",
        title="the call of another module lost its count or for_each",
        description="A `module` block stands alone now, and no new `moved` block covers it. The "
        "levels are those of a removed call.",
        why="Terraform does not move the content of calls by itself: the next apply destroys all "
        "resources inside and creates them again.",
        verdict=MAJOR,
        reference=_MOVED,
        example=Example(_call("store", "  count = 1\n"), _call("store")),
        check=_repetition_removed,
    ),
    Rule(
        id="module-call-version-changed",
        title="the call of another module asks for another version",
        description="The `version` of a `module` block differs.",
        why="What the other module changed between the two versions reaches callers.",
        verdict=review(Level.MINOR, floor=Level.PATCH),
        reference=_MODULES,
        example=Example(
            _call("store", '  version = "1.0.0"\n'), _call("store", '  version = "1.1.0"\n')
        ),
        check=_version_changed,
    ),
    Rule(
        id="module-call-source-changed",
        title="the call of another module has another source",
        description="The `source` of a `module` block differs.",
        why="Whatever differs between the two modules reaches callers.",
        verdict=review(Level.MINOR, floor=Level.PATCH),
        reference=_MODULES,
        example=Example(_call("store"), _call("store", source="acme/depot/aws")),
        check=_source_changed,
    ),
)
