"""Results on agreement: figures with confidence intervals, or the reason why there is none. Light to import."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from annotations.agreement.reasons import REASONS
from annotations.model import AnnotationId, AnnotatorId, ArticleId

CONFIRMED = 0.1  # a figure says so if a larger share of its decisions was only confirmed by finishing the article


class Interval(NamedTuple):
    """A confidence interval from `resamples` samples; in `dropped` of them the coefficient was undefined."""

    low: float
    high: float
    level: float = 0.95
    resamples: int = 0
    dropped: int = 0


class Figure(NamedTuple):
    """The value of a coefficient, or the reason why there is none: exactly one of `value` and `reason` is set.

    `observed` and `expected` are the two parts of the value: agreement, or disagreement if the coefficient is
    defined by it. `units` counts all units, `pairable` those with two or more ratings, `left_out` the rest.
    `decisions` counts people's ratings or spans, `confirmed` those that somebody accepted from a machine only by
    finishing the article, not one by one.
    """

    coefficient: str
    layer: str = ""
    field: str = ""
    level: str = "nominal"
    value: float | None = None
    reason: str = ""
    ci: Interval | None = None
    units: int = 0
    pairable: int = 0
    left_out: int = 0
    annotators: tuple[str, ...] = ()
    rule: str = ""
    observed: float | None = None
    expected: float | None = None
    sd: float | None = None
    reason_code: str = ""
    counts: Mapping[str, float] = {}
    decisions: int = 0
    confirmed: int = 0

    @property
    def caution(self) -> str:
        """A sentence on how many decisions were only confirmed by finishing the article; empty if they are few."""
        if self.confirmed <= CONFIRMED * self.decisions:
            return ""
        share = f"{self.confirmed:,} of {self.decisions:,} decisions ({self.confirmed / self.decisions:.0%})"
        return f"{share} were only confirmed by finishing the article, not made one by one."


def apart(explicit: Figure | None) -> str:
    """A sentence on the value for decisions made one by one; empty without a figure."""
    if explicit is None:
        return ""
    if explicit.value is None:
        return f"For decisions made one by one there is no value: {explicit.reason}"
    return f"For decisions made one by one it is {explicit.value:.3f} ({explicit.pairable:,} units)."


class LeftOut(NamedTuple):
    """How many units or articles are left out, and why, in words that continue “because”."""

    reason: str
    number: int
    code: str


class Coverage(NamedTuple):
    """How many units could be compared, out of how many."""

    compared: int
    of: int


class Point(NamedTuple):
    """A coefficient over a window of `units`, the last of which was finished at `time`, with its interval.

    `cumulative` is the value for everything up to then.
    """

    time: str
    value: float | None
    low: float | None
    high: float | None
    units: int
    scheme_version: int
    cumulative: float | None = None


State = Literal["reliable", "tentative", "unreliable", "too_little"]


class Row(NamedTuple):
    """One line of the overview: a field of a layer or, if `field` is empty, the spans of a layer.

    `question` is place, label, link or article; `state` depends on the lower end of the headline's interval. If the
    headline includes many decisions only confirmed by finishing the article, `explicit` is its value for the others
    alone, and `state` depends on that.
    """

    layer: str
    field: str
    title: str
    question: str
    headline: Figure
    companions: tuple[Figure, ...] = ()
    coverage: Coverage = Coverage(0, 0)
    state: State = "too_little"
    trend: tuple[Point, ...] = ()
    notes: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    explicit: Figure | None = None


class Rating(NamedTuple):
    """One annotator's rating of a unit: `value` as named in the scheme, `shown` as displayed.

    `state` is given, not_marked, unclear, empty or unfinished; only a given value counts.
    """

    annotator: AnnotatorId
    name: str
    value: str
    shown: str
    annotation: AnnotationId | None
    state: str


class Disagreement(NamedTuple):
    """A disagreement; `amount` is its contribution to alpha's numerator, or the share of pairs that differ."""

    unit: str
    article: ArticleId
    title: str
    start: int | None
    end: int | None
    quote: str
    ratings: tuple[Rating, ...]
    amount: float
    layer: str
    field: str


class Cell(NamedTuple):
    """A selected cell of a matrix: two annotators and their two values. Empty or none stands for any."""

    one: str = ""
    other: str = ""
    value: str | None = None
    other_value: str | None = None


class LabelFigures(NamedTuple):
    """One label against all others. `times` counts its ratings; `confused_with` is what others chose most often."""

    label: str
    title: str
    alpha: Figure
    specific: Figure
    times: int
    confused_with: str = ""
    confused: int = 0
    f1: Figure | None = None


class PairFigures(NamedTuple):
    """Two annotators, by id and by name; `shared` counts the units that both rated, or the spans that both marked.

    Figures on labels are none if only spans are compared, and `f1` is none if there are no spans.
    """

    one: AnnotatorId
    other: AnnotatorId
    names: tuple[str, str]
    shared: int
    kappa: Figure | None = None
    alpha: Figure | None = None
    observed: Figure | None = None
    f1: Figure | None = None


class Confusion(NamedTuple):
    """A confusion matrix of two annotators' labels (rows and columns); without names, of all pairs.

    The matrix of all pairs counts each pair of ratings both ways, divided by the unit's ratings minus one, so that its
    sum is the number of ratings.
    """

    one: str
    other: str
    labels: tuple[str, ...]
    counts: tuple[tuple[float, ...], ...]


class Distribution(NamedTuple):
    """How often one annotator used each label."""

    annotator: AnnotatorId
    name: str
    counts: tuple[tuple[str, int], ...]
    total: int


class Computed(NamedTuple):
    """How a figure was computed: its definition, the rule for its units, and the counts behind it."""

    figure: Figure
    title: str
    definition: str
    rule: str
    counts: tuple[tuple[str, str], ...]


class Breakdown(NamedTuple):
    """The details of one row. `gold` and `machines` compare people with those, `own` each person with themselves."""

    row: Row
    labels: tuple[LabelFigures, ...] = ()
    pairs: tuple[PairFigures, ...] = ()
    pooled: Confusion | None = None
    confusions: tuple[Confusion, ...] = ()
    distribution: tuple[Distribution, ...] = ()
    prevalence_note: str = ""
    trend: tuple[Point, ...] = ()
    scheme_marks: tuple[tuple[str, int], ...] = ()
    gold: tuple[PairFigures, ...] = ()
    machines: tuple[PairFigures, ...] = ()
    own: tuple[PairFigures, ...] = ()
    how: tuple[Computed, ...] = ()


def framed(coefficient: str, units: int, pairable: int, level: str = "nominal") -> Figure:
    """A figure without a value yet."""
    return Figure(coefficient, level=level, units=units, pairable=pairable, left_out=units - pairable)


def undefined(figure: Figure, code: str) -> Figure:
    """The figure without a value; `code` is one of `REASONS`."""
    return figure._replace(value=None, reason=REASONS[code], reason_code=code)
