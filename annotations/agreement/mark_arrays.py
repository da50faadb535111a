"""The spans of one article as arrays: those that count, layer by layer, in words."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from annotations.agreement.aligning import Marks
from annotations.agreement.questions import Question
from annotations.agreement.ratings import Codes
from annotations.agreement.study_input import ArticleReadings
from annotations.agreement.words import Words
from annotations.model import Annotation, Annotator, AnnotatorId
from annotations.scheme import Scheme


class Plan(NamedTuple):
    """What to compute for every article: the annotators, the questions, and how much spans of a layer must overlap."""

    scheme: Scheme
    annotators: tuple[Annotator, ...]
    questions: tuple[Question, ...]
    statuses: tuple[str, ...]
    ious: Mapping[str, float]
    explicit: bool = False  # whether to leave out spans that somebody only confirmed by finishing the article


def marks_by_layer(
    work: ArticleReadings, plan: Plan, people: Sequence[AnnotatorId], words: Words
) -> dict[str, tuple[Codes, Marks]]:
    """The spans that count by layer: their indexes among the article's annotations, and their positions in words."""
    place = {annotator.id: index for index, annotator in enumerate(plan.annotators)}
    number = {annotator: place[annotator] for annotator in people}
    layer_of = {layer.name: index for index, layer in enumerate(plan.scheme.layers)}
    label_of = {(layer.name, one.name): i for layer in plan.scheme.layers for i, one in enumerate(layer.labels, 1)}
    owner = np.array([number.get(mark.annotator, -1) for mark in work.marks], dtype=np.int64)
    owner[np.array([mark.verdict == "rejected" for mark in work.marks], dtype=bool)] = -1
    kind = np.array([layer_of.get(mark.layer, -1) for mark in work.marks], dtype=np.int64)
    label = np.array([label_of.get((mark.layer, mark.label), 1) for mark in work.marks], dtype=np.int64)
    first, last = words.places(*edges_of(work.marks).T)
    ids = np.array([mark.id for mark in work.marks], dtype=object)
    whole = Marks(owner, first, last, label, _roots(work.marks), ids)
    found = {}
    for name, index in layer_of.items():
        chosen = np.flatnonzero((owner >= 0) & (kind == index))
        found[name] = chosen, whole.chosen(chosen)
    return found


def _roots(marks: Sequence[Annotation]) -> Codes:
    """The suggestion that each annotation was originally made from, as a number; -1 if none was made from another."""
    parent = {mark.id: mark.derived_from for mark in marks if mark.derived_from}
    if not parent:
        return np.full(len(marks), -1, dtype=np.int64)
    number: dict[str, int] = {}
    found = []
    for one in [mark.id for mark in marks]:
        seen = {one}
        while (above := parent.get(one)) and above not in seen:
            seen.add(above)
            one = above
        found.append(number.setdefault(one, len(number)))
    return np.array(found, dtype=np.int64)


def chosen_marks(work: ArticleReadings, chosen: Codes) -> list[Annotation]:
    """The annotations at these indexes."""
    return [work.marks[place] for place in chosen.tolist()]


def edges_of(marks: Sequence[Annotation]) -> Codes:
    """The start and end of annotations in code points; 0 for those about the whole article."""
    return np.array([(mark.start or 0, mark.end or 0) for mark in marks], dtype=np.int64).reshape(-1, 2)
