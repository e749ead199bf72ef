from __future__ import annotations

from typing import TYPE_CHECKING

from tests.command_line import release

if TYPE_CHECKING:
    from tests.registry_builder import RegistryBuilder


def test_a_change_after_the_release_shows_as_changed(registry: RegistryBuilder) -> None:
    registry.released("coder/git-clone", "1.0.0")
    registry.write("registry/coder/modules/git-clone/main.tf", "# new\n")
    registry.commit("fix: it")
    ran = release("status", "--format", "json", cwd=registry.root)
    assert (ran.code, ran.json["modules"][0]["state"]) == (0, "changed")
