"""A command as a step of a workflow: outputs are set whatever happens, and failures are shown."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from release_tool.errors import ReleaseError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from release_tool.adapters.workflow_step import WorkflowStep


@contextmanager
def running_step() -> Iterator[WorkflowStep]:
    """The step that the command is; one that leaves nothing behind outside of a workflow."""
    from release_tool.adapters.workflow_step import workflow_step
    from release_tool.render.workflow_outputs import NOTHING

    step = workflow_step(os.environ)
    step.set_outputs(NOTHING)
    try:
        yield step
    except ReleaseError as error:
        from release_tool.cli.output import tell
        from release_tool.render.workflow_summary import error_command, error_summary

        step.summarize(error_summary(error.message, error.hint))
        if os.environ.get("GITHUB_ACTIONS") == "true":
            # On standard error, since the other stream may be one JSON object.
            tell(error_command(error.message, error.hint))
        raise
