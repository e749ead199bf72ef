"""A bump handed on: the pins of what uses a module, and the modules that ship such a change."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import starmap
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from release_tool.domain import bumping
from release_tool.domain.constraints import Constraints
from release_tool.domain.dependents import unusable
from release_tool.domain.edits import Edit, Span, apply_edits
from release_tool.domain.pins import accepts, constraint, exact, printed
from release_tool.domain.plans import WriteFile
from release_tool.domain.versions import FIRST_VERSION, Level, Version, highest, prerelease_name
from release_tool.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from release_tool.domain.bumping import Bump, ConstraintPolicy
    from release_tool.domain.dependents import Dependency
    from release_tool.domain.examples import Pin, UsageExample
    from release_tool.domain.modules import ModuleId
    from release_tool.domain.registry import Module
    from release_tool.domain.requirements import Requirement

    Uses = Mapping[ModuleId, Sequence[Dependency]]


class KeptPin(Struct, frozen=True):
    """A pin that will not accept the new version and stays; *reason* is the end of a sentence."""

    file: str
    pin: Pin
    reason: str


class PinnedFile(Struct, frozen=True):
    """How many pins of one module change in *path*."""

    path: str
    pins: int


class CascadedBump(Struct, frozen=True):
    """A bump, and what it changes in files of others."""

    bump: Bump
    files: tuple[PinnedFile, ...]
    kept: tuple[KeptPin, ...]

    @property
    def changes(self) -> bool:
        return self.bump.changes or bool(self.files)


class Cascade(Struct, frozen=True):
    """*bumps*: what is used before what uses it. *files*: each that changes, once."""

    bumps: tuple[CascadedBump, ...]
    files: tuple[WriteFile, ...]


class Target(Struct, frozen=True):
    """The version that a module of the cascade shall declare, and why."""

    module: Module
    version: Version
    reasons: tuple[str, ...] = ()


def in_order(roots: Iterable[ModuleId], uses: Uses, policy: ConstraintPolicy) -> list[ModuleId]:
    """The *roots* and the modules that ship a pin of them that may move, each after all it uses.

    Raises RequestError, with the path, for modules that ship each other.
    """
    finished: dict[ModuleId, None] = {}
    path: list[ModuleId] = []

    def visit(module: ModuleId) -> None:
        if module in finished:
            return
        if module in path:
            raise _cycle([*path[path.index(module) :], module])
        path.append(module)
        for user in _shipping(module, uses, policy):
            visit(user)
        finished[path.pop()] = None

    for root in sorted(roots, reverse=True):
        visit(root)
    return list(finished)[::-1]


def _shipping(module: ModuleId, uses: Uses, policy: ConstraintPolicy) -> list[ModuleId]:
    found = {
        one.owner
        for one in uses.get(module, ())
        if one.ships and one.owner and one.pin and _may_move(one.pin, policy)
    }
    return sorted(found, reverse=True)


def _may_move(pin: Pin, policy: ConstraintPolicy) -> bool:
    allowed = constraint(pin)
    return allowed is None or allowed.exact or policy(pin, FIRST_VERSION) is not None


def _cycle(modules: Sequence[ModuleId]) -> RequestError:
    path = " -> ".join(map(str, reversed(modules)))
    return RequestError(
        f"modules use each other, so that no release of one can come first: {path}",
        "bump them one by one without --cascade; folders that nobody's release needs, such as "
        "examples, are named by modules.ignored-changes in release.yaml",
    )


def targets(
    roots: Sequence[Bump],
    modules: Mapping[ModuleId, Module],
    uses: Uses,
    own: Mapping[ModuleId, Requirement],
    policy: ConstraintPolicy,
) -> list[Target]:
    """What each module of the cascade shall declare, in order.

    A module that ships a changed pin gets its *own* level, patch where that says nothing.
    """
    found = {bump.module.id: Target(bump.module, bump.target, bump.reasons) for bump in roots}
    pending: dict[ModuleId, list[str]] = defaultdict(list)
    ordered: list[Target] = []
    for name in in_order(found, uses, policy):
        target = found.get(name)
        if target is None and pending[name]:
            target = _handed_on(modules[name], own.get(name), pending[name])
        if target is None:
            continue
        ordered.append(target)
        for use in uses.get(name, ()):
            owner = modules.get(use.owner) if use.owner else None
            if owner and use.ships and _carries(use, owner, target, policy):
                reason = f"it ships {name} {target.version}"
                if reason not in pending[owner.id]:
                    pending[owner.id].append(reason)
    return ordered


def _carries(use: Dependency, owner: Module, target: Target, policy: ConstraintPolicy) -> bool:
    """Whether *owner* wants a release for *use*: its pin moves, or has moved and is not out."""
    if use.pin is None:
        return False
    moved = moved_pin(use.pin, target.version, policy) not in {None, use.pin.text}
    return moved or (owner.wants_tag and exact(use.pin) == target.version)


def _handed_on(module: Module, own: Requirement | None, reasons: Sequence[str]) -> Target:
    level = max(Level.PATCH, own.level) if own and own.level else Level.PATCH
    # What another module did is no reason to end a row of pre-releases.
    row = prerelease_name(module.released) if module.released else ""
    version = bumping.required_version(module, level, row)
    # Whoever has declared more already knows of more than this change.
    declared = highest(found for pin in module.own_pins if (found := exact(pin)) is not None)
    version = max(version, declared) if declared else version
    return Target(module, version, (*reasons, *(own.reasons if own else ())))


def moved_pin(pin: Pin, target: Version, policy: ConstraintPolicy) -> str | None:
    """What *pin*, in a file of another part of the registry, becomes; None where it stays wrong."""
    if accepts(pin, target):
        return pin.text
    if target.prerelease:
        return None
    allowed, named = constraint(pin), exact(pin)
    if allowed is not None:
        text = allowed.rewritten(target) if allowed.exact else policy(pin, target)
        return text if text and Constraints.parse(text).satisfies(target) else None
    return printed(pin, target) if named is not None and named < target else None


def _why_kept(pin: Pin, target: Version) -> str:
    if exact(pin) is None and constraint(pin) is None:
        return f"is {unusable(pin)}"
    if target.prerelease:
        return f"is not moved to {target}, a pre-release"
    if exact(pin) is not None:
        return f"is above {target}"
    return f"does not accept {target}; --constraints rewrites it"


def cascade(
    wanted: Sequence[Target], uses: Uses, contents: Mapping[str, bytes], policy: ConstraintPolicy
) -> Cascade:
    """The edits that bring the modules *wanted*, and every use of them, to their targets.

    *contents* are the files that hold uses, by path.
    """
    moves = [_moves(target, uses.get(target.module.id, ()), policy) for target in wanted]
    edits: dict[str, list[Edit]] = defaultdict(list)
    for pin, file, text in (move for one in moves for move in one.made):
        expected = contents[file][pin.span.start : pin.span.end]
        edits[file].append(Edit(pin.span, expected, text.encode()))
    written = {
        path: WriteFile(path, contents[path], apply_edits(contents[path], found))
        for path, found in edits.items()
    }
    bumps: list[CascadedBump] = []
    for target, one in zip(wanted, moves, strict=True):
        module, path = target.module, target.module.readme_path
        bump = bumping.bump(
            with_edits(module, edits.get(path, ())), target.version, target.reasons, policy
        )
        if bump.changes and module.readme is not None:
            written[path] = WriteFile(path, module.readme.content, bump.after)
        files = Counter(file for _, file, _ in one.made)
        bumps.append(CascadedBump(bump, tuple(starmap(PinnedFile, files.items())), one.kept))
    return Cascade(tuple(bumps), tuple(written[path] for path in sorted(written)))


class _Moves(Struct, frozen=True):
    """The pins of one module that change, each with its file and its new text, and the others."""

    made: tuple[tuple[Pin, str, str], ...]
    kept: tuple[KeptPin, ...]


def _moves(target: Target, uses: Sequence[Dependency], policy: ConstraintPolicy) -> _Moves:
    made: list[tuple[Pin, str, str]] = []
    kept: list[KeptPin] = []
    for use in uses:
        if use.pin is None:
            continue
        text = moved_pin(use.pin, target.version, policy)
        if text is None:
            kept.append(KeptPin(use.file, use.pin, _why_kept(use.pin, target.version)))
        elif text != use.pin.text:
            made.append((use.pin, use.file, text))
    return _Moves(tuple(made), tuple(kept))


def with_edits(module: Module, edits: Sequence[Edit]) -> Module:
    """*module* as it stands when *edits*, which leave its own pins alone, are made."""
    if module.readme is None or not edits:
        return module
    content = apply_edits(module.readme.content, edits)
    return replace(
        module,
        readme=replace(module.readme, content=content),
        examples=tuple(_shifted(example, edits) for example in module.examples),
    )


def _shifted(example: UsageExample, edits: Sequence[Edit]) -> UsageExample:
    pin = example.pin
    if pin is None:
        return example
    by = sum(
        len(edit.replacement) - len(edit.expected)
        for edit in edits
        if edit.span.end <= pin.span.start
    )
    span = Span(pin.span.start + by, pin.span.end + by)
    return replace(example, pin=replace(pin, span=span))
