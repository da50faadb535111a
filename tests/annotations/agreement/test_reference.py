"""Published worked examples, each its own test: within the tolerance of what was printed, and exact where it is known.

The examples are those of the file that CLAIMDESK_AGREEMENT_REFERENCE names, else of the shared material beside the
repository, else a small set of our own.
"""

import json
import os
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from annotations.agreement import distances, gamma, kappas, unitizing
from annotations.agreement.ratings import ratings
from annotations.agreement.records import Figure
from tests.annotations.agreement import one_by_one

ROOT = Path(__file__).parents[3]
OWN = ROOT / "tests/data/agreement.json"
Entry = dict[str, Any]


def reference() -> list[Entry]:
    named = os.environ.get("CLAIMDESK_AGREEMENT_REFERENCE")
    beside = ROOT.parent / "shared/agreement/reference.json"
    path = Path(named) if named else beside if beside.is_file() else OWN
    return json.loads(path.read_text(encoding="utf-8"))


NOT_OFFERED = ("alpha_u_1995",)  # succeeded by the unitizing alphas of 2016
ENTRIES = [entry for entry in reference() if entry["coefficient"] not in NOT_OFFERED]
BY_NAME = {entry["name"]: entry for entry in ENTRIES}


def on_ratings(function: Callable[..., Figure], entry: Entry) -> Figure:
    categories = entry.get("categories")
    given = ratings(entry["data"], categories)
    if "distance" in entry:
        return function(given, distance=np.array(entry["distance"], dtype=float))
    if "category" in entry:
        return function(given, entry["category"])
    leveled = {one_by_one.krippendorff_alpha, kappas.cohen_kappa, one_by_one.gwet_ac2}
    return function(given, entry["level"]) if function in leveled else function(given)


def of_two_sets(function: Callable[..., float], entry: Entry) -> Figure:
    one, other = (frozenset(cell) for cell in entry["data"][0])
    return Figure(entry["coefficient"], value=function(one, other))


def units_of(entry: Entry) -> list[list[tuple[int, int, str]]]:
    data = entry["data"]
    return [sorted((s, e, label) for who, s, e, label in data["units"] if who == a) for a in data["annotators"]]


def on_units_of_2016(entry: Entry) -> Figure:
    labels = sorted({label for units in units_of(entry) for _, _, label in units})
    coded = [[(s, e, labels.index(label) + 1) for s, e, label in units] for units in units_of(entry)]
    sums = unitizing.lengths(coded, entry["data"]["begin"], entry["data"]["length"], len(labels))
    label = labels.index(entry["category"]) if "category" in entry else 0
    return Figure(entry["coefficient"], value=one_by_one.of_lengths(entry["coefficient"], sums, label))


def on_gamma(entry: Entry) -> Figure:
    pytest.importorskip("scipy", reason="gamma needs scipy: install the extra claimdesk[gamma]")
    units, given = units_of(entry), entry.get("params", {})
    costs = gamma.Costs(given.get("alpha", 3), given.get("beta", 1))
    if entry["coefficient"] == "gamma":
        return gamma.gamma(units, entry["data"]["begin"], entry["data"]["length"], costs)
    return gamma.gamma_best_alignment_disorder(units, costs)


def on_two_units(entry: Entry) -> Figure:
    (one,), (other,) = units_of(entry)
    apart = gamma.dissimilarities_of_places([one], [other])
    return Figure(entry["coefficient"], value=float(apart[0, 0]))


def spans_of_bio(tags: list[str]) -> list[tuple[int, int, str]]:
    starts = [place for place, tag in enumerate(tags) if tag.startswith("B-")]
    ends = [
        next((p for p in range(start + 1, end) if not tags[p].startswith("I-")), end)
        for start, end in pairwise([*starts, len(tags)])
    ]
    return [(start, end, tags[start][2:]) for start, end in zip(starts, ends, strict=True)]


def on_spans(entry: Entry) -> Figure:
    data = entry["data"]
    if "gold" in data:
        one, other = ([spans_of_bio(tags) for tags in data[side]] for side in ("gold", "pred"))
    else:
        texts = sorted({row[0] for side in ("gold_spans", "pred_spans") for row in data[side]})
        one, other = (
            [[(s, e, label) for text, s, e, label in data[side] if text == name] for name in texts]
            for side in ("gold_spans", "pred_spans")
        )
    return one_by_one.span_f1(one, other, entry["level"])


def on_many_readings(entry: Entry) -> Figure:
    data = BY_NAME[entry["data"]["ref"]]["data"] if "ref" in entry["data"] else entry["data"]
    texts = [
        {who: [tuple(span) for span in given] for who, given in text.items()} for text in data["documents"].values()
    ]
    return one_by_one.mean_f1(texts, "strict" if entry["level"] == "exact" else entry["level"], entry.get("label"))


RUNS: dict[str, Callable[[Entry], Figure]] = {
    **{
        name: partial(on_ratings, function)
        for name, function in {
            "krippendorff_alpha": one_by_one.krippendorff_alpha, "cohen_kappa": kappas.cohen_kappa,
            "light_kappa": kappas.light_kappa, "conger_kappa": kappas.conger_kappa, "scott_pi": one_by_one.scott_pi,
            "fleiss_kappa": one_by_one.fleiss_kappa, "fleiss_kappa_category": one_by_one.fleiss_kappa_of,
            "bennett_s": one_by_one.brennan_prediger, "brennan_prediger": one_by_one.brennan_prediger,
            "randolph_kappa": one_by_one.brennan_prediger, "gwet_ac1": one_by_one.gwet_ac1,
            "gwet_ac2": one_by_one.gwet_ac2, "percent_agreement": one_by_one.percent_agreement,
        }.items()
    },
    "masi_distance": partial(of_two_sets, distances.masi_distance),
    "jaccard_distance": partial(of_two_sets, distances.jaccard_distance),
    **{name: on_units_of_2016 for name in ("u_alpha_2016", "bu_alpha_2016", "cu_alpha_2016", "ku_alpha_2016")},
    "gamma_positional_dissimilarity": on_two_units,
    "gamma_best_alignment_disorder": on_gamma,
    "gamma": on_gamma,
    "span_f1": on_spans,
    "pairwise_span_f1_mean": on_many_readings,
}  # fmt: skip


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry["name"] for entry in ENTRIES])
def test_a_published_figure_comes_out(entry: Entry) -> None:
    figure = RUNS[entry["coefficient"]](entry)
    assert figure.value is not None, figure.reason
    assert abs(figure.value - entry["value"]) <= entry["tolerance"]
    if "exact" in entry:
        assert abs(figure.value - entry["exact"]) <= 1e-9
    if "sd" in entry:
        assert figure.sd == pytest.approx(entry["sd"], abs=5e-4)


def test_our_own_examples_are_sound_too() -> None:
    for entry in json.loads(OWN.read_text(encoding="utf-8")):
        if entry["coefficient"] not in (*NOT_OFFERED, "gamma", "gamma_best_alignment_disorder"):
            figure = RUNS[entry["coefficient"]](entry)
            assert figure.value == pytest.approx(entry["value"], abs=entry["tolerance"]), entry["name"]
