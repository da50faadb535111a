"""Whom or what a claim is about, and where nothing is proposed."""

import pytest

NAMES = {
    "Ana Ruiz": "PERSON",
    "Omar Lind": "PERSON",
    "Lind": "PERSON",
    "Harbour Council": "ORG",
    "Peru": "GPE",
    "Norway": "GPE",
    "Ghana": "GPE",
    "Norwegian": "NORP",
    "Lima": "GPE",
}


@pytest.fixture
def targets(find):
    """Return a function from an article to its claims' targets: words, those of a claim behind a sign, or nothing."""

    def found(text: str) -> list[str]:
        links = [one.links.get("mentioned") for one in find(text, NAMES)]
        return [("→ " if link.layer == "claim" else "") + link.text if link else "" for link in links]

    return found


@pytest.mark.parametrize(
    ("clause", "target"),
    [
        ("Norway closes the locks", "Norway"),
        ("the government of Norway hides the books", "Norway"),
        ("Norwegian pilots steer the ships", "Norwegian"),
        ("the toll will fall in Norway", "the toll"),
        ("the price of the locks has risen since the summer", "the price of the locks"),
        ("the pilots, who were asked by Norway, may strike", "the pilots"),
        ("in 2019 some 40 ships were towed to Norway", "ships"),
        ("at least 40 ships have left", "ships"),
        ("70% of the ships are rusty", "the ships"),
        ("there is no proof of damage", "proof of damage"),
        ("there is no dispute between Ghana and the pilots", "Ghana"),
        ("if the ice melts, the locks will open", "the locks"),
        ("it is important that the locks are kept open", "the locks"),
        ("the works have been stopped for a month", "the works"),
    ],
)
def test_the_subject_is_the_target(targets, clause: str, target: str) -> None:
    assert targets(f"Ana Ruiz said that {clause}.") == [target]


@pytest.mark.parametrize(
    ("clause", "target"),
    [
        ("Peru has no quarrel with Norway after the storms in Ghana", "Norway"),
        ("her country will not sell ships to Norway", "Norway"),
        ("her government will ask for an inspection of the locks", "inspection of the locks"),
        ("she could share the charts with pilots such as those in Ghana", "the charts"),
        ("Peru is a country of pilots", "Peru"),
    ],
)
def test_the_speakers_own_side_is_not_the_target_but_what_it_acts_on(targets, clause: str, target: str) -> None:
    assert targets(f"The president of Peru, Ana Ruiz, said that {clause}.") == [target]


@pytest.mark.parametrize(
    "said", ["What we see is a disgrace", "Everybody knows the way home", "It rained where it never rains"]
)
def test_nothing_is_proposed_where_the_words_name_nobody(targets, said: str) -> None:
    assert targets(f"Ghana and Norway sat down.\n\n“{said},” said Ana Ruiz.") == [""]


def test_a_pronoun_means_the_party_that_was_spoken_of_before(targets) -> None:
    text = "“Norway has closed the locks. They have kept the keys for themselves,” said Ana Ruiz."
    assert targets(text) == ["Norway", "Norway"]


def test_you_is_who_is_spoken_to(targets) -> None:
    assert targets("“You have kept your word to the pilots,” Ana Ruiz told Omar Lind.") == ["Omar Lind"]


def test_a_description_means_the_person(targets) -> None:
    text = "The minister, Omar Lind, met the pilots. Ana Ruiz said that the minister signed an empty paper."
    assert targets(text)[-1] == "Omar Lind"


def test_whoever_is_blamed_is_the_target_by_name_rather_than_by_nation(targets) -> None:
    assert targets("Peru accused the Norwegian firm Harbour Council on Friday of hiding the keys.") == [
        "Harbour Council"
    ]


@pytest.mark.parametrize(
    "answer",
    [
        "Norway rejected the accusation.",
        "Norway was surprised, and Omar Lind said he does not understand these “baseless” allegations.",
        "“This is a tale for children,” Omar Lind replied.",
        "“Nobody hides a key,” replied Omar Lind.",
    ],
)
def test_an_answer_is_about_the_accusation(targets, answer: str) -> None:
    text = f"Ana Ruiz accused Norway of hiding the keys. She said the locks are shut.\n\n{answer}"
    assert targets(text)[-1] in ("→ hiding the keys", "→ the locks are shut")


def test_a_denial_of_an_accusation_goes_past_what_was_said_since(targets) -> None:
    text = "Ana Ruiz accused Norway of hiding the keys. She said the locks are shut.\n\nNorway rejected the accusation."
    assert targets(text)[-1] == "→ hiding the keys"


def test_an_offer_that_is_called_something_is_the_claim_in_which_it_was_made(targets) -> None:
    text = "Ana Ruiz said the ships may use the quay of Lima. Omar Lind called the offer “small, but kind”."
    assert targets(text)[-1] == "→ the ships may use the quay of Lima"


def test_a_claim_without_a_subject_is_about_the_one_in_front_of_it(targets) -> None:
    text = "Omar Lind greeted the mayor, Ana Ruiz, who according to him has never seen the locks."
    assert targets(text)[-1] == "Ana Ruiz"
    assert targets("Norway, whose coast is long, does not charge the ships, according to Omar Lind.") == ["Norway"]


@pytest.mark.parametrize(
    ("speaker", "own"),
    [("The Finnish minister", "Finland"), ("Valletta", "Maltese ships"), ("The Peruvian envoy", "Lima")],
)
def test_a_people_and_a_capital_are_of_the_side_of_their_country(find, speaker: str, own: str) -> None:
    names = {"Finnish": "NORP", "Finland": "GPE", "Valletta": "GPE", "Maltese": "NORP", "Peruvian": "NORP"}
    (claim,) = find(f"{speaker} said that {own} will not sell a single chart to Ghana.", NAMES | names)
    assert claim.links["mentioned"].text == "Ghana"


def test_a_denial_is_of_what_was_said_about_its_speakers_side(targets) -> None:
    text = (
        "Ana Ruiz said that Norway closed the locks. She said that Ghana sells charts.\n\n"
        "“Nobody has closed anything,” the Norwegian envoy, Omar Lind, replied."
    )
    assert targets(text)[-1] == "→ Norway closed the locks"


def test_a_warning_is_what_was_warned_of(targets) -> None:
    text = "Ana Ruiz warned that the gates are rusty and said that the toll will fall. Omar Lind dismissed the warning."
    assert targets(text)[-1] == "→ the gates are rusty"


def test_what_is_promised_to_be_done_is_about_its_object_and_not_its_place(targets) -> None:
    assert targets("Ana Ruiz promised to lower the toll of the locks.") == ["the toll of the locks"]
    assert targets("Ana Ruiz agreed to meet again in Lima in the autumn.") == [""]
