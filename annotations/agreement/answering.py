"""How the marks of a slice of articles answer each question: with a category, or why there is none."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from annotations.agreement.marked_spans import Reading
from annotations.agreement.questions import LABEL, Question, Said, word_of
from annotations.agreement.ratings import Codes, narrowed
from annotations.agreement.words import canonical
from annotations.model import FieldValue


class Answers(NamedTuple):
    """The answers to one question, units by annotators: indexes into `words`, or a value of `Said` if there is none.

    The scheme's categories come first. `listed` has the other words of each article in the order in which they occur,
    `at` where those of each article begin.
    """

    codes: Codes
    words: tuple[str, ...]
    listed: Codes
    at: Codes


class _Given(NamedTuple):
    """What marks say: the number of each mark's word, and the words in the order in which they occur first."""

    numbers: Codes
    words: Sequence[str]


def answers_of(reading: Reading, members: Mapping[str, Codes], owners: Mapping[str, Codes]) -> dict[
    tuple[str, str], Answers
]:  # fmt: skip
    """Answer every question for every unit; `members` are the marks of each unit, `owners` the article of each."""
    plan, found = reading.plan, {}
    person = np.array([annotator.kind == "person" for annotator in plan.annotators], dtype=bool)
    fields = {name: _distinct(reading, used) for name, (used, _) in reading.layers.items()}
    leads = _Leads(reading, members, owners)
    for question in plan.questions:
        units, used = members[question.layer], reading.layers[question.layer][0]
        nothing = ""
        if question.kind == "link":
            given = _numbered(leads.words(question, used))
        elif question.field == LABEL and question.kind == "label":
            given = _numbered(map(reading.slice.marks.labels.__getitem__, used.tolist()))
        else:
            index, kinds = fields[question.layer]
            nothing = _said(question, None)
            given = _Given(index, [_said(question, answered.get(question.field)) for answered in kinds])
        codes, words, own = _coded(question, given, nothing, reading.article[used])
        table = np.full(len(reading.article) + 1, Said.NOT_MARKED, dtype=np.int32)
        table[used] = codes
        states = table[units]
        if question.kind == "article":
            states[(units < 0) & person] = own  # only people answer about an article without annotating it
        states[~reading.finished[owners[question.layer]]] = Said.UNFINISHED
        first = len(question.categories or ())
        listed, at = _listed(codes, own, reading.article[used], len(reading.slice.articles), first)
        found[question.layer, question.field] = Answers(narrowed(states), words, narrowed(listed), at)
    return found


def _distinct(reading: Reading, used: Codes) -> tuple[Codes, list[Mapping[str, FieldValue]]]:
    """Number the answers of marks; most marks give the same few answers."""
    fields = reading.slice.marks.fields
    given = [fields[place] for place in used.tolist()]
    objects = {id(answered): answered for answered in given}
    number: dict[tuple[Any, ...], int] = {}
    of_object = {
        key: number.setdefault((*answered.items(), *map(type, answered.values())), len(number))
        for key, answered in objects.items()
    }
    kinds: dict[int, Mapping[str, FieldValue]] = {}
    for key, answered in objects.items():
        kinds.setdefault(of_object[key], answered)
    return np.array([of_object[id(answered)] for answered in given], dtype=np.int64), list(kinds.values())


def _numbered(words: Iterable[str]) -> _Given:
    number: dict[str, int] = {}
    index = np.array([number.setdefault(word, len(number)) for word in words], dtype=np.int64)
    return _Given(index, list(number))


def _said(question: Question, value: FieldValue | None) -> str:
    word = question.default if value is None or value == "" else word_of(value)
    return word if question.categories is not None else canonical(word)


def _coded(question: Question, given: _Given, nothing: str, article: Codes) -> tuple[Codes, tuple[str, ...], int]:
    """Number the answers by the words they stand for, and the answer of who marked nothing.

    New words follow the scheme's in the order in which they occur; that of nothing occurs after each article's.
    """
    number = {word: int(Said.UNCLEAR) for word in question.missing}
    number |= {word: index for index, word in enumerate(question.categories or ())}
    if not question.optional:
        number[""] = Said.EMPTY
    fresh = len(question.categories or ())
    early = int(given.numbers[article == 0].max(initial=-1)) + 1
    for word in (*given.words[:early], nothing, *given.words[early:]):
        if word not in number and question.level == "ordinal":
            number[word] = Said.EMPTY  # a value of an earlier scheme is not on the scale
        elif word not in number:
            number[word] = fresh
            fresh += 1
    found = sorted((index, word) for word, index in number.items() if index >= 0)
    codes = np.array([number[word] for word in given.words] or [0], dtype=np.int64)[given.numbers]
    return codes, tuple(word for _, word in found), number[nothing]


def _listed(codes: Codes, own: int, article: Codes, articles: int, first: int) -> tuple[Codes, Codes]:
    """The words of each article from number `first`, in the order in which they occur, and where they begin."""
    some = np.flatnonzero(codes >= first)
    here, said = article[some], codes[some]
    if own >= first:
        at_end = np.searchsorted(here, np.arange(articles), side="right")
        here, said = np.insert(here, at_end, np.arange(articles)), np.insert(said, at_end, own)
    if not len(said):
        return said, np.zeros(articles + 1, dtype=np.int64)
    _, place = np.unique(here * (int(said.max()) + 1) + said, return_index=True)
    place.sort()
    return said[place], np.searchsorted(here[place], np.arange(articles + 1))


class _Leads:
    """Where links lead. Links to spans without labels are compared by the group of their target."""

    def __init__(self, reading: Reading, members: Mapping[str, Codes], owners: Mapping[str, Codes]) -> None:
        self._reading, self._members, self._owners = reading, members, owners
        self._known: dict[str, tuple[int, int]] = {}
        self._names: dict[int, str] = {}

    def words(self, question: Question, used: Codes) -> list[str]:
        """What the links of marks refer to: matching spans, a constant, or their words in canonical form."""
        role, constants = question.field, question.titles.keys() | question.missing
        links = self._reading.slice.marks.links
        articles = self._reading.article[used].tolist()
        found = []
        for place, article in zip(used.tolist(), articles, strict=True):
            link = links[place].get(role)
            if link is None:
                found.append("")
                continue
            target, text = link.get("annotation"), link.get("text", "")
            led = text if text in constants else None
            if target is not None:
                led = self._led(target, article)
            found.append(canonical(text) if led is None else led)
        return found

    def _led(self, target: str, article: int) -> str | None:
        """The words of another annotation of the article, none if there is no such annotation."""
        if not self._known:
            marks, here = self._reading.slice.marks, self._reading.article.tolist()
            self._known = dict(zip(marks.ids, zip(here, range(len(here)), strict=True), strict=True))
            self._names = self._names_of_groups()
        where, place = self._known.get(target, (-1, -1))
        if where != article:
            return None
        if place not in self._names:
            marks = self._reading.slice.marks
            text = self._reading.slice.texts[article]
            self._names[place] = canonical(text[marks.starts[place] : marks.ends[place]])
        return self._names[place]

    def _names_of_groups(self) -> dict[int, str]:
        """A name for each group of matching spans, in layers without labels."""
        found: dict[int, str] = {}
        for layer in self._reading.plan.scheme.layers:
            if layer.kind == "span" and not layer.labels:
                owners = self._owners[layer.name]
                first = np.searchsorted(owners, owners)
                names = [
                    f"{layer.name} {row + 1} in {self._reading.slice.articles[owner]}"
                    for row, owner in zip((np.arange(len(owners)) - first).tolist(), owners.tolist(), strict=True)
                ]
                units, who = np.nonzero(self._members[layer.name] >= 0)
                marks = self._members[layer.name][units, who].tolist()
                found |= {mark: names[unit] for mark, unit in zip(marks, units.tolist(), strict=True)}
        return found
