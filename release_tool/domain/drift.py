"""The rules of `release check` that one README and the tags decide: pins and their versions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from release_tool.domain.examples import unreadable_examples
from release_tool.domain.findings import Finding, Severity
from release_tool.domain.pins import accepts, constraint, exact
from release_tool.domain.versions import FIRST_VERSION, followers, highest, is_next

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.domain.examples import Pin, UsageExample
    from release_tool.domain.layout import Layout
    from release_tool.domain.registry import Module, Registry
    from release_tool.domain.versions import Version


def settled_version(module: Module) -> Version:
    """The version on which the pins of *module* should agree, if nothing else asks for another.

    The highest pin, when it is above the released version and so prepares a release; otherwise the
    released version; 1.0.0 for a module that has neither.
    """
    pinned = highest(version for pin in module.own_pins if (version := exact(pin)) is not None)
    versions = [version for version in (pinned, module.released) if version is not None]
    return max(versions, default=FIRST_VERSION)


def drift(module: Module, registry: Registry, layout: Layout) -> Iterator[Finding]:
    """Everything that is wrong with the usage examples of *module*."""
    expected = settled_version(module)
    yield from no_usage_example(module, layout)
    yield from _unreadable(module, layout)
    yield from unusable_pins(module, expected, layout)
    if module.declared is None:
        yield from disagreeing_pins(module, expected)
    yield from _declared(module)
    yield from _others(module, registry)


def no_usage_example(module: Module, layout: Layout) -> Iterator[Finding]:
    """The finding that the README of *module* never shows it, if that is so."""
    if module.readme is None:
        yield _at_readme(module, f"the README of {module.id} cannot be read: {module.problem}")
    elif not module.own:
        message = f"no usage example addresses {module.id}"
        yield _at_readme(module, message, layout.source_of(module.id))


def _unreadable(module: Module, layout: Layout) -> Iterator[Finding]:
    for fence in unreadable_examples(module.readme, layout):
        yield Finding(
            "example-unreadable", Severity.ERROR, module.id, module.readme_path,
            fence.line, fence.column,
            "this Terraform fence names a module of the registry and cannot be read",
            help="run `terraform fmt` on the example: a brace, a quote or a heredoc is open",
        )  # fmt: skip


def _at_readme(module: Module, message: str, expected: str = "") -> Finding:
    return Finding(
        "no-usage-example", Severity.ERROR, module.id, module.readme_path, 1, 1, message,
        expected=expected, help="show how the module is used, with its source and its version",
    )  # fmt: skip


def unusable_pins(module: Module, expected: Version, layout: Layout) -> Iterator[Finding]:
    """The own examples without a version, or with one that says nothing."""
    for example in module.own:
        pin = example.pin
        if pin is None:
            yield Finding(
                "pin-missing", Severity.ERROR, module.id, module.readme_path,
                example.block.line, example.block.column,
                f"this example of {module.id} has no version",
                expected=str(expected), help=_how_to_pin(example, expected, layout),
            )  # fmt: skip
        elif not is_usable(pin):
            yield _at_pin(
                "pin-invalid", module, pin, expected,
                f"{_shown(pin)} is {_no_version(pin)}",
            )  # fmt: skip


def is_usable(pin: Pin) -> bool:
    """Whether *pin* says which versions it means."""
    return exact(pin) is not None or constraint(pin) is not None


def disagreeing_pins(module: Module, expected: Version) -> Iterator[Finding]:
    """The own pins that do not allow *expected*, in a README whose pins do not agree."""
    for pin in module.own_pins:
        if is_usable(pin) and not accepts(pin, expected):
            yield _at_pin(
                "pins-disagree", module, pin, expected,
                f"{_shown(pin)} here, {_others_say(module, pin)} elsewhere in this README",
            )  # fmt: skip


def _how_to_pin(example: UsageExample, version: Version, layout: Layout) -> str:
    match = layout.match_source(example.block.source)
    if match is None or match.ref is None:
        return f'add `version = "{version}"` below its source'
    return f"add `?ref={layout.tag_of(example.module, version)}` to its source"


def _no_version(pin: Pin) -> str:
    if pin.tag is None:
        return "neither a version nor a constraint"
    return "a branch or a commit, not a release tag of the module"


def _at_pin(rule: str, module: Module, pin: Pin, expected: Version, message: str) -> Finding:
    return Finding(
        rule, Severity.ERROR, module.id, module.readme_path, pin.line, pin.column, message,
        found=pin.text, expected=str(expected), help=f"release bump {module.id} {expected}",
    )  # fmt: skip


def _shown(pin: Pin) -> str:
    return f'"{pin.text}"' if pin.literal else pin.text


def _others_say(module: Module, pin: Pin) -> str:
    counts = Counter(other.text for other in module.own_pins if other.text != pin.text)
    return " and ".join(f'"{text}"' for text, _ in counts.most_common(3)) or "another version"


def _declared(module: Module) -> Iterator[Finding]:
    declared, released = module.declared, module.released
    if declared is None or released is None:
        return
    pin = module.own_pins[0]
    if declared < released:
        yield _at_pin(
            "behind-release", module, pin, released,
            f"{declared} is below the released version {released}",
        )  # fmt: skip
    elif declared > released and not is_next(released, declared):
        choices = followers(released)
        finding = _at_pin(
            "version-skipped", module, pin, choices[0],
            f"{declared} skips versions: after {released} comes {' or '.join(map(str, choices))}",
        )  # fmt: skip
        yield finding.at(Severity.WARNING)


def _others(module: Module, registry: Registry) -> Iterator[Finding]:
    for example in module.examples:
        if example.module == module.id:
            continue
        if example.module not in registry.known:
            yield unknown_source(module, example)
        elif example.pin is not None:
            yield from _foreign_pin(module, example, example.pin, registry)


def unknown_source(module: Module, example: UsageExample) -> Finding:
    """The finding that *example* addresses a module that the registry does not have."""
    return Finding(
        "unknown-source", Severity.ERROR, module.id, module.readme_path,
        example.block.line, example.block.column,
        f"there is no module {example.module} in this registry",
        found=example.block.source, help="correct the namespace or the name in the source",
    )  # fmt: skip


def _foreign_pin(
    module: Module, example: UsageExample, pin: Pin, registry: Registry
) -> Iterator[Finding]:
    versions = {tag.version for tag in registry.tags.get(example.module, ())}
    released = registry.released(example.module)
    if released is None or accepts(pin, released):
        return
    named = exact(pin)
    if named is not None and named not in versions:
        message = f"{example.module} {named} was never released"
    else:
        message = f"{_shown(pin)} is behind {example.module} {released}"
    yield Finding(
        "foreign-pin-stale", Severity.NOTICE, module.id, module.readme_path, pin.line, pin.column,
        message, found=pin.text, expected=str(released),
        help="correct it when this README is next edited",
    )  # fmt: skip
