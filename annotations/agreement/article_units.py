"""What articles contribute to the figures, computed once per revision, a slice of articles at a time."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from annotations.agreement.aligning import Bools, Marks, clusters, matches
from annotations.agreement.answering import Answers, answers_of
from annotations.agreement.marked_spans import Plan, Reading, reading_of, second_finished
from annotations.agreement.painting import Canvas, ranges
from annotations.agreement.ratings import Codes, narrowed
from annotations.agreement.slices import Slice
from annotations.agreement.span_sums import SIGNS, Pairs, SpanSums, pairs_of, sums_of_spans
from annotations.model import ArticleId
from annotations.scheme import Layer


class LayerUnits(NamedTuple):
    """The units of one layer: those of an article begin `at`.

    `members` are their spans, units by annotators: indexes of the article's annotations, or -1. `confirmed` marks those
    only confirmed by finishing the article. `places` sums up the spans, if the layer has any.
    """

    at: Codes
    members: Codes
    confirmed: Bools
    places: SpanSums | None = None


class Batch(NamedTuple):
    """The articles of a slice: who finished each, when the second annotator did, and what they contribute.

    `words` counts the words of each article, `masked` those that all annotators masked.
    """

    plan: Plan
    articles: tuple[ArticleId, ...]
    revisions: tuple[int, ...]
    groups: tuple[str, ...]
    finished: Bools
    times: tuple[str, ...]
    words: Codes
    masked: Codes
    masked_words: Mapping[int, Codes]
    pairs: Pairs
    layers: Mapping[str, LayerUnits]
    answers: Mapping[tuple[str, str], Answers]


class ArticleUnits:
    """One article of a batch."""

    __slots__ = ("batch", "place")

    def __init__(self, batch: Batch, place: int) -> None:
        self.batch, self.place = batch, place

    @property
    def article(self) -> ArticleId:
        """Its id."""
        return self.batch.articles[self.place]

    @property
    def revision(self) -> int:
        """The revision of the article that was computed."""
        return self.batch.revisions[self.place]

    @property
    def group(self) -> str:
        """The story that it is a version of, or empty."""
        return self.batch.groups[self.place]

    @property
    def finished(self) -> Bools:
        """Who has finished it, by annotator."""
        return np.asarray(self.batch.finished[self.place])

    @property
    def time(self) -> str:
        """When the second annotator finished it."""
        return self.batch.times[self.place]

    @property
    def words(self) -> int:
        """The number of words."""
        return int(self.batch.words[self.place])

    @property
    def masked(self) -> Codes:
        """The words that all annotators masked."""
        return self.batch.masked_words.get(self.place, np.zeros(0, dtype=np.int64))

    def units(self, layer: str) -> slice:
        """The rows of its units."""
        at = self.batch.layers[layer].at
        return slice(int(at[self.place]), int(at[self.place + 1]))

    def members(self, layer: str) -> Codes:
        """The annotations of each unit of a layer: indexes of the article's annotations, or -1."""
        return self.batch.layers[layer].members[self.units(layer)]

    def confirmed(self, layer: str) -> Bools:
        """Which of them were only confirmed by finishing the article."""
        return self.batch.layers[layer].confirmed[self.units(layer)]

    def says(self, layer: str, field: str) -> tuple[list[list[str | int]], list[str]]:
        """The answers to a question in words, and the words that the scheme does not have."""
        answers, own = self.batch.answers[layer, field], self.place
        rows = answers.codes[self.units(layer)].tolist()
        listed = answers.listed[answers.at[own] : answers.at[own + 1]].tolist()
        return [[answers.words[c] if c >= 0 else c for c in row] for row in rows], [answers.words[c] for c in listed]

    def like(self, other: "ArticleUnits") -> bool:
        """Whether the same annotators finished another revision of the article at the same time."""
        same = (self.time, self.group) == (other.time, other.group)
        return same and np.array_equal(self.finished, other.finished)

    def says_the_same(self, other: "ArticleUnits", layer: str, field: str) -> bool:
        """Whether another revision gives the same answers to a question or, without a field, has the same spans."""
        if not np.array_equal(self.confirmed(layer), other.confirmed(layer)):
            return False
        if field:
            return self.says(layer, field) == other.says(layer, field)
        mine, theirs = self.batch.layers[layer].places, other.batch.layers[layer].places
        assert mine is not None
        assert theirs is not None
        return (
            np.array_equal(self.members(layer) >= 0, other.members(layer) >= 0)
            and self.words == other.words
            and np.array_equal(self.masked, other.masked)
            and mine.same(self.place, theirs, other.place, self._pairs(), other._pairs())  # noqa: SLF001
        )

    def _pairs(self) -> slice:
        at = self.batch.pairs.at
        return slice(int(at[self.place]), int(at[self.place + 1]))


def units_of_slice(part: Slice, plan: Plan) -> Batch:
    """Compute what the articles of a slice contribute."""
    reading = reading_of(part, plan)
    pairs, counts = pairs_of(reading.finished), reading.words.counts
    masked = _masked(reading, pairs)
    plain = Canvas(reading.words.slot_at, counts, pairs.seat, pairs.many)
    covered = plain if masked is None else Canvas(reading.words.slot_at, counts, pairs.seat, pairs.many, masked)
    layers: dict[str, LayerUnits] = {}
    members: dict[str, Codes] = {}
    owners: dict[str, Codes] = {}
    for layer in plan.scheme.layers:
        places = None
        if layer.kind == "document":
            found, owner = _whole(reading, layer)
        else:
            found, owner, places = _layer(reading, layer, pairs, plain if layer.masks else covered)
        members[layer.name], owners[layer.name] = found, owner
        local = np.where(found >= 0, found - reading.mark_at[owner][:, None], -1)
        at = np.searchsorted(owner, np.arange(len(part.articles) + 1))
        layers[layer.name] = LayerUnits(at, narrowed(local), reading.implicit[found], places)
    people = [annotator.id for annotator in plan.annotators]
    return Batch(
        plan, tuple(part.articles), tuple(part.revisions), tuple(part.groups), reading.finished,
        tuple(second_finished(part, people, reading.finished)), narrowed(counts), narrowed(counts - covered.items),
        _masked_words(reading, masked), pairs, layers, answers_of(reading, members, owners),
    )  # fmt: skip


def _masked(reading: Reading, pairs: Pairs) -> Bools | None:
    """The words that everyone who finished has masked: nobody could have marked anything else there. None if none."""
    layers = [reading.layers[layer.name] for layer in reading.plan.scheme.layers if layer.masks]
    if not any(len(chosen) for chosen, _ in layers):
        return None
    size = int(reading.words.slot_at[-1])
    cover = np.zeros((int(pairs.many.max(initial=0)), size), dtype=bool)
    for chosen, marks in layers:
        article = reading.article[chosen]
        first, last = reading.words.touched(article, *reading.edges(chosen))
        row = pairs.seat[article, marks.annotator] * size
        cover.reshape(-1)[ranges(row + first, row + np.maximum(first, last))] = True
    many = np.repeat(pairs.many, np.diff(reading.words.slot_at))
    found = np.asarray((cover.sum(axis=0) == many) & (many > 0))
    return found if found.any() else None


def _masked_words(reading: Reading, masked: Bools | None) -> dict[int, Codes]:
    if masked is None:
        return {}
    at = reading.words.slot_at
    rows = {place: np.flatnonzero(masked[at[place] : at[place + 1]]) for place in range(len(at) - 1)}
    return {place: row for place, row in rows.items() if len(row)}


def _whole(reading: Reading, layer: Layer) -> tuple[Codes, Codes]:
    """The single unit of each article in a layer that is about the whole article, and the articles that have one."""
    chosen, marks = reading.layers[layer.name]
    owner = np.flatnonzero(reading.finished.any(axis=1))
    members: Codes = np.full(reading.finished.shape, -1, dtype=np.int64)
    at: Codes = reading.article[chosen] * members.shape[-1] + marks.annotator
    places, first = np.unique(at, return_index=True)
    members.reshape(-1)[places] = chosen[first]  # of several by one annotator, the first
    return members[owner], owner


def _layer(reading: Reading, layer: Layer, pairs: Pairs, canvas: Canvas) -> tuple[Codes, Codes, SpanSums]:
    """The units of a layer of spans, the article of each, and the sums."""
    chosen, marks = reading.layers[layer.name]
    iou = reading.plan.ious[layer.name]
    found = matches(marks)
    number = clusters(marks, found, iou)
    if reading.plan.explicit:
        kept = np.flatnonzero(~np.isin(number, number[reading.implicit[chosen]]))
        chosen, marks = chosen[kept], marks.chosen(kept)
        found = matches(marks)
        number = clusters(marks, found, iou)
    article = reading.article[chosen]
    members = np.full((int(number.max(initial=-1)) + 1, len(reading.plan.annotators)), -1, dtype=np.int64)
    owner = np.zeros(len(members), dtype=np.int64)
    members[number, marks.annotator], owner[number] = chosen, article
    sums = sums_of_spans(marks, found, article, pairs, canvas, iou, max(len(layer.labels), 1))
    if layer.agreement == "characters" and len(chosen):
        sums = sums._replace(pairs=_with_signs(reading, marks, chosen, pairs, sums.pairs))
    return members, owner, sums


def _with_signs(reading: Reading, marks: Marks, chosen: Codes, pairs: Pairs, counts: Codes) -> Codes:
    """The counts of pairs, with those of characters."""
    article, at = reading.article[chosen], reading.words.char_at
    start, end = (at[article] + np.minimum(edge, np.diff(at)[article] - 1) for edge in reading.edges(chosen))
    canvas = Canvas(at, np.diff(at), pairs.seat, pairs.many)
    wide = counts.astype(np.int64)
    wide[:, SIGNS:] = canvas.signs(canvas.tags(marks._replace(start=start, end=end), article), pairs.at)
    return narrowed(wide)
