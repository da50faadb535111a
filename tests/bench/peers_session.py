"""Work in the window on the peers' corpus, timed. Run as a process of its own: arguments are the project and words.

Prints the figures as JSON: seconds from one article to the next, from a key to a tag committed and painted, from each
of the words to the queue painted, and memory by process after all that.
"""

import json
import sys
import time

from memory import shares
from painting import Paints
from peers_material import CLAIMS, MARKS
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication
from session import open_window, search_until_painted, tag, walk

IDLE = 1.0  # seconds in which what has been begun comes to an end


def main(project: str, *words: str) -> None:
    """Open a window on the project, work, and print the figures."""
    window, page = open_window(project)
    paints = Paints(page.reader.viewport())
    _idle()
    turned = walk(page, paints, [Qt.Key.Key_Down], MARKS)
    tagged = tag(page, paints, len(CLAIMS))
    view = page.queue_view.focusProxy()
    assert isinstance(view, QAbstractItemView)
    seen = Paints(view.viewport())
    search_until_painted(page, seen, "warm")  # the process that looks up has started when it is answered
    found = list[object]()
    for word in words:
        found.append(search_until_painted(page, seen, word))
        if not 0 < page.queue.rowCount() < 100:
            raise RuntimeError(f"“{word}” is not a rare word: {page.queue.rowCount()} articles.")
    _idle()
    print(json.dumps({"next": turned, "tag": tagged, "search": found, "memory": shares()}))
    window.close()


def _idle() -> None:
    end = time.perf_counter() + IDLE
    while time.perf_counter() < end:
        QApplication.processEvents()
        time.sleep(0.01)


if __name__ == "__main__":
    main(*sys.argv[1:])
