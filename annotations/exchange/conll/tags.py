"""Convert between tags of words and spans of words. Reads IOB1, IOB2 and BIOES; writes IOB2."""

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
    """Spans of words with their labels, and the numbers of words with invalid tags."""

    spans: list[Tagged]
    strange: list[int]


def is_tag(text: str) -> bool:
    """Whether a column's value is a tag."""
    return text == "O" or bool(_TAG.fullmatch(text))


def decoded(tags: Iterable[str]) -> Decoded:
    """Convert the tags of a sentence to spans.

    `I` begins a span if none with its label is open, as in IOB1. `B`, `S` and `U` always begin one; `E` and `L` end it.
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
    """Encode a tag so that it contains no white space, as in URLs (%20)."""
    return _BLANK.sub(lambda match: quote(match[0]), tag)


def in_words(label: str) -> str:
    """Decode the white space in a label. Other signs that look like codes stay as they are."""

    def meant(match: re.Match[str]) -> str:
        found = unquote(match[0])
        return found if all(character.isspace() or character == "%" for character in found) else match[0]

    return _BLANKS.sub(meant, label)


def encoded(count: int, spans: Iterable[Tagged]) -> Iterator[str]:
    """The IOB2 tags of a sentence's words. Spans must be sorted and must not overlap."""
    tags = ["O"] * count
    for first, after, label in spans:
        tags[first:after] = [f"B-{label}", *[f"I-{label}"] * (after - first - 1)]
    yield from tags
