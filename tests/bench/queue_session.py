"""Scroll and filter a large queue in a real window, and search it, timed. Run as a process of its own.

The argument is the project. Prints the figures as JSON: seconds of each frame, by the clock and by the processor, and
seconds until a filter's or a search's articles are painted.
"""

import json
import multiprocessing
import sys
import time
from pathlib import Path

from painting import Paints, Taken, until_painted
from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication
from session import open_window

from annotations.filters import QueueFilter
from desktop.workspace import Workspace

FRAMES = 150
PIXELS = 290
PAUSE = 0.004  # seconds between frames, in which nothing is ours to do
LONGEST = 60.0
FILTERS = (
    QueueFilter(source="Port Gazette"),
    QueueFilter(language="es", published_from="2010", published_to="2015-06"),
    QueueFilter("todo"),
    QueueFilter(words="treaty"),
    QueueFilter(sort="title"),
    QueueFilter(sort="published", descending=True, source="Northern Wire"),
    QueueFilter(disagreement=True),
    QueueFilter(),
)
SEARCHES = (
    *("treaty", "harbour council", '"grain union"', "brid*", "winter price", "solveig dahl", "source:gazette treaty"),
    *("estonian -minister", "minister accuses", "never again", "language:es fleet", "tallinn", "quito kenya", "ships"),
    *("marek hollar denies", "label:PERSON", "rail board law", "morning*", "water bridge fleet", "status:todo market"),
)


class Frames:
    """Moves the queue a little, again and again, and keeps how long each time took."""

    def __init__(self, view: QAbstractItemView) -> None:
        self._bar = view.verticalScrollBar()
        self.taken = list[Taken]()

    def one(self, pixels: int) -> None:
        """Scroll, and let Qt do what is to be done."""
        begin, began = time.perf_counter(), time.thread_time()
        self._bar.setValue((self._bar.value() + pixels) % max(self._bar.maximum(), 1))
        QApplication.processEvents()
        self.taken.append(Taken(time.perf_counter() - begin, time.thread_time() - began))


def scrolling(view: QAbstractItemView) -> list[Taken]:
    """Scroll row by row, then in leaps that read every row anew."""
    frames = Frames(view)
    for number in range(2 * FRAMES):
        frames.one(PIXELS if number < FRAMES else view.verticalScrollBar().maximum() // FRAMES)
    return frames.taken


def filtering(page: Workspace, view: QAbstractItemView) -> tuple[list[Taken], list[float]]:
    """Filter in many ways while the queue is being scrolled; the frames, and how long each filter took."""
    frames, whole = Frames(view), list[float]()
    for chosen in FILTERS:
        found = list[bool]()
        connection = page.queue.modelReset.connect(lambda found=found: found.append(True))
        begin, began, clock = time.perf_counter(), time.thread_time(), QElapsedTimer()
        clock.start()
        page.filtering.use(chosen)
        frames.taken.append(Taken(time.perf_counter() - begin, time.thread_time() - began))
        while not found:
            frames.one(PIXELS)
            time.sleep(PAUSE)
            if clock.elapsed() > LONGEST * 1000:
                raise RuntimeError(f"Nothing was found: {chosen}")
        whole.append(time.perf_counter() - begin)
        frames.one(PIXELS)
        page.queue.modelReset.disconnect(connection)
    return frames.taken, whole


def searching(page: Workspace, view: QAbstractItemView) -> list[Taken]:
    """Search as the header does once its pause for typing is over, until the articles found are painted."""
    paints, seconds = Paints(view.viewport()), list[Taken]()
    for words in SEARCHES:
        found = list[bool]()
        connection = page.queue.modelReset.connect(lambda found=found: found.append(True))
        begin, began = time.perf_counter(), _processor()
        page.header.searched.emit(words)
        while not found:
            QApplication.processEvents()
            time.sleep(PAUSE / 4)
        until_painted(paints, view.viewport().update)
        seconds.append(Taken(time.perf_counter() - begin, _processor() - began))
        page.queue.modelReset.disconnect(connection)
    return seconds


def _processor() -> float:
    """Seconds that the processor has worked for this process, and for the one that looks up."""
    found = time.process_time()
    for child in multiprocessing.active_children():
        found += int(Path(f"/proc/{child.pid}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9
    return found


def main(project: str) -> None:
    """Open a window on the project, work, and print the figures."""
    window, page = open_window(project)
    view = page.queue_view.focusProxy()
    assert isinstance(view, QAbstractItemView)
    page.filtering.use(QueueFilter(words="warm"))  # the process that looks up has started when it is answered
    while page.queue.busy:
        QApplication.processEvents()
    page.filtering.use(QueueFilter())
    while page.queue.busy:
        QApplication.processEvents()
    scrolled = scrolling(view)
    frames, filtered = filtering(page, view)
    figures = {"scroll": scrolled, "frames": frames, "filter": filtered, "search": searching(page, view)}
    window.close()
    print(json.dumps(figures))


if __name__ == "__main__":
    main(*sys.argv[1:])
