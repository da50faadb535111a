"""The index of terms, by which the queue finds articles, and the index of the words of articles.

A *term* is what the queue can ask for: whose, layer, name and value. What an annotation says has its layer, and the
name of a field, of a link with “>” before it, or none for the label. What is said of an article has no layer, and 0 for
its annotator when it came with the article. Rejected annotations say nothing. Values are cut at 200 characters.

The annotation with number n is bit n % 56 of part n // 56, so one small row holds all annotations of an article that
say the same, and those that say two things at once are the common bits. Articles are bits in the same way: a million
are 18,000 rows. SQLite's integers have 63 bits to use; 56 are seven bytes.

The journal is the only writer of rows, so there are no triggers: it tells `TermIndex` of each row before and after a
change, which collects what is said from then on and what no longer is, and writes it at once. `store.index_checks`
works out from the rows what should be there, and `store.terms` writes.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from annotations.store.shapes import json_object
from annotations.store.terms import Bits, Term, Terms

if TYPE_CHECKING:
    from annotations.store.database import Database

PART = 56
LONGEST = 200  # characters of a value
MANY = 20_000  # annotations after which what was collected is written

Said = tuple[str, str]
"""Name and value of what an annotation says."""
Row = Mapping[str, Any]

TABLES = """
CREATE TABLE terms (
    number INTEGER PRIMARY KEY, annotator INTEGER NOT NULL, layer TEXT NOT NULL, name TEXT NOT NULL,
    value TEXT NOT NULL, UNIQUE (annotator, layer, name, value));
CREATE VIRTUAL TABLE terms_fts USING fts5 (
    value, content = terms, content_rowid = number, tokenize = 'unicode61 remove_diacritics 2');
CREATE TABLE annotation_terms (
    term INTEGER NOT NULL, article INTEGER NOT NULL, part INTEGER NOT NULL, bits INTEGER NOT NULL,
    PRIMARY KEY (term, article, part)) WITHOUT ROWID;
CREATE TABLE article_terms (
    term INTEGER NOT NULL, part INTEGER NOT NULL, bits INTEGER NOT NULL, PRIMARY KEY (term, part)) WITHOUT ROWID;
CREATE VIRTUAL TABLE "articles_fts" USING FTS5 (
    "title", "text",
    tokenize='unicode61 remove_diacritics 2',
    content="articles"
);
"""


def said_in(row: Row) -> tuple[Said, ...]:
    """What an annotation says, by its row."""
    return () if row["verdict"] == "rejected" else said_by(row["label"], row["fields"], row["links"])


@lru_cache(maxsize=4096)
def said_by(label: str, fields: str | None, links: str | None) -> tuple[Said, ...]:
    """What an annotation says with a label, fields and links. Few of them are said again and again."""
    found = [("", label)] if label else []
    for name, value in (json_object(fields) or {}).items() if fields and fields != "{}" else ():
        if shown := _shown(value):
            found.append((name, shown))
    for role, link in (json_object(links) or {}).items() if links and links != "{}" else ():
        text = link.get("text") if isinstance(link, dict) else None
        if isinstance(text, str) and text:
            found.append((f">{role}", text[:LONGEST]))
    return tuple(found)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        digits = f"{value:.15g}"
        mantissa, sign, exponent = digits.partition("e")
        return (mantissa if "." in mantissa else f"{mantissa}.0") + sign + exponent
    return str(value)[:LONGEST] if isinstance(value, str | int) else ""


def said_of_article(row: Row) -> tuple[Said, ...]:
    """What came with an article, by its row."""
    found = (("article", ""), ("source", row["source"]), ("language", row["language"]))
    return tuple((name, value) for name, value in found if value or name == "article")


class TermIndex:
    """Collects what is said from now on, and no longer, until it is written."""

    def __init__(self, database: "Database") -> None:
        self._connection, self._terms = database.connection, Terms(database)
        self._marks: dict[int, tuple[int, int, str, tuple[Said, ...], tuple[Said, ...]]] = {}
        self._met: set[tuple[int, int]] = set()  # annotators and articles that may be marked from now on
        self._left: set[tuple[int, int]] = set()  # annotators and articles that may be without marks now
        self._articles: dict[tuple[Term, int], bool] = {}
        self._texts: set[int] = set()  # articles whose words are to be indexed

    # -- what changed

    def annotation(self, number: int, article: int, annotator: int, before: Row | None, after: Row | None) -> None:
        """Take an annotation before and after a change; none where it was not there."""
        if before and after and before["layer"] != after["layer"]:
            self.annotation(number, article, annotator, before, None)
            before = None
        layer = (after or before or {})["layer"]
        if self._marks.get(number, (article, annotator, layer))[:3] != (article, annotator, layer):
            self.flush()
        was = self._marks[number][3] if number in self._marks else said_in(before) if before else ()
        if before is None:
            self._met.add((annotator, article))
        elif after is None:
            self._left.add((annotator, article))
        self._marks[number] = article, annotator, layer, was, said_in(after) if after else ()
        if len(self._marks) >= MANY:
            self.flush()

    def new_annotations(self, found: Iterable[tuple[int, int, int, str, tuple[Said, ...]]]) -> None:
        """Take annotations that were added: number, article, annotator, layer, and what they say."""
        for number, article, annotator, layer, said in found:
            self._marks[number] = article, annotator, layer, (), said
            self._met.add((annotator, article))
        if len(self._marks) >= MANY:
            self.flush()

    def marked(self, article: int, annotator: int) -> None:
        """Take somebody who has marked something in an article."""
        self._met.add((annotator, article))

    def article(self, number: int, before: Row | None, after: Row | None) -> None:
        """Take an article before and after a change. A whole row before it was deleted has its text."""
        for row, on in ((before, False), (after, True)):
            for name, value in said_of_article(row) if row else ():
                self._articles[(0, "", name, value), number] = on
        if before is None or (after is not None and before["title"] != after["title"]):
            if before is not None:
                self._forget_words(number, before["title"], before["text"])
            self._texts.add(number)
        elif after is None:
            self._forget_words(number, before["title"], before["text"])

    def progress(self, article: int, annotator: int, before: Row | None, after: Row | None) -> None:
        """Take somebody's progress before and after a change."""
        for row, on in ((before, False), (after, True)):
            if row and row["status"] != "todo":
                self._articles[(annotator, "", "status", row["status"]), article] = on

    # -- writing

    def flush(self) -> None:
        """Write what was collected."""
        marks, no_marks = self._flushed_marks()
        articles, no_articles = self._flushed_articles()
        if marks or articles:
            self._terms.number({key[0] for key in (*marks, *articles)})
        self._terms.write("annotation_terms", marks, no_marks)
        self._terms.write("article_terms", articles, no_articles)
        if self._texts:
            runs = groupby(enumerate(sorted(self._texts)), key=lambda one: one[1] - one[0])
            self._connection.executemany(
                "INSERT INTO articles_fts (rowid, title, text) SELECT number, title, text FROM articles"
                " WHERE number BETWEEN ? AND ?",
                [(some[0][1], some[-1][1]) for some in (list(run) for _, run in runs)],
            )
            self._texts.clear()

    def _flushed_marks(self) -> tuple[Bits, Bits]:
        on: Bits = {}
        off: Bits = {}
        for number, (article, annotator, layer, was, said) in self._marks.items():
            part, bit = divmod(number, PART)
            for bits, more, less in ((on, said, was), (off, was, said)):
                for name, value in more:
                    if (name, value) not in less:
                        key = (annotator, layer, name, value), article, part
                        bits[key] = bits.get(key, 0) | 1 << bit
        for annotator, article in self._met | self._left:
            there = (annotator, article) not in self._left
            if not there:
                sql = "SELECT 1 FROM annotations WHERE article = ? AND annotator = ? LIMIT 1"
                there = self._connection.execute(sql, (article, annotator)).fetchone() is not None
            self._articles[(annotator, "", "marked", ""), article] = there
        self._marks.clear()
        self._met.clear()
        self._left.clear()
        return on, off

    def _flushed_articles(self) -> tuple[Bits, Bits]:
        on: Bits = {}
        off: Bits = {}
        for (term, article), stands in self._articles.items():
            part, bit = divmod(article, PART)
            bits = on if stands else off
            bits[term, part] = bits.get((term, part), 0) | 1 << bit
        self._articles.clear()
        return on, off

    def _forget_words(self, number: int, title: str, text: str) -> None:
        if number in self._texts:
            self._texts.discard(number)
            return
        self._connection.execute(
            "INSERT INTO articles_fts (articles_fts, rowid, title, text) VALUES ('delete', ?, ?, ?)",
            (number, title, text),
        )
