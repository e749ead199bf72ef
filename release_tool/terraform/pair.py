"""One module folder in two versions, with what the rules want to know about both."""

from __future__ import annotations

from functools import cached_property
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.terraform.matching import Match, matched, plain_name
from release_tool.terraform.moves import Moves
from release_tool.terraform.values import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

    from release_tool.terraform.interface import (
        Interface,
        Module,
        ModuleCall,
        Output,
        Resource,
        Variable,
    )
    from release_tool.terraform.policy import Policy
    from release_tool.terraform.syntax import Body, Expression

_ALIKE = 0.6
"""The share of equal settings from which two resources are taken for one under two names."""


class Pair(Struct, frozen=True, dict=True):
    before: Module
    after: Module
    whole_before: Interface
    whole_after: Interface
    policy: Policy

    @cached_property
    def same_sources(self) -> bool:
        """Whether all Terraform files of the folder are the same in both versions."""
        return self._sources(self.whole_before) == self._sources(self.whole_after)

    def _sources(self, whole: Interface) -> dict[str, bytes]:
        return {
            path: content
            for path, content in whole.files.items()
            if dirname(path) == self.after.folder and path.endswith((".tf", ".tf.json"))
        }

    @cached_property
    def variables(self) -> Match[Variable]:
        return matched(self.before.variables, self.after.variables, _alike_variables)

    @cached_property
    def outputs(self) -> Match[Output]:
        return matched(self.before.outputs, self.after.outputs, _alike_outputs)

    @cached_property
    def resources(self) -> Match[Resource]:
        """Managed resources; those that a `moved` or `removed` block covers are in neither side."""
        covered = self._covered(self.before.resources)
        targets = {str(move.target) for move in self.after.moved}
        return matched(
            {
                address: resource
                for address, resource in self.before.resources.items()
                if address not in covered
            },
            {
                address: resource
                for address, resource in self.after.resources.items()
                if address in self.before.resources or address not in targets
            },
            _alike_resources,
        )

    @cached_property
    def data_sources(self) -> Match[Resource]:
        return matched(self.before.data_sources, self.after.data_sources, _different)

    @cached_property
    def calls(self) -> Match[ModuleCall]:
        """Module calls; those that a `moved` or `removed` block covers are in neither side."""
        before = {call.address: call for call in self.before.calls.values()}
        after = {call.address: call for call in self.after.calls.values()}
        covered = self._covered(before, after)
        targets = {str(move.target) for move in self.after.moved}
        return matched(
            {name: call for name, call in before.items() if name not in covered},
            {name: call for name, call in after.items() if name in before or name not in targets},
            _alike_calls,
        )

    @cached_property
    def moves(self) -> Moves:
        """What the module's blocks, and those around a submodule, cover after the change."""
        if not self.after.folder:
            return Moves(self.after)
        outer = self.whole_after.root
        paths = tuple(
            (call.name,)
            for call in (*self.whole_before.root.calls.values(), *outer.calls.values())
            if normpath(call.source) == self.after.folder
        )
        return Moves(self.after, paths, outer)

    def _covered(
        self, before: Mapping[str, object], after: Mapping[str, object] | None = None
    ) -> frozenset[str]:
        """The addresses that are gone and that a block takes care of."""
        now = self.after.resources if after is None else after
        return frozenset(
            address
            for address in before
            if address not in now
            and (self.moves.target(address) is not None or self.moves.forgotten(address))
        )

    def called(self, module: Module, call: ModuleCall) -> Module | None:
        """The module that a call by local path reaches, in the same version; None elsewhere."""
        if not call.source.startswith(("./", "../")):
            return None
        whole = self.whole_before if module is self.before else self.whole_after
        return whole.submodules.get(normpath(join(module.folder, call.source)))


def _alike_variables(old: Variable, new: Variable) -> float:
    if plain_name(old.name) == plain_name(new.name):
        return 2
    same = (old.type, old.default, old.description) == (new.type, new.default, new.description)
    return 1 if same and old.description else 0


def _alike_outputs(old: Output, new: Output) -> float:
    if plain_name(old.name) == plain_name(new.name):
        return 2
    same = _canonical(old.value) == _canonical(new.value)
    return 1 if same and old.value is not None else 0


def _canonical(value: Expression | None) -> Expression | None:
    return None if value is None else canonical(value)


def _alike_resources(old: Resource, new: Resource) -> float:
    return _share(old.body, new.body) if old.type == new.type else 0


def _alike_calls(old: ModuleCall, new: ModuleCall) -> float:
    return _share(old.body, new.body) if old.source == new.source else 0


def _different(_old: Resource, _new: Resource) -> float:
    return 0


def _share(old: Body, new: Body) -> float:
    """The share of settings that two bodies have in common; 0 where it is too small to count."""
    before = {each.name: canonical(each.value) for each in old.attributes}
    after = {each.name: canonical(each.value) for each in new.attributes}
    total = len(before.keys() | after.keys()) + max(len(old.blocks), len(new.blocks))
    equal = sum(before[name] == after[name] for name in before.keys() & after.keys())
    equal += sum(block in new.blocks for block in old.blocks)
    share = equal / total if total else 1.0
    return share if share >= _ALIKE else 0
