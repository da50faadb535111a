"""Whether the index of terms is what the rows say, worked out from the rows by the same functions that keep it."""

from collections.abc import Iterable, Iterator

from annotations.store.database import Database
from annotations.store.term_index import PART, TermIndex, said_by, said_of_article
from annotations.store.terms import Term

_MARKS = (
    "SELECT number, article, annotator, layer, label, fields, links FROM annotations WHERE verdict IS NOT 'rejected'"
)
_MASK = (1 << 64) - 1


class _Sum:
    """How many things are said, and a sum of all of them in which their order does not matter."""

    def __init__(self) -> None:
        self.count = self.sum = 0

    def add(self, *said: int) -> None:
        self.count += 1
        self.sum = self.sum + hash(said) & _MASK


def misfits(database: Database) -> Iterator[str]:
    """Give one sentence for each half of the index that does not match what is in the file."""
    sql = "SELECT number, annotator, layer, name, value FROM terms"
    terms: dict[Term, int] = {(row[1], row[2], row[3], row[4]): row[0] for row in database.stream(sql, shape="iittt")}
    for table, columns, said, what in (
        ("annotation_terms", "term, article, part, bits", _in_annotations(database), "annotations"),
        ("article_terms", "term, 0, part, bits", _of_articles(database), "articles"),
    ):
        wanted, kept = _Sum(), _Sum()
        for term, article, number in said:
            wanted.add(terms.get(term, 0), article, number)
        for number, article, part, bits in database.stream(f"SELECT {columns} FROM {table}", shape="iiii"):
            for bit in range(PART):
                if bits >> bit & 1:
                    kept.add(number, article, part * PART + bit)
        if (wanted.count, wanted.sum) != (kept.count, kept.sum):
            yield f"The index of terms does not match the {what}: {wanted.count} said, {kept.count} kept."


def _in_annotations(database: Database) -> Iterator[tuple[Term, int, int]]:
    for number, article, annotator, layer, label, fields, links in database.stream(_MARKS, shape="iiit---"):
        for name, value in said_by(label, fields, links):
            yield (annotator, layer, name, value), article, number


def _of_articles(database: Database) -> Iterator[tuple[Term, int, int]]:
    for number, source, language in database.stream("SELECT number, source, language FROM articles", shape="itt"):
        for name, value in said_of_article({"source": source, "language": language}):
            yield (0, "", name, value), 0, number
    sql = "SELECT article, annotator, status FROM progress WHERE status <> 'todo'"
    for article, annotator, status in database.stream(sql, shape="iit"):
        yield (annotator, "", "status", status), 0, article
    for article, annotator in database.stream("SELECT DISTINCT article, annotator FROM annotations", shape="ii"):
        yield (annotator, "", "marked", ""), 0, article


def fill(database: Database, articles: Iterable[int]) -> None:
    """Index articles, with all that is said in them and of them, of which nothing is in the index yet."""
    index = TermIndex(database)
    for number in articles:
        sql = "SELECT title, source, language FROM articles WHERE number = ?"
        row = database.row(sql, (number,), "ttt")
        if row is None:
            continue
        index.article(number, None, dict(zip(("title", "source", "language"), row, strict=True)))
        marks = database.rows(f"{_MARKS} AND article = ?", (number,), "iiit---")
        index.new_annotations((one[0], one[1], one[2], one[3], said_by(*one[4:])) for one in marks)
        others = "SELECT DISTINCT annotator FROM annotations WHERE article = ?"
        for (annotator,) in database.rows(others, (number,), "i"):
            index.marked(number, annotator)
        sql = "SELECT annotator, status FROM progress WHERE article = ?"
        for annotator, status in database.rows(sql, (number,), "it"):
            index.progress(number, annotator, None, {"status": status})
    index.flush()
