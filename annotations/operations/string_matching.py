"""Names that a person has marked in other articles, offered where they stand unmarked: the “string match” annotator.

It is a machine annotator of its own, so that it is seen where a suggestion comes from and it can be switched off. What
it finds is kept when an article is opened; it is never done with one, since names go on being marked. How often it is
right was never measured, so that its suggestions have no score.
"""

import re
from collections.abc import Iterator

from annotations.changes import Changes
from annotations.language.segmenting import stands_alone
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, ArticleId, Suggestion
from annotations.operations.annotators import find_annotator, meet_annotator
from annotations.operations.articles import article
from annotations.operations.highlighting import add_suggestions
from annotations.operations.open_suggestions import STRING_MATCH, machines_of
from annotations.project import Project
from annotations.scheme import Layer
from annotations.scheme.occupied import OccupiedSpans
from annotations.store import annotations as store
from annotations.store import machines, names

VERSION = "1"
SHORTEST = 3  # characters of a name
NOBODYS = Annotation(AnnotationId(""), ArticleId(""), AnnotatorId(""), "")


def string_matches(project: Project, article_id: ArticleId, annotator: AnnotatorId) -> list[Suggestion]:
    """Find names in an article that an annotator has marked or accepted in others, where nothing is marked yet.

    Only words that begin with a capital and have no figures count as names.
    """
    machine = find_annotator(project, STRING_MATCH, "machine", VERSION)
    if machine and not machines.machine(project.database, machine.id)[3]:
        return []
    text, seen = article(project, article_id).text, {annotator, *machines_of(project)}
    marks = [one for one in store.annotations_of(project.database, article_id) if one.annotator in seen]
    refused = machines.refused(project.database, annotator)
    there = OccupiedSpans(project.scheme)
    # Also what was refused here has its place: it is not asked again.
    there.add(*(mark._replace(verdict=None) for mark in marks if mark.start is not None))
    found: list[Suggestion] = []
    for layer in project.scheme.layers:
        if layer.labels and layer.overlap == "none" and not layer.masks:
            for words, label in _known(project, layer, article_id, annotator):
                if (layer.name, label, words) not in refused:
                    found += _places(text, words, label, layer, there)
    return sorted(found, key=lambda one: one.start)


def offer_string_matches(project: Project, article_id: ArticleId, found: list[Suggestion]) -> Changes | None:
    """Keep names that were found, for the one who acts to decide on; none when there are none."""
    if not found:
        return None
    return add_suggestions(project, _machine(project), article(project, article_id), found)


def _machine(project: Project) -> Annotator:
    return meet_annotator(project, STRING_MATCH, "machine", VERSION)


def _known(project: Project, layer: Layer, article_id: ArticleId, annotator: AnnotatorId) -> Iterator[tuple[str, str]]:
    """The names, each with the label that it has most often, the longest first."""
    labels: dict[str, str] = {}
    for words, label, _ in names.names_elsewhere(project.database, annotator, layer.name, article_id):
        if len(words) >= SHORTEST and words[0].isupper() and not any(map(str.isdigit, words)):
            labels.setdefault(words, label)
    yield from sorted(labels.items(), key=lambda pair: -len(pair[0]))


def _places(text: str, words: str, label: str, layer: Layer, there: OccupiedSpans) -> Iterator[Suggestion]:
    """Where the words stand alone and nothing is marked."""
    if words not in text or layer.label(label) is None:
        return
    for match in re.finditer(re.escape(words), text):
        place = NOBODYS._replace(layer=layer.name, start=match.start(), end=match.end())
        if stands_alone(text, *match.span()) and there.leaves(place):
            there.add(place)
            yield Suggestion(layer.name, match.start(), match.end(), label)
