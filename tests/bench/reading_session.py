"""Read a long article in a real window, timed. Run as a process of its own: the argument is the project.

Prints the figures as JSON: seconds until the article is painted, and of each frame while it is scrolled, by the clock
and by the processor.
"""

import json
import sys
import time

from crowds import MARKS
from material import CHARACTERS
from painting import Paints, Taken, until_painted
from PySide6.QtWidgets import QApplication, QTextEdit
from session import open_window

from annotations.model import ArticleId
from desktop.workspace import Workspace

OPENINGS = 12
FRAMES = 240
PIXELS = 97


def opening(page: Workspace, paints: Paints) -> list[Taken]:
    """Open the long article again and again, from one of usual length."""
    seconds = []
    for _ in range(OPENINGS):
        until_painted(paints, page.opened.open, ArticleId("usual"))
        seconds.append(until_painted(paints, page.opened.open, ArticleId("long")))
        if len(page.opened.marks) != MARKS:
            raise RuntimeError("The long article was not opened.")
    return seconds


def scrolling(view: QTextEdit) -> list[Taken]:
    """Scroll through an article, each step a frame."""
    bar, seconds = view.verticalScrollBar(), list[Taken]()
    bar.setValue(0)
    QApplication.processEvents()
    for _ in range(FRAMES):
        begin, began = time.perf_counter(), time.thread_time()
        bar.setValue(bar.value() + PIXELS)
        QApplication.processEvents()
        seconds.append(Taken(time.perf_counter() - begin, time.thread_time() - began))
    return seconds


def plain(text: str) -> tuple[list[Taken], list[Taken]]:
    """The same text without a mark in Qt's own editor: set and painted, and scrolled."""
    view = QTextEdit(readOnly=True)
    view.resize(700, 700)
    view.show()
    paints = Paints(view.viewport())
    opened = []
    for _ in range(OPENINGS):
        until_painted(paints, view.setPlainText, text[:CHARACTERS])
        opened.append(until_painted(paints, view.setPlainText, text))
    return opened, scrolling(view)


def main(project: str) -> None:
    """Open a window on the project, read, and print the figures."""
    window, page = open_window(project)
    opened = opening(page, Paints(page.reader.viewport()))
    scrolled = scrolling(page.reader)
    assert page.opened.article
    plainly_opened, plainly_scrolled = plain(page.opened.article.text)
    window.close()
    figures = {
        "open": opened, "scroll": scrolled, "plain open": plainly_opened, "plain scroll": plainly_scrolled
    }  # fmt: skip
    print(json.dumps(figures))


if __name__ == "__main__":
    main(*sys.argv[1:])
