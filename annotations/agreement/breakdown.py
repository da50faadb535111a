"""The details of one row of the overview: labels, pairs, confusion matrices, time, gold and machines."""

import numpy as np

from annotations.agreement.choosing import study_of_two
from annotations.agreement.definitions import computed
from annotations.agreement.label_rows import decided, decisions_of, label_row
from annotations.agreement.one_label import alpha_of_label, specific_of
from annotations.agreement.pairing import SHOWN, confusions_of, pairs_of, pooled_confusion
from annotations.agreement.questions import LABEL
from annotations.agreement.ratings import Counted, counted
from annotations.agreement.records import Breakdown, Computed, Confusion, Distribution, LabelFigures, PairFigures, Row
from annotations.agreement.span_rows import label_f1, place_row
from annotations.agreement.study import Study, Table, question_of, table_of
from annotations.agreement.trend import trend
from annotations.agreement.wording import about

COMMON, PULLED_DOWN = 0.8, 0.3  # a label this common, with alpha this far below observed agreement, gets a note


def inside(study: Study, layer: str, field: str) -> Breakdown:
    """Compute the details of a row, except comparisons with gold and machines, which need separate studies."""
    known = study.evidence.scheme.layer(layer)
    if not field:
        row = place_row(study, known)
        pairs = pairs_of(study, known, None)
        return Breakdown(row, pairs=pairs, scheme_marks=_marks(study), how=_how(row))
    table = table_of(study, question_of(study, layer, field))
    row = label_row(study, table.question)
    sums = counted(table.ratings.codes, len(table.ratings.categories))
    pooled = pooled_confusion(table, sums.pairs)
    return Breakdown(
        row, labels_of(study, table, sums, pooled), pairs_of(study, known, table), pooled, confusions_of(study, table),
        distribution_of(study, table), prevalence_note(row, sums), trend(study, table), _marks(study), how=_how(row),
    )  # fmt: skip


def beside(study: Study, layer: str, field: str, kind: str) -> tuple[PairFigures, ...]:
    """Compare each person of a study with each annotator of another kind (`gold`, `machine`) on the layer."""
    known = study.evidence.scheme.layer(layer)
    marked = study.works.annotators_of(layer)
    people = [annotator for annotator in study.plan.annotators if annotator.kind == "person"]
    others = [annotator for annotator in study.evidence.annotators if annotator.kind == kind and annotator.id in marked]
    found: list[PairFigures] = []
    for other in others:
        for person in people:
            two = study_of_two(study, person, other)
            table = table_of(two, question_of(two, layer, field)) if field else None
            found += pairs_of(two, known, table)
    return tuple(found)


def labels_of(study: Study, table: Table, sums: Counted, pooled: Confusion) -> tuple[LabelFigures, ...]:
    """A row for each label, in the scheme's order; for free text, the most common answers."""
    categories, question = table.ratings.categories, table.question
    chosen = list(range(len(categories)))
    if question.categories is None:
        chosen = np.argsort(-sums.values, kind="stable")[:SHOWN].tolist()
    place = {label: row for row, label in enumerate(pooled.labels)}
    layer = study.evidence.scheme.layer(question.layer)
    f1 = label_f1(study, layer) if question.field == LABEL and layer.kind == "span" else {}
    found, behind = [], decisions_of(table)
    for index in chosen:
        label = categories[index]
        alpha = alpha_of_label(sums, index)
        row = list(pooled.counts[place[label]]) if label in place else []
        if row:
            row[place[label]] = 0.0
        most = int(np.argmax(row)) if row and max(row) > 0 else -1
        given = table.ratings.codes == index
        mine = given & table.people
        decisions, confirmed = int(mine.sum()), int((mine & table.confirmed).sum())
        specific = about(study, question, specific_of(sums, index))._replace(decisions=decisions, confirmed=confirmed)
        f1_here = f1[label]._replace(decisions=decisions, confirmed=confirmed) if label in f1 else None
        found.append(LabelFigures(
            label, question.titles.get(label, label) or "Left empty", decided(about(study, question, alpha), behind),
            specific, int(np.count_nonzero(given)),
            pooled.labels[most] if most >= 0 else "", round(row[most]) if most >= 0 else 0, f1_here,
        ))  # fmt: skip
    return tuple(found)


def distribution_of(study: Study, table: Table) -> tuple[Distribution, ...]:
    """How often each annotator used each label."""
    codes, categories = table.ratings
    found = []
    for annotator, column in zip(study.plan.annotators, codes.T, strict=True):
        times = np.bincount(column[column >= 0], minlength=len(categories))
        order = (
            range(len(categories)) if len(categories) <= SHOWN else np.argsort(-times, kind="stable")[:SHOWN].tolist()
        )
        counts = tuple((categories[code], int(times[code])) for code in order)
        if times.sum():
            found.append(Distribution(annotator.id, annotator.name, counts, int(times.sum())))
    return tuple(found)


def prevalence_note(row: Row, sums: Counted) -> str:
    """Explain a low alpha that comes from one label being very common."""
    headline, total = row.headline, sums.values.sum()
    observed = next((f.value for f in row.companions if f.coefficient == "percent_agreement"), None)
    if headline.value is None or observed is None or not total:
        return ""
    share = float(sums.values.max() / total)
    if share <= COMMON or observed - headline.value <= PULLED_DOWN:
        return ""
    return (
        f"One label accounts for {share:.0%} of the ratings, which lowers the coefficient: annotators agree on "
        f"{observed:.0%} of pairs. See also AC1, and the specific agreement of the rare labels."
    )


def _marks(study: Study) -> tuple[tuple[str, int], ...]:
    return tuple((since, version) for version, since in study.evidence.schemes[1:])


def _how(row: Row) -> tuple[Computed, ...]:
    return tuple(computed(figure) for figure in (row.headline, *row.companions))
