"""A stand-in that has what a real repository has: its tags, its commits and who wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.github.stand_in import TOKEN
from tests.github.world import Person, Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.github.stand_in import StandIn
    from tests.github.world import Pull, World
    from tests.registry_builder import RegistryBuilder

LOGINS = {"ada@example.com": "ada", "bob@example.com": "bob", "bob@home.example.com": "bob"}


def mirror(
    registry: RegistryBuilder,
    world: World,
    pulls: Callable[[str], tuple[Pull, ...]] = lambda _sha: (),
) -> None:
    """Pushes everything that *registry* has into *world*; *pulls* are those of a commit."""
    listing = registry.git(
        "for-each-ref", "--format=%(refname:lstrip=2) %(objectname) %(*objectname)", "refs/tags"
    )
    for line in listing.splitlines():
        name, *objects = line.split()
        world.tags[name] = tuple(objects)
    log = registry.git("log", "--reverse", "--format=%x01%H%x02%an%x02%ae%x02", "--name-only")
    world.history = [_snapshot(record, pulls) for record in log.split("\x01")[1:]]


def _snapshot(record: str, pulls: Callable[[str], tuple[Pull, ...]]) -> Snapshot:
    sha, name, email, files = record.split("\x02")
    folder = "/".join(files.split("\n")[2].split("/")[:4]) if len(files.split("\n")) > 2 else ""
    return Snapshot(sha, (Person(name, email, LOGINS.get(email, "")),), folder, pulls(sha))


def workflow(github: StandIn, token: str = TOKEN) -> dict[str, str]:
    """The environment that a workflow of the stand-in's repository gives to its steps."""
    return {
        "GITHUB_TOKEN": token,
        "GITHUB_API_URL": github.url,
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_REPOSITORY": "coder/registry",
    }
