"""Requests to the highlighter and their results: records that go to its thread and back."""

from typing import TYPE_CHECKING, NamedTuple

from annotations.model import AnnotatorId, ArticleId

if TYPE_CHECKING:
    from annotations.highlight.source import MachineResult


class HighlightRequest(NamedTuple):
    """An article to read: by the `pipeline`, by sources that learn `names` from the annotator, and by other `rules`.

    An `overdue` request is no longer handed to a run over the project.
    """

    article: ArticleId
    annotator: AnnotatorId
    pipeline: bool
    names: bool
    overdue: bool = False
    rules: bool = True


class ReadingResult(NamedTuple):
    """What became of it: a result for each source that was asked, or the problem with the pipeline."""

    wanted: HighlightRequest
    results: "tuple[MachineResult, ...]" = ()
    problem: str = ""
