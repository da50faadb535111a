"""What a new mark begins with: the quotation and the certainty that its words tell."""

import pytest

from annotations.highlight.prefill import prefilled
from annotations.model import Annotation, AnnotationId, AnnotatorId, ArticleId, Link
from annotations.scheme import load_scheme

CLAIM = load_scheme("news-claims").layer("claim")


@pytest.mark.parametrize(
    ("words", "certainty", "quote"),
    [
        ("the quay may be open", "possible", "indirect"),
        ("the quay would have been opened", "probable", "indirect"),
        ("the quay is “open” now", "certain", "mixed"),
    ],
)
def test_a_claim_marked_by_hand_has_certainty_and_quotation_filled_in(words: str, certainty: str, quote: str) -> None:
    text = f"The mayor of the city said that {words}."
    start = text.index(words)
    fields, _ = prefilled(CLAIM, text, start, start + len(words), [])
    assert fields["certainty"] == certainty
    assert fields.get("quote") in (quote, "none")


def test_spanish_hedges_are_read_in_spanish_articles() -> None:
    text = "El alcalde de la ciudad dijo a los medios que el muelle habría sido abierto por la empresa."
    start = text.index("el muelle")
    assert prefilled(CLAIM, text, start, len(text) - 1, [])[0]["certainty"] == "probable"


def name(text: str, words: str, label: str) -> Annotation:
    start = text.index(words)
    who = AnnotationId(words), ArticleId(""), AnnotatorId("")
    return Annotation(*who, "entity", start, start + len(words), words, label)


def test_the_speaker_of_a_claim_marked_by_hand_is_who_the_rules_say() -> None:
    text = "President Ana Ruiz met Omar Lind.\n\nMs Lopez left. “The quay is open to everybody,” said the president."
    names = [name(text, "Ana Ruiz", "PERSON"), name(text, "Omar Lind", "PERSON"), name(text, "Lopez", "PERSON")]
    start = text.index("The quay")
    _, links = prefilled(CLAIM, text, start, start + len("The quay is open to everybody"), names)
    assert links["claimer"] == Link("Ana Ruiz", AnnotationId("Ana Ruiz"))


def test_an_anonymous_voice_is_no_name() -> None:
    text = "Ana Ruiz was there. Two pilots who asked not to be named said that the quay is open."
    start = text.index("the quay")
    fields, links = prefilled(CLAIM, text, start, len(text) - 1, [name(text, "Ana Ruiz", "PERSON")])
    assert (links["claimer"], fields["quote"]) == (Link("UNNAMED"), "indirect")


def test_in_a_long_article_only_names_around_the_claim_are_proposed() -> None:
    filler = "Nothing happened on that day. " * 900
    text = f"{filler}\n\nOmar Lind left. Ana Ruiz said that the quay of Oslo is open.\n\nBergen is far. {filler}"
    names = [name(text, words, "PERSON") for words in ("Omar Lind", "Ana Ruiz")]
    names += [name(text, words, "GPE") for words in ("Oslo", "Bergen")]
    start, end = text.index("the quay"), text.index(" is open") + len(" is open")
    links = prefilled(CLAIM, text, start, end, names)[1]
    assert {role: link.annotation for role, link in links.items()} == {"claimer": "Ana Ruiz", "target": "Oslo"}
