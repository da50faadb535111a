"""What one article gives to the figures, computed once for each of its revisions."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from annotations.agreement.evidence import Stand, Work
from annotations.agreement.matching import Mark, clusters, matches
from annotations.agreement.places import Bools, Places, pair_counts, sign_counts, unit_lengths, word_counts
from annotations.agreement.questions import Question, Said, answers
from annotations.agreement.ratings import Codes
from annotations.agreement.unitizing import Unit
from annotations.agreement.words import Words, words_of
from annotations.model import Annotation, AnnotationId, Annotator, AnnotatorId
from annotations.scheme import Layer, Scheme


class Plan(NamedTuple):
    """What is asked of every article: of whom, what, and how much of two spans of a layer must be shared."""

    scheme: Scheme
    annotators: tuple[Annotator, ...]
    questions: tuple[Question, ...]
    statuses: tuple[str, ...]
    ious: Mapping[str, float]


class Answers(NamedTuple):
    """The answers to one question, units by annotators: numbers of `words`, or of `Said` where there is none."""

    codes: Codes
    words: tuple[str, ...]


class Blob(NamedTuple):
    """One article: who has finished it, when the second of them did, and what it gives.

    `members` are the marks of each unit by layer, as places among the article's, else -1. `masked` tells of each word
    whether everybody has masked it.
    """

    work: Work
    plan: Plan
    finished: tuple[bool, ...]
    time: str
    members: Mapping[str, Codes]
    answers: Mapping[tuple[str, str], Answers]
    places: Mapping[str, Places]
    masked: Bools

    @property
    def words(self) -> int:
        """How many words there are."""
        return len(self.masked)

    @property
    def marks(self) -> Mapping[str, list[tuple[Mark, int | None, int | None]]]:
        """Each layer's marks that count, in words, and the code points where they start and end."""
        found = _marks(self.work, self.plan, self.finished)
        own = self.work.marks
        return {name: [(mark, own[at].start, own[at].end) for at, mark in marks] for name, marks in found.items()}


class _Reading(NamedTuple):
    plan: Plan
    finished: tuple[bool, ...]
    marks: Mapping[str, list[tuple[int, Mark]]]  # by layer: the place among the article's annotations, and the mark
    words: Words


def blob_of(work: Work, plan: Plan) -> Blob:
    """Compute what an article gives."""
    finished = tuple(_has_finished(work, annotator, plan.statuses) for annotator in plan.annotators)
    times = sorted(
        work.stands[a.id].since for a, f in zip(plan.annotators, finished, strict=True) if f and a.id in work.stands
    )
    reading = _Reading(plan, finished, _marks(work, plan, finished), words_of(work.text))
    masked = _masked(reading)
    members: dict[str, Codes] = {}
    places: dict[str, Places] = {}
    for layer in plan.scheme.layers:
        if layer.kind == "document":
            members[layer.name] = _whole(reading, layer)
        else:
            members[layer.name], places[layer.name] = _layer(reading, layer, masked & (not layer.masks))
    found = _answers(work, reading, members)
    return Blob(work, plan, finished, times[1] if len(times) > 1 else "", members, found, places, masked)


def _has_finished(work: Work, annotator: Annotator, statuses: Sequence[str]) -> bool:
    """A person by status, with one or a mark at least; machines and gold by having been here."""
    stand, marked = work.stands.get(annotator.id), any(mark.annotator == annotator.id for mark in work.marks)
    if annotator.kind != "person":
        return marked or (stand is not None and stand.status == "done")
    return (stand is not None or marked) and (stand or Stand("todo")).status in statuses


def _marks(work: Work, plan: Plan, finished: Sequence[bool]) -> dict[str, list[tuple[int, Mark]]]:
    number = {annotator.id: index for index, annotator in enumerate(plan.annotators) if finished[index]}
    known = {mark.id: mark for mark in work.marks}
    cut = words_of(work.text)
    found: dict[str, list[tuple[int, Mark]]] = {layer.name: [] for layer in plan.scheme.layers}
    for place, mark in enumerate(work.marks):
        if mark.annotator in number and mark.verdict != "rejected" and mark.layer in found:
            first, last = cut.place(mark.start, mark.end or 0) if mark.start is not None else (0, 0)
            made = Mark(number[mark.annotator], first, last, mark.label, mark.id, _root(mark, known))
            found[mark.layer].append((place, made))
    return found


def _root(mark: Annotation, known: Mapping[AnnotationId, Annotation]) -> str:
    seen = {mark.id}
    root = mark.derived_from or mark.id
    while root in known and root not in seen:
        seen.add(root)
        root = known[root].derived_from or root
    return root


def _masked(reading: _Reading) -> Bools:
    """The words which everybody who finished has masked: where nobody could mark anything else."""
    layers = [layer.name for layer in reading.plan.scheme.layers if layer.masks]
    cover = np.zeros((len(reading.finished), len(reading.words.starts)), dtype=bool)
    for layer in layers:
        for _, mark in reading.marks[layer]:
            cover[mark.annotator, mark.start : mark.end] = True
    done = np.array(reading.finished, dtype=bool)
    return np.asarray(cover[done].all(axis=0) & bool(done.any()))


def _whole(reading: _Reading, layer: Layer) -> Codes:
    """The one unit of a layer that is about the article as a whole."""
    members = np.full((1, len(reading.finished)), -1, dtype=np.int32)
    for place, mark in reversed(reading.marks[layer.name]):
        members[0, mark.annotator] = place
    return members if any(reading.finished) else members[:0]


def _layer(reading: _Reading, layer: Layer, masked: Bools) -> tuple[Codes, Places]:
    marked, finished, iou = reading.marks[layer.name], reading.finished, reading.plan.ious[layer.name]
    marks = [mark for _, mark in marked]
    found = matches(marks)
    groups = clusters(marks, found, iou)
    members = np.full((len(groups), len(finished)), -1, dtype=np.int32)
    for row, group in enumerate(groups):
        for index in group:
            members[row, marks[index].annotator] = marked[index][0]
    number = {label.name: index for index, label in enumerate(layer.labels, 1)}
    spans: dict[int, list[Unit]] = {}
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        spans.setdefault(mark.annotator, []).append((mark.start, mark.end, number.get(mark.label, 1)))
    labels, kept = max(len(layer.labels), 1), ~masked
    pairs = pair_counts(marks, found, finished, iou)
    if layer.agreement == "characters":
        pairs[:, 8:] = sign_counts(_in_signs(reading.words, spans), finished, len(reading.words.text))
    measured, crossing = unit_lengths(spans, finished, kept, labels)
    return members, Places(pairs, word_counts(spans, finished, kept, labels), measured, crossing)


def _in_signs(words: Words, spans: Mapping[int, list[Unit]]) -> dict[int, list[Unit]]:
    starts, ends = words.starts, words.ends
    return {
        annotator: [(starts[first], ends[last - 1], label) for first, last, label in units if first < last]
        for annotator, units in spans.items()
    }


def _answers(work: Work, reading: _Reading, members: Mapping[str, Codes]) -> dict[tuple[str, str], Answers]:
    """Answer every question for every unit. What leads to a mark whose place is all it is, leads to that place."""
    plan, found = reading.plan, {}
    bare = [layer.name for layer in plan.scheme.layers if layer.kind == "span" and not layer.labels]
    places = {
        work.marks[place].id: f"{layer} {row + 1} in {work.article}"
        for layer in bare
        for row, unit in enumerate(members[layer])
        for place in unit
        if place >= 0
    }
    known = {mark.id: mark for mark in work.marks}
    asked = np.array(reading.finished, dtype=bool)
    person = np.array([annotator.kind == "person" for annotator in plan.annotators], dtype=bool)
    for question in plan.questions:
        units = members[question.layer]
        used = np.unique(units[units >= 0])
        nothing = Annotation(AnnotationId(""), work.article, AnnotatorId(""), question.layer)
        codes, words = answers(question, [*(work.marks[place] for place in used), nothing], known, places)
        table = np.full(len(work.marks) + 1, Said.NOT_MARKED, dtype=np.int32)
        table[used] = codes[:-1]
        given = table[units]
        if question.kind == "article":
            given[(units < 0) & person] = codes[-1]  # only people are asked about articles without being told
        given[:, ~asked] = Said.UNFINISHED
        found[question.layer, question.field] = Answers(given, words)
    return found
