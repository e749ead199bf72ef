"""Resource addresses: what would be destroyed, created or moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from release_tool.domain.versions import Level
from release_tool.terraform.change import Breaks, Sighting
from release_tool.terraform.rule import MAJOR, PATCH, Example, Rule, review

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.terraform.interface import Resource
    from release_tool.terraform.pair import Pair

_MOVED = "https://developer.hashicorp.com/terraform/language/modules/develop/refactoring"
_REMOVED = "https://developer.hashicorp.com/terraform/language/block/removed"


def moved_block(origin: str, target: str) -> str:
    """The block that tells Terraform that one address became the other."""
    return f"moved {{\n  from = {origin}\n  to   = {target}\n}}"


def weighed(sighting: Sighting, resource_type: str, pair: Pair) -> Sighting:
    """The sighting, a patch where the resource costs nothing to create again."""
    if not pair.policy.is_stateless(resource_type):
        return sighting
    message = f"{sighting.message}; {resource_type} holds no state worth keeping"
    return replace(sighting, message=message, breaks=Breaks.NOBODY, verdict=PATCH, help="")


def _removed(pair: Pair) -> Iterator[Sighting]:
    for old in pair.resources.removed:
        sighting = Sighting(
            "resource",
            old.address,
            f"resource {old.address} was removed and is destroyed",
            old.place,
            before=old.address,
            breaks=Breaks.STATE,
            help="to leave it alive:\nremoved {\n"
            f"  from = {old.address}\n  lifecycle {{\n    destroy = false\n  }}\n}}",
            gone=True,
        )
        yield weighed(sighting, old.type, pair)


def _renamed(pair: Pair) -> Iterator[Sighting]:
    for old, new in pair.resources.renamed:
        sighting = Sighting(
            "resource",
            old.address,
            f"resource {old.address} is gone and {new.address} looks like it: one is destroyed, "
            "the other created",
            new.place,
            before=old.address,
            after=new.address,
            breaks=Breaks.STATE,
            help=moved_block(old.address, new.address),
        )
        yield weighed(sighting, old.type, pair)


def _moved(pair: Pair) -> Iterator[Sighting]:
    gone = [address for address in pair.before.resources if address not in pair.after.resources]
    for address in gone:
        move = pair.moves.target(address)
        if move is not None:
            yield Sighting(
                "resource",
                address,
                f"resource {address} moved: {move.text}",
                move.place,
                before=address,
                after=str(move.target),
            )


def _moved_block_removed(pair: Pair) -> Iterator[Sighting]:
    known = {str(move.origin) for move in pair.after.moved}
    living = {*pair.after.resources, *(call.address for call in pair.after.calls.values())}
    for old in pair.before.moved:
        origin = str(old.origin)
        if origin in known or origin in living:
            continue
        sighting = Sighting(
            "moved",
            origin,
            f"the moved block {old.text} was removed",
            old.place,
            before=old.text,
            breaks=Breaks.STATE,
            help="keep it: callers that skip versions still need it",
            gone=True,
        )
        yield weighed(sighting, (old.origin.resource or "").partition(".")[0], pair)


def _added(pair: Pair) -> Iterator[Sighting]:
    for new in pair.resources.added:
        yield Sighting(
            "resource",
            new.address,
            f"resource {new.address} was added; the plan creates it",
            new.place,
            after=new.address,
            breaks=Breaks.STATE,
        )


def _repetitions(pair: Pair) -> Iterator[tuple[Resource, str, str]]:
    """Resources whose repetition is of another kind now, with both kinds; empty for none."""
    for old, new in pair.resources.kept:
        before = old.repetition.kind if old.repetition else ""
        after = new.repetition.kind if new.repetition else ""
        if before != after and not _move_added(pair, new.address):
            yield new, before, after


def _move_added(pair: Pair, address: str) -> bool:
    """Whether new `moved` blocks say where the instances of the resource went."""
    return any(move not in pair.before.moved for move in pair.moves.of(address))


def _repeated(resource: Resource, before: str, after: str, message: str, fix: str) -> Sighting:
    return Sighting(
        "resource",
        resource.address,
        f"resource {resource.address} {message}",
        resource.place,
        before=before or "single",
        after=after or "single",
        breaks=Breaks.STATE,
        help=fix,
    )


def _count_added(pair: Pair) -> Iterator[Sighting]:
    for new, before, after in _repetitions(pair):
        if (before, after) == ("", "count"):
            message = "has a count now: it moves to [0] by itself, or is destroyed where that is 0"
            yield weighed(_repeated(new, before, after, message, ""), new.type, pair)


def _count_removed(pair: Pair) -> Iterator[Sighting]:
    for new, before, after in _repetitions(pair):
        if (before, after) == ("count", ""):
            message = "lost its count: [0] moves by itself, other instances are destroyed"
            yield weighed(_repeated(new, before, after, message, ""), new.type, pair)


def _for_each_added(pair: Pair) -> Iterator[Sighting]:
    for new, before, after in _repetitions(pair):
        if after == "for_each":
            message = "has a for_each now: its instances are destroyed and created again"
            origin = f"{new.address}[0]" if before else new.address
            fix = moved_block(origin, f'{new.address}["…"]')
            yield weighed(_repeated(new, before, after, message, fix), new.type, pair)


def _for_each_removed(pair: Pair) -> Iterator[Sighting]:
    for new, before, after in _repetitions(pair):
        if before == "for_each":
            message = "lost its for_each: its instances are destroyed and created again"
            target = f"{new.address}[0]" if after else new.address
            fix = moved_block(f'{new.address}["…"]', target)
            yield weighed(_repeated(new, before, after, message, fix), new.type, pair)


def _bucket(name: str, setting: str = "") -> str:
    return f'resource "aws_s3_bucket" "{name}" {{\n{setting}  bucket = "logs"\n}}\n'


_FOR_EACH = '  for_each = toset(["a"])\n'
_COUNT = "  count = 1\n"

RULES = (
    Rule(
        id="resource-removed",
        title="a resource was removed",
        description="A managed resource is gone, and no `moved` block and no `removed` block with "
        "`destroy = false` covers it. Resources of stateless types ask for a patch.",
        why="The next apply destroys it.",
        verdict=MAJOR,
        reference=_REMOVED,
        example=Example(_bucket("logs"), ""),
        check=_removed,
    ),
    Rule(
        id="resource-renamed",
        title="a resource was renamed without a moved block",
        description="A managed resource is gone, and a new one of its type has mostly the same "
        "settings. Resources of stateless types ask for a patch.",
        why="The next apply destroys one and creates the other. The `moved` block in the help "
        "avoids it.",
        verdict=MAJOR,
        reference=_MOVED,
        example=Example(_bucket("logs"), _bucket("archive")),
        check=_renamed,
    ),
    Rule(
        id="resource-moved",
        title="a resource moved, and a moved block says so",
        description="A managed resource is gone from its address, and `moved` blocks lead to "
        "another that exists.",
        why="Terraform moves it in the state; nothing is destroyed.",
        verdict=PATCH,
        reference=_MOVED,
        example=Example(
            _bucket("logs"),
            _bucket("archive") + moved_block("aws_s3_bucket.logs", "aws_s3_bucket.archive") + "\n",
        ),
        check=_moved,
    ),
    Rule(
        id="moved-block-removed",
        title="a moved block was removed",
        description="A `moved` block is gone and no other starts at the same address.",
        why="Callers that skip the versions which had it lose the move: the next apply destroys "
        "and creates.",
        verdict=MAJOR,
        reference=_MOVED,
        example=Example(
            _bucket("archive") + moved_block("aws_s3_bucket.logs", "aws_s3_bucket.archive") + "\n",
            _bucket("archive"),
        ),
        check=_moved_block_removed,
    ),
    Rule(
        id="resource-added",
        title="a resource was added",
        description="A new managed resource.",
        why="The next plan creates it.",
        verdict=review(Level.MINOR, floor=Level.PATCH),
        reference=_REMOVED,
        example=Example("", _bucket("logs")),
        check=_added,
    ),
    Rule(
        id="resource-count-added",
        title="a resource got a count",
        description="A resource that stood alone has `count` now.",
        why="Terraform moves it to `[0]` by itself; where the count is 0 it is destroyed.",
        verdict=review(Level.MINOR, floor=Level.PATCH),
        reference=_MOVED,
        example=Example(_bucket("logs"), _bucket("logs", _COUNT)),
        check=_count_added,
    ),
    Rule(
        id="resource-count-removed",
        title="a resource lost its count",
        description="A resource that had `count` stands alone now.",
        why="Terraform moves `[0]` by itself; every other instance is destroyed.",
        verdict=review(Level.MINOR, floor=Level.PATCH),
        reference=_MOVED,
        example=Example(_bucket("logs", _COUNT), _bucket("logs")),
        check=_count_removed,
    ),
    Rule(
        id="resource-for-each-added",
        title="a resource got a for_each",
        description="A resource that stood alone or had `count` has `for_each` now, and no new "
        "`moved` block says where its instances went.",
        why="The next apply destroys its instances and creates them under other keys.",
        verdict=MAJOR,
        reference=_MOVED,
        example=Example(_bucket("logs"), _bucket("logs", _FOR_EACH)),
        check=_for_each_added,
    ),
    Rule(
        id="resource-for-each-removed",
        title="a resource lost its for_each",
        description="A resource that had `for_each` stands alone or has `count` now, and no new "
        "`moved` block says where its instances went.",
        why="The next apply destroys its instances and creates them again.",
        verdict=MAJOR,
        reference=_MOVED,
        example=Example(_bucket("logs", _FOR_EACH), _bucket("logs")),
        check=_for_each_removed,
    ),
)
