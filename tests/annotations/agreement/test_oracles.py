"""The same figures as other people's programs, of the extra `oracles`, on random data."""

import random
import warnings
from collections.abc import Iterator
from itertools import islice
from types import ModuleType

import numpy as np
import pytest

from annotations.agreement.kappas import cohen_kappa, light_kappa
from annotations.agreement.ratings import Ratings, ratings
from tests.annotations.agreement.one_by_one import brennan_prediger, fleiss_kappa, krippendorff_alpha, span_f1

SETS = 500


def oracle(name: str) -> ModuleType:
    """Import another program's module, whatever it warns of; without it the test is skipped."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip(name, reason=f"{name} is in the extra claimdesk[oracles]")


def data_sets(*, gaps: bool = True, annotators: int | None = None) -> Iterator[Ratings]:
    """Random tables: 2 to 40 items, 2 to 6 annotators, 2 to 6 categories, more or less agreement, with gaps or not."""
    made = np.random.default_rng(7)
    for _ in range(SETS):
        items, many, size = made.integers(2, 41), annotators or made.integers(2, 7), made.integers(2, 7)
        truth = made.integers(size, size=(items, 1))
        codes = np.where(made.random((items, many)) < made.random(), truth, made.integers(size, size=(items, many)))
        if gaps:
            codes = np.where(made.random((items, many)) < 0.3 * made.random(), -1, codes)
        yield Ratings(codes.astype(np.int8), tuple(range(1, int(size) + 1)))


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_alpha_is_that_of_krippendorff(level: str) -> None:
    theirs = oracle("krippendorff")
    compared = 0
    for given in data_sets():
        ours = krippendorff_alpha(given, level)
        if ours.value is None:
            continue
        table = np.where(given.codes.T < 0, np.nan, given.codes.T + 1.0)
        value = theirs.alpha(reliability_data=table, level_of_measurement=level, value_domain=list(given.categories))
        assert ours.value == pytest.approx(value, abs=1e-9)
        compared += 1
    assert compared > 0.9 * SETS


@pytest.mark.parametrize(("level", "weights"), [("nominal", None), ("linear", "linear"), ("quadratic", "quadratic")])
def test_cohens_kappa_is_that_of_scikit_learn(level: str, weights: str | None) -> None:
    theirs = oracle("sklearn.metrics")
    compared = 0
    for given in data_sets(annotators=2):
        ours = cohen_kappa(given, level)
        if ours.value is None:
            continue
        one, other = given.codes[(given.codes >= 0).all(axis=1)].T
        value = theirs.cohen_kappa_score(one, other, labels=range(len(given.categories)), weights=weights)
        assert abs(ours.value - value) <= 1e-12
        compared += 1
    assert compared > 0.8 * SETS


def test_fleiss_and_randolph_are_those_of_statsmodels() -> None:
    theirs = oracle("statsmodels.stats.inter_rater")
    for given in data_sets(gaps=False):
        counts, _ = theirs.aggregate_raters(given.codes, n_cat=len(given.categories))
        assert abs(brennan_prediger(given).value - theirs.fleiss_kappa(counts, "randolph")) <= 1e-12
        ours = fleiss_kappa(given)
        if ours.value is not None:
            assert abs(ours.value - theirs.fleiss_kappa(counts)) <= 1e-12


@pytest.mark.parametrize("level", ["masi", "jaccard"])
def test_alpha_of_sets_is_that_of_nltk(level: str) -> None:
    agreement, metrics = oracle("nltk.metrics.agreement"), oracle("nltk.metrics.distance")
    distance = {"masi": metrics.masi_distance, "jaccard": metrics.jaccard_distance}[level]
    made, compared = random.Random(7), 0
    for _ in range(SETS // 10):  # NLTK takes its time
        rows = [
            [frozenset(made.sample("ABC", made.randint(1, 3))) for _ in range(3)] for _ in range(made.randint(2, 8))
        ]
        rows = [[None if made.random() < 0.1 else cell for cell in row] for row in rows]
        ours = krippendorff_alpha(ratings(rows), level)
        triples = [
            (who, item, cell) for item, row in enumerate(rows) for who, cell in enumerate(row) if cell is not None
        ]
        if ours.value is not None:
            value = agreement.AnnotationTask(data=triples, distance=distance).alpha()
            assert ours.value == pytest.approx(value, abs=1e-9)
            compared += 1
    assert compared > SETS // 20


def _a_set(made: random.Random) -> frozenset[str] | None:
    return None if made.random() < 0.1 else frozenset(made.sample("ABC", made.randint(1, 3)))


def test_lights_kappa_is_the_mean_kappa_of_nltk() -> None:
    agreement = oracle("nltk.metrics.agreement")
    for given in islice(data_sets(gaps=False), SETS // 10):
        ours = light_kappa(given)
        if ours.value is None or ours.counts["pairs_left_out"]:
            continue
        triples = [(who, item, code) for item, row in enumerate(given.codes.tolist()) for who, code in enumerate(row)]
        assert ours.value == pytest.approx(agreement.AnnotationTask(data=triples).kappa(), abs=1e-9)


def test_span_f1_is_that_of_nervaluate() -> None:
    theirs = oracle("nervaluate")
    made = random.Random(7)
    for _ in range(SETS):
        one, other = _some_spans(made), _some_spans(made)
        evaluator = theirs.Evaluator(*([_as_theirs(spans)] for spans in (one, other)), tags=["A", "B"], loader="dict")
        found = evaluator.evaluate()["overall"]
        for level in ("strict", "exact"):
            ours = span_f1([one], [other], level)
            assert (ours.value or 0.0) == pytest.approx(found[level].f1, abs=1e-12)


def _some_spans(made: random.Random) -> list[tuple[int, int, str]]:
    """Spans that do not overlap."""
    spans, place = [], 0
    for _ in range(made.randint(0, 6)):
        start = place + made.randint(0, 2)
        place = start + made.randint(1, 3)
        spans.append((start, place, made.choice("AB")))
    return spans


def _as_theirs(spans: list[tuple[int, int, str]]) -> list[dict[str, object]]:
    return [{"label": label, "start": start, "end": end - 1} for start, end, label in spans]
