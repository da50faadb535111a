"""An entry in the registry is all that a coefficient needs; and entries without a published example elsewhere."""

import json
import math
import re
from pathlib import Path

import numpy as np
import pytest

from annotations.agreement import coefficients
from annotations.agreement.breakdown import inside
from annotations.agreement.choosing import study_of
from annotations.agreement.coefficients import COEFFICIENTS, OF_ANNOTATORS, OF_PLACES, Coefficient
from annotations.agreement.export import export_json
from annotations.agreement.figures import figure_of, unit_sums
from annotations.agreement.formulas import Parts, corrected
from annotations.agreement.methods_text import methods_sentence
from annotations.agreement.ratings import Ratings, ratings
from annotations.agreement.resampling import draws
from annotations.agreement.sampled_sums import grouped, sampled_values
from annotations.agreement.study import Study
from annotations.agreement.study_input import AgreementSettings
from annotations.agreement.sums import Sums
from annotations.cli import main
from tests.annotations.agreement import one_by_one
from tests.annotations.agreement.test_export import made_up

TABLE = "one,two,three\n" + "x,x,x\nx,y,x\ny,y,y\ny,x,y\nx,x,y\n" * 3


def likeliest(sums: Sums) -> Parts:
    """Goodman and Kruskal's lambda for agreement: chance is that everybody gives the commonest label."""
    return corrected(sums.observed(), sums.values.max(axis=-1) / sums.ratings)


ADDED: Coefficient = Coefficient(
    "lambda_r", "Lambda", "Chance gives the commonest label.", "Goodman and Kruskal 1954", ("nominal",), likeliest
)


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> Coefficient:
    monkeypatch.setattr(coefficients, "COEFFICIENTS", (*COEFFICIENTS, ADDED))
    return ADDED


@pytest.fixture(scope="module")
def evidence():
    return made_up()


@pytest.fixture
def large_study(evidence) -> Study:
    return study_of(evidence, settings=AgreementSettings(resamples=50))


def test_an_entry_is_in_the_row_with_an_interval_and_on_the_page_that_explains_it(added, large_study) -> None:
    behind = inside(large_study, "claim", "claim_type")
    figure = next(figure for figure in behind.row.companions if figure.coefficient == "lambda_r")
    assert figure.value is not None
    assert figure.ci is not None
    assert figure.ci.low <= figure.value <= figure.ci.high
    explained = next(one for one in behind.how if one.figure == figure)
    assert explained.title == "Lambda"
    assert explained.definition == "Chance gives the commonest label. Goodman and Kruskal 1954."
    assert dict(explained.counts)["expected agreement"] == f"{figure.expected:.6f}"


def test_an_entry_is_in_the_methods_text_and_in_the_export(added, large_study) -> None:
    assert re.search(r"Lambda -?\d\.\d\d, 95% CI", methods_sentence(large_study, "claim", "claim_type"))
    found = [figure for figure in export_json(large_study)["figures"] if figure["coefficient"] == "lambda_r"]
    assert {figure["field"] for figure in found} >= {"claim_type", "stance", "label", "claimer"}
    assert all((figure["value"] is None) == bool(figure["reason"]) for figure in found)


def test_an_entry_is_on_the_command_line_for_tables_of_ratings(added, tmp_path: Path, capsys) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text(TABLE, encoding="utf-8")
    assert main(["agreement", "--json", "--ratings", str(path), "--coefficients", "lambda_r"]) == 0
    (figure,) = json.loads(capsys.readouterr().out)["figures"]
    pairs_that_agree = (3 * (2 * 1 + 3 * 1 / 3)) / 15  # of five items two agree in all pairs and three in one of three
    assert figure["observed"] == pytest.approx(pairs_that_agree)
    assert figure["value"] == pytest.approx((pairs_that_agree - 8 / 15) / (7 / 15))
    assert figure["ci"][0] <= figure["value"] <= figure["ci"][1]


def test_an_entry_for_places_has_its_figure_and_interval_too(monkeypatch: pytest.MonkeyPatch, large_study) -> None:
    function = lambda sums: Parts(sums.pairs[..., 2].sum(axis=-1) / sums.pairs[..., 4].sum(axis=-1))  # noqa: E731
    exact = Coefficient("exact_share", "Exact share", "Of the spans that match, those that are equal.", "", ("share",),
                        function)  # fmt: skip
    monkeypatch.setattr(coefficients, "OF_PLACES", (*OF_PLACES, exact))
    row = inside(large_study, "claim", "").row
    figure = next(figure for figure in row.companions if figure.coefficient == "exact_share")
    assert 0 < figure.value < 1
    assert figure.ci.low <= figure.value <= figure.ci.high


def test_a_project_can_be_asked_for_some_coefficients(has_articles, says, finishes, project, capsys) -> None:
    has_articles(1)
    for who in ("Ana", "Ben"):
        says(who, "1", "the miners denied it", claim_type="denial")
    finishes("Ana Ben", "1")
    asked = ["agreement", str(project.path), "--json", "--layer", "claim", "--coefficients", "scott_pi,bu_alpha_2016"]
    assert main(asked) == 0
    found = json.loads(capsys.readouterr().out)["figures"]
    assert {figure["coefficient"] for figure in found} == {"scott_pi", "bu_alpha_2016"}


def test_the_command_line_names_the_coefficients_there_are(tmp_path: Path, capsys) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text(TABLE, encoding="utf-8")
    assert main(["agreement", "--ratings", str(path), "--coefficients", "kapa"]) == 1
    said = capsys.readouterr().err
    assert "There is no coefficient “kapa”" in said
    assert "fleiss_kappa" in said


def test_coefficients_of_two_are_there_when_two_of_three_have_finished(has_articles, says, finishes, study) -> None:
    has_articles(1)
    for who in ("Ana", "Ben"):
        says(who, "1", "the miners denied it", claim_type="denial")
        says(who, "1", "the road to Arlen", claim_type="fact" if who == "Ana" else "denial")
    says("Cyd", "1", "the miners denied it", claim_type="fact")
    finishes("Ana Ben", "1")
    found = {figure.coefficient: figure.value for figure in inside(study(), "claim", "claim_type").row.companions}
    assert found["scott_pi"] == pytest.approx((1 / 2 - 10 / 16) / (6 / 16))
    finishes("Cyd", "1")
    assert "scott_pi" not in {f.coefficient for f in inside(study(), "claim", "claim_type").row.companions}


@pytest.mark.parametrize("level", ["nominal", "ordinal"])
def test_the_value_of_a_sample_is_the_figure_of_what_was_drawn(level: str) -> None:
    """One formula: drawing groups with weights is the same as writing them down that often."""
    dice = np.random.default_rng(5)
    codes, group = dice.integers(-1, 4, size=(60, 2)), np.repeat(np.arange(12), 5)
    values = sampled_values(grouped(codes, group, 12, 4, level))
    for weights in next(iter(draws(12, 5, 1))):
        drawn = np.concatenate([codes[group == place] for place in np.repeat(np.arange(12), weights.astype(int))])
        sums = unit_sums(Ratings(drawn, tuple("abcd")), level)
        for name, sampled in values(weights[None, :]).items():
            entry = next(coefficient for coefficient in COEFFICIENTS if coefficient.name == name)
            assert sampled[0] == pytest.approx(figure_of(entry, sums).value, abs=1e-9), name


def test_long_lists_of_labels_are_drawn_without_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = np.random.default_rng(6)
    codes, group = dice.integers(-1, 40, size=(60, 3)), np.repeat(np.arange(12), 5)
    weights = next(iter(draws(12, 5, 1)))
    usual = sampled_values(grouped(codes, group, 12, 40), [ADDED])(weights)["lambda_r"]
    monkeypatch.setattr("annotations.agreement.sampled_sums._CELLS", 10)
    assert np.allclose(sampled_values(grouped(codes, group, 12, 40), [ADDED])(weights)["lambda_r"], usual)


def test_every_entry_says_what_people_need_and_no_name_is_used_twice() -> None:
    everything = (*COEFFICIENTS, *OF_ANNOTATORS, *OF_PLACES)
    names = [coefficient.name for coefficient in everything]
    assert len(set(names)) == len(names)
    for coefficient in everything:
        assert coefficient.title
        assert coefficient.levels
        assert coefficient.definition.endswith(".")


def test_perreault_and_leigh_of_two_annotators() -> None:
    given = ratings([["a", "a"]] * 9 + [["a", "b"]], list("abcde"))
    assert one_by_one.perreault_leigh(given).value == pytest.approx(math.sqrt((0.9 - 0.2) * 5 / 4))
    apart = ratings([["a", "b"], ["b", "a"], ["a", "a"], ["a", "b"]], ["a", "b"])
    assert one_by_one.perreault_leigh(apart).value == 0.0


def test_weighted_fleiss_of_two_annotators_without_gaps_by_hand() -> None:
    given = ratings([[1, 1], [1, 2], [2, 3], [3, 3]], [1, 2, 3])
    shares, credit = np.array([3, 2, 3]) / 8, np.array([[1, 0.75, 0], [0.75, 1, 0.75], [0, 0.75, 1]])
    chance = shares @ credit @ shares
    assert one_by_one.weighted_fleiss_kappa(given).value == pytest.approx((3.5 / 4 - chance) / (1 - chance))
    assert one_by_one.weighted_fleiss_kappa(given, "nominal").value == one_by_one.fleiss_kappa(given).value
