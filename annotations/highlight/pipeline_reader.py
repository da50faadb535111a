"""A pipeline that is loaded into this process and reads articles under limits of time and memory.

This is all that a process needs to highlight articles, on this computer or on a node of a cluster: a choice and records
go in, suggestions come out. Load it in a process of its own, because an article that exceeds the limits ends the
process.
"""

from annotations.errors import PipelineUnavailable
from annotations.highlight.limits import (
    DEFAULT_LIMITS,
    LOADING_SECONDS,
    MEGABYTE,
    Limits,
    ending_after,
    limit_memory,
    memory_held,
)
from annotations.highlight.pipeline_choice import Choice
from annotations.highlight.source import Card, SourceText
from annotations.model import Suggestion


class PipelineReader:
    """A loaded pipeline with the sources that run with it.

    `machine` is the name and version under which its suggestions are stored. The constructor raises PipelineUnavailable
    if the pipeline cannot be loaded, or if it needs more memory than one of `workers` processes may have.
    """

    def __init__(self, choice: Choice, limits: Limits = DEFAULT_LIMITS, workers: int = 1) -> None:
        from annotations.highlight.pipelines import load_pipeline
        from annotations.highlight.sources import version_with_sources

        with ending_after(LOADING_SECONDS):
            pipeline = load_pipeline(choice)
        self._limits, self._find_entities = limits, pipeline.highlight
        self.machine = pipeline.name, version_with_sources(pipeline.version)
        self.card, self.warning = Card(pipeline.licence, pipeline.hash, pipeline.labels), pipeline.warning
        most, held = limits.bytes_for(workers), memory_held()
        if held >= most:
            raise PipelineUnavailable(
                f"The pipeline “{choice.pipeline}” needs {held // MEGABYTE:,} MB of memory just to load. Raise the "
                "memory limit or choose another pipeline."
            )
        self.megabytes = most // MEGABYTE
        limit_memory(most)

    def read(self, given: SourceText) -> list[Suggestion]:
        """Suggest annotations for one article."""
        from annotations.highlight.suggest_all import suggest_all

        with ending_after(self._limits.seconds_for(given.text)):
            return suggest_all(given.text, self._find_entities(given.text), given.language, given.recurring)
