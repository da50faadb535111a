"""Claim candidates: which words, whose, about whom, how much of them quoted and how sure."""

import pytest

from annotations.highlight.claims import find_claims
from annotations.model import SuggestedLink, Suggestion
from tests.annotations.highlight.claims.reading import Seen, claims, entities, seen, words_of


@pytest.mark.parametrize(
    ("text", "words", "speaker", "quote"),
    [
        ("“The locks are open to everybody,” said Ana Ruiz.", "The locks are open to everybody", "Ana Ruiz", "direct"),
        ('"The locks are open to everybody," Ana Ruiz said.', "The locks are open to everybody", "Ana Ruiz", "direct"),
        ("«The locks are open to everybody», said Ana Ruiz.", "The locks are open to everybody", "Ana Ruiz", "direct"),
        ("Ana Ruiz said: “The locks are open to everybody.”", "The locks are open to everybody", "Ana Ruiz", "direct"),
        ("Ana Ruiz said that the locks are open.", "the locks are open", "Ana Ruiz", "indirect"),
        ("Ana Ruiz said on Monday that the locks are open.", "the locks are open", "Ana Ruiz", "indirect"),
        ("Ana Ruiz said the locks are open.", "the locks are open", "Ana Ruiz", "indirect"),
        ("The locks are open to everybody, Ana Ruiz said.", "The locks are open to everybody", "Ana Ruiz", "indirect"),
        ("According to Ana Ruiz, the locks are open.", "the locks are open", "Ana Ruiz", "indirect"),
        ("The locks are open to all, according to Ana Ruiz.", "The locks are open to all", "Ana Ruiz", "indirect"),
        ("Ana Ruiz said the locks “may never open” there.", "the locks “may never open” there", "Ana Ruiz", "mixed"),
        ("Ana Ruiz accused Norway of closing the locks.", "closing the locks", "Ana Ruiz", "indirect"),
        ("It is estimated that the locks leak every winter.", "the locks leak every winter", "UNNAMED", "indirect"),
        ("Two pilots who asked not to be named said that the locks leak.", "the locks leak", "UNNAMED", "indirect"),
        ("The strike left 1,900 lorries behind.", "The strike left 1,900 lorries behind", "AUTHOR", "none"),
    ],
)  # fmt: skip
def test_the_words_are_found_with_their_speaker(text: str, words: str, speaker: str, quote: str) -> None:
    found = seen(text) if speaker != "AUTHOR" else _with_number(text)
    assert (words, speaker, quote) in [one[:3] for one in found]
    assert len(found) == 1


def _with_number(text: str) -> list[Seen]:
    number = Suggestion("entity", text.index("1,900"), text.index("1,900") + 5, "CARDINAL")
    found = find_claims(text, [number], language="en")
    return [
        Seen(text[one.start : one.end], one.links["speaker"].text, str(one.fields["quotation"]), "") for one in found
    ]


def test_what_follows_two_verbs_makes_two_claims_of_one_speaker() -> None:
    assert seen("Ana Ruiz said that the locks are open and assured that the toll will fall.") == [
        Seen("the locks are open", "Ana Ruiz", "indirect", "certain"),
        Seen("the toll will fall", "Ana Ruiz", "indirect", "certain"),
    ]


def test_and_that_adds_a_claim() -> None:
    found = seen("Ana Ruiz said that the locks are open to all and that the toll will fall.")
    assert [one.words for one in found] == ["the locks are open to all", "the toll will fall"]


def test_a_bare_denial_is_the_whole_clause_and_points_at_what_is_denied() -> None:
    text = "Ana Ruiz said that Norway closes the locks. Norway denies it."
    said, denied = claims(text)
    assert text[denied.start : denied.end] == "Norway denies it"
    assert denied.links["speaker"].text == "Norway"
    assert denied.links["mentioned"] == SuggestedLink(text[said.start : said.end], "claim", said.start, said.end)


def test_whoever_is_accused_is_the_target() -> None:
    text = "Ana Ruiz accused Norway of closing the locks to Peru."
    (claim,) = claims(text)
    assert claim.links["mentioned"] == SuggestedLink("Norway", "entity", 17, 23)


def test_a_pronoun_means_who_has_spoken() -> None:
    found = seen("Ana Ruiz said that the locks are open.\n\n“The toll will fall soon,” she added.")
    assert [one.speaker for one in found] == ["Ana Ruiz", "Ana Ruiz"]


def test_a_description_means_the_person_of_whom_it_was_said() -> None:
    text = (
        "The Norwegian minister, Omar Lind, met President Ana Ruiz in Lima.\n\n"
        "“The locks are open now,” said the minister.\n\n“The toll will fall soon,” the president answered."
    )
    assert [one.speaker for one in seen(text) if one.quote == "direct"] == ["Omar Lind", "Ana Ruiz"]


def test_the_government_of_a_country_is_the_country() -> None:
    (found,) = claims("The government of Norway announced that the locks are open.")
    assert found.links["speaker"].text == "Norway"


def test_a_speaker_without_a_name_is_given_in_words() -> None:
    (found,) = claims("The rescue services reported that the locks are open.")
    assert found.links["speaker"] == SuggestedLink("The rescue services")


def test_a_name_that_is_no_entity_still_speaks_in_words() -> None:
    (found,) = claims("“The locks are open to everybody,” said the pilot Tuulikki Rautio.")
    assert found.links["speaker"] == SuggestedLink("Tuulikki Rautio")


def test_sentences_of_a_quotation_are_claims_and_short_ones_stay_together() -> None:
    text = "“The locks are open to everybody. Every day. The toll will fall in the spring,” said Ana Ruiz."
    assert [one.words for one in seen(text)] == [
        "The locks are open to everybody. Every day",
        "The toll will fall in the spring",
    ]


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = "“The locks are open,” Ana Ruiz said.\n\n“The toll will fall in the spring.\n\n“And the ships will sail.”"
    assert [one.speaker for one in seen(text)] == ["Ana Ruiz"] * 3


def test_a_quotation_whose_mark_is_lost_ends_before_its_speaker() -> None:
    found = seen("Ana Ruiz lowered the tone. “The locks are open to everybody, she assured to the pilots in the snow.")
    assert found[-1] == Seen("The locks are open to everybody", "Ana Ruiz", "direct", "certain")


def test_a_quotation_inside_another_belongs_to_it() -> None:
    (found,) = seen("“They told us ‘the quay is full’ and the quay was empty,” said Ana Ruiz.")
    assert found.words == "They told us ‘the quay is full’ and the quay was empty"


@pytest.mark.parametrize(
    ("clause", "certainty"),
    [
        ("the locks are open", "certain"),
        ("the locks may be open", "possible"),
        ("the locks would have been opened", "probable"),
        ("the locks are probably open", "probable"),
        ("without any doubt the locks may be open", "certain"),
        ("the pilots can steer the ships", "certain"),
    ],
)
def test_hedges_tell_how_sure_the_speaker_is(clause: str, certainty: str) -> None:
    (found,) = seen(f"Ana Ruiz said that {clause}.")
    assert found.certainty == certainty


def test_spanish_articles_are_read_with_spanish_words() -> None:
    assert seen("Ana Ruiz aseguró este lunes que las esclusas están abiertas.", "es") == [
        Seen("las esclusas están abiertas", "Ana Ruiz", "indirect", "certain")
    ]
    assert seen("Según Ana Ruiz, la esclusa habría sido cerrada.", "")[0].certainty == "probable"


def test_masked_text_takes_no_claims() -> None:
    text = "Ana Ruiz said that the locks are open."
    assert find_claims(text, entities(text), [Suggestion("boilerplate", 0, len(text), "caption")]) == []


def test_a_name_that_looks_like_a_verb_reports_nothing() -> None:
    text = "Norway has been the most important ally of the United States in the region."
    assert [one.speaker for one in seen(text)] == ["AUTHOR"]


def test_the_hope_that_is_expressed_is_what_is_hoped() -> None:
    assert words_of("Ana Ruiz expressed her hope that the locks would open soon.") == ["the locks would open soon"]


def test_what_somebody_has_been_promised_is_no_promise() -> None:
    assert words_of("Ana Ruiz said the pilots had been promised boats that never came.") == [
        "the pilots had been promised boats that never came"
    ]


def test_a_report_finds() -> None:
    (found,) = seen("The Harbour Council found that a fifth of the gates leak.")
    assert found == Seen("a fifth of the gates leak", "Harbour Council", "indirect", "certain")
