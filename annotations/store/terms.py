"""The numbers of terms, and the bits of those annotations and articles that say one. See `store.term_index`."""

from collections.abc import Collection, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from annotations.store.database import Database

Term = tuple[int, str, str, str]
"""The annotator's number, layer, name and value."""
Bits = dict[tuple[Any, ...], int]
"""By a term and the rest of a key."""

_MOST = 80_000  # terms whose numbers are remembered
_LOOKED_UP = 200  # at once: SQLite takes at least 999 parameters
_ON = {
    "annotation_terms": (
        "INSERT INTO annotation_terms (term, article, part, bits) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET bits = bits | excluded.bits"
    ),
    "article_terms": (
        "INSERT INTO article_terms (term, part, bits) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET bits = bits | excluded.bits"
    ),
}
_PLACE = {"annotation_terms": "term = ? AND article = ? AND part = ?", "article_terms": "term = ? AND part = ?"}


class Terms:
    """Gives terms their numbers, and writes who says them. Used within one transaction."""

    def __init__(self, database: "Database") -> None:
        self._connection, self._known = database.connection, database.terms

    def number(self, terms: Collection[Term]) -> None:
        """Give a number to each term that has none."""
        new = sorted(self._unknown(terms))
        if not new:
            return
        (last,) = self._connection.execute("SELECT coalesce(max(number), 0) FROM terms").fetchone()
        numbered = list(enumerate(new, last + 1))
        self._connection.executemany(
            "INSERT INTO terms (number, annotator, layer, name, value) VALUES (?, ?, ?, ?, ?)",
            [(number, *term) for number, term in numbered],
        )
        words = [(number, term[3]) for number, term in numbered]
        self._connection.executemany("INSERT INTO terms_fts (rowid, value) VALUES (?, ?)", words)
        self._known.update((term, number) for number, term in numbered)

    def write(self, table: str, on: Mapping[Any, int], off: Mapping[Any, int]) -> None:
        """Switch bits on, of terms that have a number, and off."""
        if on:
            rows = sorted((self._known[term], *place, bits) for (term, *place), bits in on.items())
            self._connection.executemany(_ON[table], rows)
        if off:
            self._unknown({key[0] for key in off})
            gone = [(~bits, self._known[term], *place) for (term, *place), bits in off.items() if term in self._known]
            where = _PLACE[table]
            self._connection.executemany(f"UPDATE {table} SET bits = bits & ? WHERE {where}", gone)
            self._connection.executemany(f"DELETE FROM {table} WHERE {where} AND bits = 0", [one[1:] for one in gone])

    def _unknown(self, terms: Collection[Term]) -> set[Term]:
        """Look up the numbers of terms; return those that have none."""
        if len(self._known) > _MOST:
            self._known.clear()
        wanted = [term for term in set(terms) if term not in self._known]
        for begin in range(0, len(wanted), _LOOKED_UP):
            some = wanted[begin : begin + _LOOKED_UP]
            # A cross join: SQLite is to look up each value, and never to go through all terms.
            sql = (
                "SELECT column1, column2, column3, column4, number"
                f" FROM (VALUES {', '.join(['(?, ?, ?, ?)'] * len(some))}) CROSS JOIN terms"
                " ON annotator = column1 AND layer = column2 AND name = column3 AND value = column4"
            )
            for *term, number in self._connection.execute(sql, tuple(chain.from_iterable(some))):
                self._known[tuple(term)] = number
        return {term for term in wanted if term not in self._known}
