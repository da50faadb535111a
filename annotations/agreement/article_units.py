"""What one article contributes to the figures, computed once per revision."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from annotations.agreement.aligning import Bools, Marks, clusters, matches
from annotations.agreement.labelled_spans import LabelledSpan
from annotations.agreement.mark_arrays import Plan, chosen_marks, edges_of, marks_by_layer
from annotations.agreement.questions import Said, answers
from annotations.agreement.ratings import Codes
from annotations.agreement.span_sums import SpanSums, places_of, same_places
from annotations.agreement.study_input import ArticleReadings, ReadingStatus
from annotations.agreement.words import Words, words_of
from annotations.model import IMPLICIT, Annotation, AnnotationId, Annotator, AnnotatorId
from annotations.scheme import Layer


class UnitAnswers(NamedTuple):
    """The answers to one question, units by annotators: indexes into `words`, or a value of `Said` if there is none."""

    codes: Codes
    words: tuple[str, ...]


class ArticleUnits(NamedTuple):
    """One article: who finished it, when the second annotator did, and what it contributes.

    `members` has for each layer the spans of each unit: indexes of the article's annotations, or -1. `confirmed` marks
    those only confirmed by finishing the article. `masked` marks words that all annotators masked.
    """

    work: ArticleReadings
    plan: Plan
    finished: tuple[bool, ...]
    time: str
    members: Mapping[str, Codes]
    answers: Mapping[tuple[str, str], UnitAnswers]
    places: Mapping[str, SpanSums]
    masked: Bools
    confirmed: Mapping[str, Bools] = {}

    def like(self, other: "ArticleUnits") -> bool:
        """Whether the same annotators finished another revision of the article at the same time."""
        mine, theirs = (self.finished, self.time, self.work.group), (other.finished, other.time, other.work.group)
        return mine == theirs

    def says_the_same(self, other: "ArticleUnits", layer: str, field: str) -> bool:
        """Whether another revision gives the same answers to a question or, without a field, has the same spans."""
        if field:
            mine, theirs = self.answers[layer, field], other.answers[layer, field]
            same = mine.words == theirs.words and np.array_equal(mine.codes, theirs.codes)
            return same and np.array_equal(self.confirmed[layer], other.confirmed[layer])
        return (
            np.array_equal(self.members[layer] >= 0, other.members[layer] >= 0)
            and np.array_equal(self.confirmed[layer], other.confirmed[layer])
            and np.array_equal(self.masked, other.masked)
            and same_places(self.places[layer], other.places[layer])
        )

    @property
    def words(self) -> int:
        """The number of words."""
        return len(self.masked)

    def marks(self, layer: str) -> list[tuple[LabelledSpan, Annotation]]:
        """The spans of a layer that count, in words, each with its annotation."""
        people = [annotator.id for annotator, done in zip(self.plan.annotators, self.finished, strict=True) if done]
        chosen, marks = marks_by_layer(self.work, self.plan, people, words_of(self.work.text))[layer]
        found = []
        for index, place in enumerate(chosen):
            made = self.work.marks[place]
            who, start, end = int(marks.annotator[index]), int(marks.start[index]), int(marks.end[index])
            found.append((LabelledSpan(who, start, end, made.label, made.id, str(marks.root[index])), made))
        return found


class _Reading(NamedTuple):
    """An article being processed: its words, and for each layer which annotations count and where they are."""

    work: ArticleReadings
    plan: Plan
    finished: Bools
    words: Words
    marks: Mapping[str, tuple[Codes, Marks]]


def units_of_article(work: ArticleReadings, plan: Plan) -> ArticleUnits:
    """Compute what an article contributes."""
    here = {mark.annotator for mark in work.marks}
    finished = [_has_finished(work, annotator, here, plan.statuses) for annotator in plan.annotators]
    people = [annotator.id for annotator, done in zip(plan.annotators, finished, strict=True) if done]
    times = sorted(work.statuses[who].since for who in people if who in work.statuses)
    words = words_of(work.text)
    reading = _Reading(work, plan, np.array(finished, dtype=bool), words, marks_by_layer(work, plan, people, words))
    masked = _masked(reading)
    members: dict[str, Codes] = {}
    places: dict[str, SpanSums] = {}
    for layer in plan.scheme.layers:
        if layer.kind == "document":
            members[layer.name] = _whole(reading, layer)
        else:
            members[layer.name], places[layer.name] = _layer(reading, layer, masked & (not layer.masks))
    found = _answers(reading, members)
    implicit = np.array([*(mark.how == IMPLICIT for mark in work.marks), False], dtype=bool)
    confirmed = {name: implicit[units] for name, units in members.items()}
    time = times[1] if len(times) > 1 else ""
    return ArticleUnits(work, plan, tuple(finished), time, members, found, places, masked, confirmed)


def _has_finished(
    work: ArticleReadings, annotator: Annotator, here: Collection[AnnotatorId], statuses: Sequence[str]
) -> bool:
    """People have finished by status; machines and gold if they have annotated the article at all."""
    stored, marked = work.statuses.get(annotator.id), annotator.id in here
    if annotator.kind != "person":
        return marked or (stored is not None and stored.status == "done")
    return (stored is not None or marked) and (stored or ReadingStatus("todo")).status in statuses


def _masked(reading: _Reading) -> Bools:
    """The words that everyone who finished has masked: nobody could have marked anything else there."""
    cover = np.zeros((len(reading.finished), len(reading.words.starts)), dtype=bool)
    for layer in reading.plan.scheme.layers:
        if layer.masks:
            chosen, marks = reading.marks[layer.name]
            words = reading.words.touched(*edges_of(chosen_marks(reading.work, chosen)).T)
            for annotator, start, end in zip(marks.annotator, *words, strict=True):
                cover[annotator, start:end] = True
    return np.asarray(cover[reading.finished].all(axis=0) & bool(reading.finished.any()))


def _whole(reading: _Reading, layer: Layer) -> Codes:
    """The single unit of a layer that is about the whole article."""
    members = np.full((1, len(reading.finished)), -1, dtype=np.int32)
    chosen, marks = reading.marks[layer.name]
    members[0, marks.annotator[::-1]] = chosen[::-1]
    return members if reading.finished.any() else members[:0]


def _layer(reading: _Reading, layer: Layer, masked: Bools) -> tuple[Codes, SpanSums]:
    chosen, marks = reading.marks[layer.name]
    finished, iou = reading.finished, reading.plan.ious[layer.name]
    found = matches(marks)
    number = clusters(marks, found, iou)
    if reading.plan.explicit:
        confirmed = np.array([mark.how == IMPLICIT for mark in chosen_marks(reading.work, chosen)], dtype=bool)
        kept = np.flatnonzero(~np.isin(number, number[confirmed]))
        chosen, marks = chosen[kept], marks.chosen(kept)
        found = matches(marks)
        number = clusters(marks, found, iou)
    members = np.full((int(number.max(initial=-1)) + 1, len(finished)), -1, dtype=np.int32)
    members[number, marks.annotator] = chosen
    signs = None
    if layer.agreement == "characters":
        start, end = edges_of(chosen_marks(reading.work, chosen)).T
        signs = marks._replace(start=start, end=end)
    labels = max(len(layer.labels), 1)
    return members, places_of(marks, found, finished, iou, ~masked, labels, signs)


def _names_of_places(reading: _Reading, members: Mapping[str, Codes]) -> dict[AnnotationId, str]:
    """A name for each group of matching spans, in layers without labels."""
    work = reading.work
    return {
        work.marks[index].id: f"{layer.name} {row + 1} in {work.article}"
        for layer in reading.plan.scheme.layers
        if layer.kind == "span" and not layer.labels
        for row, unit in enumerate(members[layer.name].tolist())
        for index in unit
        if index >= 0
    }


def _answers(reading: _Reading, members: Mapping[str, Codes]) -> dict[tuple[str, str], UnitAnswers]:
    """Answer every question for every unit. Links to spans without labels are compared by the group of their target."""
    work, plan, found = reading.work, reading.plan, {}
    known: dict[AnnotationId, Annotation] = {}
    places: dict[AnnotationId, str] = {}
    if any(link.annotation for mark in work.marks for link in mark.links.values()):
        known = {mark.id: mark for mark in work.marks}
        places = _names_of_places(reading, members)
    person = np.array([annotator.kind == "person" for annotator in plan.annotators], dtype=bool)
    for question in plan.questions:
        units, used = members[question.layer], reading.marks[question.layer][0]
        nothing = Annotation(AnnotationId(""), work.article, AnnotatorId(""), question.layer)
        codes, words = answers(question, [*map(work.marks.__getitem__, used.tolist()), nothing], known, places)
        table = np.full(len(work.marks) + 1, Said.NOT_MARKED, dtype=np.int32)
        table[used] = codes[:-1]
        given = table[units]
        if question.kind == "article":
            given[(units < 0) & person] = codes[-1]  # only people answer about an article without annotating it
        given[:, ~reading.finished] = Said.UNFINISHED
        found[question.layer, question.field] = UnitAnswers(given, words)
    return found
