import gc
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.garbage import Collector

RESTYLING = """
import gc
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from desktop.garbage import Collector

class Allocating(QWidget):
    def changeEvent(self, event: QEvent) -> None:
        self.made = [[] for _ in range(2_000)]

class Dropped(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.itself = self

app = QApplication([])
if COLLECTOR:
    collector = Collector(app)
kept = [Allocating() for _ in range(20)]
for number in range(50):
    dropped = [Dropped() for _ in range(20)]
    del dropped
    app.setStyleSheet(f"QWidget {{ margin: {number % 3}px; }}")
"""


class Cycle:
    ended_in: list[threading.Thread] = []  # noqa: RUF012 - all cycles of a test write into one list

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        self.ended_in.append(threading.current_thread())


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    parent = QObject()
    Cycle.ended_in.clear()
    yield Collector(parent)
    parent.deleteLater()


def test_garbage_of_another_thread_is_collected_in_the_windows_thread(collector: Collector, qtbot: QtBot) -> None:
    def make() -> None:
        Cycle()
        kept.extend([] for _ in range(50_000))

    kept: list[list[None]] = []
    other = threading.Thread(target=make)
    other.start()
    other.join()
    assert Cycle.ended_in == []
    qtbot.waitUntil(lambda: Cycle.ended_in == [threading.main_thread()])


def test_nothing_is_collected_before_enough_has_piled_up(collector: Collector, monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop.garbage import collect_if_due

    collected: list[int] = []
    monkeypatch.setattr(gc, "collect", collected.append)
    monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
    for counts in ((10, 0, 0), (701, 3, 30), (701, 11, 3), (701, 11, 11)):
        monkeypatch.setattr(gc, "get_count", lambda counts=counts: counts)
        collect_if_due()
    assert collected == [0, 1, 2]


def test_a_new_style_meets_no_widget_that_is_being_collected() -> None:
    run = subprocess.run([sys.executable, "-c", f"COLLECTOR = True\n{RESTYLING}"], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
