"""Disagreements: exactly the units that lower the coefficient, those with the largest effect first."""

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from annotations.agreement.article_units import ArticleUnits
from annotations.agreement.collected import units_in
from annotations.agreement.distances import squared_distances
from annotations.agreement.questions import Question, Said
from annotations.agreement.ratings import SQUARE, Codes, Floats, Ratings, counts_of
from annotations.agreement.records import Cell, Disagreement, Rating
from annotations.agreement.study import Study, Table, question_of, table_of
from annotations.agreement.study_input import ArticleReadings
from annotations.model import ArticleId

ANYTHING = Cell()
_SHOWN = {
    Said.NOT_MARKED: "not marked",
    Said.EMPTY: "left empty",
    Said.UNFINISHED: "not finished",
}


def amounts(ratings: Ratings, level: str = "nominal") -> Floats:
    """How much each unit contributes to the observed disagreement, alpha's numerator."""
    codes, categories = ratings
    given = codes >= 0
    n = counts_of(given)
    values = np.bincount(codes[(n > 1)[:, None] & given], minlength=len(categories)).astype(float)
    distance = squared_distances(level, categories, values) if level != "nominal" and len(values) <= SQUARE else None
    found = np.zeros(len(codes))
    for one, other in combinations(range(codes.shape[1]), 2):
        both = np.flatnonzero(given[:, one] & given[:, other])
        these, those = codes[both, one], codes[both, other]
        apart = (these != those).astype(float) if distance is None else distance[these, those]
        found[both] += 2 * apart / (n[both] - 1)
    return found


def disagreements(
    study: Study, layer: str, field: str, cell: Cell = ANYTHING, start: int = 0, count: int | None = None
) -> tuple[Disagreement, ...]:
    """List the disagreements, largest first, from index `start`; with a cell, only those that it counts.

    With an empty field they are the spans that some annotators marked and others did not.
    """
    if not field:
        return _places(study, layer, cell, start, count)
    question = question_of(study, layer, field)
    table = table_of(study, question)
    amount = amounts(table.ratings, question.level)
    chosen = ranked(np.where(_in_cell(study, table.ratings, cell), amount, 0.0), start, count).tolist()
    works = _works(study, table.article[chosen])
    return tuple(
        _disagreement(study, table, works[found.article], unit, float(amount[unit]))
        for unit in chosen
        if (found := study.articles[table.article[unit]]).article in works
    )


def _works(study: Study, articles: Codes) -> Mapping[ArticleId, ArticleReadings]:
    """Read some articles of a study, without those that have changed in the meantime."""
    return study.works.some({study.articles[place].article for place in articles.tolist()})


def disagreement_count(study: Study, layer: str, field: str, cell: Cell = ANYTHING) -> int:
    """The number of disagreements."""
    if not field:
        return int(np.count_nonzero(_place_amounts(study, layer, cell)[0]))
    table = table_of(study, question_of(study, layer, field))
    amount = amounts(table.ratings, table.question.level)
    return int(np.count_nonzero(amount[_in_cell(study, table.ratings, cell)]))


def ranked(amount: Floats, start: int, count: int | None) -> NDArray[np.intp]:
    """The indexes of amounts above zero, largest first; equal amounts in reading order."""
    there = np.flatnonzero(amount > 0)
    order = there[np.argsort(-amount[there], kind="stable")]
    return order[start : None if count is None else start + count]


def _in_cell(study: Study, ratings: Ratings, cell: Cell) -> NDArray[np.bool_]:
    """The units that a cell of a matrix counts: for two annotators or any, with these categories or any."""
    codes, categories = ratings
    ids = [annotator.id for annotator in study.plan.annotators]
    number = {category: index for index, category in enumerate(categories)}
    one, other = number.get(cell.value or "", -2), number.get(cell.other_value or "", -2)
    hit = np.zeros(len(codes), dtype=bool)
    for first in range(len(ids)):
        for second in range(len(ids)):
            if first != second and cell.one in ("", ids[first]) and cell.other in ("", ids[second]):
                these, those = codes[:, first], codes[:, second]
                here = (these >= 0) & (those >= 0)
                here &= (these == one) if cell.value is not None else True
                here &= (those == other) if cell.other_value is not None else True
                hit |= here
    return hit


def _disagreement(study: Study, table: Table, work: ArticleReadings, unit: int, amount: float) -> Disagreement:
    article, row = study.articles[table.article[unit]], int(table.row[unit])
    members = article.members(table.question.layer)[row].tolist()
    ratings = tuple(
        _rating(study, work, table.question, table.ratings.categories, place, who, int(table.states[unit, who]))
        for who, place in enumerate(members)
    )
    return _listed(work, members, f"{work.article}/{table.question.layer}/{row + 1}", ratings, amount,
               table.question.layer, table.question.field)  # fmt: skip


def _rating(
    study: Study, work: ArticleReadings, question: Question, categories: Sequence[str], place: int, who: int, state: int
) -> Rating:
    annotator = study.plan.annotators[who]
    mark = work.marks[place] if place >= 0 else None
    if state >= 0:
        value = categories[state]
        shown = question.titles.get(value, value) or "left empty"
        if question.kind == "link" and mark and question.field in mark.links:
            shown = question.titles.get(value) or mark.links[question.field].text or value
        return Rating(annotator.id, annotator.name, value, shown, mark and mark.id, "given")
    said = Said(state)
    value = ""
    if said is Said.UNCLEAR and mark:
        value = mark.label if question.field not in mark.fields else str(mark.fields[question.field])
    shown = question.titles.get(value, value) if value else _SHOWN.get(said, "unclear")
    return Rating(annotator.id, annotator.name, value, shown, mark and mark.id, said.name.lower())


def at(work: ArticleReadings, members: Sequence[int]) -> tuple[int | None, int | None, str]:
    """The start and end of a unit around all its annotations, and its text."""
    marks = [work.marks[place] for place in members if place >= 0]
    starts = [mark.start for mark in marks if mark.start is not None]
    if not starts:
        return None, None, ""
    start, end = min(starts), max(mark.end or 0 for mark in marks)
    return start, end, work.text[start:end]


def _listed(
    work: ArticleReadings, members: Sequence[int], unit: str, ratings: tuple[Rating, ...], amount: float, layer: str,
    field: str,
) -> Disagreement:  # fmt: skip
    return Disagreement(unit, work.article, work.title, *at(work, members), ratings, amount, layer, field)


def _place_amounts(study: Study, layer: str, cell: Cell) -> tuple[Floats, Codes, Codes]:
    """For each unit the share of pairs of annotators of which only one marked it, its article and its row."""
    ids = [annotator.id for annotator in study.plan.annotators]
    chosen = np.array([i for i, key in enumerate(ids) if key in (cell.one, cell.other)] or range(len(ids)), dtype=int)
    units = units_in(study.parts, layer, len(ids))
    finished = study.finished[:, chosen]
    many = counts_of(finished)[units.article]
    marked = counts_of(units.marked[:, chosen] & finished[units.article])
    return marked * (many - marked) / np.maximum(many * (many - 1) / 2, 1), units.article, units.row


def _places(study: Study, layer: str, cell: Cell, start: int, count: int | None) -> tuple[Disagreement, ...]:
    amount, owner, row = _place_amounts(study, layer, cell)
    chosen = ranked(amount, start, count).tolist()
    works = _works(study, owner[chosen])
    found = []
    for unit in chosen:
        article = study.articles[owner[unit]]
        work = works.get(article.article)
        if work:
            members = article.members(layer)[row[unit]].tolist()
            ratings = tuple(_presence(study, article, work, place, who) for who, place in enumerate(members))
            name = f"{article.article}/{layer}/{row[unit] + 1}"
            found.append(_listed(work, members, name, ratings, float(amount[unit]), layer, ""))
    return tuple(found)


def _presence(study: Study, article: ArticleUnits, work: ArticleReadings, place: int, who: int) -> Rating:
    annotator = study.plan.annotators[who]
    if place < 0:
        said = Said.NOT_MARKED if article.finished[who] else Said.UNFINISHED
        return Rating(annotator.id, annotator.name, "", _SHOWN[said], None, said.name.lower())
    mark = work.marks[place]
    return Rating(annotator.id, annotator.name, "marked", mark.label or "marked", mark.id, "given")
