"""The registry of suggestion sources. Also the guide to adding one: a module of this folder, and an entry in `SOURCES`.

Pipelines are not listed, since anybody may install more of them; `pipelines.load_pipeline` loads each one by name. The
order is that in which the sources run. Suggestions are stored by name and version: raise the version of a source
whenever the same text gives other suggestions.
"""

from collections.abc import Iterable, Sequence

from annotations.highlight.source import Source, SourceText
from annotations.highlight.string_match import matches
from annotations.model import Suggestion

# Boilerplate, claims, full names and the scores of built-in pipelines share a version: claims leave out boilerplate.
RULES_VERSION = "claims.12"
ENTITY = "entity"


def _boilerplate(given: SourceText) -> Sequence[Suggestion]:
    from annotations.highlight.boilerplate import find_boilerplate

    return find_boilerplate(given.text, given.recurring)


def _claims(given: SourceText) -> Sequence[Suggestion]:
    from annotations.highlight.boilerplate import LAYER
    from annotations.highlight.claims import find_claims

    entities = [one for one in given.found if one.layer == ENTITY]
    masks = [one for one in given.found if one.layer == LAYER]
    return find_claims(given.text, entities, masks, given.language)


SOURCES: tuple[Source, ...] = (
    Source(
        "boilerplate",
        RULES_VERSION,
        "Boilerplate",
        "Rules for navigation, captions, credits and other text that is not part of the article.",
        _boilerplate,
        with_pipeline=True,
    ),
    Source(
        "claims",
        RULES_VERSION,
        "Claims",
        "Rules for reported statements, their speakers and their targets.",
        _claims,
        with_pipeline=True,
    ),
    Source(
        "string match",
        "1",
        "String match",
        "Names that you have marked in other articles, where they occur again.",
        matches,
        learns=True,
        only_marked_names=True,
    ),
)


def sources_with_pipeline() -> tuple[Source, ...]:
    """The sources that run after a pipeline and are stored together with it."""
    return tuple(one for one in SOURCES if one.with_pipeline)


def separate_sources(*, learn: bool) -> tuple[Source, ...]:
    """The sources with a machine annotator of their own: those that learn from people's marks, or those that do not."""
    return tuple(one for one in SOURCES if not one.with_pipeline and one.learns == learn)


def source_named(name: str) -> Source | None:
    """The separate source with a name; none for pipelines and for names that are not in the registry."""
    return next((one for one in SOURCES if one.name == name and not one.with_pipeline), None)


def learns(name: str) -> bool:
    """Whether the machine annotator of that name learns from people's marks."""
    source = source_named(name)
    return source is not None and source.learns


def version_with_sources(version: str) -> str:
    """The version of a pipeline together with that of the sources stored with it."""
    return "+".join(dict.fromkeys((version, *(one.version for one in sources_with_pipeline()))))


def in_reading_order(found: Iterable[Suggestion]) -> list[Suggestion]:
    """Sort suggestions by their start, the longest first."""
    return sorted(found, key=lambda one: (one.start, -one.end))
