"""What a generated registry should look like: sizes, shares of states, a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from enum import StrEnum

MODULES_PER_NAMESPACE = 40

_FORE = (
    "amber agile azure basic binary brave bright cloud cobalt code copper cross crystal daily"
    " delta desk dev digital dual eager edge elastic ember fast field fleet flex fluent git"
    " global golden grand green grid hybrid indigo iron jade keen light linear lunar magic"
    " maple meta micro modern nimble noble north open orbit pilot pixel plain prime public"
    " quick quiet rapid remote river rocky royal safe sharp silver simple smart solid sonic"
    " stable swift tidy turbo ultra urban vivid warm wide zen"
)
_AFT = (
    "agent archive auth backup badge board bridge browser bucket build cache canvas chart clone"
    " commit config console cursor deploy desktop docker dotfiles editor engine env exporter"
    " feed files flow forge gate gateway helper hub index ingress inspector jupyter keys"
    " launcher ledger linter login mailer metrics mirror monitor notebook notes parser"
    " pipeline player portal printer probe profile proxy queue region registry relay report"
    " router runner scanner script secrets server session shell signer slack socket storage"
    " studio sync tasks terminal tracker tunnel upload vault viewer volume watch web worker"
)
_FIRST = _FORE.split()
_SECOND = _AFT.split()


class State(StrEnum):
    """The state that `release status` should give a module at the end of the history."""

    RELEASED = "released"
    CHANGED = "changed"
    PENDING = "pending"
    DRIFTED = "drifted"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes are exact counts; shares are fractions of all modules, rounded to whole modules.

    Unreleased changes lie in the last *lag* commits (a few more, where they are too many for
    that), while the release before them may be as old as the history; 0 lets them lie anywhere.
    """

    modules: int = 100
    commits: int = 2_000
    tags: int = 800
    changed: float = 0.10
    pending: float = 0.02
    drift: float = 0.01
    new: float = 0.01
    lag: int = 2_000
    seed: int = 1

    def __post_init__(self) -> None:
        shares = (self.changed, self.pending, self.drift, self.new)
        if min(shares) < 0 or sum(shares) > 1:
            raise ValueError("shares of states lie between 0 and 1 and do not add up to more")
        if min(self.modules, self.commits, self.tags) < 1:
            raise ValueError("a registry has at least one module, one commit and one tag")
        if self.lag < 0:
            raise ValueError("the lag is a number of commits, or 0 for no bound")
        if self.tags < self.modules - self.count(State.NEW):
            raise ValueError("every module that is not new needs a tag: ask for more tags")

    def count(self, state: State) -> int:
        """How many modules end in the state."""
        shares = {
            State.CHANGED: self.changed,
            State.PENDING: self.pending,
            State.DRIFTED: self.drift,
            State.NEW: self.new,
        }
        if state in shares:
            return round(shares[state] * self.modules)
        return self.modules - sum(self.count(other) for other in shares)

    def dice(self, purpose: str) -> random.Random:
        """The same throws for the same seed and purpose, whatever else is thrown."""
        return random.Random(f"{self.seed}:{purpose}")  # noqa: S311 - nothing is secret here

    def states(self) -> tuple[State, ...]:
        """The final state of each module, by its index."""
        states = [state for state in State for _ in range(self.count(state))]
        self.dice("states").shuffle(states)
        return tuple(states)


@dataclass(frozen=True, slots=True)
class ModuleName:
    """Namespace and name of the module with this index; unique in a registry."""

    index: int
    namespace: str = field(init=False)
    module: str = field(init=False)

    def __post_init__(self) -> None:
        namespace = self.index // MODULES_PER_NAMESPACE
        object.__setattr__(self, "namespace", _words(namespace * 7 + 3, _SECOND, _FIRST))
        object.__setattr__(self, "module", _words(self.index, _FIRST, _SECOND))

    @property
    def folder(self) -> str:
        return f"registry/{self.namespace}/modules/{self.module}"

    @property
    def id(self) -> str:
        return f"{self.namespace}/{self.module}"

    def tag(self, version: str) -> str:
        return f"release/{self.namespace}/{self.module}/v{version}"


def _words(number: int, first: list[str], second: list[str]) -> str:
    """A two-word name; past the last pair of words, the pair and a number."""
    round_, place = divmod(number, len(first) * len(second))
    name = f"{first[place % len(first)]}-{second[place // len(first)]}"
    return f"{name}-{round_ + 1}" if round_ else name
