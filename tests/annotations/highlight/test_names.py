"""What the word lists and the rules for people and bodies find in sentences."""

import pytest

FOUND = {
    "The ministers of Peru and Chile met in Lima.": [("Peru", "GPE"), ("Chile", "GPE"), ("Lima", "GPE")],
    "Bolivian and Peruvian growers, mostly Catholics.": [
        ("Bolivian", "NORP"),
        ("Peruvian", "NORP"),
        ("Catholics", "NORP"),
    ],
    "A ship crossed the Baltic Sea and the Strait of Hormuz.": [("Baltic Sea", "LOC"), ("Strait of Hormuz", "LOC")],
    "Boats sank on Lake Wakatipu near Mount Aspiring.": [("Lake Wakatipu", "LOC"), ("Mount Aspiring", "LOC")],
    "The World Bank and the IMF objected.": [("World Bank", "ORG"), ("IMF", "ORG")],
    "The Ministry of Public Works of Ecuador replied.": [("Ministry of Public Works of Ecuador", "ORG")],
    "She went to the Greek Embassy, not the Greek consulate.": [("Greek Embassy", "ORG"), ("Greek", "NORP")],
    "The Committee on Rural Affairs met Okonjo Industries.": [
        ("Committee on Rural Affairs", "ORG"),
        ("Okonjo Industries", "ORG"),
    ],
    "Since the Korean War and the Battle of Junín, little changed.": [
        ("Korean War", "EVENT"),
        ("Battle of Junín", "EVENT"),
    ],
    "They lost the 1998 Harbour Cup.": [("1998 Harbour Cup", "EVENT")],
    "Police searched Zoba Province again.": [("Zoba Province", "GPE")],
    "Foreign Minister Ilse Vantongeren resigned.": [("Ilse Vantongeren", "PERSON")],
    "A spokesman, Piet Okereke, agreed with Maria dos Anjos.": [
        ("Piet Okereke", "PERSON"),
        ("Maria dos Anjos", "PERSON"),
    ],
    "Xi Jinping and Omar al-Amin met Billie Jean King.": [
        ("Xi Jinping", "PERSON"),
        ("Omar al-Amin", "PERSON"),
        ("Jean King", "PERSON"),
    ],
    "Zdenka Brzak said nothing.": [("Zdenka Brzak", "PERSON")],
    "Zdenka Brzak, 61, left.": [("Zdenka Brzak", "PERSON"), ("61", "CARDINAL")],
    "Zdenka Brzak, the island's new governor, left.": [("Zdenka Brzak", "PERSON")],
}


@pytest.mark.parametrize("text", FOUND)
def test_names_are_found_with_their_labels(highlight, text):
    assert highlight(text) == FOUND[text]


def test_possessives_and_articles_stay_outside(highlight):
    text = "Peru's port, Peru’s port, the Peruvians’ port and the Netherlands."
    assert [quote for quote, _ in highlight(text)] == ["Peru", "Peru", "Peruvians", "Netherlands"]


def test_names_are_found_with_either_apostrophe_and_without_accents(highlight):
    text = "From N'Djamena or N’Djamena to São Paulo or Sao Paulo."
    assert [quote for quote, _ in highlight(text)] == ["N'Djamena", "N’Djamena", "São Paulo", "Sao Paulo"]


def test_the_longest_name_wins(highlight):
    assert highlight("The Bank of England and the Jordan River.") == [
        ("Bank of England", "ORG"),
        ("Jordan River", "LOC"),
    ]


def test_a_person_with_the_name_of_a_country_is_a_person(highlight):
    assert highlight("Michael Jordan flew to Jordan.") == [("Michael Jordan", "PERSON"), ("Jordan", "GPE")]


def test_some_names_are_names_only_after_an_article(highlight):
    assert highlight("He went west. A guardian of the West read the Guardian.") == [
        ("West", "LOC"),
        ("Guardian", "ORG"),
    ]


def test_a_city_inside_a_longer_unknown_name_is_not_marked(highlight):
    assert highlight("She reads the Toulouse Gazette in Toulouse.") == [("Toulouse", "GPE")]


def test_surnames_and_full_names_are_found_again(highlight):
    text = "“Never,” Okereke wrote. Minister Piet Okereke was tired. Mr. Okereke’s staff knew Okereke."
    assert [quote for quote, _ in highlight(text)] == ["Okereke", "Piet Okereke", "Okereke", "Okereke"]


def test_a_name_that_begins_a_longer_one_is_found_at_the_end_of_the_text(highlight):
    text = "Later we found Minister Piet Okereke Zuma dancing behind Minister Piet Okereke"
    assert [quote for quote, _ in highlight(text)] == ["Piet Okereke Zuma", "Piet Okereke"]


def test_east_asian_family_names_are_found_again(highlight):
    assert [quote for quote, _ in highlight("Deng Weimin spoke first. Then Deng left.")] == ["Deng Weimin", "Deng"]


def test_a_surname_that_is_a_city_is_a_person_in_its_article(highlight):
    assert highlight("Bob Leeds resigned. Leeds was tired.") == [("Bob Leeds", "PERSON"), ("Leeds", "PERSON")]
    assert highlight("Bob resigned. Leeds was tired.") == [("Leeds", "GPE")]


def test_acronyms_in_brackets_take_the_label_of_what_they_stand_for(highlight):
    text = "The Centre for Lunar and Tidal Studies (CLTS) is new. CLTS is small."
    assert highlight(text) == [("Centre for Lunar and Tidal Studies", "ORG"), ("CLTS", "ORG"), ("CLTS", "ORG")]


def test_other_words_in_brackets_are_no_acronyms(highlight):
    assert highlight("The lake (LARGE and cold) froze.") == []


def test_headlines_in_capitals_are_read(highlight):
    text = "MINISTER PIET OKEREKE TELLS PERU TO LEAVE NATO\n\nPiet Okereke said so."
    assert highlight(text) == [
        ("PIET OKEREKE", "PERSON"),
        ("PERU", "GPE"),
        ("NATO", "ORG"),
        ("Piet Okereke", "PERSON"),
    ]


def test_headlines_in_title_case_do_not_make_people_of_every_word(highlight):
    text = "President Okereke Rejects Peruvian Offer Before Summit"
    assert highlight(text) == [("Peruvian", "NORP")]


def test_words_glued_by_a_scraper_are_split(highlight):
    text = "Bulgariawithout Greece failed.Okereke left countriesPeru. Minister Piet Okereke lost PeruThe end."
    assert [quote for quote, _ in highlight(text)] == ["Bulgaria", "Greece", "Okereke", "Peru", "Piet Okereke", "Peru"]


def test_names_do_not_run_over_a_line_end(highlight):
    assert highlight("Said Piet\nPeru") == [("Peru", "GPE")]


def test_emoji_before_a_name_do_not_move_it(highlight):
    assert highlight("😀👩‍👩‍👧 Ilse Vantongeren said 😀 Peru lost.") == [
        ("Ilse Vantongeren", "PERSON"),
        ("Peru", "GPE"),
    ]


def test_may_is_a_month_a_name_or_a_word(highlight):
    text = "They may go in May. Theresa May knew. May said no."
    assert highlight(text) == [("May", "DATE"), ("Theresa May", "PERSON"), ("May", "PERSON")]
