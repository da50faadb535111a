"""Names that belong together in an article are proposed as one person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.highlight.people import full_names, with_full_names
from annotations.model import Suggestion
from annotations.scheme import FULL_NAME


def test_a_surname_belongs_to_the_full_name():
    assert full_names(["Ivan Duque", "Duque", "Marta Solheim"]) == {"Duque": "Ivan Duque"}


def test_a_misspelt_surname_belongs_to_the_full_name():
    assert full_names(["Ivan Duque", "Duque", "Duke"]) == {"Duque": "Ivan Duque", "Duke": "Ivan Duque"}


def test_accents_make_no_other_person():
    assert full_names(["Iván Márquez", "Marquez"]) == {"Marquez": "Iván Márquez"}


def test_a_shorter_full_name_belongs_to_the_longer():
    assert full_names(["Juan Manuel Santos", "Juan Santos", "Santos"]) == {
        "Juan Santos": "Juan Manuel Santos", "Santos": "Juan Manuel Santos",
    }  # fmt: skip


def test_two_people_with_one_surname_are_not_told_apart_by_it():
    assert full_names(["Marta Solheim", "Nils Solheim", "Solheim"]) == {}


def test_a_first_name_alone_belongs_to_nobody():
    assert full_names(["Marta Solheim", "Marta"]) == {}


def test_surnames_that_sound_alike_with_other_first_names_are_two_people():
    assert full_names(["Ana Meier", "Rolf Mayer"]) == {}


def test_the_rarer_spelling_of_a_full_name_belongs_to_the_other():
    assert full_names(["Ivan Duque", "Ivan Duque", "Ivan Duke"]) == {"Ivan Duke": "Ivan Duque"}


def test_only_people_get_a_full_name():
    text = "Ivan Duque met Duque in Duque."
    found = [
        Suggestion("entity", 0, 10, "PERSON"),
        Suggestion("entity", 15, 20, "PERSON"),
        Suggestion("entity", 24, 29, "GPE"),
    ]
    assert [one.fields.get(FULL_NAME) for one in with_full_names(text, found)] == [None, "Ivan Duque", None]


@given(st.lists(st.lists(st.sampled_from(["Ana", "Iván", "Duque", "Duke", "Ruiz", "de"]), min_size=1, max_size=4)))
def test_a_full_name_is_in_the_article_and_no_part_itself(parts):
    quotes = [" ".join(words) for words in parts]
    found = full_names(quotes)
    assert set(found) <= set(quotes)
    assert set(found.values()) <= set(quotes)
    assert all(name != whole for name, whole in found.items())


@pytest.mark.parametrize(
    "part", ["De la Rosa", "la Rosa", "Rosa", "Rosa Díaz", "De la Rosa Díaz", "Ana de la Rosa", "Ana Rosa"]
)
def test_two_surnames_and_their_particles_are_parts_of_the_name(part):
    assert full_names(["Ana María de la Rosa Díaz", part, "Per Moe"]) == {part: "Ana María de la Rosa Díaz"}


def test_letters_in_brackets_are_short_for_the_name_before_them():
    text = "The Harbour Workers Union (HWU) met the Coast Guard. HWU left."
    quotes = [("Harbour Workers Union", 4), ("HWU", 27), ("Coast Guard", 40), ("HWU", 53)]
    found = with_full_names(text, [Suggestion("entity", at, at + len(quote), "ORG") for quote, at in quotes])
    assert [one.fields.get("full name") for one in found] == [
        None,
        "Harbour Workers Union",
        None,
        "Harbour Workers Union",
    ]
