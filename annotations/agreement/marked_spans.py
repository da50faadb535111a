"""The marks of a slice of articles as arrays: which count, by layer, and where they are in words."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from annotations.agreement.aligning import Bools, Marks
from annotations.agreement.questions import Question
from annotations.agreement.ratings import Codes
from annotations.agreement.slices import MarkColumns, Needed, Slice
from annotations.agreement.word_table import WordTable, word_table
from annotations.model import IMPLICIT, Annotator, AnnotatorId
from annotations.scheme import Scheme


class Plan(NamedTuple):
    """What to compute for every article: the annotators, the questions, and how much spans of a layer must overlap."""

    scheme: Scheme
    annotators: tuple[Annotator, ...]
    questions: tuple[Question, ...]
    statuses: tuple[str, ...]
    ious: Mapping[str, float]
    explicit: bool = False  # whether to leave out spans that somebody only confirmed by finishing the article


class Reading(NamedTuple):
    """A slice being processed: who finished which article, its words, and the marks that count.

    `mark_at` is where each article's marks begin, `article` is the article of each mark. `layers` has for each layer
    the marks that count, by index, and their positions in words.
    """

    slice: Slice
    plan: Plan
    finished: Bools
    words: WordTable
    mark_at: Codes
    article: Codes
    implicit: Bools
    layers: Mapping[str, tuple[Codes, Marks]]

    def edges(self, chosen: Codes) -> tuple[Codes, Codes]:
        """Where marks start and end, in code points."""
        marks = self.slice.marks
        return tuple(  # type: ignore[return-value]
            np.array([column[place] for place in chosen.tolist()], dtype=np.int64)
            for column in (marks.starts, marks.ends)
        )


def needed_for(plan: Plan) -> Needed:
    """Whether the marks of an article are needed: not if its statuses show that fewer than two people finished it."""
    people = {annotator.id for annotator in plan.annotators if annotator.kind == "person"}
    if len(people) < len(plan.annotators) or "todo" in plan.statuses:
        return lambda _: True
    return lambda statuses: sum(who in people and found.status in plan.statuses for who, found in statuses.items()) > 1


def reading_of(part: Slice, plan: Plan) -> Reading:
    """Find the marks that count."""
    marks = part.marks
    place = {annotator.id: index for index, annotator in enumerate(plan.annotators)}
    article = np.repeat(np.arange(len(part.articles)), marks.counts)
    owner = np.array([place.get(who, -1) for who in marks.annotators], dtype=np.int64)  # type: ignore[call-overload]
    finished = finished_of(part, plan, article, owner)
    owner[owner >= 0] = np.where(finished[article, owner], owner, -1)[owner >= 0]
    owner[np.array([verdict == "rejected" for verdict in marks.verdicts], dtype=bool)] = -1
    words = word_table(part.texts)
    implicit = np.array([*(how == IMPLICIT for how in marks.hows), False], dtype=bool)
    mark_at = np.append(0, np.cumsum(np.array(marks.counts, dtype=np.int64)))
    layers = _by_layer(marks, plan, words, article, owner)
    return Reading(part, plan, finished, words, mark_at, article, implicit, layers)


def _by_layer(
    marks: MarkColumns, plan: Plan, words: WordTable, article: Codes, owner: Codes
) -> dict[str, tuple[Codes, Marks]]:
    layer_of = {layer.name: index for index, layer in enumerate(plan.scheme.layers)}
    label_of = {(layer.name, one.name): i for layer in plan.scheme.layers for i, one in enumerate(layer.labels, 1)}
    kind = np.array([layer_of.get(layer, -1) for layer in marks.layers], dtype=np.int64)
    label = np.array([label_of.get(pair, 1) for pair in zip(marks.layers, marks.labels, strict=True)], dtype=np.int64)
    starts, ends = (np.array(column, dtype=np.int64) for column in (marks.starts, marks.ends))
    first, last = words.places(article, starts, ends)
    ids = np.array(marks.ids, dtype=object)
    whole = Marks(owner, first, last, label, roots_of(marks, article), ids)
    kind[owner < 0] = -1
    chosen = [np.flatnonzero(kind == index) for index in layer_of.values()]
    return {name: (some, whole.chosen(some)) for name, some in zip(layer_of, chosen, strict=True)}


def roots_of(marks: MarkColumns, article: Codes) -> Codes:
    """The suggestion that each mark was originally made from, as a number; -1 in articles without any such mark."""
    found = np.full(len(article), -1, dtype=np.int64)
    places: dict[int, list[int]] = {}
    with_source = {int(article[place]) for place, source in enumerate(marks.sources) if source}
    for place in np.flatnonzero(np.isin(article, list(with_source))).tolist() if with_source else ():
        places.setdefault(int(article[place]), []).append(place)
    number: dict[tuple[int, str], int] = {}
    for here, own in places.items():
        parent = {marks.ids[place]: source for place in own if (source := marks.sources[place])}
        for place in own:
            found[place] = number.setdefault((here, _root(marks.ids[place], parent)), len(number))
    return found


def _root(one: str, parent: Mapping[str, str]) -> str:
    seen = {one}
    while (above := parent.get(one)) and above not in seen:
        seen.add(above)
        one = above
    return one


def finished_of(part: Slice, plan: Plan, article: Codes, owner: Codes) -> Bools:
    """Who has finished which article: people by status; machines and gold if they have annotated it at all."""
    size = len(part.articles), len(plan.annotators)
    marked, stored, wanted, done = (np.zeros(size, dtype=bool) for _ in range(4))
    marked[article[owner >= 0], owner[owner >= 0]] = True
    place = {annotator.id: index for index, annotator in enumerate(plan.annotators)}
    for row, statuses in enumerate(part.statuses):
        for who, (status, _) in statuses.items():
            if (column := place.get(who)) is not None:
                stored[row, column], done[row, column] = True, status == "done"
                wanted[row, column] = status in plan.statuses
    if "todo" in plan.statuses:
        wanted |= marked & ~stored
    person = np.array([annotator.kind == "person" for annotator in plan.annotators], dtype=bool)
    return np.where(person, wanted, marked | done)


def second_finished(part: Slice, people: Sequence[AnnotatorId], finished: Bools) -> list[str]:
    """When the second annotator finished each article."""
    found = []
    for statuses, done in zip(part.statuses, finished, strict=True):
        who = [people[place] for place in np.flatnonzero(done).tolist()]
        times = sorted(statuses[one].since for one in who if one in statuses)
        found.append(times[1] if len(times) > 1 else "")
    return found
