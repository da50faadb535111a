"""Work in a real window on a project, timed. Run as a process of its own: arguments are the project and where to start.

Prints the figures as JSON: seconds of each step to the next article, each tag and each search, and memory in bytes.
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from material import CLAIMS, PERSON
from painting import Paints, Taken, until_painted
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication

from desktop.app import make_application
from desktop.settings import Settings
from desktop.window import Window
from desktop.workspace import Workspace

STEPS = 45
THERE_AND_BACK = (Qt.Key.Key_Down, Qt.Key.Key_Up) * 2
TAGS = 100
SEARCHES = ("treaty", "harbour council", "winter price", "solveig dahl", "bridge", "estonian", "")


def walk(page: Workspace, paints: Paints, keys: Sequence[Qt.Key] = THERE_AND_BACK, least: int = 80) -> list[Taken]:
    """Go to the next article many times, and back. Each has some marks at least."""
    seconds = []
    for key in keys:
        for _ in range(STEPS):
            before = page.opened.article
            control = Qt.KeyboardModifier.ControlModifier
            seconds.append(until_painted(paints, QTest.keyClick, page.reader, key, control))
            if page.opened.article == before or len(page.opened.marks) < least:
                raise RuntimeError("The key did not open an annotated article.")
    return seconds


def tag(page: Workspace, paints: Paints, claims: int = CLAIMS) -> list[Taken]:
    """Set the stance of one claim after the other by key. Each article has some claims."""
    seconds = []
    for number in range(TAGS):
        if number % claims == 0:
            until_painted(paints, page.step, 1)
        until_painted(paints, QTest.keyClick, page.reader, Qt.Key.Key_J)
        key, stance = (Qt.Key.Key_A, "oppose") if _stance(page) != "oppose" else (Qt.Key.Key_D, "support")
        seconds.append(until_painted(paints, QTest.keyClick, page.reader, key))
        if _stance(page) != stance:
            raise RuntimeError("The key did not set the stance.")
    return seconds


def _stance(page: Workspace) -> object:
    return page.opened.focused and page.opened.focused.annotation.fields.get("stance")


def search(page: Workspace) -> list[Taken]:
    """Search for words as the header does, once its pause for typing is over."""
    view = page.queue_view.focusProxy()
    assert isinstance(view, QAbstractItemView)
    paints = Paints(view.viewport())
    return [until_painted(paints, page.header.searched.emit, words) for words in SEARCHES]


def until_found(page: Workspace, paints: Paints, act: Callable[..., object], *arguments: object) -> Taken:
    """Filter or search, until the articles found are painted in the queue."""
    found, counts = list[bool](), list[int]()
    connection = page.queue.modelReset.connect(lambda: (found.append(True), counts.append(paints.count)))
    begin, began = time.perf_counter(), time.process_time()
    act(*arguments)
    while not found or paints.count == counts[-1]:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    seconds = Taken(time.perf_counter() - begin, time.process_time() - began)
    page.queue.modelReset.disconnect(connection)
    return seconds


def idle(seconds: float = 1.0) -> None:
    """Let what has been begun come to an end."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QApplication.processEvents()
        time.sleep(0.01)


def memory() -> int:
    """The resident set size of this process. Unlike the proportional one it does not depend on who else runs Qt."""
    for line in Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Rss:"):
            return int(line.split()[1]) * 1024
    raise RuntimeError("The system does not tell how much memory is used.")


def open_window(project: str) -> tuple[Window, Workspace]:
    """Open a window on a project, as the person who annotates in it."""
    make_application()
    settings = Settings.of_nobody("light")
    settings.annotator = PERSON
    window = Window(settings)
    window.resize(1280, 800)
    window.projects.open_file(Path(project))
    window.show()
    assert window.workspace
    return window, window.workspace


def main(project: str, place: str) -> None:
    """Open a window on a project, begin at a row of the queue, work, and print the figures."""
    window, page = open_window(project)
    paints = Paints(page.reader.viewport())
    start = page.queue.row(int(place))
    assert start is not None
    until_painted(paints, page.opened.open, start.article)
    figures = {"next": walk(page, paints), "memory": memory(), "tag": tag(page, paints), "search": search(page)}
    window.close()
    print(json.dumps(figures))


if __name__ == "__main__":
    main(*sys.argv[1:])
