"""What is asked of the highlighter, and what became of it: records that go to its thread and come back."""

from typing import TYPE_CHECKING, NamedTuple

from annotations.model import AnnotatorId, ArticleId, Suggestion

if TYPE_CHECKING:
    from annotations.highlight.worker import Result
    from annotations.highlight.worker_main import Card


class HighlightRequest(NamedTuple):
    """An article to read: by the pipeline, or only for the names that an annotator has marked elsewhere.

    One that is `overdue` is not handed to a run over the project any more.
    """

    article: ArticleId
    annotator: AnnotatorId
    pipeline: bool
    names: bool
    overdue: bool = False


class ReadingResult(NamedTuple):
    """What became of it. `result` is none where the pipeline was not asked."""

    wanted: HighlightRequest
    result: "Result | None" = None
    machine: tuple[str, str] = ("", "")
    card: "Card | None" = None
    names: tuple[Suggestion, ...] = ()
    problem: str = ""
