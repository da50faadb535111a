"""Scores of names: the measured share of suggestions with the same label and evidence that were right."""

import json

import pytest

from annotations.highlight.pipeline_choice import RULES, SPANISH, Choice
from annotations.highlight.pipelines import load_pipeline
from annotations.highlight.scoring import ANY, TABLE, performance_of_rules, scorer
from annotations.highlight.spans import LABELS
from annotations.resources import resource

TEXT = (
    "On Monday Colombian Defense Minister Diego Molano met officials of the World Bank and of Quorvath Industries in "
    "Lima, and paid about $3 million for 12 boats. Molano left for Zhubrovka."
)


@pytest.fixture(scope="module")
def table():
    """Return the table of the default pipeline, by label and evidence."""
    return json.loads(resource("pipelines", "claimdesk-en", "meta.json").read_text())["performance"][TABLE]


@pytest.fixture
def measured(tiny):
    """Return a function that gives the small pipeline figures of its own."""

    def measured(performance):
        meta = json.loads((tiny / "meta.json").read_text())
        (tiny / "meta.json").write_text(json.dumps({**meta, "performance": performance}))
        return str(tiny)

    return measured


def scores(found, text):
    return {text[one.start : one.end]: one.score for one in found}


def test_every_name_of_the_default_pipeline_has_the_share_of_its_label_and_evidence(trained, table):
    found = trained.highlight(TEXT)
    assert len(found) >= 8
    for one in found:
        row = table[one.label].get(one.source) or table[one.label][ANY]
        assert one.score == pytest.approx(row["p"], abs=0.001)
        assert 0 < one.score < 1


def test_the_source_tells_which_parts_proposed_a_name(trained):
    sources = {TEXT[one.start : one.end]: set(one.source.split("+")) for one in trained.highlight(TEXT)}
    assert sources["Monday"] == {"quantities"}
    assert {"list", "model", "known words"} <= sources["World Bank"]
    assert {"titled", "model"} <= sources["Diego Molano"]
    assert "repeats" in sources["Molano"]
    assert "repeats" not in sources["Lima"]


def test_what_the_lists_know_is_surer_than_what_only_the_model_says(trained):
    found = scores(trained.highlight(TEXT), TEXT)
    assert found["World Bank"] > found["Quorvath Industries"]
    assert found["Lima"] > found["Zhubrovka"]


def test_rows_say_what_they_were_counted_from_and_few_cases_are_drawn_to_their_label(table):
    assert set(LABELS) == set(table)
    for rows in table.values():
        usual = rows[ANY]["p"]
        for source, row in rows.items():
            assert 0 <= row["right"] <= row["found"]
            share = row["right"] / row["found"]
            if source != ANY:
                assert min(share, usual) - 0.001 <= row["p"] <= max(share, usual) + 0.001


@pytest.mark.parametrize(("name", "language"), [(RULES, "en"), (SPANISH, "es")])
def test_the_rules_alone_have_one_share_for_each_label(name, language):
    figures = performance_of_rules(language)[TABLE]
    text = TEXT if language == "en" else "El ministro Diego Molano viajó a Lima el lunes con 12 barcos peruanos."
    found = load_pipeline(name).highlight(text)
    assert len(found) >= 4
    assert {one.score for one in found} == {round(figures[one.label][ANY]["p"], 3) for one in found}
    assert len({one.score for one in found}) > 2


def test_another_pipeline_has_its_own_precision_also_of_labels_that_are_mapped(measured):
    folder = measured({"ents_p": 0.5, "ents_per_type": {"GPE": {"p": 0.9, "r": 0.1, "f": 0.2}, "PER": {"p": 0.25}}})
    text = "Ana and Bolt left Peru."
    assert scores(load_pipeline(folder).highlight(text), text) == {"Ana": None, "Bolt": 0.25, "Peru": 0.9}


@pytest.mark.parametrize(
    "performance", [{}, {"ents_per_type": None}, {"ents_per_type": {"GPE": 0.9}}, {"ents_per_type": {"GPE": {"p": 90}}}]
)
def test_figures_that_are_missing_or_no_shares_give_no_score(measured, performance):
    text = "Now Peru"
    assert scores(load_pipeline(measured(performance)).highlight(text), text) == {"Peru": None}


def test_numbers_that_are_added_have_the_figures_of_our_rules(tiny):
    text = "Peru sold 12 boats."
    found = scores(load_pipeline(Choice(str(tiny), (), numbers=True)).highlight(text), text)
    assert found == {"Peru": None, "12": round(performance_of_rules("en")[TABLE]["CARDINAL"][ANY]["p"], 3)}


def test_numbers_of_a_language_without_figures_have_no_score():
    assert scorer({}, "fr")("CARDINAL", "CARDINAL", "quantities") is None
    assert scorer({}, "")("CARDINAL", "CARDINAL", "quantities") is None
    assert scorer({}, "en")("CARDINAL", "CARDINAL", "quantities") is not None


def test_evidence_that_was_never_counted_has_the_share_of_its_label(table):
    score = scorer({TABLE: table}, "en")
    assert score("GPE", "GPE", "never+seen") == round(table["GPE"][ANY]["p"], 3)
    assert score("LANGUAGE", "LANGUAGE", "model") is None


def test_a_worker_hands_scores_on(trained):
    from annotations.highlight.worker import highlight_texts

    (result,) = highlight_texts(RULES, [("a", "Diego Molano left Peru.")])
    assert [one.score is not None for one in result.suggestions if one.layer == "entity"] == [True, True]
