"""The articles that wait for a run of a pipeline, in an order that another thread may change while they are read."""

import threading
from collections import OrderedDict, deque
from collections.abc import Iterable
from typing import Self

from annotations.model import ArticleId


class WorkQueue:
    """An iterator over articles that are still to be read; those asked for come first.

    When another program turns out to read the same articles at the same time, one of the two begins at the other end.
    """

    def __init__(self, articles: Iterable[ArticleId] = ()) -> None:
        self._turn = threading.Lock()
        self._waiting: OrderedDict[ArticleId, None] = OrderedDict()
        self._first: deque[ArticleId] = deque()
        self._backwards = False
        self._old: set[ArticleId] = set()  # begun before the last change of direction
        self._begun: set[ArticleId] = set()
        self.add(articles)

    def add(self, articles: Iterable[ArticleId]) -> None:
        """Add articles at the end."""
        with self._turn:
            self._waiting.update(dict.fromkeys(articles))

    def first(self, articles: Iterable[ArticleId]) -> frozenset[ArticleId]:
        """Let those articles that wait here come next, in their order; return them and those that are being read."""
        with self._turn:
            found = [one for one in dict.fromkeys(articles) if one in self._waiting]
            self._first.extendleft(reversed(found))
            return frozenset(found) | self._begun.intersection(articles)

    def lost(self, article: ArticleId) -> None:
        """Say that another program was faster with an article: go on from the other end, unless that was done since."""
        with self._turn:
            if article not in self._old:
                self._old, self._backwards = set(self._begun), not self._backwards

    def done(self, article: ArticleId) -> None:
        """Say that what was found in an article is kept."""
        with self._turn:
            self._begun.discard(article)

    def __len__(self) -> int:
        return len(self._waiting)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> ArticleId:
        with self._turn:
            while self._first:
                article = self._first.popleft()
                if article in self._waiting:  # it may have been asked for twice
                    del self._waiting[article]
                    break
            else:
                if not self._waiting:
                    raise StopIteration
                article, _ = self._waiting.popitem(last=self._backwards)
            self._begun.add(article)
            return article
