"""Ctrl-C while GitHub is waited for: it stops at once, and says how far it came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.command_line import release
from tests.github.faults import Break, Fault, Reply, When
from tests.github.mirror import mirror, workflow
from tests.terminal import CTRL_C, release_on_terminal, terminal

if TYPE_CHECKING:
    from tests.github.stand_in import Request, StandIn
    from tests.registry_builder import RegistryBuilder

TAGS = [f"release/coder/it/v{version}" for version in ("1.0.0", "1.1.0", "1.2.0")]
PUBLISH = ("publish", *TAGS)
LOOK_UP = "/graphql"
BUSY = Reply(503, {"message": "Service unavailable"}, {"Retry-After": "59"})
INTERRUPTED = "error: interrupted"


@pytest.fixture
def tagged(registry: RegistryBuilder, github: StandIn) -> RegistryBuilder:
    """Three releases of coder/it that GitHub has the tags of."""
    for tag in TAGS:
        registry.released("coder/it", tag.rpartition("/v")[2])
    registry.git("remote", "add", "origin", "https://github.com/coder/registry.git")
    mirror(registry, github.world)
    return registry


@pytest.mark.parametrize(
    ("fault", "shown"),
    [
        pytest.param(
            Fault("POST", LOOK_UP, Break.HANG), "asking GitHub to look up releases", id="an answer"
        ),
        pytest.param(
            Fault("POST", LOOK_UP, BUSY),
            "waiting 59 s to ask GitHub again to look up releases",
            id="the time when it may be asked again",
        ),
    ],
)
def test_nobody_waits_for(
    tagged: RegistryBuilder, github: StandIn, fault: Fault, shown: str
) -> None:
    github.faults.append(fault)
    command = release_on_terminal(*PUBLISH)
    with terminal(*command, cwd=tagged.root, env=workflow(github)) as screen:
        screen.until_shown(shown)
        screen.press(CTRL_C)
        assert (screen.end(), screen.lines) == (130, [INTERRUPTED])
    assert github.world.releases == []


def test_what_is_done_is_told_and_the_next_run_does_the_rest(
    tagged: RegistryBuilder, github: StandIn
) -> None:
    def hang_at_the_second(request: Request, when: When) -> None:
        if request.path.endswith("/releases") and when is When.AFTER:
            github.faults.append(Fault("POST", "/releases$", Break.HANG))

    github.watch = hang_at_the_second
    command = release_on_terminal(*PUBLISH)
    with terminal(*command, cwd=tagged.root, env=workflow(github)) as screen:
        screen.until_shown("publishing releases, 2 of 3: asking GitHub to create the release")
        screen.press(CTRL_C)
        assert screen.end() == 130
        assert screen.lines[0] == INTERRUPTED
        assert screen.lines[1].startswith("hint: 1 of 3 releases were done")
    github.faults.clear()
    github.watch = lambda *_: None
    again = release(*PUBLISH, "--format", "json", cwd=tagged.root, env=workflow(github))
    statuses = [row["status"] for row in again.json["releases"]]
    assert (again.code, statuses) == (0, ["unchanged", "created", "created"])
