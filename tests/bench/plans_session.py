"""Read, tag, search and filter in a window, and count the statements that SQLite runs. Run as a process of its own.

The argument is the project. Prints as JSON the statements, the most frequent first: how often, what, and the plan.
"""

import json
import re
import sqlite3
import sys
from collections import Counter

from painting import Paints
from peers_material import PEERS, RARE
from peers_session import queue_paints
from PySide6.QtCore import Qt
from session import idle, open_window, tag, until_found, walk

from annotations.filters import QueueFilter

MOST = 10
_CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA", "--", "EXPLAIN")
_VALUE = re.compile(r"'(?:[^']|'')*'|\b[xX]'[0-9a-fA-F]*'|(?<![\w.])-?\d+(?:\.\d+)?\b")
_LIST = re.compile(r"\?(?:, ?\?)+")


class Statements:
    """Counts statements by their words, whatever their values are, and keeps an example of each."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.counts, self._examples, self._connection = Counter[str](), dict[str, str](), connection
        self._latest = ""

    def note(self, statement: str) -> None:
        """Count a statement that SQLite is about to run. It is told again for each trigger that it fires."""
        fired = statement == self._latest and not statement.startswith("SELECT")
        self._latest = statement
        if not fired and not statement.startswith(_CONTROL):
            words = without_values(statement)
            self.counts[words] += 1
            self._examples[words] = statement

    def plans(self) -> list[tuple[int, str, list[str]]]:
        """The most frequent statements with their plans."""
        return [(count, words, self._plan(self._examples[words])) for words, count in self.counts.most_common(MOST)]

    def _plan(self, statement: str) -> list[str]:
        return [row[3] for row in self._connection.execute(f"EXPLAIN QUERY PLAN {statement}")]


def without_values(statement: str) -> str:
    """A statement with a question mark for each value, and one for each list of them."""
    return _LIST.sub("?, …", _VALUE.sub("?", " ".join(statement.split())))


def main(project: str) -> None:
    """Work as a person does, and print the statements."""
    window, page = open_window(project)
    paints, seen = Paints(page.reader.viewport()), queue_paints(page)
    idle()
    connection = page.session.project.database.connection
    statements = Statements(connection)
    connection.set_trace_callback(statements.note)
    walk(page, paints, [Qt.Key.Key_Down], PEERS.marks)
    tag(page, paints, len(PEERS.claims))
    for words in (RARE, "tin", "label:GPE", "kel mar", ""):
        until_found(page, seen, page.header.searched.emit, words)
    for chosen in (QueueFilter("todo"), QueueFilter(source="Daily 3"), QueueFilter(sort="title"), QueueFilter()):
        until_found(page, seen, page.filtering.use, chosen)
    idle()
    connection.set_trace_callback(None)
    print(json.dumps([sum(statements.counts.values()), statements.plans()]))
    window.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
