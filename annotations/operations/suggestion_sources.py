"""What can be done with the separate suggestion sources of the registry: ask them about articles.

They run in the thread of the caller. Pipelines, and the sources that run with them, have worker processes instead.
"""

from collections.abc import Iterator

from annotations.highlight.source import KnownName, MachineResult, Result, Source, SourceText
from annotations.highlight.sources import in_reading_order, separate_sources
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId, ArticleId, Suggestion
from annotations.operations.annotators import annotators, find_annotator
from annotations.operations.articles import article
from annotations.operations.highlighting import text_to_highlight
from annotations.operations.open_suggestions import machines_of
from annotations.project import Project
from annotations.scheme import named
from annotations.scheme.occupied import OccupiedSpans
from annotations.store import annotations as store
from annotations.store import articles, machines, names, progress

NOBODYS = Annotation(AnnotationId(""), ArticleId(""), AnnotatorId(""), "")


def is_switched_off(project: Project, source: Source) -> bool:
    """Whether the suggestions of a source are hidden in this project: then it is not asked."""
    machine = find_annotator(project, source.name, "machine", source.version)
    return machine is not None and not machines.machine(project.database, machine.id).shown


def read_with(source: Source, given: SourceText) -> MachineResult:
    """Ask a source about an article."""
    return _result(source, given.key, in_reading_order(source.suggest(given)))


def results_for_opened(
    project: Project, article_id: ArticleId, annotator: AnnotatorId, *, rules: bool, learned: bool
) -> list[MachineResult]:
    """Ask the separate sources about an article that an annotator opens.

    Sources that do not learn (`rules`) are asked once for each article, those that learn (`learned`) every time.
    """
    found = []
    for source in separate_sources(learn=False) if rules else ():
        if not is_switched_off(project, source):
            done = progress.done_by_machine(project.database, article_id, source.name, source.version)
            given = None if done else text_to_highlight(project, article_id)
            found += [read_with(source, given)] if given else []
    for source in separate_sources(learn=True) if learned else ():
        suggestions = learned_suggestions(project, source, article_id, annotator)
        if suggestions:
            found.append(_result(source, article_id, suggestions))
    return found


def learned_results(project: Project, source: Source, person: Annotator) -> Iterator[MachineResult]:
    """Ask a source that learns about each article that a person has not finished."""
    done = progress.articles_done(project.database, person.id)
    for article_id in articles.ids(project.database):
        if article_id not in done:
            yield _result(source, article_id, learned_suggestions(project, source, article_id, person.id))


def people(project: Project) -> list[Annotator]:
    """Those from whose marks sources learn."""
    return [one for one in annotators(project) if one.kind != "machine"]


def learned_suggestions(
    project: Project, source: Source, article_id: ArticleId, annotator: AnnotatorId
) -> list[Suggestion]:
    """Ask a source that learns from an annotator about an article; leave out what is marked or was refused there."""
    if is_switched_off(project, source):
        return []
    text = article(project, article_id).text
    given = SourceText(article_id, text, names=tuple(_known_names(project, article_id, annotator)))
    refused = machines.refused(project.database, annotator)
    occupied = _occupied(project, article_id, annotator)
    found: list[Suggestion] = []
    for one in source.suggest(given):
        place = NOBODYS._replace(layer=one.layer, start=one.start, end=one.end)
        if (one.layer, one.label, text[one.start : one.end]) not in refused and occupied.leaves(place):
            occupied.add(place)
            found.append(one)
    return in_reading_order(found)


def _result(source: Source, key: str, found: list[Suggestion]) -> MachineResult:
    return MachineResult((source.name, source.version), source.card, Result(key, found))


def _known_names(project: Project, article_id: ArticleId, annotator: AnnotatorId) -> Iterator[KnownName]:
    """The names that an annotator has marked in other articles, each with its most frequent label, longest first."""
    for layer in project.scheme.layers:
        if not layer.labels or layer.overlap != "none" or layer.masks:
            continue
        labels: dict[str, str] = {}
        for words, label, _ in names.names_elsewhere(project.database, annotator, layer.name, article_id):
            labels.setdefault(words, label)
        for words in sorted(labels, key=len, reverse=True):
            if named(layer.labels, labels[words]):
                yield KnownName(layer.name, labels[words], words)


def _occupied(project: Project, article_id: ArticleId, annotator: AnnotatorId) -> OccupiedSpans:
    """The spans that the annotator or machines have marked, or the annotator has refused: nothing is offered there."""
    seen = {annotator, *machines_of(project)}
    marks = [one for one in store.annotations_of(project.database, article_id) if one.annotator in seen]
    occupied = OccupiedSpans(project.scheme)
    occupied.add(*(mark._replace(verdict=None) for mark in marks if mark.start is not None))
    return occupied
