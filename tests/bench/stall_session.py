"""Act in a real window, timed. Run as a process of its own: the argument is a project with one article.

Prints the figures as JSON: seconds of the main thread's processor time of each step.
"""

import json
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from session import open_window

from annotations.highlight import prefill
from desktop.workspace import Workspace

STEPS = 9
SETTLED = 0.1


def settle() -> None:
    """Let the window do what it does soon after an action."""
    end = time.perf_counter() + SETTLED
    while time.perf_counter() < end:
        QApplication.processEvents()
        time.sleep(0.002)


def taken(act: Callable[..., object], *arguments: object) -> float:
    """Seconds of work until nothing is left to do."""
    begin = time.thread_time()
    act(*arguments)
    settle()
    return time.thread_time() - begin


def marking(page: Workspace) -> dict[str, list[float]]:
    """Mark claims all over the article, and tag each."""
    found: dict[str, list[float]] = {"mark": [], "tag": []}
    assert page.opened.article
    length = len(page.opened.article.text)
    for step in range(STEPS):
        place = length * (step + 1) // (STEPS + 2)
        page.opened.focus(None)
        page.reader.select(place, place + 12)
        page.reader.reveal(place, place + 12)
        settle()
        before = len(page.opened.marks)
        found["mark"].append(taken(QTest.keyClick, page.reader, Qt.Key.Key_Space))
        if len(page.opened.marks) != before + 1:
            raise RuntimeError("The key did not mark a claim.")
        found["tag"].append(taken(QTest.keyClick, page.reader, Qt.Key.Key_A))
    return found


def main(project: str) -> None:
    """Open a window on the project, act, and print the figures."""
    window, page = open_window(project)
    prefill.warm_up()
    settle()
    figures = marking(page) if page.session.project.scheme.name != "wide" else {}
    theme = window.actions_by_name["theme"]
    print(json.dumps(figures | {"theme": [taken(theme.trigger) for _ in range(STEPS)]}))
    window.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
