"""Work in the window on very many short articles, timed. Run as a process of its own.

Arguments are the project and rare words. Prints the figures as JSON: seconds until the first article is painted, from
one article to the next, of each tag, and until the queue of each filter and search is painted; memory by process.
"""

import json
import sys
import time

from memory import shares
from painting import Paints, until_painted
from peers_material import SHORT
from peers_session import queue_paints, search
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from session import idle, open_window, tag, until_found, walk

from annotations.filters import QueueFilter

FILTERS = (
    QueueFilter(source="Daily 3"),
    QueueFilter(published_from="2010-06", published_to="2010-07"),
    QueueFilter("todo"),
    QueueFilter(source="Daily 5", published_from="2011"),
    QueueFilter("mine"),
)
COMMON = ("avo", "tin", "kel mar", "status:todo ro", "label:GPE")  # what many articles have


def main(project: str, *words: str) -> None:
    """Open a window on the project, work, and print the figures."""
    begin = time.perf_counter()
    window, page = open_window(project)
    paints = Paints(page.reader.viewport())
    while not paints.count:
        QApplication.processEvents()
    opened = time.perf_counter() - begin
    idle()
    figures: dict[str, object] = {
        "open": [(opened, 0.0)],
        "next": walk(page, paints, [Qt.Key.Key_Down], SHORT.marks),
        "tag": tag(page, paints, len(SHORT.claims)),
        "search": search(page, list(words)),
    }
    seen = queue_paints(page)
    figures["common"] = [until_found(page, seen, page.header.searched.emit, word) for word in COMMON]
    until_found(page, seen, page.header.searched.emit, "")
    figures["filter"] = [until_found(page, seen, page.filtering.use, chosen) for chosen in FILTERS]
    until_painted(paints, page.step, 1)
    idle()
    print(json.dumps(figures | {"memory": shares()}))
    window.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
