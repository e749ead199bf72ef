"""What a bump makes of a module: the target version, and the edits of its README."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.domain.edits import Edit, apply_edits
from release_tool.domain.examples import unreadable_examples
from release_tool.domain.pins import accepts, constraint, exact, printed
from release_tool.domain.versions import (
    FIRST_VERSION,
    Level,
    Version,
    bumped,
    highest,
    level_between,
    next_prerelease,
)
from release_tool.errors import RefusedError, RequestError

if TYPE_CHECKING:
    from collections.abc import Callable

    from release_tool.domain.examples import Pin
    from release_tool.domain.layout import Layout
    from release_tool.domain.registry import Module

    ConstraintPolicy = Callable[[Pin, Version], str | None]


class Bump(Struct, frozen=True):
    """One module's change of version and of the bytes of its README.

    *before* and *after* are the whole README; *pins* is how many own pins change; *kept* are
    constraints that will not accept *target* and were left as they are.
    """

    module: Module
    target: Version
    level: Level | None
    reasons: tuple[str, ...]
    before: bytes
    after: bytes
    pins: int
    kept: tuple[Pin, ...]

    @property
    def changes(self) -> bool:
        return self.before != self.after


def target_version(module: Module, wanted: Level | Version, prerelease: str = "") -> Version:
    """The version that *module* should declare. Depends on its tags only, never on its pins.

    Except for the first release, which is the version that the README already declares.
    """
    if isinstance(wanted, Version):
        return wanted
    versions = [tag.version for tag in module.tags]
    finals = [version for version in versions if not version.prerelease]
    base = highest(finals)
    if base is None and not versions and not prerelease:
        return module.declared or FIRST_VERSION
    if base is None:
        target = module.declared.finalize_version() if module.declared else FIRST_VERSION
        target = max((version.finalize_version() for version in versions), default=target)
    else:
        target = bumped(base, wanted)
    return next_prerelease(target, prerelease, versions) if prerelease else target


def required_version(module: Module, level: Level, prerelease: str = "") -> Version:
    """The version that changes of *level* since the released version ask for.

    Other than `target_version` it may follow a pre-release: the changes are those since then.
    """
    if module.released is None:
        return target_version(module, level, prerelease)
    target = bumped(module.released, level)
    versions = [tag.version for tag in module.tags]
    return next_prerelease(target, prerelease, versions) if prerelease else target


def require_upward(module: Module, target: Version) -> None:
    """Raises when *target* is below what is released or what the README already declares."""
    if module.released is not None and target < module.released:
        raise RequestError(
            f"{module.id} is released as {module.released}, above {target}",
            f"choose a version above {module.released}, or add --force",
        )
    above = highest(version for pin in module.own_pins if (version := exact(pin)) is not None)
    if above is not None and above > target:
        raise RequestError(
            f"{module.id} already declares {above}, above {target}",
            f"release it as it is, name a version (release bump {module.id} {above}), "
            "or add --force",
        )


def require_readable(module: Module, layout: Layout) -> None:
    """Raises when some of the README could not be read, so that a pin might be left behind."""
    for fence in unreadable_examples(module.readme, layout):
        raise RefusedError(
            f"{module.readme_path}:{fence.line}: this Terraform fence cannot be read",
            f"mend it (release check {module.id} says more), or add --force to leave it as it is",
        )


def require_own_pins(module: Module) -> None:
    """Raises when there is nothing that a bump could edit."""
    if module.readme is None:
        raise RequestError(
            f"{module.id} cannot be bumped: {module.readme_path}: {module.problem}",
            "a module needs a README with a usage example",
        )
    if not module.own_pins:
        raise RefusedError(
            f"{module.id} cannot be bumped: {module.readme_path} has no own usage example "
            "with a version",
            f"release check {module.id}",
        )
    for pin in module.own_pins:
        if not pin.literal:
            raise RefusedError(
                f"{module.readme_path}:{pin.line}: the version is an expression, not a text",
                'write it as `version = "X.Y.Z"`',
            )


def keep_constraints(_pin: Pin, _target: Version) -> str | None:
    """Constraints stay as they are."""
    return None


def rewrite_constraints(pin: Pin, target: Version) -> str | None:
    """A constraint that *target* satisfies, with the operator and the segments of *pin*."""
    allowed = constraint(pin)
    return None if allowed is None else allowed.rewritten(target)


def bump(
    module: Module,
    target: Version,
    reasons: tuple[str, ...] = (),
    constraints: ConstraintPolicy = keep_constraints,
) -> Bump:
    """The bump of *module* to *target*: only the bytes inside the quotes of own pins change."""
    content = module.readme.content if module.readme else b""
    edits: list[Edit] = []
    kept: list[Pin] = []
    for pin in module.own_pins:
        text = _new_text(pin, target, constraints)
        if text is None:
            kept.append(pin)
        elif text != pin.text:
            expected = content[pin.span.start : pin.span.end]
            edits.append(Edit(pin.span, expected, text.encode()))
    level = level_between(module.released, target) if module.released else None
    after = apply_edits(content, edits)
    return Bump(module, target, level, reasons, content, after, len(edits), tuple(kept))


def _new_text(pin: Pin, target: Version, constraints: ConstraintPolicy) -> str | None:
    """What *pin* becomes; None where it is a constraint that must stay and will not do."""
    if accepts(pin, target):
        return pin.text
    if constraint(pin) is not None:
        return constraints(pin, target)
    return printed(pin, target)
