"""Tags of words ↔ spans of words: IOB1, IOB2 and BIOES are all read, IOB2 is written."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import quote, unquote

_TAG = re.compile(r"([BIESLU])-(.+)")
_BLANK = re.compile(r"\s|%(?=[0-9A-F]{2})")
_BLANKS = re.compile(r"(?:%[0-9A-F]{2})+")
OUTSIDE = ("O", "_", "-", "")
Tagged = tuple[int, int, str]  # first word, word after the last, label


class Decoded(NamedTuple):
    """Spans of words with their labels, and the numbers of words whose tag is none."""

    spans: list[Tagged]
    strange: list[int]


def is_tag(text: str) -> bool:
    """Whether a column's value is a tag."""
    return text == "O" or bool(_TAG.fullmatch(text))


def decoded(tags: Iterable[str]) -> Decoded:
    """The spans that the tags of a sentence's words mean.

    `I` begins a span when none of its label is open, as in IOB1; `B`, `S` and `U` always begin one; `E` and `L` end it.
    """
    spans: list[Tagged] = []
    strange: list[int] = []
    open_: Tagged | None = None
    for number, tag in enumerate(tags):
        match = _TAG.fullmatch(tag)
        kind, label = (match[1], in_words(match[2])) if match else ("", "")
        if open_ is not None and (kind in "BSU" or label != open_[2]):
            spans.append(open_)
            open_ = None
        if match:
            open_ = (open_[0] if open_ else number, number + 1, label)
            if kind in "ELSU":
                spans.append(open_)
                open_ = None
        elif tag not in OUTSIDE:
            strange.append(number)
    return Decoded([*spans, open_] if open_ else spans, strange)


def in_one_word(tag: str) -> str:
    """A tag that a row of words between blanks can hold: its own blanks are written as in addresses (%20)."""
    return _BLANK.sub(lambda match: quote(match[0]), tag)


def in_words(label: str) -> str:
    """A label with the blanks that it was written for; other signs that look so stay as they are."""

    def meant(match: re.Match[str]) -> str:
        found = unquote(match[0])
        return found if all(character.isspace() or character == "%" for character in found) else match[0]

    return _BLANKS.sub(meant, label)


def encoded(count: int, spans: Iterable[Tagged]) -> Iterator[str]:
    """The IOB2 tags of a sentence's words; spans are in order and do not overlap."""
    tags = ["O"] * count
    for first, after, label in spans:
        tags[first:after] = [f"B-{label}", *[f"I-{label}"] * (after - first - 1)]
    yield from tags
