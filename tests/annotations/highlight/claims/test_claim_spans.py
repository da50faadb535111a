"""Where a claim begins and ends, and what is not a claim."""

import pytest

from tests.annotations.highlight.claims.reading import seen, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“The other two,” Ana Ruiz said, “went to a quay that no longer stands.”", 1),
        ("“I think,” Ana Ruiz said, “the locks are open to everybody.”", 1),
        ("“The locks are open,” Ana Ruiz said, “and the toll will fall in spring.”", 2),
        ("“The locks are open to all,” Ana Ruiz said. “The toll will fall in spring.”", 2),
    ],
)
def test_a_sentence_in_two_quotations_is_one_claim_when_neither_half_stands_alone(text: str, words: int) -> None:
    assert len(words_of(text)) == words


def test_a_broken_sentence_runs_from_its_first_half_to_its_last() -> None:
    (found,) = seen("“The other two,” Ana Ruiz said, “went to a quay that no longer stands.”")
    assert found.words == "The other two,” Ana Ruiz said, “went to a quay that no longer stands"
    assert found.quote == "direct"


def test_short_sentences_of_a_quotation_and_those_without_a_verb_stay_with_their_neighbours() -> None:
    assert len(words_of("“The log is public. Anybody can read it,” said Ana Ruiz.")) == 1
    assert len(words_of("“It is a town of lights upon the sea. A town without an owner,” said Ana Ruiz.")) == 1


HEADLINE = "\n\nThe pilots went home late."


@pytest.mark.parametrize(
    ("headline", "found"),
    [
        ("Ana Ruiz says that the locks are open", ["the locks are open"]),
        ("Norway asks Peru for the keys of the locks", []),
        ("The war over the locks has left a crisis that nobody has seen since 1990", []),
    ],
)
def test_a_headline_has_a_claim_when_somebody_says_something_in_it(headline: str, found: list[str]) -> None:
    assert words_of(headline + HEADLINE) == found


def test_without_that_and_that_adds_a_claim_too() -> None:
    assert words_of("Ana Ruiz said the locks are open and that the toll may fall.") == [
        "the locks are open",
        "the toll may fall",
    ]


def test_a_denial_holds_what_it_calls_the_denied() -> None:
    found = words_of("Norway rejected the charge, which it described as “the arithmetic of a bad winter”.")
    assert found == ["Norway rejected the charge, which it described as “the arithmetic of a bad winter”"]


def test_a_denial_begins_before_an_aside_about_its_speaker() -> None:
    (found,) = words_of("The firm Deep Keel, which builds the gates, also denied that there is an error.")
    assert found.startswith("The firm Deep Keel")


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz was asked about the locks of the old canal.",
        "Ana Ruiz did not say whether the locks are open.",
    ],
)
def test_what_is_left_open_is_no_claim(text: str) -> None:
    assert words_of(text) == []


def test_calls_from_somewhere_are_no_verb() -> None:
    found = words_of("Norway was accused by Peru of ignoring three distress calls from a ship that sank at sea.")
    assert found == ["ignoring three distress calls from a ship that sank at sea"]


def test_what_is_said_goes_on_after_and_has() -> None:
    text = "Ana Ruiz insisted, in the middle of a talk with a paper, that Peru keeps its word and has offered help."
    assert words_of(text) == ["Peru keeps its word and has offered help"]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("It is believed that the locks will take four years.", "probable"),
        ("Ana Ruiz said she does not rule out closing the locks.", "possible"),
    ],
)
def test_the_words_of_reporting_tell_how_sure_it_is(text: str, certainty: str) -> None:
    assert [one.certainty for one in seen(text)] == [certainty]


def test_a_sentence_around_he_said_is_one_claim() -> None:
    assert words_of("Peru, Ana Ruiz argued, needs the locks more than Norway does.") == [
        "Peru, Ana Ruiz argued, needs the locks more than Norway does"
    ]
    assert words_of("The locks are open, Ana Ruiz argued, while the pilots were asleep.") == ["The locks are open"]
