"""What the articles of a study contribute, put together as arrays over all of them."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np

from annotations.agreement.aligning import Bools
from annotations.agreement.answering import Answers
from annotations.agreement.article_units import ArticleUnits, Batch, LayerUnits
from annotations.agreement.questions import Question
from annotations.agreement.ratings import Codes


class Part(NamedTuple):
    """Some articles of one batch, by their places in it."""

    batch: Batch
    places: Codes

    def units(self, layer: str) -> tuple[LayerUnits, "Codes | slice", Codes]:
        """The units of a layer: all of the batch, the rows of these articles, and how many each article has."""
        found = self.batch.layers[layer]
        sizes = np.diff(found.at)
        if len(self.places) == len(sizes):
            return found, slice(None), sizes
        first, sizes = found.at[self.places], sizes[self.places]
        rows = np.repeat(first - np.cumsum(sizes) + sizes, sizes) + np.arange(int(sizes.sum()))
        return found, rows, sizes


class Units(NamedTuple):
    """The units of a layer: the article of each, its row there, who marked it, and who only with the article."""

    article: Codes
    row: Codes
    marked: Bools
    confirmed: Bools


def parts_of(articles: Iterable[ArticleUnits]) -> tuple[Part, ...]:
    """Divide articles by batch, without changing their order."""
    found = []
    for _, run in groupby(articles, key=lambda article: id(article.batch)):
        some = list(run)
        found.append(Part(some[0].batch, np.array([article.place for article in some], dtype=np.int64)))
    return tuple(found)


def finished_in(parts: Sequence[Part], people: int) -> Bools:
    """Who finished which article: articles by annotators."""
    return np.concatenate([np.zeros((0, people), dtype=bool), *(part.batch.finished[part.places] for part in parts)])


def units_in(parts: Sequence[Part], layer: str, people: int) -> Units:
    """The units of a layer."""
    marked, confirmed = [np.zeros((0, people), dtype=bool)], [np.zeros((0, people), dtype=bool)]
    sizes = [np.zeros(0, dtype=np.int64)]
    for part in parts:
        units, rows, counts = part.units(layer)
        marked.append(units.members[rows] >= 0)
        confirmed.append(units.confirmed[rows])
        sizes.append(counts)
    article, row = numbered(np.concatenate(sizes))
    return Units(article, row, np.concatenate(marked), np.concatenate(confirmed))


def numbered(sizes: Codes) -> tuple[Codes, Codes]:
    """For each unit its article and its row there, from how many units each article has."""
    ends = np.cumsum(sizes)
    return np.repeat(np.arange(len(sizes)), sizes), np.arange(int(sizes.sum())) - np.repeat(ends - sizes, sizes)


def answers_in(parts: Sequence[Part], question: Question, people: int) -> tuple[Codes, tuple[str, ...]]:
    """The answers to a question, units by annotators, and their categories: the scheme's, then as they occur."""
    key = question.layer, question.field
    number = {word: index for index, word in enumerate(question.categories or ())}
    codes: list[Codes] = [np.zeros((0, people), dtype=np.int32)]
    for part in parts:
        found = part.batch.answers[key]
        rows = part.units(question.layer)[1]
        for word in _listed(found, part.places):
            number.setdefault(found.words[word], len(number))
        codes.append(_renumbered(found.codes[rows], [number.get(word, -1) for word in found.words]))
    return np.concatenate(codes, dtype=np.int32), tuple(number)


def _listed(answers: Answers, places: Codes) -> list[int]:
    """The words of some articles that the scheme does not have, each once."""
    if len(places) == len(answers.at) - 1:
        return list(dict.fromkeys(answers.listed.tolist()))
    return list(dict.fromkeys(
        word for place in places.tolist() for word in answers.listed[answers.at[place] : answers.at[place + 1]].tolist()
    ))  # fmt: skip


def _renumbered(codes: Codes, places: list[int]) -> Codes:
    if places == list(range(len(places))):
        return codes
    return np.where(codes >= 0, np.array([*places, 0], dtype=np.int32)[np.maximum(codes, -1)], codes)
