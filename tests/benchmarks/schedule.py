"""When each module is touched: births, edits, releases, and what is left at the end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING

from tests.benchmarks.shape import State

if TYPE_CHECKING:
    import random

    from tests.benchmarks.shape import Shape

_LONGEST_TAIL = 50
# Merges, sweeps and housekeeping stand between touches; a little to spare.
_TOUCHES_PER_COMMIT = 0.88


class Kind(StrEnum):
    """What a commit does to its module."""

    EDIT = "edit"
    RELEASE = "release"
    BUMP = "bump"  # declares a version that is not tagged
    HALF_BUMP = "half-bump"  # leaves one example on the old version


class Slot(StrEnum):
    """A place in the history; a merge takes two commits, every other slot one."""

    TOUCH = "touch"
    MERGE = "merge"
    SWEEP = "sweep"
    HOUSEKEEPING = "housekeeping"


@dataclass(frozen=True, slots=True)
class Touch:
    module: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Schedule:
    """The slots of all commits after the first, and the touches that fill them, in order."""

    slots: tuple[Slot, ...]
    touches: tuple[Touch, ...]

    @classmethod
    def of(cls, shape: Shape) -> Schedule:
        """Raises ValueError when there are too few commits for the modules or the tags."""
        slots = _slots(shape)
        number = sum(slot in (Slot.TOUCH, Slot.MERGE) for slot in slots)
        return cls(slots, _touches(shape, number))


def _slots(shape: Shape) -> tuple[Slot, ...]:
    choose = shape.dice("slots")
    left = shape.commits - 1
    found: list[Slot] = []
    while left:
        slot = choose.choices(list(Slot), weights=(90, 4, 3, 3))[0]
        if slot is Slot.MERGE and left == 1:
            slot = Slot.TOUCH
        left -= 2 if slot is Slot.MERGE else 1
        found.append(slot)
    return tuple(found)


def _touches(shape: Shape, number: int) -> tuple[Touch, ...]:
    """So many touches in order of time, with exactly the tags and final states asked for."""
    states = shape.states()
    choose = shape.dice("touches")
    tails = [_tail(choose, state) for state in states]
    if sum(tails) > number // 4:
        tails = [min(tail, 1) for tail in tails]
    wanted = shape.modules + sum(tails)
    if number < wanted:
        raise ValueError(f"too few commits: {number} of them touch a module, {wanted} are needed")
    lives = _lives(choose, shape.modules, number - wanted)
    released = _releases(choose, shape, lives, states)
    recent = _recent(shape, lives, sum(tails))
    timed: list[tuple[float, int, Kind]] = []
    for module, (moments, tail, state) in enumerate(zip(lives, tails, states, strict=True)):
        late = sorted(choose.uniform(max(moments[-1], recent), 1.0) for _ in range(tail))
        kinds = [Kind.RELEASE if chosen else Kind.EDIT for chosen in released[module]]
        kinds += [Kind.EDIT] * tail
        if state is State.PENDING:
            kinds[-1] = Kind.BUMP
        elif state is State.DRIFTED:
            kinds[-1] = Kind.HALF_BUMP
        timed += zip(moments + late, [module] * len(kinds), kinds, strict=True)
    timed.sort(key=itemgetter(0))
    return tuple(Touch(module, kind) for _, module, kind in timed)


def _tail(choose: random.Random, state: State) -> int:
    """How many commits the module has after those that may be released."""
    if state in (State.RELEASED, State.NEW):
        return 0
    if choose.random() < 0.03:
        return _LONGEST_TAIL
    return 1 + min(int(choose.expovariate(0.5)), _LONGEST_TAIL - 1)


def _lives(choose: random.Random, modules: int, spare: int) -> list[list[float]]:
    """The moments of each module, birth first: a few are busy, many fall silent early."""
    spans: list[tuple[float, float]] = []
    for _ in range(modules):
        birth = choose.random() ** 1.5 * 0.95
        quiet = choose.random() < 0.4
        spans.append((birth, choose.uniform(birth, min(birth + 0.3, 1.0)) if quiet else 1.0))
    weights = [min(choose.paretovariate(1.1), 200.0) * (end - start) for start, end in spans]
    lives = [[start] for start, _ in spans]
    for module in choose.choices(range(modules), cum_weights=list(accumulate(weights)), k=spare):
        lives[module].append(choose.uniform(*spans[module]))
    for moments in lives:
        moments.sort()
    return lives


def _recent(shape: Shape, lives: list[list[float]], unreleased: int) -> float:
    """The moment before which nothing that is still unreleased happened."""
    moments = sorted(moment for moments in lives for moment in moments)
    others = int(shape.lag * _TOUCHES_PER_COMMIT) - unreleased
    if not shape.lag or others >= len(moments):
        return 0.0
    return moments[-max(others, 1)]


def _releases(
    choose: random.Random, shape: Shape, lives: list[list[float]], states: tuple[State, ...]
) -> list[list[bool]]:
    """Which moments of each module are released; all of them together number the tags."""
    chosen = [[False] * len(moments) for moments in lives]
    free: list[tuple[int, int]] = []
    left = shape.tags
    for module, (marks, state) in enumerate(zip(chosen, states, strict=True)):
        if state is State.NEW:
            continue
        marks[-1] = True
        left -= 1
        free += ((module, moment) for moment in range(len(marks) - 1))
    if left > len(free):
        raise ValueError(f"too few commits for {shape.tags} tags: ask for more commits")
    for module, moment in choose.sample(free, left):
        chosen[module][moment] = True
    return chosen
