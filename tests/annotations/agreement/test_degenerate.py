"""Where there is nothing to compute, a sentence says why; never a number, and never what is no number."""

import numpy as np
import pytest

from annotations.agreement import gamma, kappas
from annotations.agreement.coefficients import label_coefficients
from annotations.agreement.ratings import ratings
from annotations.agreement.report import rows
from tests.annotations.agreement import one_by_one as chance
from tests.annotations.agreement.one_by_one import krippendorff_alpha

ONE_LABEL = [["a", "a"], ["a", "a"], ["a", "a"]]
APART = [["a", None], [None, "b"], ["b", None]]
NOTHING = [[None, None], [None, None]]
SAYS = {
    "no_variation": "Everyone used one label: 100 % observed agreement",
    "no_pairable": "No unit was rated by two annotators",
    "no_ratings": "There are no ratings here in the articles compared",
    "not_two": "This coefficient is for two annotators",
    "one_category": "The scheme has only one label here",
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
    assert chance.fleiss_kappa_of(given, "a").reason_code == "no_variation"


def test_a_scheme_with_one_label_cannot_be_agreed_on() -> None:
    for function in (chance.gwet_ac1, chance.brennan_prediger):
        assert function(ratings(ONE_LABEL, ["a"])).reason.startswith(SAYS["one_category"])


def test_coefficients_of_two_refuse_three() -> None:
    three = ratings([["a", "b", "a"]], ["a", "b"])
    assert kappas.cohen_kappa(three).reason.startswith(SAYS["not_two"])
    offered = {coefficient.name for coefficient in label_coefficients("nominal", 3)}
    assert not offered & {"scott_pi", "perreault_leigh"}


def reasons(study, layer: str) -> dict[str, str]:
    row = next(row for row in rows(study) if (row.layer, row.field) == (layer, ""))
    return {figure.coefficient: figure.reason_code for figure in (row.headline, *row.companions)}


def test_spans_that_are_not_there(has_articles, finishes, study) -> None:
    finishes("Ana Ben", *has_articles(2))
    assert reasons(study(), "entity") == {
        "pairwise_span_f1_mean": "no_spans", "bu_alpha_2016": "no_spans", "u_alpha_2016": "no_spans",
        "cu_alpha_2016": "no_spans", "token_alpha": "no_variation",
    }  # fmt: skip


def test_spans_that_nobody_else_marked(has_articles, says, finishes, study) -> None:
    has_articles(1)
    says("Ana", "1", "council", layer="entity", label="ORG")
    says("Ben", "1", "Monday", layer="entity", label="DATE")
    finishes("Ana Ben", "1")
    found = reasons(study(), "entity")
    assert found.pop("cu_alpha_2016") == "no_overlap"
    assert set(found.values()) == {""}


def test_two_empty_texts_add_nothing() -> None:
    assert chance.span_f1([[], [(0, 1, "x")]], [[], []]).value == 0.0


def test_gamma_needs_spans_and_two_annotators() -> None:
    assert gamma.gamma([[], []], 0, 10).reason_code == "no_spans"
    assert gamma.gamma([[(0, 1, "x")]], 0, 10).reason_code == "one_annotator"


def test_two_empty_sets_are_alike() -> None:
    figure = krippendorff_alpha(ratings([[[], []], [["a"], []]]), "masi")
    assert figure.value is not None
    assert chance.percent_agreement(ratings([[[], []]])).value == 1.0
