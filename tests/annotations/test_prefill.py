"""What a new mark begins with: the quotation and the certainty that its words tell."""

import pytest

from annotations.prefill import prefilled
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
