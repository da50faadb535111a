"""What is known of machine annotators, and where they failed: rows ↔ records."""

from typing import NamedTuple

from annotations.changes import Kind
from annotations.model import AnnotatorId, ArticleId
from annotations.store.codecs import shown_id
from annotations.store.database import Database
from annotations.store.journal import Journal
from annotations.store.translating import quote


class MachineRow(NamedTuple):
    """What is known of a machine: what it says of itself, whether its suggestions are shown, and from which score."""

    licence: str = ""
    hash: str = ""
    labels: tuple[str, ...] = ()
    shown: bool = True
    threshold: float = 0.0


UNKNOWN = MachineRow()
_NO_BREAK = "\u00a0"
REFUSALS = 2  # how often a string is refused before it is not offered again


def machine(database: Database, annotator: AnnotatorId) -> MachineRow:
    """Read what is known of a machine."""
    return machines(database).get(annotator, UNKNOWN)


def machines(database: Database) -> dict[AnnotatorId, MachineRow]:
    """Read what is known of all machines."""
    names = database.numbers
    rows = database.rows("SELECT annotator, licence, hash, labels, shown, threshold FROM machines", (), "itttir")
    return {
        names.annotator_id(machine): MachineRow(licence, digest, _read_labels(labels), bool(shown), threshold)
        for machine, licence, digest, labels, shown, threshold in rows
    }


def set_machine(journal: Journal, annotator: AnnotatorId, row: MachineRow) -> None:
    """Write what is known of a machine."""
    values = {
        "id": annotator, "annotator": annotator, "licence": row.licence, "hash": row.hash,
        "labels": _written_labels(row.labels), "shown": int(row.shown), "threshold": float(row.threshold),
    }  # fmt: skip
    if journal.has(Kind.MACHINE, annotator):
        journal.update(Kind.MACHINE, annotator, values)
    else:
        journal.insert(Kind.MACHINE, [values])


def _written_labels(labels: tuple[str, ...]) -> str:
    """Labels with a blank between them; the blanks inside one do not break."""
    return " ".join(label.replace(" ", _NO_BREAK) for label in labels)


def _read_labels(written: str) -> tuple[str, ...]:
    return tuple(label.replace(_NO_BREAK, " ") for label in written.split(" ") if label)


def set_problem(journal: Journal, article: ArticleId, annotator: AnnotatorId, sentence: str) -> None:
    """Write why a machine has not read an article; an empty sentence takes the reason away."""
    key = f"{annotator}:{article}"
    there = journal.has(Kind.PROBLEM, key)
    if not sentence and there:
        journal.delete(Kind.PROBLEM, key)
    elif there:
        journal.update(Kind.PROBLEM, key, {"sentence": sentence})
    elif sentence:
        journal.insert(Kind.PROBLEM, [{"id": key, "annotator": annotator, "article": article, "sentence": sentence}])


def problems(database: Database, article: ArticleId) -> list[tuple[AnnotatorId, str]]:
    """Read which machines have not read an article, and why."""
    names = database.numbers
    sql = "SELECT annotator, sentence FROM problems WHERE article = ? ORDER BY number"
    rows = database.rows(sql, (names.article(article),), "it")
    return [(names.annotator_id(annotator), sentence) for annotator, sentence in rows]


def articles_failed(database: Database, annotator: AnnotatorId) -> set[ArticleId]:
    """Read which articles a machine could not read."""
    names = database.numbers
    rows = database.rows("SELECT article FROM problems WHERE annotator = ?", (names.annotator(annotator),), "i")
    return {names.article_id(row[0]) for row in rows}


def all_problems(database: Database) -> list[tuple[ArticleId, str, AnnotatorId, str]]:
    """Read where machines failed: article, its title, machine and reason, in the order of the articles."""
    found = database.rows(
        "SELECT articles.id, title, annotator, sentence FROM problems JOIN articles ON articles.number = article"
        " ORDER BY articles.number",
        shape="-tit",
    )
    names = database.numbers
    return [(ArticleId(shown_id(one)), title, names.annotator_id(by), sentence) for one, title, by, sentence in found]


def score_counts(database: Database, annotator: AnnotatorId) -> dict[float | None, int]:
    """Count a machine's suggestions by score."""
    sql = "SELECT score, count(*) FROM annotations WHERE annotator = ? GROUP BY score"
    return dict(database.rows(sql, (database.numbers.annotator(annotator),), "Ri"))


def decisions_on(database: Database, annotator: AnnotatorId) -> tuple[int, int, int]:
    """Count the marks that people made of a machine's suggestions: accepted, rejected, only confirmed."""
    row = database.row(
        "SELECT coalesce(sum(mine.verdict = 'accepted' AND mine.how = ''), 0),"
        " coalesce(sum(mine.verdict = 'rejected'), 0), coalesce(sum(mine.verdict = 'accepted' AND mine.how <> ''), 0)"
        " FROM annotations AS mine JOIN annotations AS its ON its.id = mine.derived_from"
        " JOIN annotators AS who ON who.number = mine.annotator WHERE its.annotator = ? AND who.kind <> 'machine'",
        (database.numbers.annotator(annotator),),
        "iii",
    )
    return (row[0], row[1], row[2]) if row else (0, 0, 0)


def refused(database: Database, annotator: AnnotatorId) -> set[tuple[str, str, str]]:
    """Read the layers, labels and words that somebody has refused more than once."""
    rows = database.rows(
        # Without knowing how many are rejected, SQLite would go through everything that somebody marked.
        'SELECT layer, label, article, start, "end", words FROM annotations INDEXED BY refused WHERE annotator = ?'
        " AND verdict = 'rejected' GROUP BY layer, label, words HAVING count(*) >= ?",
        (database.numbers.annotator(annotator), REFUSALS),
        "ttiII-",
    )
    return {(layer, label, quote(database.numbers, *place)) for layer, label, *place in rows}
