"""Reads claims out of short texts, for the tests beside it."""

from collections.abc import Mapping
from typing import NamedTuple

from annotations.highlight.claims import find_claims
from annotations.model import Suggestion

NAMES = {
    "Ana Ruiz": "PERSON",
    "Ruiz": "PERSON",
    "Omar Lind": "PERSON",
    "Lind": "PERSON",
    "Harbour Council": "ORG",
    "Peru": "GPE",
    "Norway": "GPE",
    "Norwegian": "NORP",
    "Lima": "GPE",
}


class Seen(NamedTuple):
    """What a test looks at of a candidate."""

    words: str
    speaker: str
    quote: str
    certainty: str


def entities(text: str, names: Mapping[str, str] = NAMES) -> list[Suggestion]:
    """Mark every occurrence of some names; the longest comes first."""
    found: list[Suggestion] = []
    for name, label in sorted(names.items(), key=lambda pair: -len(pair[0])):
        start = text.find(name)
        while start >= 0:
            if not any(one.start <= start < one.end for one in found):
                found.append(Suggestion("entity", start, start + len(name), label))
            start = text.find(name, start + 1)
    return sorted(found, key=lambda one: one.start)


def claims(text: str, language: str = "en") -> list[Suggestion]:
    return find_claims(text, entities(text), language=language)


def seen(text: str, language: str = "en") -> list[Seen]:
    return [
        Seen(
            text[one.start : one.end], one.links["speaker"].text, str(one.fields["quotation"]), str(one.fields["hedge"])
        )
        for one in claims(text, language)
    ]


def words_of(text: str) -> list[str]:
    return [one.words for one in seen(text)]
