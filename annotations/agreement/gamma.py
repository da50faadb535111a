"""Gamma: agreement on spans and labels at once. The spans of all annotators are aligned, and shuffled for chance.

Mathet, Widlöcher and Métivier, The Unified and Holistic Method Gamma (2015). The alignment with the least disorder is
found by integer programming, which needs SciPy (`claimdesk[gamma]`) and takes seconds for each article.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from annotations.agreement.ratings import Codes, Floats
from annotations.agreement.records import Figure, framed, undefined
from annotations.agreement.rereading import articles_with_marks
from annotations.agreement.span_rows import decided_places
from annotations.agreement.study import Study
from annotations.agreement.wording import or_why_not
from annotations.errors import ClaimdeskError

Unit = tuple[float, float, str]
EMPTY = 1.0  # the cost of leaving a span unaligned
_MOST = 2_000_000


class Costs(NamedTuple):
    """The weights of position (`alpha`) and label (`beta`) in the dissimilarity of two spans."""

    alpha: float = 3.0
    beta: float = 1.0


USUAL = Costs()


def dissimilarities_of_places(one: Sequence[Unit], other: Sequence[Unit]) -> Floats:
    """The distance of each span of one annotator from each of another, relative to their lengths, squared."""
    these, those = (np.array([unit[:2] for unit in units], dtype=float).reshape(-1, 2) for units in (one, other))
    edges = np.abs(these[:, None, :] - those[None, :, :]).sum(axis=2)
    long = (these[:, 1] - these[:, 0])[:, None] + (those[:, 1] - those[:, 0])[None, :]
    return np.asarray((edges / np.where(long > 0, long, 1)) ** 2 * EMPTY)


def gamma_best_alignment_disorder(annotators: Sequence[Sequence[Unit]], costs: Costs = USUAL) -> Figure:
    """The least disorder with which all spans can be aligned, per mean number of spans of an annotator."""
    count = sum(map(len, annotators))
    figure = framed("gamma_best_alignment_disorder", count, count, "unitizing")
    if len(annotators) < 2:
        return undefined(figure, "one_annotator")
    if not count:
        return undefined(figure, "no_spans")
    return figure._replace(value=_disorder(annotators, costs))


def gamma(
    annotators: Sequence[Sequence[Unit]], begin: float, length: float, costs: Costs = USUAL, samples: int = 30,
    seed: int = 1,
) -> Figure:  # fmt: skip
    """1 - disorder / mean disorder of shuffled continua."""
    best = gamma_best_alignment_disorder(annotators, costs)
    figure = best._replace(coefficient="gamma", value=None, observed=best.value)
    if best.value is None:
        return figure
    random = np.random.default_rng(seed)
    expected = float(np.mean([_disorder(_shuffled(annotators, begin, length, random), costs) for _ in range(samples)]))
    figure = figure._replace(expected=expected, counts={"samples": samples})
    return figure._replace(value=1 - best.value / expected) if expected > 0 else undefined(figure, "no_variation")


def _shuffled(
    annotators: Sequence[Sequence[Unit]], begin: float, length: float, random: np.random.Generator
) -> list[list[Unit]]:
    """Annotators as they would mark by chance: the spans of one of them, shifted and wrapped around the end."""
    marks = [unit for units in annotators for unit in units]
    mean = sum(end - start for start, end, _ in marks) / len(marks)
    used: list[float] = []
    found = []
    for _ in annotators:
        units = annotators[int(random.integers(len(annotators)))]
        for _ in range(20):  # pivots too close together would put spans on top of each other again
            pivot = random.uniform(0, length)
            if all(min(abs(pivot - other), length - abs(pivot - other)) >= mean / 2 for other in used):
                break
        used.append(pivot)
        moved = [(begin + (start - begin + pivot) % length, end - start, label) for start, end, label in units]
        found.append([(start, start + long, label) for start, long, label in moved])
    return found


def _disorder(annotators: Sequence[Sequence[Unit]], costs: Costs) -> float:
    members, disorders = _alignments(annotators, costs)
    chosen = _cheapest(members, disorders, [len(units) for units in annotators])
    return float(disorders[chosen].sum() / np.mean([len(units) for units in annotators]))


def _alignments(annotators: Sequence[Sequence[Unit]], costs: Costs) -> tuple[Codes, Floats]:
    """All useful combinations of one span, or none, of each annotator, and their disorder.

    A combination that costs more than leaving all its spans unaligned is never useful.
    """
    many = len(annotators)
    pairs = many * (many - 1) / 2
    members, total = np.zeros((1, 0), dtype=np.int64), np.zeros(1)
    for column, units in enumerate(annotators):
        members = np.column_stack([np.repeat(members, len(units) + 1, axis=0),
                                   np.tile(np.arange(-1, len(units)), len(members))])  # fmt: skip
        total = np.repeat(total, len(units) + 1)
        for other in range(column):
            table = np.full((len(annotators[other]) + 1, len(units) + 1), EMPTY)
            table[:-1, :-1] = _dissimilarities(annotators[other], units, costs)
            total = total + table[members[:, other], members[:, column]]
        useful = total <= many * pairs * EMPTY
        members, total = members[useful], total[useful]
        if len(members) > _MOST:
            raise ClaimdeskError("There are too many spans for gamma. Choose fewer annotators or another coefficient.")
    some = (members >= 0).any(axis=1)
    return members[some], total[some] / pairs


def _dissimilarities(one: Sequence[Unit], other: Sequence[Unit], costs: Costs) -> Floats:
    labels = np.array([[first[2] != second[2] for second in other] for first in one], dtype=float)
    places = dissimilarities_of_places(one, other)
    return np.asarray(costs.alpha * places + costs.beta * EMPTY * labels.reshape(len(one), len(other)))


def _cheapest(members: Codes, disorders: Floats, sizes: Sequence[int]) -> Codes:
    """Choose combinations so that each span is in exactly one, at the lowest cost."""
    try:
        from scipy.optimize import LinearConstraint, milp
        from scipy.sparse import csr_array
    except ModuleNotFoundError:
        raise ClaimdeskError("Gamma needs SciPy. Install it with: pip install 'claimdesk[gamma]'.") from None
    first = np.append(0, np.cumsum(sizes)[:-1])
    sets, columns = np.nonzero(members >= 0)
    marks = first[columns] + members[sets, columns]
    covered: Any = csr_array((np.ones(len(sets)), (marks, sets)), shape=(sum(sizes), len(members)))
    found = milp(disorders, constraints=LinearConstraint(covered, 1, 1), integrality=1, bounds=(0, 1))
    return np.flatnonzero(found.x > 0.5)


def gamma_of(study: Study, layer: str, samples: int = 30, watch: Callable[[], object] = lambda: None) -> Figure:
    """Gamma of a layer over all articles: 1 - disorder of the best alignments / disorder of shuffled ones.

    Articles are pooled by adding their disorder. `watch` is called for each article and may raise UserCancelled.
    """
    units, observed, expected = 0, 0.0, 0.0
    for article, marks in articles_with_marks(study, layer):
        watch()
        spans: dict[int, list[Unit]] = {who: [] for who, done in enumerate(article.finished) if done}
        for mark, _ in marks:
            spans[mark.annotator].append((mark.start, mark.end, mark.label))
        one = gamma(list(spans.values()), 0, max(article.words, 1), samples=samples, seed=study.settings.seed)
        if one.observed is not None and one.expected is not None:
            units += one.units
            observed, expected = observed + one.observed * one.units, expected + one.expected * one.units
    rule = "unit: span, in words; articles are pooled by adding the disorder of their alignments"
    figure = framed("gamma", units, units, "unitizing")
    figure = figure._replace(layer=layer, annotators=study.counted, rule=rule, counts={"samples": samples})
    decisions, confirmed = decided_places(study, layer)
    figure = figure._replace(decisions=decisions, confirmed=confirmed)
    if expected <= 0:
        return or_why_not(study, undefined(figure, "no_variation" if units else "no_spans"))
    return figure._replace(value=1 - observed / expected, observed=observed / units, expected=expected / units)
