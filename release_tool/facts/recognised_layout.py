"""Which layout a repository has, judged by its own folders and tags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from release_tool.adapters.survey import Survey
    from release_tool.domain.layout import Layout


@dataclass(frozen=True, slots=True)
class RecognisedLayout:
    """A layout, and how many modules and release tags of it there are."""

    layout: Layout
    modules: int
    tags: int


def recognised_layout(survey: Survey) -> RecognisedLayout:
    """The layout that *survey* was opened with, and what there is of it.

    The place for other layouts: compare what each of them finds, and return the best.
    """
    tags = sum(len(found) for found in survey.tags.values())
    return RecognisedLayout(survey.config.layout, len(survey.files), tags)
