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

from annotations.agreement import alpha, chance, distances, gamma, kappas, spans, unitizing, unitizing_1995
from annotations.agreement.ratings import ratings
from annotations.agreement.records import Figure

ROOT = Path(__file__).parents[3]
OWN = ROOT / "tests/data/agreement.json"
Entry = dict[str, Any]


def reference() -> list[Entry]:
    named = os.environ.get("CLAIMDESK_AGREEMENT_REFERENCE")
    beside = ROOT.parent / "shared/agreement/reference.json"
    path = Path(named) if named else beside if beside.is_file() else OWN
    return json.loads(path.read_text(encoding="utf-8"))


ENTRIES = reference()
BY_NAME = {entry["name"]: entry for entry in ENTRIES}


def on_ratings(function: Callable[..., Figure], entry: Entry) -> Figure:
    categories = entry.get("categories")
    given = ratings(entry["data"], categories)
    if "distance" in entry:
        return function(given, distance=np.array(entry["distance"], dtype=float))
    if "category" in entry:
        return function(given, entry["category"])
    leveled = {alpha.krippendorff_alpha, kappas.cohen_kappa, chance.gwet_ac2}
    return function(given, entry["level"]) if function in leveled else function(given)


def of_two_sets(function: Callable[..., float], entry: Entry) -> Figure:
    one, other = (frozenset(cell) for cell in entry["data"][0])
    return Figure(entry["coefficient"], value=function(one, other))


def units_of(entry: Entry) -> list[list[tuple[int, int, str]]]:
    data = entry["data"]
    return [sorted((s, e, label) for who, s, e, label in data["units"] if who == a) for a in data["annotators"]]


def on_units_of_1995(entry: Entry) -> Figure:
    units = [[(s, e) for s, e, label in one if label == entry["category"]] for one in units_of(entry)]
    return unitizing_1995.alpha_u_1995(units, entry["data"]["begin"], entry["data"]["length"])


def on_units_of_2016(entry: Entry) -> Figure:
    labels = sorted({label for units in units_of(entry) for _, _, label in units})
    coded = [[(s, e, labels.index(label) + 1) for s, e, label in units] for units in units_of(entry)]
    sums = unitizing.lengths(coded, entry["data"]["begin"], entry["data"]["length"], len(labels))
    function = getattr(unitizing, entry["coefficient"])
    return function(sums, labels.index(entry["category"])) if "category" in entry else function(sums)


def on_gamma(entry: Entry) -> Figure:
    pytest.importorskip("scipy", reason="gamma needs scipy: install the extra claimdesk[gamma]")
    units, given = units_of(entry), entry.get("params", {})
    costs = gamma.Costs(given.get("alpha", 3), given.get("beta", 1))
    if entry["coefficient"] == "gamma":
        return gamma.gamma(units, entry["data"]["begin"], entry["data"]["length"], costs)
    return gamma.gamma_best_alignment_disorder(units, costs)


def on_two_units(entry: Entry) -> Figure:
    (one,), (other,) = units_of(entry)
    return Figure(entry["coefficient"], value=gamma.gamma_positional_dissimilarity(one, other))


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
    return spans.span_f1(one, other, entry["level"])


def on_many_readings(entry: Entry) -> Figure:
    data = BY_NAME[entry["data"]["ref"]]["data"] if "ref" in entry["data"] else entry["data"]
    texts = [
        {who: [tuple(span) for span in given] for who, given in text.items()} for text in data["documents"].values()
    ]
    return spans.pairwise_span_f1_mean(
        texts, "strict" if entry["level"] == "exact" else entry["level"], entry.get("label")
    )


RUNS: dict[str, Callable[[Entry], Figure]] = {
    **{
        function.__name__: partial(on_ratings, function)
        for function in (
            alpha.krippendorff_alpha, kappas.cohen_kappa, kappas.light_kappa, kappas.conger_kappa, chance.scott_pi,
            chance.fleiss_kappa, chance.fleiss_kappa_category, chance.bennett_s, chance.brennan_prediger,
            chance.randolph_kappa, chance.gwet_ac1, chance.gwet_ac2, chance.percent_agreement,
        )
    },
    "masi_distance": partial(of_two_sets, distances.masi_distance),
    "jaccard_distance": partial(of_two_sets, distances.jaccard_distance),
    "alpha_u_1995": on_units_of_1995,
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
        if entry["coefficient"] not in ("gamma", "gamma_best_alignment_disorder"):
            figure = RUNS[entry["coefficient"]](entry)
            assert figure.value == pytest.approx(entry["value"], abs=entry["tolerance"]), entry["name"]
