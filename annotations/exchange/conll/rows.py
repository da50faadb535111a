"""Parse a CoNLL-U or CoNLL-U Plus file into sentences with comments, words and columns.

Source: https://universaldependencies.org/format.html and https://universaldependencies.org/ext-format.html.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from annotations.exchange.records import ImportNote

COLUMNS = ("ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC")
_ID = re.compile(r"(\d+)(?:-(\d+)|\.(\d+))?")


class Word(NamedTuple):
    """A row. `last` is the number of the last word of a contraction. `empty` words are not in the text."""

    form: str
    number: int
    last: int
    empty: bool
    columns: Mapping[str, str]
    misc: Mapping[str, str]
    line: int


class Sentence(NamedTuple):
    """A sentence: its comments in order, its words, and its first line."""

    comments: list[tuple[str, str]]
    words: list[Word]
    line: int


def sentences(lines: Iterable[tuple[int, str] | ImportNote], place: str) -> Iterator[Sentence | ImportNote]:
    """The sentences of a file. Each row that cannot be parsed gives a note."""
    names: tuple[str, ...] = COLUMNS
    sentence = Sentence([], [], 1)
    for item in lines:
        if isinstance(item, ImportNote):
            yield item
            continue
        number, line = item
        if not line.strip():
            if _is_something(sentence):
                yield sentence
                sentence = Sentence([], [], number + 1)
        elif line.startswith("#"):
            key, value = _comment(line)
            names = tuple(value.split()) if key == "global.columns" else names
            sentence.comments.append((key, value))
        elif word := _word(number, line.split("\t"), names):
            sentence.words.append(word)
        else:
            message = (
                f"This row does not have the {len(names)} tab-separated columns of a word in CoNLL-U: it was left out."
            )
            yield ImportNote(f"{place}:{number}", message)
    if sentence.words or sentence.comments:
        yield sentence


def _is_something(sentence: Sentence) -> bool:
    return bool(sentence.words) or any(key.startswith("newdoc") for key, _ in sentence.comments)


def _comment(line: str) -> tuple[str, str]:
    key, _, value = line.removeprefix("#").partition("=")
    return key.strip(), value.removeprefix(" ")


def _word(line: int, values: list[str], names: tuple[str, ...]) -> Word | None:
    if len(values) != len(names):
        return None
    columns = dict(zip(names, values, strict=True))
    match = _ID.fullmatch(columns.get("ID", "1"))
    if match is None or "FORM" not in columns:
        return None
    number = int(match[1])
    return Word(
        columns["FORM"], number, int(match[2] or number), bool(match[3]), columns, misc(columns.get("MISC", "_")), line
    )


def misc(raw: str) -> dict[str, str]:
    """The key-value pairs in the last column."""
    pairs = (item.partition("=") for item in raw.split("|")) if raw != "_" else ()
    return {key: value for key, _, value in pairs}
