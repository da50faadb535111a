"""All that is suggested for one article: a pipeline's entities, and what the sources that run with it add to them."""

from collections.abc import Sequence

from annotations.highlight.people import with_full_names
from annotations.highlight.source import SourceText
from annotations.highlight.sources import in_reading_order, sources_with_pipeline
from annotations.model import Suggestion


def suggest_all(
    text: str, entities: Sequence[Suggestion], language: str = "", recurring: frozenset[str] = frozenset()
) -> list[Suggestion]:
    """Add boilerplate, claims and full names to the entities of an article; return all in reading order.

    `recurring` are the keys of lines that other articles of the same publisher have too.
    """
    given = SourceText("", text, language, recurring, tuple(entities))
    for source in sources_with_pipeline():
        given = given._replace(found=(*given.found, *source.suggest(given)))
    return in_reading_order(with_full_names(text, given.found))
