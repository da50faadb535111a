"""What one article gives to the figures, computed once for each of its revisions."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from annotations.agreement.aligning import Bools, Marks, clusters, matches
from annotations.agreement.matching import LabelledSpan
from annotations.agreement.questions import Question, Said, answers
from annotations.agreement.ratings import Codes
from annotations.agreement.span_sums import SpanSums, places_of, same_places
from annotations.agreement.study_input import ArticleReadings, ReadingStatus
from annotations.agreement.words import Words, words_of
from annotations.model import IMPLICIT, Annotation, AnnotationId, Annotator, AnnotatorId
from annotations.scheme import Layer, Scheme


class Plan(NamedTuple):
    """What is asked of every article: of whom, what, and how much of two spans of a layer must be shared."""

    scheme: Scheme
    annotators: tuple[Annotator, ...]
    questions: tuple[Question, ...]
    statuses: tuple[str, ...]
    ious: Mapping[str, float]
    explicit: bool = False  # whether places are left out that somebody only confirmed with the article


class UnitAnswers(NamedTuple):
    """The answers to one question, units by annotators: numbers of `words`, or of `Said` where there is none."""

    codes: Codes
    words: tuple[str, ...]


class ArticleUnits(NamedTuple):
    """One article: who has finished it, when the second of them did, and what it gives.

    `members` are the marks of each unit by layer, as places among the article's, else -1; `confirmed` tells which of
    them were only confirmed with the article. `masked` tells of each word whether everybody has masked it.
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
        """Whether another revision of the article was finished by the same people at the same time."""
        mine, theirs = (self.finished, self.time, self.work.group), (other.finished, other.time, other.work.group)
        return mine == theirs

    def says_the_same(self, other: "ArticleUnits", layer: str, field: str) -> bool:
        """Whether another revision gives the same answers to a question, or has the same places without a field."""
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
        """How many words there are."""
        return len(self.masked)

    def marks(self, layer: str) -> list[tuple[LabelledSpan, Annotation]]:
        """The marks of a layer that count, in words, and as they were made."""
        people = [annotator.id for annotator, done in zip(self.plan.annotators, self.finished, strict=True) if done]
        chosen, marks = _marks(self.work, self.plan, people, words_of(self.work.text))[layer]
        found = []
        for index, place in enumerate(chosen):
            made = self.work.marks[place]
            who, start, end = (int(column[index]) for column in marks[:3])
            found.append((LabelledSpan(who, start, end, made.label, made.id, str(marks.root[index])), made))
        return found


class _Reading(NamedTuple):
    """An article being read: its annotations by columns, and for each layer which of them count and where they are."""

    work: ArticleReadings
    plan: Plan
    finished: Bools
    words: Words
    marks: Mapping[str, tuple[Codes, Marks]]


def blob_of(work: ArticleReadings, plan: Plan) -> ArticleUnits:
    """Compute what an article gives."""
    here = {mark.annotator for mark in work.marks}
    finished = [_has_finished(work, annotator, here, plan.statuses) for annotator in plan.annotators]
    people = [annotator.id for annotator, done in zip(plan.annotators, finished, strict=True) if done]
    times = sorted(work.stands[who].since for who in people if who in work.stands)
    words = words_of(work.text)
    reading = _Reading(work, plan, np.array(finished, dtype=bool), words, _marks(work, plan, people, words))
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
    """A person by status, with one or a mark at least; machines and gold by having been here."""
    stand, marked = work.stands.get(annotator.id), annotator.id in here
    if annotator.kind != "person":
        return marked or (stand is not None and stand.status == "done")
    return (stand is not None or marked) and (stand or ReadingStatus("todo")).status in statuses


def _marks(
    work: ArticleReadings, plan: Plan, people: Sequence[AnnotatorId], words: Words
) -> dict[str, tuple[Codes, Marks]]:
    """The marks that count by layer: their places among the article's annotations, and where they are in words."""
    columns = list(zip(*work.marks, strict=True)) or [()] * len(Annotation._fields)
    ids, _, who, layers, starts, ends, _, names, _, _, verdicts, _, derived = columns[:13]
    place = {annotator.id: index for index, annotator in enumerate(plan.annotators)}
    number = {annotator: place[annotator] for annotator in people}
    layer_of = {layer.name: index for index, layer in enumerate(plan.scheme.layers)}
    label_of = {(layer.name, one.name): i for layer in plan.scheme.layers for i, one in enumerate(layer.labels, 1)}
    owner = np.array([number.get(annotator, -1) for annotator in who], dtype=np.int64)
    owner[[index for index, verdict in enumerate(verdicts) if verdict == "rejected"]] = -1
    kind = np.array([layer_of.get(layer, -1) for layer in layers], dtype=np.int64)
    label = np.array([label_of.get(key, 1) for key in zip(layers, names, strict=True)], dtype=np.int64)
    start, end = (np.array([offset or 0 for offset in column], dtype=np.int64) for column in (starts, ends))
    first, last = words.places(start, end)
    whole = Marks(owner, first, last, label, _roots(ids, derived), np.array(ids, dtype=object))
    found = {}
    for name, index in layer_of.items():
        chosen = np.flatnonzero((owner >= 0) & (kind == index))
        found[name] = chosen, whole.chosen(chosen)
    return found


def _roots(ids: Sequence[str], derived: Sequence[str | None]) -> Codes:
    """The suggestion from which each mark comes in the end, as a number; below 0 where nothing comes from any."""
    parent = {one: other for one, other in zip(ids, derived, strict=True) if other}
    if not parent:
        return np.full(len(ids), -1, dtype=np.int64)
    number: dict[str, int] = {}
    found = []
    for one in ids:
        seen = {one}
        while (above := parent.get(one)) and above not in seen:
            seen.add(above)
            one = above
        found.append(number.setdefault(one, len(number)))
    return np.array(found, dtype=np.int64)


def _masked(reading: _Reading) -> Bools:
    """The words which everybody who finished has masked: where nobody could mark anything else."""
    cover = np.zeros((len(reading.finished), len(reading.words.starts)), dtype=bool)
    for layer in reading.plan.scheme.layers:
        if layer.masks:
            chosen, marks = reading.marks[layer.name]
            words = reading.words.touched(*_edges(reading.work, chosen).T)
            for annotator, start, end in zip(marks.annotator, *words, strict=True):
                cover[annotator, start:end] = True
    return np.asarray(cover[reading.finished].all(axis=0) & bool(reading.finished.any()))


def _edges(work: ArticleReadings, chosen: Codes) -> Codes:
    """Where some annotations start and end, in code points."""
    edges = [work.marks[place][4:6] for place in chosen.tolist()]
    return np.array(edges, dtype=np.int64).reshape(-1, 2)


def _whole(reading: _Reading, layer: Layer) -> Codes:
    """The one unit of a layer that is about the article as a whole."""
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
        confirmed = np.array([reading.work.marks[place].how == IMPLICIT for place in chosen.tolist()], dtype=bool)
        kept = np.flatnonzero(~np.isin(number, number[confirmed]))
        chosen, marks = chosen[kept], marks.chosen(kept)
        found = matches(marks)
        number = clusters(marks, found, iou)
    members = np.full((int(number.max(initial=-1)) + 1, len(finished)), -1, dtype=np.int32)
    members[number, marks.annotator] = chosen
    signs = None
    if layer.agreement == "characters":
        start, end = _edges(reading.work, chosen).T
        signs = marks._replace(start=start, end=end)
    labels = max(len(layer.labels), 1)
    return members, places_of(marks, found, finished, iou, ~masked, labels, signs)


def _answers(reading: _Reading, members: Mapping[str, Codes]) -> dict[tuple[str, str], UnitAnswers]:
    """Answer every question for every unit. What leads to a mark whose place is all it is, leads to that place."""
    work, plan, found = reading.work, reading.plan, {}
    bare = [layer.name for layer in plan.scheme.layers if layer.kind == "span" and not layer.labels]
    leads = any(link.annotation for mark in work.marks if mark.links for link in mark.links.values())
    places = {
        work.marks[place].id: f"{layer} {row + 1} in {work.article}"
        for layer in bare * leads
        for row, unit in enumerate(members[layer].tolist())
        for place in unit
        if place >= 0
    }
    known = {mark.id: mark for mark in work.marks} if leads else {}
    person = np.array([annotator.kind == "person" for annotator in plan.annotators], dtype=bool)
    for question in plan.questions:
        units, used = members[question.layer], reading.marks[question.layer][0]
        nothing = Annotation(AnnotationId(""), work.article, AnnotatorId(""), question.layer)
        codes, words = answers(question, [*map(work.marks.__getitem__, used.tolist()), nothing], known, places)
        table = np.full(len(work.marks) + 1, Said.NOT_MARKED, dtype=np.int32)
        table[used] = codes[:-1]
        given = table[units]
        if question.kind == "article":
            given[(units < 0) & person] = codes[-1]  # only people are asked about articles without being told
        given[:, ~reading.finished] = Said.UNFINISHED
        found[question.layer, question.field] = UnitAnswers(given, words)
    return found
