"""The articles that wait for a run of a pipeline, in an order that another thread may change while they are read."""

import threading
from collections import OrderedDict
from collections.abc import Iterable
from typing import Self

from annotations.model import ArticleId


class Agenda:
    """An iterator over articles that are still to be read; what is asked for comes first."""

    def __init__(self, articles: Iterable[ArticleId] = ()) -> None:
        self._turn = threading.Lock()
        self._waiting: OrderedDict[ArticleId, None] = OrderedDict()
        self._begun: set[ArticleId] = set()
        self.add(articles)

    def add(self, articles: Iterable[ArticleId]) -> None:
        """Let articles wait behind the others."""
        with self._turn:
            self._waiting.update(dict.fromkeys(articles))

    def first(self, articles: Iterable[ArticleId]) -> frozenset[ArticleId]:
        """Let those articles that wait here come next, in their order; return them and those that are being read."""
        with self._turn:
            found = [one for one in dict.fromkeys(articles) if one in self._waiting]
            for one in reversed(found):
                self._waiting.move_to_end(one, last=False)
            return frozenset(found) | self._begun.intersection(articles)

    def done(self, article: ArticleId) -> None:
        """Say that what was found in an article is kept."""
        with self._turn:
            self._begun.discard(article)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> ArticleId:
        with self._turn:
            if not self._waiting:
                raise StopIteration
            article, _ = self._waiting.popitem(last=False)
            self._begun.add(article)
            return article
