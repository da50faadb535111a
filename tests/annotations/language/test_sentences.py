"""Sentences, paragraphs and quotations around a position, and the span that a claim is proposed to have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.language import sentences as module
from annotations.language.sentences import claim_span_at, paragraph_starts, sentence_at, sentence_starts, sentences
from annotations.text import normalise

AWKWARD = 'a é\u0301\r\n\0\t\v\f\x1c\x85\u2028\u2029\ufeff\u200d\ufdd0😀👩🏽‍🚀\U0010ffffعربي“”"‘’.!?… '
TEXTS = st.text(st.one_of(st.sampled_from(AWKWARD), st.characters(exclude_categories=("Cs",))))
PROSE = st.lists(
    st.sampled_from(
        ["The port is open. ", "Mr. Lund said no.", " “We go.” ", "\n", "\n\n", "  Then 3.5 more! ", "so it is "]
    ),
    max_size=30,
).map("".join)


@given(TEXTS)
def test_sentences_are_in_order_and_hold_all_that_is_not_space(text: str) -> None:
    stored = normalise(text).text
    spans = sentences(stored)
    assert spans == sorted(spans)
    assert all(before[1] <= after[0] for before, after in zip(spans, spans[1:], strict=False))
    held = "".join(stored[start:end] for start, end in spans)
    assert held.translate(dict.fromkeys(b" \t\n\xa0")) == stored.translate(dict.fromkeys(b" \t\n\xa0"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("Mr. Smith met Gen. Lee in the U.S. Monday.", ["Mr. Smith met Gen. Lee in the U.S. Monday."]),
        ("He said no.The army left.", ["He said no.", "The army left."]),
        ("It fell by 3.5 percent. Now 4.", ["It fell by 3.5 percent.", "Now 4."]),
        ("“We go.” They went.", ["“We go.”", "They went."]),
        ("Really?! Yes… Then no.", ["Really?!", "Yes…", "Then no."]),
        ("see example.com or e.g. this", ["see example.com or e.g. this"]),
        ("A headline\n\n  Then text", ["A headline", "Then text"]),
        ("大阪に行った。雨だった！「はい。」と言った", ["大阪に行った。", "雨だった！", "「はい。」", "と言った"]),
        ("वह गया। फिर आया।", ["वह गया।", "फिर आया।"]),
        ("هل ذهب؟ نعم.", ["هل ذهب؟", "نعم."]),
        (" \n\t", []),
    ],
)
def test_a_text_is_split_where_a_reader_would_split_it(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(TEXTS, st.integers(0, 50))
def test_the_sentence_at_a_position_is_one_of_the_sentences(text: str, position: int) -> None:
    found = sentence_at(text, min(position, len(text)))
    assert found in sentences(text) or found[0] == found[1]


def test_between_two_lines_the_sentence_before_is_taken() -> None:
    text = "One. Two.\n\n\nThree."
    assert [text[slice(*sentence_at(text, position))] for position in (0, 6, 10, 11, 12)] == [
        *("One.", "Two.", "Two.", "Two.", "Three.")
    ]


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("The road is open. He left.", "road", "The road is open"),
        ("“The road is open,” she said.", "road", "The road is open"),
        ("“The road is open,” she said.", "said", "“The road is open,” she said"),
        ("He spoke of “serious harm.” Then he left.", "spoke", "He spoke of “serious harm.”"),
        ("He spoke of “serious harm.” Then he left.", "harm", "serious harm"),
        ('"We know it," he said, "and you too."', "said", '"We know it," he said, "and you too."'),
        ("“We know. We go,” he said.", "We go", "We go"),
        ("“Never closed. Not today", "today", "Not today"),
        ("«Ni hablar», dijo.", "hablar", "Ni hablar"),
        ("市長は「港は開いている」と言った。", "港", "港は開いている"),
        ("वह गया। फिर आया।", "फिर", "फिर आया"),
    ],
)
def test_a_claim_is_proposed_without_the_marks_around_it(text: str, at: str, expected: str) -> None:
    start, end = claim_span_at(text, text.index(at))
    assert text[start:end] == expected


@given(PROSE, st.integers(0, 400))
def test_the_next_and_previous_sentences_are_those_of_the_whole_text(text: str, position: int) -> None:
    position = min(position, len(text))
    starts = [start for start, _ in sentences(text)]
    assert list(sentence_starts(text, position, 1)) == [start for start in starts if start > position]
    assert list(sentence_starts(text, position, -1)) == [start for start in reversed(starts) if start < position]


@given(PROSE, st.integers(0, 400))
def test_paragraphs_start_with_the_first_letter_of_their_line(text: str, position: int) -> None:
    position = min(position, len(text))
    starts, place = [], 0
    for line in text.split("\n"):
        if line.strip():
            starts.append(place + len(line) - len(line.lstrip()))
        place += len(line) + 1
    assert list(paragraph_starts(text, position, 1)) == [start for start in starts if start > position]
    assert list(paragraph_starts(text, position, -1)) == [start for start in reversed(starts) if start < position]


@given(st.integers(0, 3000))
def test_a_line_longer_than_the_reach_has_the_same_sentences(position: int) -> None:
    text = "The port is open. Mr. Lund said no, and “we go.” Then they went home! " * 60
    position = min(position, len(text) - 1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "REACH", 200)
        patch.setattr(module, "QUOTES_REACH", 300)
        near = sentence_at(text, position), claim_span_at(text, position)
        before = [next(sentence_starts(text, position, way), None) for way in (1, -1)]
    starts = [start for start, _ in sentences(text)]
    assert near == (sentence_at(text, position), claim_span_at(text, position))
    assert before[0] == next((start for start in starts if start > position), None)
    assert before[1] == next((start for start in reversed(starts) if start < position), None)


def test_a_sentence_without_an_end_is_as_long_as_the_reach_on_each_side() -> None:
    text = "x" * 50_000
    assert sentence_at(text, 20_000) == (20_000 - module.REACH, 20_000 + module.REACH)
    assert claim_span_at(text, 20_000) == (20_000 - module.REACH, 20_000 + module.REACH)
