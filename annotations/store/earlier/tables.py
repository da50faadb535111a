"""The tables of version 7 as those of version 8: the same rows under the same numbers.

A value that is not what was written, as in a damaged file, is kept as it is, so that a check of the new file finds it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from annotations.changes import Kind
from annotations.store import codecs
from annotations.store.earlier.numbering import Numbering
from annotations.store.earlier.source import Source, listed
from annotations.store.images import COLUMNS

_MOST_TEXT = 20_000_000  # code points of texts that are remembered
_STEP = ("id", "op", "detail", "annotator", "at", "state", "reverses")


class Tables:
    """Reads the rows of an older file as the tables of version 8 have them."""

    def __init__(self, source: Source, numbering: Numbering) -> None:
        self._source, self._numbers = source, numbering
        self._texts: dict[Any, Any] = {}
        self._size = 0
        self._of: Mapping[Kind, Callable[..., Sequence[Any]]] = {
            Kind.SCHEME: self._scheme,
            Kind.ANNOTATOR: self._annotator,
            Kind.ARTICLE: self._article,
            Kind.ANNOTATION: self._annotation,
            Kind.PROGRESS: self._progress,
            Kind.MACHINE: self._machine,
            Kind.PROBLEM: self._problem,
        }

    def rows(self, kind: Kind) -> Iterator[Sequence[Any]]:
        """Read all rows of a kind: the number, and the columns of `store.rows`."""
        read = self._of[kind]
        for row in self._source.rows(f"SELECT number, {listed(list(COLUMNS[kind]))} FROM {kind} ORDER BY number"):
            yield read(*row)

    def steps(self) -> Iterator[Sequence[Any]]:
        """Read the steps of the history."""
        for row in self._source.rows(f"SELECT {listed(_STEP)} FROM steps ORDER BY id"):
            number, op, detail, annotator, at, state, reverses = row
            by = None if annotator is None else self._numbers.annotator(annotator)
            yield number, op, detail, by, time(at), state, reverses

    def _scheme(self, number: int, row_id: Any, content: Any, added: Any) -> Sequence[Any]:
        return number, row_id, content, time(added)

    def _annotator(self, number: int, row_id: Any, name: Any, kind: Any, version: Any, added: Any) -> Sequence[Any]:
        return number, _id(row_id), name, kind, version, time(added)

    def _article(self, number: int, row_id: Any, *values: Any) -> Sequence[Any]:
        *said, digest, added, text = values
        stored = codecs.stored_hash(digest) if digest.__class__ is str else digest
        return number, _id(row_id), *said, stored, time(added), text

    def _annotation(
        self, number: int, row_id: Any, article: Any, annotator: Any, layer: Any, start: Any, end: Any, quote: Any,
        label: Any, fields: Any, links: Any, verdict: Any, how: Any, source: Any, score: Any, created: Any,
        updated: Any, seconds: Any,
    ) -> Sequence[Any]:  # fmt: skip
        return (
            number,
            _id(row_id),
            self._numbers.article(article),
            self._numbers.annotator(annotator),
            layer,
            start,
            end,
            self._words(article, start, end, quote),
            label,
            None if fields == "{}" else fields,
            None if links == "{}" else links,
            verdict,
            how,
            None if source is None else _id(source),
            score,
            time(created),
            None if updated == created else time(updated),
            seconds,
        )

    def _progress(
        self, number: int, _: Any, article: Any, annotator: Any, status: Any, seconds: Any, updated: Any
    ) -> Sequence[Any]:
        numbers = self._numbers
        return number, numbers.article(article), numbers.annotator(annotator), status, seconds, time(updated)

    def _machine(self, number: int, _: Any, annotator: Any, *values: Any) -> Sequence[Any]:
        return number, self._numbers.annotator(annotator), *values

    def _problem(self, number: int, _: Any, annotator: Any, article: Any, sentence: Any) -> Sequence[Any]:
        return number, self._numbers.annotator(annotator), self._numbers.article(article), sentence

    def _words(self, article: Any, start: Any, end: Any, quote: Any) -> Any:
        if start is None or end is None:
            return quote or None
        if start.__class__ is int and end.__class__ is int and quote.__class__ is str:
            text = self._text(article)
            if text.__class__ is str and text[start:end] == quote:
                return codecs.words(quote)
        return quote

    def _text(self, article: Any) -> Any:
        if article not in self._texts:
            row = self._source.row("SELECT text FROM articles WHERE id = ?", (article,))
            text = row[0] if row else ""
            self._size += len(text) if isinstance(text, str) else 0
            if self._size > _MOST_TEXT:
                self._texts.clear()
                self._size = 0
            self._texts[article] = text
        return self._texts[article]


def time(shown: Any) -> Any:
    """A time as version 8 keeps it."""
    return codecs.stored_time(shown) if shown.__class__ is str else shown


def _id(shown: Any) -> Any:
    return codecs.stored_id(shown) if shown.__class__ is str else shown
