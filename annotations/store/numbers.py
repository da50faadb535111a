"""Which number a record's id has inside the file, and the other way round; and the latest texts that were read.

A number is never given to another row, so what was read once holds. Only a transaction that is rolled back takes
numbers back: then everything is forgotten.
"""

from typing import TYPE_CHECKING, Any

from annotations.changes import Kind
from annotations.model import AnnotatorId, ArticleId
from annotations.store.codecs import shown_id, stored_id
from annotations.store.failures import damaged_at

if TYPE_CHECKING:
    from annotations.store.database import Database

NOBODY = 0
"""The number of a row that does not exist."""

_MOST = 20_000  # articles whose ids are remembered
_MOST_TEXT = 2_000_000  # code points of texts that are remembered


class Numbers:
    """The numbers of the articles and annotators of one open file."""

    def __init__(self, database: "Database") -> None:
        self._database = database
        self._articles: dict[str, int] = {}
        self._ids: dict[int, ArticleId] = {}
        self._annotators: dict[str, int] = {}
        self._people: dict[int, AnnotatorId] = {}
        self._texts: dict[int, str] = {}
        self._size = 0

    def forget(self) -> None:
        """Forget everything, because a transaction was rolled back."""
        for known in (self._articles, self._ids, self._annotators, self._people, self._texts):
            known.clear()
        self._size = 0

    def article(self, article: str) -> int:
        """The number of an article, also of one that was removed; `NOBODY` when there is none."""
        known = self._articles.get(article)
        return known or self._met(Kind.ARTICLE, article)

    def article_id(self, number: int) -> ArticleId:
        """The id of an article, also of one that was removed."""
        known = self._ids.get(number)
        return known or ArticleId(self._id(Kind.ARTICLE, number))

    def annotator(self, annotator: str) -> int:
        """The number of an annotator; `NOBODY` when there is none."""
        known = self._annotators.get(annotator)
        return known or self._met(Kind.ANNOTATOR, annotator)

    def annotator_id(self, number: int) -> AnnotatorId:
        """The id of an annotator, also of one that was removed."""
        known = self._people.get(number)
        return known or AnnotatorId(self._id(Kind.ANNOTATOR, number))

    def annotators(self, annotators: Any) -> list[int]:
        """The numbers of those annotators that exist."""
        return [number for one in annotators if (number := self.annotator(one))]

    def text(self, article: int) -> str:
        """The text of an article, which never changes; empty when there is no such article."""
        known = self._texts.get(article)
        if known is None:
            # Not SQLite's own “substr” and “length”, which stop at a NUL.
            row = self._database.row("SELECT text FROM articles WHERE number = ?", (article,), "t")
            if row is None:
                return ""
            known = row[0]
            self.keep_text(article, known)
        return known

    def keep_text(self, article: int, text: str) -> None:
        """Remember a text that is being written or was read."""
        self._size += len(text)
        if self._size > _MOST_TEXT:
            self._texts.clear()
            self._size = len(text)
        self._texts[article] = text

    def note(self, kind: Kind, number: int, row_id: str) -> None:
        """Remember the number of an article or annotator."""
        if kind is Kind.ARTICLE:
            if len(self._ids) >= _MOST:
                self._articles.clear()
                self._ids.clear()
            self._articles[row_id] = number
            self._ids[number] = ArticleId(row_id)
        elif kind is Kind.ANNOTATOR:
            self._annotators[row_id] = number
            self._people[number] = AnnotatorId(row_id)

    def _met(self, kind: Kind, row_id: str) -> int:
        stored = stored_id(row_id)
        row = self._database.row(f"SELECT number FROM {kind} WHERE id = ?", (stored,), "i")
        row = row or self._database.row("SELECT number FROM removed WHERE kind = ? AND id = ?", (kind, stored), "i")
        if row is None:
            return NOBODY
        self.note(kind, row[0], row_id)
        return int(row[0])

    def _id(self, kind: Kind, number: int) -> str:
        row = self._database.row(f"SELECT id FROM {kind} WHERE number = ?", (number,), "-")
        row = row or self._database.row("SELECT id FROM removed WHERE kind = ? AND number = ?", (kind, number), "-")
        if row is None:
            raise damaged_at(f"number {number!r:.30} in {kind}, which is missing")
        found = shown_id(row[0])
        self.note(kind, number, found)
        return found
