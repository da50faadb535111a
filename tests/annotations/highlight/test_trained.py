"""The default pipeline: a trained model that knows names from what stands around them, with the rules around it."""

import subprocess
import sys

import pytest

from annotations.highlight.pipeline_choice import DEFAULT
from annotations.resources import resource

FOLDER = resource("pipelines", DEFAULT)
MOST_BYTES = 12_000_000


@pytest.fixture(scope="module")
def found(trained):
    """Return a function from a text to the pairs of quote and label that the default pipeline finds in it."""
    return lambda text: [(text[each.start : each.end], each.label) for each in trained.highlight(text)]


def test_it_is_a_spacy_pipeline_that_anyone_can_load_where_the_package_is_installed(tmp_path):
    script = f"import spacy; doc = spacy.load({str(FOLDER)!r})('She left Peru.'); print(doc.ents[0].label_)"
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["GPE"]


def test_it_fits_on_twelve_megabytes_with_its_licence_and_attribution():
    assert sum(file.stat().st_size for file in FOLDER.rglob("*")) < MOST_BYTES
    assert "Attribution-ShareAlike 4.0" in (FOLDER / "LICENSE.txt").read_text(encoding="utf-8")
    assert "Re-DocRED" in (FOLDER / "ATTRIBUTION.md").read_text(encoding="utf-8")


def test_people_are_found_whose_names_stand_in_no_list(found):
    text = "The inquiry was led by Quorvath Dremmelin, who had never met the engineer Tzilla Ombrossek."
    assert found(text) == [("Quorvath Dremmelin", "PERSON"), ("Tzilla Ombrossek", "PERSON")]


def test_a_name_that_could_be_a_place_is_what_its_sentence_makes_it(found):
    assert ("Jordan", "GPE") in found("The refugees crossed from Syria into Jordan on foot.")
    assert ("Michael Jordan", "PERSON") in found("The trophy was handed over by Michael Jordan, who smiled.")


def test_numbers_and_dates_are_found_by_the_rules(found):
    text = "On May 2 at least 12 boats, worth $3 million, left Lisbon; about 8% came back."
    assert {"DATE", "CARDINAL", "MONEY", "PERCENT"} <= {label for _, label in found(text)}


def test_an_event_that_holds_a_year_is_one_name(found):
    assert ("2016 Summer Olympics", "EVENT") in found("She won two medals at the 2016 Summer Olympics in Rio.")


def test_a_surname_alone_is_the_person_named_before(found):
    text = "Solveig Dahl arrived in Oslo. Nobody had expected Dahl, and Dahl said nothing."
    assert [pair for pair in found(text) if "Dahl" in pair[0]] == [("Solveig Dahl", "PERSON"), ("Dahl", "PERSON")] + [
        ("Dahl", "PERSON")
    ]


def test_an_article_without_a_word_has_no_names(found):
    assert found("") == []
    assert found("\n \n") == []


def test_a_pipeline_that_is_kept_and_read_again_finds_the_same(tmp_path, trained):
    import spacy

    text = "Colombian officials met Diego Molano of the World Bank in Lima on Monday."
    nlp = spacy.load(FOLDER)
    nlp.to_disk(tmp_path / "again")
    again = spacy.load(tmp_path / "again")
    assert [(ent.text, ent.label_) for ent in again(text).ents] == [(ent.text, ent.label_) for ent in nlp(text).ents]
    assert len(nlp(text).ents) >= 4


def test_a_surname_that_is_a_citys_name_is_the_persons_unless_the_sentence_says_where(found):
    text = "Valeska Paris gave evidence. Later Paris left the court. She has lived in Paris since."
    assert [pair for pair in found(text) if "Paris" in pair[0]] == [
        ("Valeska Paris", "PERSON"), ("Paris", "PERSON"), ("Paris", "GPE"),
    ]  # fmt: skip


def test_countries_are_found_in_a_headline_of_capitals(found):
    assert {("UKRAINE", "GPE"), ("CRIMEA", "GPE")} <= set(found("PUTIN SAYS UKRAINE MUST RECOGNISE CRIMEA AS RUSSIAN"))
