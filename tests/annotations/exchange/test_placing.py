"""Foreign offsets: quotes decide, other units are tried, and what cannot be placed is said and not guessed."""

from bisect import bisect_right

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.exchange.external import ExternalMark, ExternalRecord, Unit
from annotations.exchange.graphemes import Graphemes
from annotations.exchange.options import Options
from annotations.exchange.placing import placed
from annotations.language.segmenting import letter_pattern
from annotations.model import Article

TEXT = "👨🏻‍🚒 firemen of Peru drive firetrucks 😀 in Peru"
FIRETRUCKS = TEXT.index("firetrucks")


def foreign(
    *marks: ExternalMark, unit: Unit = "codepoint", quote_wins: bool = False, text: str = TEXT
) -> ExternalRecord:
    return ExternalRecord(Article(text=text), marks=marks, unit=unit, quote_wins=quote_wins)


def spans(found: ExternalRecord, options: Options = Options()) -> list[str]:  # noqa: B008
    return [TEXT[slice(*mark.parts[0])] for mark in placed(found, options).foreign.marks]


def mark(word: str, shift: int = 0, quote: str | None = None) -> ExternalMark:
    start = TEXT.index(word) + shift
    return ExternalMark("m", label="L", parts=((start, start + len(word)),), quote=quote)


def test_offsets_in_the_declared_unit_are_taken() -> None:
    assert spans(foreign(mark("firetrucks", quote="firetrucks"))) == ["firetrucks"]
    assert spans(foreign(mark("firetrucks", 3), unit="utf16")) == ["firetrucks"]


def test_quotes_show_that_another_unit_is_counted() -> None:
    found = placed(foreign(mark("firetrucks", 3, "firetrucks")))
    assert [m.quote for m in found.foreign.marks] == ["firetrucks"]
    assert [(r.lost, "UTF-16" in r.sentence) for r in found.remarks] == [(False, True)]


def test_what_the_user_says_goes_before_what_the_format_says() -> None:
    clusters = mark("firetrucks", -3)  # the fireman is one character to who reads it
    assert spans(foreign(clusters, unit="utf16"), Options(unit="grapheme")) == ["firetrucks"]


def test_without_quotes_it_is_said_which_unit_was_taken() -> None:
    remarks = placed(foreign(mark("firetrucks", 3), unit="utf16")).remarks
    assert [(r.lost, "--unit" in r.sentence) for r in remarks] == [(False, True)]
    assert placed(foreign(ExternalMark(parts=((0, 1),)), text="plain")).remarks == ()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (mark("Peru", 1, "Peru"), "the text there is “eru ”, not “Peru”"),
        (ExternalMark(label="L", parts=((5, 5),)), "it covers no text"),
        (ExternalMark(label="L", parts=((5, 500),)), "these are not positions in the text"),
        (ExternalMark(label="L", parts=((9, 4),)), "these are not positions in the text"),
    ],
)
def test_what_cannot_be_placed_is_left_out_with_its_reason(wrong: ExternalMark, sentence: str) -> None:
    found = placed(foreign(wrong, mark("drive", quote="drive")))
    assert [m.quote for m in found.foreign.marks] == ["drive"]
    assert [sentence in r.sentence for r in found.remarks if r.lost] == [True]


def test_a_quote_that_wins_is_found_from_its_start_or_by_what_is_around_it() -> None:
    too_long = ExternalMark(parts=((FIRETRUCKS, FIRETRUCKS + 99),), quote="firetrucks")
    second = ExternalMark(parts=((-1, -1),), quote="Peru", around=("in ", ""))
    twice = ExternalMark(label="L", parts=((-1, -1),), quote="Peru")
    found = placed(foreign(too_long, second, twice, quote_wins=True))
    assert [m.parts[0][0] for m in found.foreign.marks] == [FIRETRUCKS, TEXT.rindex("Peru")]
    assert [r.lost for r in found.remarks] == [True]


def test_a_span_with_gaps_becomes_its_envelope_or_its_parts() -> None:
    first, last = TEXT.index("firemen"), TEXT.index("drive")
    gaps = ExternalMark("T1", label="L", parts=((first, first + 7), (last, last + 5)), quote="firemen drive")
    assert spans(foreign(gaps)) == ["firemen of Peru drive"]
    assert spans(foreign(gaps), Options(parts="split")) == ["firemen", "drive"]


SEEN = {"e\u0301a": 2, "🇫🇷🇩🇪x": 3, "\u1112\u1161\u11ab국\r\nx": 4, "👩‍👩‍👧‍👦!": 2, "👨🏻‍🚒 f": 3, "": 0}


@pytest.mark.parametrize(("text", "count"), SEEN.items())
def test_characters_are_counted_as_they_are_seen(text: str, count: int) -> None:
    clusters = Graphemes(text)
    assert clusters.from_unit(count) == len(text)
    assert all(clusters.to_unit(clusters.from_unit(number)) == number for number in range(count + 1))


@given(st.text(st.sampled_from("aé\u0301\u200d👩🇫🇷क्ष\u1112\u1161\r\n©\ufe0f\u06001กำ"), max_size=20))
def test_grapheme_clusters_are_those_of_the_annex(text: str) -> None:
    starts = [match.start() for match in letter_pattern().finditer(text)]
    clusters = Graphemes(text)
    assert [clusters.from_unit(number) for number in range(len(starts) + 1)] == [*starts, len(text)]
    numbers = [bisect_right(starts, place) - 1 for place in range(len(text))]
    assert [clusters.to_unit(place) for place in range(len(text))] == numbers
    assert (clusters.from_unit(len(starts) + 1), clusters.from_unit(-1)) == (-1, -1)
