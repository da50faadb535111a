"""Read the training data, mend what does not follow our guidelines, and set a part of every source aside.

A line of the data is `{"text", "spans": [{"start", "end", "label"}], "missing": [...], "source", "doc"}`. Spans that
are missing are neither names nor no names: the source gives them a label that has no counterpart here.
"""

import json
import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from annotations.highlight.gazetteers import entries
from annotations.highlight.rules.lexicon import names_in
from annotations.highlight.spans import trimmed

LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT")
MISSING = "missing"
# Sources of single sentences, neighbours of which come from one article: they are set aside in blocks.
BLOCK = 40
PRONOUNS = {"he", "she", "they", "them", "him", "her", "his", "we", "us", "our", "i", "who", "it", "its", "their"}
SMALL = {"of", "for", "the", "and", "to", "in"}
# Sources whose names of people hold titles, offices and what is said of them.
WORDY = ("re3d", "GUM", "grobid")
# Sources that mark the longest mention of something and leave out the names inside.
NESTED = ("re3d", "GUM")
# A capitalised word that does not open a sentence.
CAPITALISED = re.compile(r"(?<=[a-z,;] )[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*")
COMMON = {"Soldiers", "Ministers", "Sources", "Forces", "Members", "Officials", "Coalition", "Government", "State"}
NO_NAMES = {
    *("i", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"),
    *("december", "the", "a", "an", "it", "he", "we", "this", "in"),
}
ACRONYM_AFTER = re.compile(r"(.{4,120}?) \(([A-Z][A-Za-z-]{1,9})\)")

Name = tuple[int, int, str]


class Text(NamedTuple):
    """One document: its text, its names as (start, end, label or MISSING) in order, and where it comes from."""

    text: str
    names: list[Name]
    source: str
    doc: str


# What is set aside of each source, as the name of the set and one document or block in so many.
ASIDE = {
    "GUM_news": ("wikinews", 3),
    "GUM_interview": ("wikinews", 4),
    "re3d": ("world news", 5),
    "grobid-ner": ("world news", 10),
    "CrossNER/politics": ("politics", 5),
    "GUM_court": ("parliament", 3),
    "UNER_EWT": ("weblogs and mails", 12),
    "Re-DocRED": ("encyclopedia", 14),
    "wikigold": ("encyclopedia", 14),
    "CrossNER": ("other topics", 14),
}
TITLES = {
    *entries("titles.txt"),
    "mp",
    "mps",
    "undersecretary",
    "man",
    "god",
    "spc",
    "sgt",
    "sfc",
    "maj",
    "cmdr",
    "pfc",
}
EVENT_WORDS = set(entries("event_words.txt")) | {"War", "Wars", "Election", "election", "Holocaust", "Paralympics"}
PEOPLES = set(names_in("nationalities.txt"))
A_PEOPLE = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(PEOPLES)))})\b")


def read(folder: Path) -> Iterator[Text]:
    """Yield the documents of all files, mended."""
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            spans = [(span["start"], span["end"], span["label"]) for span in record["spans"]]
            missing = [(span["start"], span["end"], MISSING) for span in record.get("missing", [])]
            names = list(_apart(sorted(_mended(record["text"], spans + missing, record["source"]))))
            if record["source"].startswith(NESTED):
                names = _with_doubts(record["text"], names)
            yield Text(record["text"], names, record["source"], record["doc"])


def _mended(text: str, names: Iterable[Name], source: str) -> Iterator[Name]:
    """Leave out articles and titles, part a name from its acronym, and doubt people who have no name."""
    for start, end, label in names:
        start, end = trimmed(text, start, end)
        if label not in (*LABELS, MISSING) or start >= end or text[start:end].lower() in PRONOUNS:
            continue
        if label == "PERSON":
            yield from _person(text, start, end, source)
        elif label in ("ORG", "EVENT") and (both := ACRONYM_AFTER.fullmatch(text[start:end])):
            yield start, start + both.end(1), label
            yield start + both.start(2), start + both.end(2), label
        elif source.startswith(WORDY) and _is_doubtful(text[start:end], label):
            yield start, end, MISSING
        else:
            yield start, end, label


def _is_doubtful(name: str, label: str) -> bool:
    """Tell whether a span of a wordy source is a description, or two names in one."""
    if label == "EVENT":
        return not any(word.isdigit() or word in EVENT_WORDS for word in re.findall(r"\w+", name))
    return name in COMMON or "(" in name or " and the " in name or name.startswith(("Members of", "Minister"))


def _with_doubts(text: str, names: list[Name]) -> list[Name]:
    """Give names that the source left out inside longer mentions the label that they have elsewhere in the text.

    Other capitalised words inside sentences become missing: they may be names that were left out.
    """
    labels = {text[start:end]: label for start, end, label in names if label != MISSING}
    inside = {i for start, end, _ in names for i in range(start, end)}
    found = list(names)
    if labels:
        known = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(labels, key=len, reverse=True)))})\b")
        for match in known.finditer(text):
            if inside.isdisjoint(range(*match.span())):
                found.append((*match.span(), labels[match[0]]))
                inside.update(range(*match.span()))
    for match in CAPITALISED.finditer(text):
        if inside.isdisjoint(range(*match.span())) and match[0].lower() not in NO_NAMES:
            found.append((*match.span(), MISSING))
    return sorted(found)


def doubting(text: Text) -> Text:
    """Return a text of the training in which peoples that the source left out are missing: [Polish] President Duda."""
    inside = {i for start, end, _ in text.names for i in range(start, end)}
    left_out = [match.span() for match in A_PEOPLE.finditer(text.text) if inside.isdisjoint(range(*match.span()))]
    return text._replace(names=sorted([*text.names, *((start, end, MISSING) for start, end in left_out)]))


def _person(text: str, start: int, end: int, source: str) -> Iterator[Name]:
    """Leave titles and nationalities out of a person's name, and doubt what comes after a comma."""
    if not source.startswith(WORDY):
        yield start, end, "PERSON"
        return
    if (comma := text.find(",", start, end)) > 0:
        yield comma, end, MISSING
        end = comma
    words = list(re.finditer(r"\S+", text[start:end]))
    titles = [i for i, word in enumerate(words) if {word[0].lower(), word[0].lower().strip(".,")} & TITLES]
    skip = titles[-1] + 1 if titles else 0
    while skip < len(words) and words[skip][0] in PEOPLES:
        skip += 1
    if skip == len(words) == 1 and not titles:
        skip = 0
    if skip >= len(words) or not words[skip][0][0].isupper() or any(word[0] in SMALL for word in words[skip:]):
        yield start, end, MISSING
    else:
        yield start + words[skip].start(), end, "PERSON"


def _apart(names: Iterable[Name]) -> Iterator[Name]:
    reach = 0
    for start, end, label in names:
        if start >= reach:
            yield start, end, label
            reach = end


def parted(texts: Iterable[Text], seed: int) -> tuple[list[Text], dict[str, list[Text]]]:
    """Return what is trained on, and the sets kept aside. Whole documents or blocks of sentences stay together."""
    training: list[Text] = []
    aside: dict[str, list[Text]] = {}
    for text in texts:
        key = text.doc if text.source == "GUM" else text.source
        name, share = next((found for start, found in ASIDE.items() if key.startswith(start)), ("", 0))
        unit = f"{text.source}/{int(text.doc) // BLOCK if text.doc.isdigit() else text.doc}"
        if share and random.Random(f"{seed} {unit}").randrange(share) == 0:
            aside.setdefault(name, []).append(text)
        else:
            training.append(text)
    return training, aside
