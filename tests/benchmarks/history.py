"""Plays a schedule: modules change, get new versions, are committed, merged and tagged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.benchmarks.fast_import import MAIN, SIDE, Entry, Signature
from tests.benchmarks.module_files import ModuleFiles
from tests.benchmarks.schedule import Kind, Slot
from tests.benchmarks.shape import ModuleName, State

if TYPE_CHECKING:
    import random

    from tests.benchmarks.fast_import import FastImport
    from tests.benchmarks.schedule import Schedule, Touch
    from tests.benchmarks.shape import Shape

_START = 1_546_300_800  # 2019-01-01
_SECONDS = 7 * 365 * 24 * 3600
_VERBS = ("handle", "accept", "allow", "retry", "cache", "quote", "escape", "document", "simplify")
_NOUNS = ("paths with spaces", "an empty list", "slow mirrors", "the proxy", "arm64", "long names")
_MOST_SWEPT = 40


@dataclass(slots=True)
class Life:
    """A module as it stands at some moment of the history."""

    files: ModuleFiles
    version: tuple[int, int, int]
    variables: int
    pins: list[str] = field(default_factory=list)
    revision: int = 0

    def edit(self, choose: random.Random) -> list[Entry]:
        """A change that no version declares."""
        self.revision += 1
        path = choose.choices(("run.sh", "main.tf", "README.md"), weights=(5, 4, 1))[0]
        return [self._entry(path)]

    def bump(self, choose: random.Random) -> list[Entry]:
        """A change and the next version on every pin."""
        major, minor, patch = self.version
        level = choose.choices(("patch", "minor", "major"), weights=(65, 28, 7))[0]
        if level == "patch":
            self.version = (major, minor, patch + 1)
        elif level == "minor":
            self.version = (major, minor + 1, 0)
            self.variables += 1
        else:
            self.version = (major + 1, 0, 0)
            self.variables = max(2, self.variables - 1)
        self.pins = [self.number] * len(self.pins)
        return [*self.edit(choose), self._entry("main.tf"), self._entry("README.md")]

    def half_bump(self, choose: random.Random) -> list[Entry]:
        """A bump that forgets the last example."""
        forgotten = self.number
        self.bump(choose)
        self.pins[-1] = forgotten
        return [self._entry("main.tf"), self._entry("README.md")]

    def birth(self) -> list[Entry]:
        self.pins = [self.number] * len(self.files.examples)
        return [self._entry(path) for path in ("README.md", "main.tf", "run.sh")]

    @property
    def number(self) -> str:
        return ".".join(map(str, self.version))

    def _entry(self, path: str) -> Entry:
        folder = self.files.name.folder
        if path == "README.md":
            text = self.files.readme(self.pins, self.revision)
            return Entry(f"{folder}/{path}", "100644", text)
        if path == "main.tf":
            text = self.files.main_tf(self.variables, self.revision)
            return Entry(f"{folder}/{path}", "100644", text)
        return Entry(f"{folder}/{path}", "100755", self.files.run_sh(self.revision))


class History:
    """Writes the whole history of a shape into a fast-import stream."""

    def __init__(self, shape: Shape, schedule: Schedule, stream: FastImport) -> None:
        self._shape = shape
        self._schedule = schedule
        self._stream = stream
        self._choose = shape.dice("history")
        self._names = [ModuleName(index) for index in range(shape.modules)]
        self._states = shape.states()
        self._lives: dict[int, Life] = {}
        self._releases_left = Counter(
            touch.module for touch in schedule.touches if touch.kind is Kind.RELEASE
        )
        self._waiting: dict[int, str] = {}
        self._tip = self._parent = 0
        self._commits = 0

    def write(self) -> None:
        coming = iter(self._schedule.touches)
        self._found()
        for slot in self._schedule.slots:
            if slot is Slot.TOUCH:
                self._touch(next(coming))
            elif slot is Slot.MERGE:
                self._merge(next(coming))
            elif slot is Slot.SWEEP:
                self._sweep()
            else:
                self._housekeeping()
            if self._waiting and self._choose.random() < 0.02:
                self._tag_waiting()
        self._tag_waiting()
        self._stream.forget(SIDE)

    def _found(self) -> None:
        spaces = sorted({name.namespace for name in self._names})
        entries = [
            Entry("README.md", "100644", "# Registry\n\nModules by namespace.\n"),
            Entry(".icons/code.svg", "100644", '<svg xmlns="http://www.w3.org/2000/svg"/>\n'),
        ]
        for space in spaces:
            title = space.replace("-", " ").title()
            text = f"---\ndisplay_name: {title}\nbio: Modules of {title}\nstatus: community\n---\n"
            entries.append(Entry(f"registry/{space}/README.md", "100644", f"{text}\n# {title}\n"))
        self._commit("chore: start the registry", entries)

    def _touch(self, touch: Touch) -> None:
        self._settle(touch.module)
        entries, subject = self._change(touch)
        self._commit(subject, entries)
        self._released(touch)

    def _merge(self, touch: Touch) -> None:
        """A commit on a side branch that left main one commit ago, then its merge."""
        self._settle(touch.module)
        entries, subject = self._change(touch)
        side = self._stream.commit(
            SIDE, self._signature(), subject, entries, (self._parent or self._tip,)
        )
        self._commits += 1
        tip = self._tip
        self._commit(f"Merge pull request #{self._commits} from side", entries, (tip, side))
        self._released(touch)

    def _sweep(self) -> None:
        """One commit on several modules that have a release, or changes, still to come."""
        wanted = min(2 + int(self._choose.expovariate(0.25)), _MOST_SWEPT)
        able = [
            module
            for module in dict.fromkeys(self._choose.choices(range(len(self._names)), k=wanted))
            if module in self._lives and self._may_change(module)
        ]
        if not able:
            self._housekeeping()
            return
        entries: list[Entry] = []
        for module in able:
            self._settle(module)
            entries += self._lives[module].edit(self._choose)
        self._commit(f"chore: {self._deed()} everywhere (#{self._commits})", entries)

    def _may_change(self, module: int) -> bool:
        if self._releases_left[module]:
            return True
        recent = not self._shape.lag or self._commits >= self._shape.commits - self._shape.lag
        return recent and self._states[module] is State.CHANGED

    def _housekeeping(self) -> None:
        text = f"# Registry\n\nModules by namespace, edition {self._commits}.\n"
        entry = Entry("README.md", "100644", text)
        self._commit(f"ci: {self._deed()} (#{self._commits})", [entry])

    def _change(self, touch: Touch) -> tuple[list[Entry], str]:
        """The files of a touch, and its subject."""
        choose = self._choose
        name = self._names[touch.module]
        life = self._lives.get(touch.module)
        if life is None:
            life = self._lives[touch.module] = self._new_life(touch.module)
            return life.birth(), f"feat({name.id}): add the module (#{self._commits})"
        before = life.version
        if touch.kind is Kind.EDIT:
            entries = life.edit(choose)
        elif touch.kind is Kind.HALF_BUMP:
            entries = life.half_bump(choose)
        else:
            entries = life.bump(choose)
        if choose.random() < 0.11:
            return entries, f"{self._deed().capitalize()} in {name.module} (#{self._commits})"
        kind = choose.choices(("fix", "feat", "docs", "chore", "perf"), weights=(9, 5, 3, 3, 1))[0]
        mark = "!" if life.version[0] > before[0] and choose.random() < 0.3 else ""
        return entries, f"{kind}({name.id}){mark}: {self._deed()} (#{self._commits})"

    def _new_life(self, module: int) -> Life:
        first = self._choose.choices(((1, 0, 0), (0, 1, 0), (1, 0, 1), (2, 0, 0)), (5, 2, 2, 1))
        foreign = self._names[self._choose.randrange(len(self._names))]
        name = self._names[module]
        files = ModuleFiles.invent(name, foreign, self._shape.dice(f"files:{module}"))
        return Life(files, first[0], self._choose.randint(4, 12))

    def _deed(self) -> str:
        return f"{self._choose.choice(_VERBS)} {self._choose.choice(_NOUNS)}"

    def _released(self, touch: Touch) -> None:
        """Tags at once, or, now and then, together with others at a later commit."""
        if touch.kind is not Kind.RELEASE:
            return
        self._releases_left[touch.module] -= 1
        self._waiting[touch.module] = self._lives[touch.module].number
        if self._choose.random() < 0.95:
            self._settle(touch.module)

    def _settle(self, module: int) -> None:
        """The module's waiting tag is made before the module changes again."""
        version = self._waiting.pop(module, None)
        if version is None:
            return
        name = self._names[module]
        if self._choose.random() < 0.005:
            self._stream.lightweight_tag(name.tag(version), self._tip)
            return
        message = f"Release {name.id} v{version}\n"
        self._stream.annotated_tag(name.tag(version), self._tip, self._signature(), message)

    def _tag_waiting(self) -> None:
        for module in tuple(self._waiting):
            self._settle(module)

    def _commit(self, subject: str, entries: list[Entry], parents: tuple[int, ...] = ()) -> None:
        choose = self._choose
        message = f"{subject}\n"
        if choose.random() < 0.1:
            message += "\nSeen on a workspace that had been stopped and started again.\n"
        if choose.random() < 0.05:
            message += f"\nCo-authored-by: {self._person()}\n"
        self._parent = self._tip
        self._tip = self._stream.commit(MAIN, self._signature(), message, entries, parents)
        self._commits += 1

    def _person(self) -> str:
        people = max(3, self._shape.modules // 3)
        number = min(int(self._choose.paretovariate(0.8)), people)
        login = f"author-{number}"
        return f"{login} <{1000 + number}+{login}@users.noreply.github.com>"

    def _signature(self) -> Signature:
        name, _, email = self._person().partition(" <")
        when = _START + _SECONDS * self._commits // self._shape.commits
        return Signature(name, email[:-1], when)
