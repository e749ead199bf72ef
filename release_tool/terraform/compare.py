"""Two versions of a module compared: what changed, and the level that it requires."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from release_tool.domain.versions import shifted
from release_tool.terraform.catalogue import BY_ID, FLOORS, RULES
from release_tool.terraform.change import Change
from release_tool.terraform.pair import Pair
from release_tool.terraform.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from semver import Version

    from release_tool.domain.versions import Level
    from release_tool.terraform.change import Sighting
    from release_tool.terraform.interface import Interface, Module
    from release_tool.terraform.policy import Accepted
    from release_tool.terraform.rule import Rule

_UNSTABLE = "note that Terraform's `~> 0.3` takes 0.4 as well; only `~> 0.3.0` protects callers"
_INCONCLUSIVE = "inconclusive"


class Comparison(Struct, frozen=True):
    changes: tuple[Change, ...]
    """Worst first; accepted ones are among them, marked."""
    required: Level | None
    """The smallest level that is certainly right; None: no release is needed for what changed."""
    suggested: Level | None
    """What a person should consider; never below `required`."""
    expired: tuple[Accepted, ...] = ()
    """Acceptances that were made for another released version and hold no longer."""
    unused: tuple[Accepted, ...] = ()
    """Acceptances for this released version that match no change."""

    @property
    def inconclusive(self) -> tuple[Change, ...]:
        """The places that could not be read; where there are any, `required` is a lower bound."""
        return tuple(change for change in self.changes if change.rule == _INCONCLUSIVE)


def compare(
    before: Interface,
    after: Interface,
    *,
    policy: Policy | None = None,
    released: Version | None = None,
) -> Comparison:
    """What callers notice between two versions of a module, and the level that it requires.

    *released* is the version of *before*: below 1.0.0 levels shift, and acceptances hold for it.
    """
    policy = policy or Policy()
    found = [
        _change(rule, sighting, pair, released)
        for pair in _pairs(before, after, policy)
        for rule in _rules(pair)
        for sighting in rule.check(pair)
    ]
    changes = [_accepted(change, policy.accepted, released) for change in found]
    changes = _floors_last(changes)
    counted = [change for change in changes if change.accepted is None]
    version = str(released) if released else ""
    return Comparison(
        changes=tuple(sorted(changes, key=_order)),
        required=_highest(change.level for change in counted),
        suggested=_highest(change.suggested for change in counted),
        expired=tuple(each for each in policy.accepted if each.version != version),
        unused=tuple(
            each
            for each in policy.accepted
            if each.version == version and not any(_matches(each, change) for change in changes)
        ),
    )


def _pairs(before: Interface, after: Interface, policy: Policy) -> Iterator[Pair]:
    """The module itself, and every submodule that both versions have."""
    yield Pair(before.root, after.root, before, after, policy)
    for folder, module in before.submodules.items():
        if folder in after.submodules:
            yield Pair(module, after.submodules[folder], before, after, policy)


def _rules(pair: Pair) -> Iterable[Rule]:
    """The rules that can be trusted: where a file hides anything, only those about files."""
    if not pair.same_sources and (_hides(pair.before) or _hides(pair.after)):
        return [BY_ID[_INCONCLUSIVE], *(rule for rule in RULES if rule.id in FLOORS)]
    return RULES


def _hides(module: Module) -> bool:
    return any(not each.subject for each in module.unreadable)


def _change(rule: Rule, sighting: Sighting, pair: Pair, released: Version | None) -> Change:
    verdict = sighting.verdict or rule.verdict
    unstable = released is not None and released.major == 0 and verdict.required == "major"
    return Change(
        rule=rule.id,
        level=_shifted(verdict.required, released),
        suggested=_shifted(verdict.suggested, released),
        kind=sighting.kind,
        name=sighting.name,
        submodule=pair.after.folder,
        before=sighting.before,
        after=sighting.after,
        file=sighting.place.file,
        line=sighting.place.line,
        gone=sighting.gone,
        message=sighting.message,
        breaks=sighting.breaks,
        help="\n".join(filter(None, (sighting.help, _UNSTABLE if unstable else ""))),
    )


def _shifted(level: Level | None, released: Version | None) -> Level | None:
    return level if level is None or released is None else shifted(level, released)


def _accepted(change: Change, acceptances: Iterable[Accepted], released: Version | None) -> Change:
    for each in acceptances:
        if released is not None and each.version == str(released) and _matches(each, change):
            return replace(change, accepted=each.reason)
    return change


def _matches(acceptance: Accepted, change: Change) -> bool:
    named = acceptance.subject in {change.subject, change.fingerprint}
    return acceptance.rule == change.rule and named


def _floors_last(changes: list[Change]) -> list[Change]:
    """The changes, without floors where something else already asks for as much."""
    counted = (each for each in changes if each.accepted is None and each.rule not in FLOORS)
    asked = _highest(each.level for each in counted)
    return [change for change in changes if change.rule not in FLOORS or asked is None]


def _highest(levels: Iterable[Level | None]) -> Level | None:
    return max((level for level in levels if level is not None), default=None)


def _rank(level: Level | None) -> int:
    return -1 if level is None else level.rank


def _order(change: Change) -> tuple[object, ...]:
    accepted = change.accepted is not None
    levels = (-_rank(change.level), -_rank(change.suggested))
    return (accepted, *levels, change.file, change.line, change.rule, change.name)
