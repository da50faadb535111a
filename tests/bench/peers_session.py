"""Work in the window on the peers' corpus, timed. Run as a process of its own: arguments are the project and words.

Prints the figures as JSON: seconds from one article to the next, from a key to a tag committed and painted, from each
of the words to the queue painted, and memory by process after all that.
"""

import json
import sys

from memory import shares
from painting import Paints, Taken
from peers_material import PEERS
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView
from session import idle, open_window, tag, until_found, walk

from desktop.workspace import Workspace

FEW = 100  # articles that a rare word may have


def queue_paints(page: Workspace) -> Paints:
    """Counts the paints of the queue."""
    view = page.queue_view.focusProxy()
    assert isinstance(view, QAbstractItemView)
    return Paints(view.viewport())


def search(page: Workspace, words: list[str]) -> list[Taken]:
    """Search for one rare word after the other."""
    paints, found = queue_paints(page), list[Taken]()
    until_found(
        page, paints, page.header.searched.emit, "warm"
    )  # the process that looks up has started when it answers
    for word in words:
        found.append(until_found(page, paints, page.header.searched.emit, word))
        if not 0 < page.queue.rowCount() < FEW:
            raise RuntimeError(f"“{word}” is not a rare word: {page.queue.rowCount()} articles.")
    return found


def main(project: str, *words: str) -> None:
    """Open a window on the project, work, and print the figures."""
    window, page = open_window(project)
    paints = Paints(page.reader.viewport())
    idle()
    figures = {
        "next": walk(page, paints, [Qt.Key.Key_Down], PEERS.marks),
        "tag": tag(page, paints, len(PEERS.claims)),
        "search": search(page, list(words)),
    }
    idle()
    print(json.dumps(figures | {"memory": shares()}))
    window.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
