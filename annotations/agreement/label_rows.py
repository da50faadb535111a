"""Rows for labels: do annotators give the same label to the same span?"""

import numpy as np

from annotations.agreement.choosing import study_of_decided
from annotations.agreement.coefficients import label_coefficients
from annotations.agreement.figures import figure_of
from annotations.agreement.questions import Question, Said
from annotations.agreement.ratings import Counted, counts_of
from annotations.agreement.records import Coverage, Figure, LeftOut, Row
from annotations.agreement.resampling import FEWEST, draws, intervals
from annotations.agreement.sampled_sums import grouped, sampled_values
from annotations.agreement.study import Study, Table, table_of
from annotations.agreement.trend import trend
from annotations.agreement.unit_sums import unit_sums
from annotations.agreement.wording import about, or_why_not, state_of

UNIT_REASONS = {
    "single": "only one annotator marked them",
    "unclear": "fewer than two annotators chose a value that counts as a rating",
    "empty": "fewer than two annotators answered",
}


def label_row(study: Study, question: Question) -> Row:
    """Compute the row of one question."""
    table = table_of(study, question)
    headline, *companions = label_figures(study, table)
    unclear = unclear_ratings(table)
    counted = "rating counts" if unclear == 1 else "ratings count"
    notes = [f"{unclear:,} {counted} as missing because of the value chosen."] if unclear else []
    explicit = None
    if headline.caution:
        apart = study_of_decided(study)
        explicit = label_figures(apart, table_of(apart, question))[0]
    return Row(
        question.layer, question.field, question.title, question.kind, headline, tuple(companions),
        Coverage(headline.pairable, headline.units), state_of(study, explicit or headline),
        trend(study, table, with_intervals=False), tuple(notes), left_out(table), explicit,
    )  # fmt: skip


def label_figures(study: Study, table: Table) -> list[Figure]:
    """All coefficients that fit the question, with their confidence intervals; the headline comes first."""
    question, (codes, categories) = table.question, table.ratings
    sums = unit_sums(table.ratings, question.level)
    chosen = label_coefficients(question.level, annotators=int((codes >= 0).any(axis=0).sum()))
    figures = [figure_of(coefficient, sums) for coefficient in chosen]
    groups = study.groups
    number = int(groups.max(initial=-1)) + 1
    found = {}
    if number >= FEWEST and any(figure.value is not None for figure in figures):
        each = grouped(codes, groups[table.article], number, len(categories), question.level)
        sampled = draws(number, study.settings.resamples, study.settings.seed)
        found = intervals(sampled, sampled_values(each, chosen))
    behind = decisions_of(table)
    named = [decided(_naming(about(study, question, figure), table, sums.counted), behind) for figure in figures]
    named = [or_why_not(study, figure) for figure in named]
    return [
        figure._replace(ci=found.get(figure.coefficient)) if figure.value is not None else figure for figure in named
    ]


def decisions_of(table: Table) -> tuple[int, int]:
    """How many of people's ratings count, and how many of them were only confirmed by finishing the article."""
    given = table.ratings.codes >= 0
    given &= (counts_of(given) > 1)[:, None] & table.people
    return int(np.count_nonzero(given)), int(np.count_nonzero(given & table.confirmed))


def decided(figure: Figure, decisions: tuple[int, int]) -> Figure:
    """Add what `decisions_of` says to a figure."""
    return figure._replace(decisions=decisions[0], confirmed=decisions[1])


def _naming(figure: Figure, table: Table, sums: Counted) -> Figure:
    """Name the label that everyone used."""
    if figure.reason_code != "no_variation":
        return figure
    label = table.ratings.categories[int(np.argmax(sums.values))]
    shown = table.question.titles.get(label, label) or "left empty"
    return figure._replace(reason=figure.reason.replace("one label", f"one label, “{shown}”"))


def left_out(table: Table) -> tuple[LeftOut, ...]:
    """Count the units that cannot be compared, each under its main reason."""
    states = table.states
    marked = counts_of((states >= 0) | (states == Said.UNCLEAR) | (states == Said.EMPTY))
    alone = counts_of(states >= 0) < 2
    single = alone & (marked < 2)
    unclear = alone & ~single & (states == Said.UNCLEAR).any(axis=1)
    numbers = {"single": single.sum(), "unclear": unclear.sum(), "empty": (alone & ~single & ~unclear).sum()}
    return tuple(LeftOut(UNIT_REASONS[code], int(number), code) for code, number in numbers.items() if number)


def unclear_ratings(table: Table) -> int:
    """The number of ratings with a value that counts as missing."""
    return int(np.count_nonzero(table.states == Said.UNCLEAR))
