"""Where there is nothing to compute, a sentence says why; never a number, and never what is no number."""

import numpy as np
import pytest

from annotations.agreement import chance, gamma, kappas, spans, unitizing
from annotations.agreement.alpha import krippendorff_alpha
from annotations.agreement.ratings import ratings
from annotations.agreement.unitizing_1995 import alpha_u_1995

ONE_LABEL = [["a", "a"], ["a", "a"], ["a", "a"]]
APART = [["a", None], [None, "b"], ["b", None]]
NOTHING = [[None, None], [None, None]]
SAYS = {
    "no_variation": "Everyone used one label: 100 % observed agreement",
    "no_pairable": "No unit was rated by two annotators",
    "no_ratings": "Nobody has said anything here in the articles that are compared",
    "not_two": "This coefficient is for two annotators",
    "one_category": "The scheme has a single label here",
    "no_label": "Nobody has used this label",
}


@pytest.mark.parametrize("coefficient", [krippendorff_alpha, chance.fleiss_kappa, kappas.conger_kappa, chance.scott_pi,
                                         kappas.cohen_kappa, kappas.light_kappa])  # fmt: skip
@pytest.mark.parametrize(
    ("matrix", "code"),
    [(ONE_LABEL, "no_variation"), (APART, "no_pairable"), (NOTHING, "no_ratings"), ([], "no_ratings")],
)
def test_there_is_a_sentence(coefficient, matrix: list, code: str) -> None:
    if not matrix:
        given = ratings(matrix, ["a", "b"])._replace(codes=np.zeros((0, 2), dtype=np.int8))
    else:
        given = ratings(matrix, ["a", "b"])
    figure = coefficient(given)
    assert figure.value is None
    assert figure.reason_code == code
    assert figure.reason.startswith(SAYS[code])


def test_agreement_that_needs_no_chance_is_said_beside_it() -> None:
    given = ratings(ONE_LABEL, ["a", "b"])
    assert chance.percent_agreement(given).value == 1.0
    assert chance.gwet_ac1(given).value == 1.0
    assert chance.specific_agreement(given, "a").value == 1.0
    assert chance.specific_agreement(given, "b").reason.startswith(SAYS["no_label"])
    assert chance.fleiss_kappa_category(given, "a").reason_code == "no_variation"


def test_a_scheme_with_one_label_cannot_be_agreed_on() -> None:
    for function in (chance.gwet_ac1, chance.brennan_prediger):
        assert function(ratings(ONE_LABEL, ["a"])).reason.startswith(SAYS["one_category"])


def test_coefficients_of_two_refuse_three() -> None:
    three = ratings([["a", "b", "a"]], ["a", "b"])
    assert kappas.cohen_kappa(three).reason.startswith(SAYS["not_two"])
    assert chance.scott_pi(three).reason.startswith(SAYS["not_two"])


def test_spans_that_are_not_there() -> None:
    assert spans.span_f1([[]], [[]]).reason == "Nobody has marked anything here in the articles that are compared."
    assert spans.pairwise_span_f1_mean([{"a": [], "b": []}]).reason_code == "no_spans"
    assert spans.pairwise_span_f1_mean([{"a": []}]).reason_code == "one_annotator"
    assert spans.pairwise_span_f1_mean([]).reason_code == "no_annotators"


def test_two_empty_texts_add_nothing() -> None:
    assert spans.span_f1([[], [(0, 1, "x")]], [[], []]).value == 0.0


def test_a_continuum_with_nothing_on_it() -> None:
    sums = unitizing.lengths([[], []], 0, 10, 2)
    assert unitizing.u_alpha_2016(sums).reason_code == "no_spans"
    assert unitizing.cu_alpha_2016(sums).reason_code == "no_spans"
    assert unitizing.u_alpha_2016(unitizing.lengths([[], []], 0, 0, 2)).value is None
    apart = unitizing.lengths([[(0, 2, 1)], [(5, 7, 1)]], 0, 10, 2)
    assert unitizing.cu_alpha_2016(apart).reason.startswith("No marks of two annotators share any text")
    assert alpha_u_1995([[], []], 0, 10).reason_code == "no_spans"
    assert alpha_u_1995([[]], 0, 10).reason_code == "one_annotator"
    assert gamma.gamma([[], []], 0, 10).reason_code == "no_spans"
    assert gamma.gamma([[(0, 1, "x")]], 0, 10).reason_code == "one_annotator"


def test_two_empty_sets_are_alike() -> None:
    figure = krippendorff_alpha(ratings([[[], []], [["a"], []]]), "masi")
    assert figure.value is not None
    assert chance.percent_agreement(ratings([[[], []]])).value == 1.0
