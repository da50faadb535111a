"""Where the hits of a query stand, with what stands around them (KWIC: key words in context)."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from annotations.model import AnnotatorId, ArticleId
from annotations.operations.searching.language import Query
from annotations.operations.searching.matching import Looker, groups, looker, terms_of
from annotations.project import Project
from annotations.store import articles, search
from annotations.store.hits import Highlighter

WIDTH = 60
_BATCH = 8
_Span = tuple[int, int]


class KwicRow(NamedTuple):
    """A hit in an article's text. `start` and `end` are code points, half open."""

    number: int
    article: ArticleId
    title: str
    before: str
    hit: str
    after: str
    start: int
    end: int


def hits(text: str, query: Query, highlighter: Highlighter | None = None) -> list[_Span]:
    """Find the words and phrases of a query in a text: spans of code points, ascending, without overlaps."""
    return list(_words(text, query, highlighter or Highlighter()))


def _words(text: str, query: Query, highlighter: Highlighter) -> Iterator[_Span]:
    wanted = [phrase.expression for phrase in query.phrases if not phrase.excluded]
    return highlighter.spans(text, " OR ".join(wanted)) if wanted else iter(())


def in_context(text: str, span: _Span, width: int = WIDTH) -> tuple[str, str, str]:
    """What stands before a span, in it, and after it, on one line: `width` code points at most on either side.

    Words are not cut, where there are any.
    """
    start, end = span
    before, after = text[max(start - width, 0) : start], text[end : end + width]
    if start > width and not text[start - width - 1].isspace():
        before = before[_first_space(before) :]
    if end + width < len(text) and not text[end + width].isspace():
        after = after[: len(after) - _first_space(after[::-1])]
    return _line(before), _line(text[start:end]), _line(after)


def hits_in_context(
    project: Project, query: Query, numbers: Sequence[int], limit: int = 200, annotator: AnnotatorId | None = None
) -> Iterator[KwicRow]:
    """Read the hits in some articles, in their order: words of the query, and annotations that its keys ask for.

    Hits in titles alone are left out: they have no place in the text. Articles are read as the rows are taken.
    """
    return islice(_rows(looker(project, annotator), query, numbers), limit)


def hits_in_article(
    project: Project, query: Query, article: ArticleId, annotator: AnnotatorId | None = None
) -> list[_Span]:
    """Find where in an article's text the hits stand: spans of code points, ascending; they may overlap."""
    number = articles.number_of(project.database, article)
    if number is None or not (query.phrases or query.keys):
        return []
    _, _, text = search.texts(project.database, [number])[number]
    return list(_Finder(looker(project, annotator), query).spans(number, text))


class _Finder:
    """Finds the hits of one query in one article after the other."""

    def __init__(self, look: Looker, query: Query) -> None:
        self.look, self._query, self._highlighter = look, query, Highlighter()
        self._wanted = [terms_of(look, keys) for keys in groups(query)]
        self._finished = look.finished if look.machines and self._wanted else 0

    def spans(self, number: int, text: str) -> Iterable[_Span]:
        if not self._wanted:
            return _words(text, self._query, self._highlighter)
        spans = set(_words(text, self._query, self._highlighter))
        for own, suggested in self._wanted:
            for found in (own, [] if self._finished >> number & 1 else suggested):
                spans.update(search.marks_in(self.look.project.database, number, found) if found else ())
        return sorted(spans)


def _rows(look: Looker, query: Query, numbers: Sequence[int]) -> Iterator[KwicRow]:
    finder = _Finder(look, query)
    for begin in range(0, len(numbers), _BATCH):
        batch = numbers[begin : begin + _BATCH]
        texts = search.texts(look.project.database, batch)
        for number in filter(texts.__contains__, batch):
            article, title, text = texts[number]
            for start, end in finder.spans(number, text):
                yield KwicRow(number, article, title, *in_context(text, (start, end)), start, end)


def _first_space(text: str) -> int:
    return next((place for place, character in enumerate(text) if character.isspace()), 0)


def _line(text: str) -> str:
    return "".join(" " if character.isspace() else character for character in text)
