"""Who says it: pronouns, descriptions, bodies, passives, and those who stay anonymous."""

import pytest

NAMES = {
    "Ana Ruiz": "PERSON",
    "Ruiz": "PERSON",
    "Omar Lind": "PERSON",
    "Deep Keel": "PERSON",  # a firm, taken for a person
    "Harbour Council": "ORG",
    "Council": "ORG",
    "Peru": "GPE",
    "Peruvian": "NORP",
    "Norway": "GPE",
    "Lima": "GPE",
}


@pytest.fixture
def speakers(find):
    """Return a function from an article to the speakers of its claims, in order."""
    return lambda text: [one.links["speaker"].text for one in find(text, NAMES)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Norway was accused by Peru on Monday of closing the locks.", "Peru"),
        ("The pilots were accused in May by the Harbour Council of cutting the nets.", "Harbour Council"),
        ("The pilots were accused in May by the fishermen of Lima of cutting the nets.", "the fishermen of Lima"),
        ("The pilots have been accused of cutting the nets.", "UNNAMED"),
    ],
)
def test_whoever_accuses_stands_behind_the_by_of_a_passive(speakers, text: str, speaker: str) -> None:
    assert speakers(text) == [speaker]


def test_according_to_her_means_who_has_spoken(speakers) -> None:
    text = "Ana Ruiz said that the locks are shut because according to her, the ice broke the gates."
    assert speakers(text) == ["Ana Ruiz", "Ana Ruiz"]


def test_who_according_to_him_means_who_has_spoken(speakers) -> None:
    text = "Omar Lind said that the locks are shut. He thanked Ana Ruiz, who according to him has saved the bridge."
    assert speakers(text)[-1] == "Omar Lind"


def test_a_firm_that_was_taken_for_a_person_is_it(speakers) -> None:
    text = (
        "Ana Ruiz said that the keel is cracked. The shipping company Deep Keel, which built it, has another number: "
        "it says that the steel was tested twice.\n\nThe firm, based in Lima, explained that the tests are public."
    )
    assert speakers(text) == ["Ana Ruiz", "Deep Keel", "Deep Keel"]


def test_what_said_it_is_no_person(speakers) -> None:
    text = "The owner, Deep Keel, said it was sorry for the crew. The company insisted that the radio had worked."
    assert speakers(text) == ["Deep Keel", "Deep Keel"]


def test_a_leader_of_a_land_is_the_person_of_that_land(speakers) -> None:
    text = (
        "The Peruvian minister, Ana Ruiz, and the envoy of Norway, Omar Lind, met. Lind said that all is shut.\n\n"
        "The Peruvian leader replied that the gates were open."
    )
    assert speakers(text)[-1] == "Ana Ruiz"


def test_a_verb_without_a_subject_has_the_one_of_the_sentence_before(speakers) -> None:
    text = (
        "Omar Lind said that the locks are shut.\n\nAna Ruiz also thanked the pilots. “They lent us two boats,” added."
    )
    assert speakers(text)[-1] == "Ana Ruiz"


def test_a_note_is_not_whoever_has_spoken_before(speakers) -> None:
    text = "The Harbour Council said that the ice is thick.\n\nThe embassy of Peru, through a note, rejected the plan."
    assert speakers(text)[-1] != "Harbour Council"


def test_several_of_a_kind_stay_unnamed_though_their_name_holds_another(speakers) -> None:
    text = "The Council met. Several council members have pointed out that the gates were left open."
    assert speakers(text) == ["UNNAMED"]


def test_a_verb_behind_when_has_its_own_subject(speakers) -> None:
    text = "Omar Lind said that the ice is thick at a time when Ana Ruiz warned that the pilots may leave."
    assert speakers(text)[-1] == "Ana Ruiz"


def test_an_agency_that_quotes_a_quotation_is_left_out_of_it(find) -> None:
    text = "Ana Ruiz said that Peru will keep the locks open “with both hands and no conditions,” Omar Lind quoted."
    found = find(text, {})
    assert text[found[0].start : found[0].end].startswith("Peru will keep")
    assert "quoted" not in text[found[0].start : found[0].end]


def test_he_is_who_has_spoken_though_he_has_no_name(speakers) -> None:
    text = (
        "Ana Ruiz accused the council of hiding the keys. A government spokesman said that the keys are safe. "
        "“Nobody has lost a key,” he told reporters."
    )
    assert speakers(text)[-1] == "A government spokesman"


def test_the_ministry_is_no_party_that_has_spoken_before(speakers) -> None:
    text = "The Harbour Council said that the ice is thick. The ministry said on Monday that the ice is thin."
    assert speakers(text) == ["Harbour Council", "The ministry"]
    text = "The Harbour Council said that the ice is thick. Peru said that it is not. The council said it was dry."
    assert speakers(text)[-1] == "Harbour Council"


def test_an_aside_about_the_speaker_is_passed_over(speakers) -> None:
    text = "The pilots went home. Ana Ruiz, who greeted the friends of Omar Lind, warned that the ice is thin."
    assert speakers(text) == ["Ana Ruiz"]


def test_for_an_analyst_it_is_so(speakers) -> None:
    assert speakers("For the analyst Omar Lind, the agreement is a gift with a bill attached.") == ["Omar Lind"]
    assert speakers("For the last time, the agreement is on the table.") == ["AUTHOR"]
