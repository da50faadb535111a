"""What is said about agreement: figures with their intervals, or the reason why there is none. Light to import."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from annotations.agreement.reasons import REASONS
from annotations.model import AnnotationId, AnnotatorId, ArticleId

CONFIRMED = 0.1  # the share of decisions only confirmed with the article from which on a figure says so


class Interval(NamedTuple):
    """A confidence interval from `resamples` draws; `dropped` of them had no value and were left out."""

    low: float
    high: float
    level: float = 0.95
    resamples: int = 0
    dropped: int = 0


class Figure(NamedTuple):
    """One coefficient, or why there is none: `value` is none exactly when `reason` says something.

    `observed` and `expected` are what the value was made of: agreement, or disagreement where the coefficient is
    defined by it. `units` are all that were looked at, `pairable` those with two ratings or more, `left_out` the rest.
    `decisions` are the ratings or marks of people in it, `confirmed` those of them that somebody took over from a
    machine by finishing the article, not one by one.
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
        """A sentence on how much was only confirmed with the article; empty when that is little."""
        if self.confirmed <= CONFIRMED * self.decisions:
            return ""
        share = f"{self.confirmed:,} of {self.decisions:,} decisions ({self.confirmed / self.decisions:.0%})"
        return f"{share} were only confirmed with the article, not made one by one."


def apart(explicit: Figure | None) -> str:
    """A sentence on a figure over what was decided one by one; empty without one."""
    if explicit is None:
        return ""
    if explicit.value is None:
        return f"Over decisions made one by one there is no figure: {explicit.reason}"
    return f"Over decisions made one by one it is {explicit.value:.3f} ({explicit.pairable:,} units)."


class LeftOut(NamedTuple):
    """How many units or articles count for nothing, and why, in words that go on “because”."""

    reason: str
    number: int
    code: str


class Coverage(NamedTuple):
    """How many units could be compared, of how many there are."""

    compared: int
    of: int


class Point(NamedTuple):
    """A figure over a window of `units`, the last of them finished at `time`, with its interval.

    `cumulative` is the figure over everything until then.
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
    """One line of the overview: a layer and a field, or a layer and its places when `field` is empty.

    `question` is place, label, link or article; `state` goes by the lower end of the headline's interval. Where the
    headline rests on decisions that were only confirmed with the article, `explicit` is the same over the others alone,
    and `state` is about that.
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
    """What one annotator says of a unit: `value` as the scheme names it, `shown` as a person reads it.

    `state` is given, not_marked, unclear, empty or unfinished; only the first has a value that counts.
    """

    annotator: AnnotatorId
    name: str
    value: str
    shown: str
    annotation: AnnotationId | None
    state: str


class Disagreement(NamedTuple):
    """A unit on which annotators differ; `amount` is its share in the numerator of alpha, or of places that differ."""

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
    """A cell of a matrix that was chosen: whose what met whose what. What is empty or none may be anything."""

    one: str = ""
    other: str = ""
    value: str | None = None
    other_value: str | None = None


class LabelFigures(NamedTuple):
    """One label against all others; given so many `times`; `confused_with` is what others said most often."""

    label: str
    title: str
    alpha: Figure
    specific: Figure
    times: int
    confused_with: str = ""
    confused: int = 0
    f1: Figure | None = None


class PairFigures(NamedTuple):
    """Two annotators, by id and by name; `shared` counts the units that both rated, or the places that both marked.

    Figures on labels are none where only places are compared, and `f1` is none where there are no places.
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
    """How often one annotator's label (row) met another's (column); the pooled one of all pairs names nobody.

    The pooled one counts each pair of ratings both ways and divides by the ratings of the unit less one, so that its
    sum is the number of ratings.
    """

    one: str
    other: str
    labels: tuple[str, ...]
    counts: tuple[tuple[float, ...], ...]


class Distribution(NamedTuple):
    """How often one annotator gave each label, of all that he gave."""

    annotator: AnnotatorId
    name: str
    counts: tuple[tuple[str, int], ...]
    total: int


class Computed(NamedTuple):
    """How a figure was computed: its definition, the rule that made the units, and the counts that went into it."""

    figure: Figure
    title: str
    definition: str
    rule: str
    counts: tuple[tuple[str, str], ...]


class Breakdown(NamedTuple):
    """What lies behind one row. `gold` and `machines` are each person beside them, `own` each beside themselves."""

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
    """A figure that has no value yet, of so many units."""
    return Figure(coefficient, level=level, units=units, pairable=pairable, left_out=units - pairable)


def undefined(figure: Figure, code: str) -> Figure:
    """The figure without a value; `code` is one of the reasons."""
    return figure._replace(value=None, reason=REASONS[code], reason_code=code)
